// Every sentence about years that a calendar does not know.

import Diagnostics
import Tabular

package enum CalendarYearDiagnostics {
    /// The report is about days of years whose holidays are not told.
    package static func unknownYears(
        _ years: [Int], ofPeriods periods: [String], facts: CalendarFacts
    ) -> Diagnostic {
        let (list, names) = (years.map(String.init).joined(separator: ", "), periods.joined(separator: ", "))
        return unknownYears(
            years, facts,
            Wording(
                en: "the calendar does not know the holidays of \(list), into which \(names) reaches",
                zh: "日历中没有 \(list) 年的节假日，而报告涉及该年（\(names)）"))
    }

    /// Rows have moments in years whose holidays are not told.
    package static func unknownYears(_ years: [Int], facts: CalendarFacts) -> Diagnostic {
        let list = years.map(String.init).joined(separator: ", ")
        return unknownYears(
            years, facts,
            Wording(
                en:
                    "business time was counted in \(list), whose holidays the calendar does not know: there, days count by their "
                    + "weekday alone",
                zh: "在 \(list) 年计算了工作时间，但日历中没有该年的节假日：该年仅按星期计"))
    }

    private static func unknownYears(_ years: [Int], _ facts: CalendarFacts, _ message: Wording) -> Diagnostic {
        let span = CalendarWords.span(ofYears: facts.calendar.knownYears ?? [])
        let known = span.isEmpty ? Wording(en: "no year", zh: "无") : Wording(en: span, zh: span)
        let year = years.first.map(String.init) ?? "2027"
        let paste = "years: { \(year): { holidays: [\(year)-01-01, \(year)-05-01..\(year)-05-05], workdays: [] } }"
        return Diagnostic(
            .remark("unknown-holiday-year"), .warning, at: facts.holidaysPlace ?? facts.place, message,
            help: Wording(
                en:
                    "it knows \(known.english); add a file of your own to 'holidays', such as my-holidays.yml, that holds \(paste)",
                zh: "已知 \(known.chinese)；请在 'holidays' 中加入自己的文件，如 my-holidays.yml，内容为 \(paste)"))
    }

    /// Rows have moments beyond all days that a calendar has.
    package static func yearsBeyond(_ years: [Int], facts: CalendarFacts) -> Diagnostic {
        let list = years.map(String.init).joined(separator: ", ")
        return Diagnostic(
            .remark("beyond-calendar"), .warning, at: facts.place,
            Wording(
                en:
                    "business time is counted from 1970 to 2099 and is missing where a moment lies beyond: found some of \(list)",
                zh: "工作时间只在 1970 至 2099 年之间计算，超出的时刻按缺失处理：数据中有 \(list) 年的时刻"))
    }
}
