// What is said of a fiscal calendar: in a plan, and beside numbers that are divided by it.

import Diagnostics
import Tabular

/// Sentences on years that are not those of everybody.
package enum FiscalYearWords {
    /// How years, quarters and months are counted, for a reader of segments; nil where everybody counts them so.
    package static func convention(of fiscal: FiscalCalendar) -> Wording? {
        guard let end = WrittenYearEnd(of: fiscal)?.wording, let weeks = fiscal.weeks else {
            if fiscal.isCivil { return nil }
            return Wording(
                en: "fiscal years begin in month \(fiscal.startMonth) and are named by both years they touch; "
                    + "Q1 is their first quarter",
                zh: "财年从 \(fiscal.startMonth) 月开始，以其跨越的两个年份命名；Q1 为财年第一季度")
        }
        let pattern = weeks.pattern.rawValue
        return Wording(
            en: "fiscal years of 52 or 53 weeks end on \(end.english)\(named(fiscal).english); "
                + "the months of a quarter have \(pattern) weeks",
            zh: "财年为 52 或 53 周，结束于\(end.chinese)\(named(fiscal).chinese)；每季度三期依次为 \(pattern) 周")
    }

    private static func named(_ fiscal: FiscalCalendar) -> Wording {
        switch fiscal.naming {
        case _ where fiscal.startMonth == 1: Wording("")
        case .both: Wording(en: " and are named by both years they touch", zh: "，以其跨越的两个年份命名")
        case .first: Wording(en: " and are named by the year they begin in", zh: "，以开始的年份命名")
        case .last: Wording(en: " and are named by the year they end in", zh: "，以结束的年份命名")
        }
    }

    /// In a plan, with the year that holds a day; nil where years are not of whole weeks.
    package static func line(of fiscal: FiscalCalendar, around day: Int) -> Wording? {
        guard let weeks = fiscal.weeks, let convention = convention(of: fiscal) else { return nil }
        let year = Period(.year, containing: day, fiscal: fiscal)
        let days = "\(year.startText)..\(CivilDate(dayNumber: (year.end ?? 1) - 1).isoText)"
        let count = FiscalWeeks.ofYear + (fiscal.isLong(fiscal.year(of: day)) ? 1 : 0)
        return Wording(
            en:
                "\(convention.english), and in a year of 53 weeks P\(weeks.longMonth < 10 ? "0" : "")\(weeks.longMonth) one more; "
                + "\(year.name) is \(days), \(count) weeks",
            zh: "\(convention.chinese)，53 周的年份第 \(weeks.longMonth) 期多一周；\(year.name) 为 \(days)，共 \(count) 周")
    }
}
