// The numbers of a series as plain arrays, with what they are counted among where that is known.

import Stages
import Tabular

/// The numbers of a series.
struct SeriesNumbers {
    let values: [Double]
    /// What is counted, and what among; empty where values are not one by the other.
    private(set) var counts: [Double] = []
    private(set) var bases: [Double] = []
    /// Values are so many times counts by bases: 1000 for a rate per thousand.
    private(set) var factor = 1.0
    /// From 0, Monday, to 6; empty where periods are no days.
    private(set) var weekdays: [Int] = []

    var hasBases: Bool { !bases.isEmpty }

    init(_ positions: [Int], _ cells: [MetricCell], isDaily: Bool) {
        values = positions.map { cells[$0].value?.doubleValue ?? 0 }
        if isDaily {
            weekdays = positions.map { CivilDate(dayNumber: cells[$0].period.start ?? 0).weekday - 1 }
        }
        readBases(positions, cells)
    }

    private mutating func readBases(_ positions: [Int], _ cells: [MetricCell]) {
        var (counts, bases): ([Double], [Double]) = ([], [])
        var factor: Double?
        for (index, position) in positions.enumerated() {
            guard let count = cells[position].numerator?.doubleValue,
                let base = cells[position].denominator?.doubleValue,
                count >= 0, base > 0
            else { return }
            let value = values[index]
            if factor == nil, count > 0 { factor = value * base / count }
            let expected = (factor ?? 0) * count / base
            guard (value - expected).magnitude <= 1e-9 * max(1, value.magnitude) else { return }
            counts.append(count)
            bases.append(base)
        }
        guard let factor, factor > 0 else { return }
        (self.counts, self.bases, self.factor) = (counts, bases, factor)
    }

    /// Whether a base is further from their mean than a share of it.
    func basesVary(by share: Double) -> Bool {
        let mean = bases.reduce(0, +) / Double(bases.count)
        return bases.contains { ($0 - mean).magnitude > share * mean }
    }
}
