// Every sentence about what is written of business hours and holidays.

import Diagnostics
import Tabular

package enum CalendarDiagnostics {
    // MARK: Hours

    static func wrongHours(_ found: SourceText, of key: String) -> Diagnostic {
        var diagnostic = StagesDiagnostics.wrongValue(
            of: Wording("'\(key)'"),
            expected: Wording(
                en: "hours such as 09:00-12:00 or 22:00-06:00", zh: "时间段，如 09:00-12:00、22:00-06:00"), found: found)
        diagnostic.help = StagesDiagnostics.fullWidthSigns(in: found.text)
        return diagnostic
    }

    static func wrongHoursKey(_ found: SourceText) -> Diagnostic {
        StagesDiagnostics.wrongValue(
            of: Wording(en: "a key of 'hours'", zh: "'hours' 的键"),
            expected: Wording(
                en: "days of the week such as mon-fri, a day such as 2026-12-24, or 'workdays'",
                zh: "星期（如 mon-fri、周一至周五）、日期（如 2026-12-24）或 'workdays'"), found: found)
    }

    static func hoursTwice(_ key: SourceText, day: Wording) -> Diagnostic {
        Diagnostic(
            .pipeline("hours-twice"), at: key.start,
            Wording(
                en: "the hours of \(day.english) are said once, found them again under '\(key.text)'",
                zh: "\(day.chinese)的时间只应写一次，'\(key.text)' 又写了一次"))
    }

    static func overlappingHours(_ found: SourceText, with other: OpenHours) -> Diagnostic {
        Diagnostic(
            .pipeline("hours-overlap"), at: found.start,
            Wording(
                en:
                    "hours of a day expect to follow each other, found \(quoted: found.text), which overlaps \(other.text)",
                zh: "同一天的时间段不应重叠，实际 \(quoted: found.text) 与 \(other.text) 重叠"))
    }

    static func noHours(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("no-hours"), at: location,
            Wording(
                en: "'hours' expects at least one day of the week with hours, found none",
                zh: "'hours' 至少应有一天有时间段，实际没有"),
            help: Wording(
                en: "write 'mon-fri: [09:00-12:00, 13:30-18:00]'", zh: "请写 'mon-fri: [09:00-12:00, 13:30-18:00]'"))
    }

    /// Days are worked in the place of others, and the hours from Monday to Friday differ.
    static func workdaysWithoutHours(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("workdays-without-hours"), at: location,
            Wording(
                en: "days that are worked in the place of others have the hours of Monday to Friday, but these differ",
                zh: "调休上班日按周一至周五的时间计，但这五天的时间各不相同"),
            help: Wording(
                en: "write 'workdays: 09:00-18:00' under 'hours'", zh: "请在 'hours' 中写 'workdays: 09:00-18:00'"))
    }

    // MARK: Holidays

    static func wrongDays(_ found: SourceText, of key: String) -> Diagnostic {
        StagesDiagnostics.wrongValue(of: Wording("'\(key)'"), expected: WrittenDays.expectation, found: found)
    }

    static func wrongYear(_ found: SourceText) -> Diagnostic {
        StagesDiagnostics.wrongValue(
            of: Wording(en: "a key of 'years'", zh: "'years' 的键"),
            expected: Wording(en: "a year from 1970 to 2099", zh: " 1970 至 2099 之间的年份"), found: found)
    }

    static func dayOfAnotherYear(_ found: SourceText, year: Int) -> Diagnostic {
        Diagnostic(
            .pipeline("day-of-another-year"), at: found.start,
            Wording(
                en: "a day under \(year) expects to be of that year, found \(quoted: found.text)",
                zh: "\(year) 之下应为该年的日期，实际为 \(quoted: found.text)"))
    }

    static func holidayAndWorkday(_ found: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("holiday-and-workday"), at: found.start,
            Wording(
                en: "a day is off or worked, found \(quoted: found.text) among both 'holidays' and 'workdays'",
                zh: "同一天不能既休息又上班，\(quoted: found.text) 同时出现在 'holidays' 与 'workdays' 中"))
    }

    package static func unknownHolidays(_ found: SourceText, known: [String]) -> Diagnostic {
        let nearest = NearestName.suggestion(for: found.text, among: known)
        let file = Wording(
            en: "a file of your own is named with its ending, as my-holidays.yml",
            zh: "自己的文件请写出后缀，如 my-holidays.yml")
        return Diagnostic(
            .pipeline("unknown-holidays"), at: found.start,
            Wording(en: "unknown holidays '\(found.text)'", zh: "没有名为 '\(found.text)' 的节假日"),
            help: nearest.map {
                Wording(en: "\($0.english); \(file.english)", zh: "\($0.chinese)；\(file.chinese)")
            } ?? file)
    }
}
