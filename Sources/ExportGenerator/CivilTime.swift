// Dates and clock times of Shanghai as plain whole numbers, and the ways exports write them.

/// A moment as seconds of the Shanghai wall clock since 1970-01-01 00:00; there is no daylight saving time to mind.
typealias ClockSecond = Int

/// A calendar day.
struct CivilDate: Hashable, Comparable {
    let year: Int
    let month: Int
    let day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day a given number of days after 1970-01-01.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
    init(dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthPlace = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthPlace + 2) / 5 + 1
        month = monthPlace < 10 ? monthPlace + 3 : monthPlace - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Midnight at the start of the day.
    var start: ClockSecond { dayNumber * 86_400 }

    /// The first day of the month a number of months away.
    func monthStart(plus months: Int = 0) -> CivilDate {
        let all = year * 12 + month - 1 + months
        return CivilDate(all / 12, all % 12 + 1, 1)
    }

    /// 0 for Monday to 6 for Sunday.
    var weekday: Int { (dayNumber + 3) % 7 }

    func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

    /// `2026-09-14`
    var iso: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

    static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }
}

/// The day a moment belongs to.
func day(of moment: ClockSecond) -> CivilDate { CivilDate(dayNumber: moment / 86_400) }

/// `2026-09-14 08:30:05`
func isoMoment(_ moment: ClockSecond) -> String {
    "\(day(of: moment).iso) \(clockText(moment % 86_400))"
}

/// `2026/9/14 8:30:05`, as 问卷星 and Excel write it.
func slashedMoment(_ moment: ClockSecond) -> String {
    let date = day(of: moment)
    let second = moment % 86_400
    let clock = "\(second / 3600):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
    return "\(date.year)/\(date.month)/\(date.day) \(clock)"
}

/// `HH:MM:SS`, for a time of day or a duration.
func clockText(_ seconds: Int) -> String {
    "\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
