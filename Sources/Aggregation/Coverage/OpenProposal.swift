// What to write under `open` when days without rows were days on which nobody worked: never what the data contradict.

import Diagnostics
import Stages
import Tabular

/// The `open` key of a table as it would say more: that some days are closed, and no others on which it has rows; that one is short.
struct OpenProposal {
    /// As it is pasted, such as `open: { days: sun-fri, holidays: [2026-09-29..2026-09-30] }`.
    let text: String

    /// What declares a day to be open for a part of it, beside what is declared already.
    init(shortening day: Int, open: OpenDays) {
        var open = open
        open.shortDays.insert(day)
        self.init(open: open)
    }

    /// What declares that days without rows are zeros, beside what is declared already.
    init(zeroing open: OpenDays) {
        var open = open
        open.empty = .zero
        self.init(open: open)
    }

    /// - Parameter days: ascending days without rows.
    init(closing days: [Int], counts: DayCounts, open: OpenDays) {
        let seen = Set(counts.days.map { CivilDate(dayNumber: $0).weekday })
        // A weekday is closed when no row at all is of it; a few of many are holidays.
        let closed = Set(days.map { CivilDate(dayNumber: $0).weekday }).subtracting(seen)
        var open = open
        if open.followsCalendar {
            open.holidays.formUnion(days)
        } else {
            open.weekdays.subtract(closed)
            open.holidays.formUnion(days.filter { !closed.contains(CivilDate(dayNumber: $0).weekday) })
        }
        // A day that is declared to be worked on is so whatever else is said of it.
        open.workdays.subtract(days)
        self.init(open: open)
    }

    private init(open: OpenDays) {
        let weekdays = open.weekdays
        let all = open.holidays.sorted()
        var parts: [String] = []
        let isEveryDay = weekdays.count == 7 && !open.followsCalendar
        let words = open.followsCalendar ? "calendar" : Self.words(weekdays)
        if !isEveryDay { parts.append("days: \(words)") }
        if !all.isEmpty { parts.append("holidays: [\(Self.ranges(all))]") }
        if !open.workdays.isEmpty { parts.append("workdays: [\(Self.ranges(open.workdays.sorted()))]") }
        if !open.shortDays.isEmpty { parts.append("short: [\(Self.ranges(open.shortDays.sorted()))]") }
        if let empty = open.empty { parts.append("empty: \(empty.rawValue)") }
        text =
            parts.count == 1 && !isEveryDay
            ? "open: \(words)" : "open: { \(parts.joined(separator: ", ")) }"
    }

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// `mon-fri`, `sun-fri`, `mon`, `[mon, wed]`.
    private static func words(_ weekdays: Set<Int>) -> String {
        let days = weekdays.sorted()
        // The one whose day before is closed begins the week, where there is only one such.
        let starts = days.filter { !weekdays.contains(($0 + 5) % 7 + 1) }
        guard starts.count == 1, let first = starts.first else {
            return "[\(days.map { names[$0 - 1] }.joined(separator: ", "))]"
        }
        let last = (first - 1 + days.count - 1) % 7
        return days.count == 1 ? names[first - 1] : "\(names[first - 1])-\(names[last])"
    }

    private static func ranges(_ days: [Int]) -> String { DayRange.all(of: days).map(\.text).joined(separator: ", ") }
}
