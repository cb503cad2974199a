// The cells of one metric by the hours of the day and the days of the week.

import Stages
import Tabular

/// The report's period of a metric, divided by a segment of hours and one of weekdays.
struct HourGrid {
    /// What stands at an hour of a weekday.
    enum Entry: Equatable {
        case count(Int)
        case hidden
    }

    private let entries: [[Entry]]

    /// Whether labels are the hours of the day, `00` to `23`, whatever else there is.
    static func areHours(_ keys: [String]) -> Bool {
        keys.filter { $0 != SegmentLabel.unknown.key } == (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }
    }

    /// Whether labels are the days of the week from Monday.
    static func areWeekdays(_ keys: [String]) -> Bool {
        keys.filter { $0 != SegmentLabel.unknown.key } == CalendarNames.weekdays.map { $0.lowercased() }
    }

    /// - Missing: nil where the metric is not divided so.
    init?(_ metric: String, _ desk: ReportDesk) {
        func keys(_ segment: String) -> [String] { desk.segments[segment]?.labels.map(\.key) ?? [] }
        for breakdown in desk.results.breakdowns where breakdown.grain == nil && breakdown.segments.count == 2 {
            guard let hours = breakdown.segments.firstIndex(where: { Self.areHours(keys($0)) }),
                let weekdays = breakdown.segments.firstIndex(where: { Self.areWeekdays(keys($0)) }),
                desk.cells.positions(metric, breakdown).contains(where: {
                    desk.results.cells[$0].period == desk.results.period
                })
            else { continue }
            entries = (0..<7).map { weekday in
                (0..<24).map { hour in
                    var labels = [0, 0]
                    labels[hours] = hour
                    labels[weekdays] = weekday
                    let cell = desk.cells.cell(metric, breakdown, desk.results.period, labels: labels)
                    if cell?.status == .hidden { return .hidden }
                    return .count(cell?.value.flatMap { Int(exactly: $0.doubleValue) } ?? 0)
                }
            }
            return
        }
        return nil
    }

    subscript(weekday: Int, hour: Int) -> Entry { entries[weekday][hour] }

    /// From the first hour that has something on any day to the last; empty where none has.
    var hours: [Int] {
        let busy = (0..<24).filter { hour in entries.contains { $0[hour] != .count(0) } }
        guard let first = busy.first, let last = busy.last else { return [] }
        return Array(first...last)
    }

    /// All of a weekday; nil where a part of it is hidden.
    func sum(_ weekday: Int) -> Int? {
        var sum = 0
        for entry in entries[weekday] {
            guard case .count(let count) = entry else { return nil }
            sum += count
        }
        return sum
    }

    var hasHidden: Bool { entries.joined().contains(.hidden) }

    /// The largest of those that are shown, the earliest of equal ones.
    var busiest: (weekday: Int, hour: Int, count: Int)? {
        var found: (weekday: Int, hour: Int, count: Int)?
        for (weekday, row) in entries.enumerated() {
            for (hour, entry) in row.enumerated() {
                if case .count(let count) = entry, count > found?.count ?? 0 { found = (weekday, hour, count) }
            }
        }
        return found
    }
}
