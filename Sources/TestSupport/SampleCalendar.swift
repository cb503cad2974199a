// Business calendars for tests.

import Tabular

extension BusinessCalendar {
    /// Hours from Monday to Friday, and days as `2024-09-14` or `2024-09-15..2024-09-17` without blanks.
    package static func sample(
        _ hours: [String] = ["09:00-18:00"], saturday: [String] = [], holidays: [String] = [], workdays: [String] = [],
        own: [String: [String]] = [:], knownYears: Set<Int>? = nil
    ) -> BusinessCalendar {
        let week = hours.compactMap { OpenHours(text: $0) }
        let ownHours = own.map { (day($0.key), $0.value.compactMap { OpenHours(text: $0) }) }
        return BusinessCalendar(
            weekHours: [[OpenHours]](repeating: week, count: 5) + [saturday.compactMap { OpenHours(text: $0) }, []],
            holidays: Set(holidays.flatMap(days)), workdays: Set(workdays.flatMap(days)), workdayHours: week,
            ownHours: Dictionary(uniqueKeysWithValues: ownHours), knownYears: knownYears)
    }

    private static func day(_ text: some StringProtocol) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    private static func days(_ text: String) -> [Int] {
        let ends = text.split(separator: ".").map { day($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return [] }
        return Array(first...last)
    }
}
