// On which days rows can be expected at all: the days of the week, holidays, working days in their place.

import Diagnostics
import Expressions
import Tabular

/// The `open:` key of a pipeline file or of one of its tables.
///
///     open: mon-fri
///     open: { days: mon-sat, holidays: [2026-10-01..2026-10-07, 2027-01-01], workdays: [2026-10-10] }
///     open: { empty: zero }
///     open: calendar
///     open: { days: calendar, short: 2026-12-24 }
///
/// - Bounds: a range holds both its ends.
package struct OpenDays: Sendable, Equatable {
    /// What an open day without any row is.
    package enum Empty: String, Sendable, CaseIterable {
        /// Nothing happened: counts are 0.
        case zero
        /// Its rows did not arrive.
        case hole
        /// Nothing happened; and rows come so rarely that such days tell nothing of how far the data reach.
        case rare
    }

    /// What may stand behind `open`: days of the week, or a mapping.
    package static let form = OptionValue.either([
        .choice([calendarWord]), .oneOrMore(WrittenDays.weekdaysForm), .mapping(keys),
    ])

    /// The working days of the pipeline file's `calendar`.
    private static let calendarWord = "calendar"

    private static let keys = [daysKey, holidaysKey, workdaysKey, shortKey, emptyKey]

    private static let daysKey = OptionKey(
        "days", .either([.choice([calendarWord]), .oneOrMore(WrittenDays.weekdaysForm)]),
        help: Wording(
            en: "the days of the week, or 'calendar' for the working days of the key 'calendar'; every day unless said",
            zh: "每周开放的日子，或写 'calendar' 取键 'calendar' 的工作日；默认每天"))
    private static let holidaysKey = OptionKey(
        "holidays", .oneOrMore(WrittenDays.daysForm), help: Wording(en: "days on which it is closed", zh: "休息的日子"))
    private static let workdaysKey = OptionKey(
        "workdays", .oneOrMore(WrittenDays.daysForm),
        help: Wording(en: "days on which it is open all the same", zh: "照常开放的日子（调休）"))
    private static let shortKey = OptionKey(
        "short", .oneOrMore(WrittenDays.daysForm),
        help: Wording(en: "days on which it was open for a part of the day", zh: "只开放半天的日子"))
    private static let emptyKey = OptionKey(
        "empty", .choice(of: Empty.self),
        help: Wording(
            en:
                "what an open day without rows is: nothing happened, rows are lost, or nothing as mostly; told from the data unless said",
            zh: "开放日没有数据时：zero 为无业务，hole 为数据缺失，rare 为本来就少有、不据此判断数据起止；默认由数据判断"))

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
    /// Where the working days of the pipeline file's calendar are asked for; nil where days of the week are.
    private(set) package var calendarPlace: SourceLocation?
    /// Those working days, in the place of `weekdays`, which are then the days of the week with hours.
    private var calendar: BusinessCalendar?

    /// Whether the days are those of the pipeline file's calendar.
    package var followsCalendar: Bool { calendarPlace != nil }

    package init() {}

    /// Takes the calendar of the pipeline file, where its days are asked for; that there is none is told.
    package mutating func take(_ calendar: BusinessCalendar?, collector: DiagnosticCollector) {
        guard let place = calendarPlace else { return }
        guard let calendar else {
            collector.add(NoCalendar.diagnostic(of: Wording("'open: calendar'"), at: place))
            return
        }
        self.calendar = calendar
        weekdays = Set((1...7).filter { !calendar.weekHours[$0 - 1].isEmpty })
    }

    /// Whether the centre is open on a day.
    ///
    /// - Units: days since 1970-01-01.
    package func isOpen(_ day: Int) -> Bool {
        if workdays.contains(day) { return true }
        if holidays.contains(day) { return false }
        return calendar?.isWorkingDay(day) ?? weekdays.contains(CivilDate(dayNumber: day).weekday)
    }

    package init(_ node: OptionNode, collector: DiagnosticCollector) {
        if let word = node.sourceText {
            take([word], collector)
            return
        }
        if case .list(let items) = node.content {
            take(items.compactMap(\.sourceText), collector)
            return
        }
        let reader = OptionReader(node, of: Wording("'open'"), keys: Self.keys, collector: collector)
        if let words = reader.texts(Self.daysKey) { take(words, collector) }
        holidays = Set((reader.texts(Self.holidaysKey) ?? []).flatMap { Self.days($0, collector) })
        workdays = Set((reader.texts(Self.workdaysKey) ?? []).flatMap { Self.days($0, collector) })
        shortDays = Set((reader.texts(Self.shortKey) ?? []).flatMap { Self.days($0, collector) })
        empty = reader.choice(Self.emptyKey, as: Empty.self)
        reader.finish()
    }

    // MARK: Words

    /// The days of the week, or the word for those of the calendar.
    private mutating func take(_ words: [SourceText], _ collector: DiagnosticCollector) {
        if words.count == 1, words[0].text == Self.calendarWord {
            calendarPlace = words[0].start
        } else {
            weekdays = Set(words.flatMap { Self.weekdays($0, collector) })
        }
    }

    /// The days of the week of a text; every day where it cannot be read, which is told.
    private static func weekdays(_ text: SourceText, _ collector: DiagnosticCollector) -> Set<Int> {
        if let days = WrittenDays.weekdays(text.text) { return Set(days) }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording(en: "the days of 'open'", zh: "'open' 的开放日"),
                expected: Wording(
                    en: "days of the week such as mon-fri or [mon, wed, fri]", zh: "星期，如 mon-fri、周一至周五或 [mon, wed, fri]"
                ),
                found: text))
        return Set(1...7)
    }

    private static func days(_ text: SourceText, _ collector: DiagnosticCollector) -> [Int] {
        if let days = WrittenDays.days(text.text) { return Array(days) }
        collector.add(
            StagesDiagnostics.wrongValue(of: Wording("'open'"), expected: WrittenDays.expectation, found: text))
        return []
    }
}
