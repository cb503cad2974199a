// Rows on days on which a table is declared to be closed, and the weekdays that are not closed at all.

import Stages
import Tabular

/// Rows on days on which a table is declared to be closed.
struct ClosedDays: Equatable, Sendable {
    /// Weekdays that are closed, although more than half of them have rows; Monday is 1.
    var tradedWeekdays: [Int] = []
    /// Closed days with rows in a period, and how many rows.
    var days: [Int] = []
    var rows = 0

    init(in period: Period, counts: DayCounts, open: OpenDays) {
        for position in counts.days.indices {
            let day = counts.days[position]
            guard period.start == nil || period.contains(day), !open.isOpen(day) else { continue }
            days.append(day)
            rows += counts.rows[position]
        }
        guard let reach = counts.reach, !days.isEmpty else { return }
        var traded = [Int](repeating: 0, count: 8)
        for position in counts.evidence { traded[CivilDate(dayNumber: counts.days[position]).weekday] += 1 }
        tradedWeekdays = (1...7).filter { weekday in
            guard !open.weekdays.contains(weekday),
                days.contains(where: { CivilDate(dayNumber: $0).weekday == weekday })
            else { return false }
            let first = (0..<7).first { CivilDate(dayNumber: reach.lowerBound + $0).weekday == weekday } ?? 0
            let count = (reach.upperBound - reach.lowerBound - first) / 7 + 1
            return traded[weekday] * 2 > count
        }
    }
}
