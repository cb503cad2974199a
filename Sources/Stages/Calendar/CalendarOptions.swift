// The `calendar:` key as it is written: business hours, holidays, and days that are worked in their place.

import Diagnostics
import Tabular

/// What a pipeline file says about when business is open.
///
///     calendar:
///       hours: { mon-fri: [09:00-12:00, 13:30-18:00], sat: 09:00-12:00, 2026-12-24: 09:00-12:00 }
///       holidays: [china, my-holidays.yml, 2026-12-31]
///       workdays: 2026-12-26
///
/// What is said later comes before what is said earlier: files in their order, then days, then days with hours of their own.
package struct CalendarOptions: Sendable {
    /// What may stand behind `calendar`.
    package static let form = OptionValue.mapping([hoursKey, holidaysKey, workdaysKey])

    private static let hoursForm = OptionValue.oneOrMore(
        .pattern(
            OpenHours.pattern,
            Wording(en: "hours such as 09:00-12:00", zh: "时间段，如 09:00-12:00")))
    private static let workdayHoursKey = OptionKey(
        "workdays", hoursForm,
        help: Wording(
            en: "the hours of days that are worked in the place of others; those of Monday to Friday unless said",
            zh: "调休上班日的时间，默认同周一至周五"))
    private static let hoursKey = OptionKey(
        "hours", .openMapping([workdayHoursKey], hoursForm), isRequired: true,
        help: Wording(
            en:
                "hours by days of the week such as mon-fri, or by a day such as 2026-12-24; a day that is not named is off",
            zh: "按星期（如 mon-fri、周一至周五）或日期（如 2026-12-24）列出时间段；未列出的日子休息"))
    private static let holidaysKey = OptionKey(
        "holidays", .oneOrMore(.text),
        help: Wording(
            en: "days off: the name of holidays that come with Rapport such as china, files of your own, and days",
            zh: "放假的日子：内置节假日的名称（如 china）、自己的文件，或日期"))
    private static let workdaysKey = OptionKey(
        "workdays", .oneOrMore(WrittenDays.daysForm),
        help: Wording(en: "further days that are worked, whatever the weekday", zh: "另外上班的日子，不论星期几"))

    /// Where the calendar and its holidays are written.
    package private(set) var location: SourceLocation
    package private(set) var holidaysLocation: SourceLocation?
    /// The names and files of holidays, in the order written.
    package private(set) var holidays: [SourceText] = []
    private var holidayDays: Set<Int> = []
    private var workdays: Set<Int> = []
    private var weekHours = [[OpenHours]](repeating: [], count: 7)
    private var ownHours: [Int: [OpenHours]] = [:]
    private var workdayHours: [OpenHours]?
    private let collector: DiagnosticCollector

    package init(_ node: OptionNode, collector: DiagnosticCollector) {
        location = node.location
        self.collector = collector
        let reader = OptionReader(node, of: Wording("'calendar'"), form: Self.form, collector: collector)
        if let hours = reader.entry(Self.hoursKey) { readHours(hours.value) }
        holidaysLocation = reader.node(Self.holidaysKey)?.location
        for item in reader.texts(Self.holidaysKey) ?? [] {
            if !WrittenDays.looksLikeDays(item.text) {
                holidays.append(item)
            } else if let days = days(item, of: Self.holidaysKey) {
                holidayDays.formUnion(days)
            }
        }
        for item in reader.texts(Self.workdaysKey) ?? [] {
            guard let days = days(item, of: Self.workdaysKey) else { continue }
            if holidayDays.isDisjoint(with: days) {
                workdays.formUnion(days)
            } else {
                collector.add(CalendarDiagnostics.holidayAndWorkday(item))
            }
        }
        reader.finish()
    }

    // MARK: Reading

    private mutating func readHours(_ node: OptionNode) {
        let collector = DiagnosticCollector()
        defer { self.collector.add(collector.diagnostics) }
        let reader = OptionReader(node, of: Wording("'hours'"), form: Self.hoursKey.value, collector: collector)
        var said: Set<Int> = []
        workdayHours = reader.entry(Self.workdayHoursKey).map { Self.hours($0, reader) }
        for entry in reader.allEntries() where entry.key != Self.workdayHoursKey.word {
            let key = SourceText(entry.key, start: entry.keyLocation)
            let hours = Self.hours(entry, reader)
            if let weekdays = WrittenDays.weekdays(entry.key) {
                for weekday in weekdays {
                    if said.insert(weekday).inserted {
                        weekHours[weekday - 1] = hours
                    } else {
                        let day = WrittenDays.wording(ofWeekdays: [weekday])
                        collector.add(CalendarDiagnostics.hoursTwice(key, day: day))
                    }
                }
            } else if let days = WrittenDays.days(entry.key), isInReach(days) {
                for day in days {
                    if ownHours.updateValue(hours, forKey: day) != nil {
                        let day = Wording(CivilDate(dayNumber: day).isoText)
                        collector.add(CalendarDiagnostics.hoursTwice(key, day: day))
                    }
                }
            } else {
                collector.add(CalendarDiagnostics.wrongHoursKey(key))
            }
        }
        reader.finish()
        if collector.diagnostics.isEmpty, !hasWeekHours {
            collector.add(CalendarDiagnostics.noHours(at: node.location))
        }
    }

    /// The hours behind a key, those left out that are wrong.
    private static func hours(_ entry: OptionNode.Entry, _ reader: OptionReader) -> [OpenHours] {
        var hours: [OpenHours] = []
        for text in reader.texts(of: entry) ?? [] {
            guard let one = OpenHours(text: text.text) else {
                reader.collector.add(CalendarDiagnostics.wrongHours(text, of: entry.key))
                continue
            }
            if let other = hours.first(where: { $0.overlaps(one) }) {
                reader.collector.add(CalendarDiagnostics.overlappingHours(text, with: other))
            } else {
                hours.append(one)
            }
        }
        return hours
    }

    private func days(_ text: SourceText, of key: OptionKey) -> ClosedRange<Int>? {
        if let days = WrittenDays.days(text.text), isInReach(days) { return days }
        collector.add(CalendarDiagnostics.wrongDays(text, of: key.word))
        return nil
    }

    private func isInReach(_ days: ClosedRange<Int>) -> Bool {
        BusinessClock.days.contains(days.lowerBound) && BusinessClock.days.contains(days.upperBound)
    }

    // MARK: The calendar

    /// The calendar, with the days of the files that ``holidays`` names; where one of them could not be read, no year is called unknown.
    package func calendar(with files: [HolidayFile]) -> BusinessCalendar {
        var (off, worked, years): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])
        func take(_ holidays: Set<Int>, _ workdays: Set<Int>) {
            off = off.subtracting(workdays).union(holidays)
            worked = worked.subtracting(holidays).union(workdays)
        }
        for file in files {
            for (number, year) in file.years {
                years.insert(number)
                take(year.holidays, year.workdays)
            }
        }
        take(holidayDays, workdays)
        let knowsNothing = holidays.isEmpty && holidayDays.isEmpty
        // Without any file, the days that are named are those of their years.
        if holidays.isEmpty { years = Set(holidayDays.map { CivilDate(dayNumber: $0).year }) }
        let workdayHours = self.workdayHours ?? usualHours
        // Where no day has hours, that has been told.
        if workdayHours == nil, hasWeekHours, worked.contains(where: { ownHours[$0] == nil }) {
            collector.add(CalendarDiagnostics.workdaysWithoutHours(at: location))
        }
        return BusinessCalendar(
            weekHours: weekHours, holidays: off, workdays: worked, workdayHours: workdayHours ?? weekHours[0],
            ownHours: ownHours, knownYears: knowsNothing || files.count < holidays.count ? nil : years)
    }

    private var hasWeekHours: Bool { !weekHours.allSatisfy(\.isEmpty) }

    /// The hours that every day from Monday to Friday has; nil where they differ.
    private var usualHours: [OpenHours]? {
        let first = weekHours[0].sorted()
        guard !first.isEmpty, weekHours[1...4].allSatisfy({ $0.sorted() == first }) else { return nil }
        return first
    }
}
