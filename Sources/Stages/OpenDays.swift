// On which days rows can be expected at all: the days of the week, holidays, working days in their place.

import Diagnostics
import Tabular

/// The `open:` key of a pipeline file or of one of its tables.
///
///     open: mon-fri
///     open: { days: mon-sat, holidays: [2026-10-01..2026-10-07, 2027-01-01], workdays: [2026-10-10] }
///     open: { empty: zero }
///
/// - Bounds: a range holds both its ends.
package struct OpenDays: Sendable, Equatable {
    /// What an open day without any row is.
    package enum Empty: String, Sendable, CaseIterable {
        /// Nothing happened: counts are 0.
        case zero
        /// Its rows did not arrive.
        case hole
    }

    /// What may stand behind `open`: days of the week, or a mapping.
    package static let form = OptionValue.either([.oneOrMore(weekdaysForm), .mapping(keys)])

    private static let keys = [daysKey, holidaysKey, workdaysKey, shortKey, emptyKey]

    private static let daysKey = OptionKey(
        "days", .oneOrMore(weekdaysForm),
        help: Wording(en: "the days of the week; every day unless said", zh: "每周开放的日子，默认每天"))
    private static let holidaysKey = OptionKey(
        "holidays", .oneOrMore(daysForm), help: Wording(en: "days on which it is closed", zh: "休息的日子"))
    private static let workdaysKey = OptionKey(
        "workdays", .oneOrMore(daysForm),
        help: Wording(en: "days on which it is open all the same", zh: "照常开放的日子（调休）"))
    private static let shortKey = OptionKey(
        "short", .oneOrMore(daysForm),
        help: Wording(en: "days on which it was open for a part of the day", zh: "只开放半天的日子"))
    private static let emptyKey = OptionKey(
        "empty", .choice(of: Empty.self),
        help: Wording(
            en: "what an open day without rows is: nothing happened, or rows are lost; told from the data unless said",
            zh: "开放日没有数据时：zero 为无业务，hole 为数据缺失；默认由数据判断"))

    private static let weekdaysForm = OptionValue.pattern(
        weekdayPattern,
        Wording(en: "days of the week such as mon-fri", zh: "星期，如 mon-fri、周一至周五"))
    private static let daysForm = OptionValue.pattern(
        "^ *\\d{4}-\\d{2}-\\d{2} *((\\.\\.|…) *\\d{4}-\\d{2}-\\d{2} *)?$",
        Wording(en: "a day, or the first and last as 2026-10-01..2026-10-07", zh: "日期，或起止日期，如 2026-10-01..2026-10-07"))

    /// Monday is 1, Sunday 7.
    package var weekdays: Set<Int> = Set(1...7)
    /// Days on which it is closed whatever the weekday.
    package var holidays: Set<Int> = []
    /// Days on which it is open whatever the weekday, and whatever `holidays` say.
    package var workdays: Set<Int> = []
    /// Days on which it was open for a part of the day only.
    package var shortDays: Set<Int> = []
    /// nil: told from the data.
    package var empty: Empty?

    package init() {}

    /// Whether the centre is open on a day.
    ///
    /// - Units: days since 1970-01-01.
    package func isOpen(_ day: Int) -> Bool {
        if workdays.contains(day) { return true }
        return !holidays.contains(day) && weekdays.contains(CivilDate(dayNumber: day).weekday)
    }

    package init(_ node: OptionNode, collector: DiagnosticCollector) {
        if let word = node.sourceText {
            weekdays = Self.weekdays(word, collector)
            return
        }
        if case .list(let items) = node.content {
            weekdays = Set(items.compactMap(\.sourceText).flatMap { Self.weekdays($0, collector) })
            return
        }
        let reader = OptionReader(node, of: Wording("'open'"), keys: Self.keys, collector: collector)
        if let words = reader.texts(Self.daysKey) { weekdays = Set(words.flatMap { Self.weekdays($0, collector) }) }
        holidays = Set((reader.texts(Self.holidaysKey) ?? []).flatMap { Self.days($0, collector) })
        workdays = Set((reader.texts(Self.workdaysKey) ?? []).flatMap { Self.days($0, collector) })
        shortDays = Set((reader.texts(Self.shortKey) ?? []).flatMap { Self.days($0, collector) })
        empty = reader.choice(Self.emptyKey, as: Empty.self)
        reader.finish()
    }

    // MARK: Words

    private static let names: [(english: String, chinese: String)] = [
        ("mon", "周一"), ("tue", "周二"), ("wed", "周三"), ("thu", "周四"), ("fri", "周五"), ("sat", "周六"), ("sun", "周日"),
    ]

    /// What ``weekdays(_:_:)`` reads, as a regular expression.
    private static let weekdayPattern: String = {
        let day =
            " *([Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn]|周[一二三四五六日天]) *"
        return "^[-–至到]*\(day)([-–至到]+\(day))?[-–至到]*$"
    }()

    /// `mon`, `mon-fri`, `sat-mon`, `周一至周五`; every day where it cannot be read, which is told.
    private static func weekdays(_ text: SourceText, _ collector: DiagnosticCollector) -> Set<Int> {
        let ends = text.text.lowercased().split(whereSeparator: { "-–至到".contains($0) }).map { end in
            let word = end.trimmed
            return names.firstIndex { $0.english == word || $0.chinese == word || ("周天" == word && $0.chinese == "周日") }
        }
        if ends.count == 1, let day = ends[0] { return [day + 1] }
        if ends.count == 2, let first = ends[0], let last = ends[1] {
            return Set((0...((last - first + 7) % 7)).map { (first + $0) % 7 + 1 })
        }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording(en: "the days of 'open'", zh: "'open' 的开放日"),
                expected: Wording(
                    en: "days of the week such as mon-fri or [mon, wed, fri]", zh: "星期，如 mon-fri、周一至周五或 [mon, wed, fri]"
                ),
                found: text))
        return Set(1...7)
    }

    /// `2026-10-01`, `2026-10-01..2026-10-07`.
    private static func days(_ text: SourceText, _ collector: DiagnosticCollector) -> [Int] {
        let parts = text.text.replacing("..", with: "…").split(separator: "…", omittingEmptySubsequences: false)
        let dates = parts.map { CivilDate(isoText: $0.trimmed) }
        if dates.count == 1, let day = dates[0] { return [day.dayNumber] }
        if dates.count == 2, let first = dates[0]?.dayNumber, let last = dates[1]?.dayNumber, first <= last,
            last - first < longestRange
        {
            return Array(first...last)
        }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording("'open'"),
                expected: Wording(
                    en: "a day such as 2026-10-01, or the first and last as 2026-10-01..2026-10-07",
                    zh: "日期，如 2026-10-01，或起止日期，如 2026-10-01..2026-10-07"), found: text))
        return []
    }

    private static let longestRange = 4000
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
