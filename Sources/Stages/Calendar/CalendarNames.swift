// What months and days of the week are called.

/// The names of months and weekdays, January and Monday first.
package enum CalendarNames {
    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    package static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    /// 周一 to 周日.
    package static let chineseWeekdays = "一二三四五六日".map { "周\($0)" }
}
