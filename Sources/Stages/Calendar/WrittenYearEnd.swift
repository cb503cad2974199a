// On which day a year of whole weeks ends, as it is written: `last saturday of january`, `saturday nearest the end of january`.

import Diagnostics
import Tabular

/// The end of a year of 52 or 53 weeks.
package struct WrittenYearEnd: Sendable, Hashable {
    package var ending: FiscalWeeks.Ending
    /// 1 for Monday to 7.
    package var weekday: Int
    /// 1...12.
    package var month: Int

    package init(ending: FiscalWeeks.Ending, weekday: Int, month: Int) {
        self.ending = ending
        self.weekday = weekday
        self.month = month
    }

    /// That of a calendar; nil where its years are not of whole weeks.
    package init?(of fiscal: FiscalCalendar) {
        guard let weeks = fiscal.weeks else { return nil }
        self.init(
            ending: weeks.ending, weekday: weeks.lastWeekday,
            month: (fiscal.startMonth + FiscalCalendar.monthsOfYear - 2) % FiscalCalendar.monthsOfYear + 1)
    }

    /// The calendar of years that end so.
    package func calendar(
        _ pattern: FiscalWeeks.Pattern, longMonth: Int, naming: FiscalCalendar.Naming
    ) -> FiscalCalendar {
        FiscalCalendar(
            startMonth: month % FiscalCalendar.monthsOfYear + 1,
            weeks: FiscalWeeks(pattern, ending: ending, lastWeekday: weekday, longMonth: longMonth), naming: naming)
    }

    /// Reads `last saturday of january`, `saturday nearest the end of january`, `1月最后一个周六`, `最接近1月底的周六`; nil for anything else.
    package init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if words.count == 4, words[0] == "last", words[2] == "of" {
            self.init(.last, words[1], words[3])
        } else if words.count == 6, words[1] == "nearest", words[2...4] == ["the", "end", "of"] {
            self.init(.nearest, words[0], words[5])
        } else {
            self.init(chinese: words.joined())
        }
    }

    private init?(_ ending: FiscalWeeks.Ending, _ weekday: String, _ month: String) {
        guard let weekday = CalendarNames.weekdays.firstIndex(where: { $0.lowercased() == weekday }),
            let month = CalendarNames.months.firstIndex(where: { $0.lowercased() == month })
        else { return nil }
        self.init(ending: ending, weekday: weekday + 1, month: month + 1)
    }

    private init?(chinese text: String) {
        guard let days = CalendarNames.chineseWeekdays.firstIndex(where: { text.hasSuffix($0) }),
            let end = text.firstIndex(of: "月")
        else { return nil }
        let ending: FiscalWeeks.Ending = text.hasPrefix("最接近") ? .nearest : .last
        let digits = ending == .nearest ? text[..<end].dropFirst(3) : text[..<end]
        guard let month = Int(digits), (1...FiscalCalendar.monthsOfYear).contains(month) else { return nil }
        let middle = text[text.index(after: end)...].dropLast(2)
        guard middle == (ending == .nearest ? "底的" : "最后一个") else { return nil }
        self.init(ending: ending, weekday: days + 1, month: month)
    }

    /// What ``init(_:)`` reads.
    package static let form: OptionValue = {
        func anyCase(_ words: [String]) -> String {
            let patterns = words.map { $0.map { "[\($0.uppercased())\($0.lowercased())]" }.joined() }
            return patterns.count == 1 ? patterns[0] : "(\(patterns.joined(separator: "|")))"
        }
        let (day, month) = (anyCase(CalendarNames.weekdays), anyCase(CalendarNames.months))
        let english =
            "\(anyCase(["last"])) +\(day) +\(anyCase(["of"])) +\(month)"
            + "|\(day) +\(anyCase(["nearest"])) +\(anyCase(["the"])) +\(anyCase(["end"])) +\(anyCase(["of"])) +\(month)"
        let chinese = "(1[0-2]|[1-9])月最后一个周[一二三四五六日]|最接近(1[0-2]|[1-9])月底的周[一二三四五六日]"
        return .pattern("^(\(english)|\(chinese))$", expectation)
    }()

    /// What is expected where the end of a year stands.
    package static let expectation = Wording(
        en: "a day such as 'last saturday of january' or 'saturday nearest the end of january'",
        zh: "年末日的写法，如 '1月最后一个周六' 或 '最接近1月底的周六'")

    /// As it may be written: `last saturday of january`.
    package var text: String {
        let (day, month) = (CalendarNames.weekdays[weekday - 1], CalendarNames.months[month - 1])
        return switch ending {
        case .last: "last \(day.lowercased()) of \(month.lowercased())"
        case .nearest: "\(day.lowercased()) nearest the end of \(month.lowercased())"
        }
    }

    /// In a sentence: `the last Saturday of January`.
    package var wording: Wording {
        let (day, month) = (CalendarNames.weekdays[weekday - 1], CalendarNames.months[month - 1])
        let chineseDay = CalendarNames.chineseWeekdays[weekday - 1]
        return switch ending {
        case .last: Wording(en: "the last \(day) of \(month)", zh: "\(self.month)月最后一个\(chineseDay)")
        case .nearest: Wording(en: "the \(day) nearest the end of \(month)", zh: "最接近\(self.month)月底的\(chineseDay)")
        }
    }
}
