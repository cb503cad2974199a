// Days beside each other, as messages and the pipeline file write them: `2026-09-29..2026-09-30`.

import Tabular

/// Neighbouring days, by their numbers.
struct DayRange {
    private(set) var days: ClosedRange<Int>

    /// As few as there can be.
    ///
    /// - Parameter days: ascending.
    static func all(of days: [Int]) -> [DayRange] {
        days.reduce(into: []) { ranges, day in
            if let last = ranges.last?.days, last.upperBound == day - 1 {
                ranges[ranges.count - 1].days = last.lowerBound...day
            } else {
                ranges.append(DayRange(days: day...day))
            }
        }
    }

    /// A day alone is written once.
    var text: String {
        let first = CivilDate(dayNumber: days.lowerBound).isoText
        return days.count == 1 ? first : "\(first)..\(CivilDate(dayNumber: days.upperBound).isoText)"
    }
}
