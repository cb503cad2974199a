// The value below which a given share of the rows lies.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `median: EXPR`, and `quantile: EXPR` with `at_share: 90%` – a quantile, interpolated between its two neighbours.
///
/// All values are kept until the end and then sorted, so the result is that of the whole sample, never of parts.
///
/// - Units: those of the column; durations in the metric's unit of time; with the order-statistic interval.
/// - Missing: missing cells are left out, and so is a real number that is none. Few values have a quantile but no
///   interval.
/// - Complexity: O(n log n) time, 12 bytes per value.
/// - Example: `median: wait` of 10 s, 20 s, 60 s and 90 s → 40 s, n = 4.
/// - Source: Hyndman & Fan (1996), The American Statistician 50, 361–365, definition 7.
struct Quantile: Accumulator {
    private var groups: [UInt32] = []
    private var values: [Double] = []
    private var groupCount = 1
    private let share: Double
    private let scale: UnitScale
    private let hasInterval: Bool

    init(at share: Double, scale: UnitScale, hasInterval: Bool) {
        self.share = share
        self.scale = scale
        self.hasInterval = hasInterval
    }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: UnsafeBufferPointer<UInt32>, columns: [Column]) {
        switch columns[0] {
        case .integer(let column), .duration(let column): take(column.values, groups: groups) { Double($0) }
        case .real(let column): take(column.values, groups: groups) { $0 }
        case .decimal(let column):
            let scale = column.scale
            // Up to 2⁵³ units a division is the nearest number; beyond, the exact conversion is.
            let power = ExactDecimal(units: 1, scale: 0).rescaled(to: scale)?.units ?? 1
            let divisor = Double(power)
            take(column.units.values, groups: groups) { units in
                units.magnitude < 1 << 53
                    ? Double(units) / divisor : ExactDecimal(units: Int128(units), scale: scale).doubleValue
            }
        case .text, .flag, .date, .instant: break
        }
    }

    @inline(__always)
    private mutating func take<Raw>(
        _ raw: [Raw], groups: UnsafeBufferPointer<UInt32>, _ number: (Raw) -> Double
    ) {
        for row in 0..<min(groups.count, raw.count) where groups[row] != 0 {
            let value = number(raw[row])
            if value.isNaN { continue }
            self.groups.append(groups[row])
            // −0 and 0 are one number and must be one pattern of bits.
            values.append(value + 0)
        }
    }

    mutating func merge(_ other: Quantile, numbers: [UInt32]) {
        groups.append(contentsOf: other.groups.lazy.map { numbers[Int($0)] })
        values.append(contentsOf: other.values)
    }

    mutating func finish() -> [Measurement] {
        let (starts, sorted) = sortedByGroup()
        groups = []
        values = []
        return (0..<groupCount).map { group in
            let sample = Array(sorted[starts[group]..<starts[group + 1]])
            guard let raw = SampleQuantile.linear(share, ofSorted: sample) else { return .nothing }
            let interval = hasInterval ? SampleQuantile.interval(around: share, ofSorted: sample) : nil
            return Measurement(value: scale.value(raw), n: sample.count, interval: scale.interval(interval))
        }
    }

    /// The values group after group, ascending within each, and where each group begins.
    private func sortedByGroup() -> (starts: [Int], values: [Double]) {
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var next = starts
        var sorted = [Double](repeating: 0, count: values.count)
        for (index, group) in groups.enumerated() {
            sorted[next[Int(group)]] = values[index]
            next[Int(group)] += 1
        }
        for group in 0..<groupCount where starts[group + 1] - starts[group] > 1 {
            sorted[starts[group]..<starts[group + 1]].sort()
        }
        return (starts, sorted)
    }
}
