// The value of each group below which a given share of its rows lies.

import Diagnostics
import Stages
import Statistics
import Tabular

/// All values of each group, until one of their quantiles is read.
struct QuantileState: Accumulator {
    private var sample: GroupedSample
    private var groupCount = 1
    private let share: Double
    private let scale: UnitScale
    private let hasInterval: Bool

    /// - Parameter unit: what whole numbers are mostly multiples of, which are then counted without sorting; nil where that is not known.
    init(at share: Double, of type: ColumnType, scale: UnitScale, hasInterval: Bool, unit: Int64? = nil) {
        // Durations are milliseconds, mostly of whole seconds.
        sample = GroupedSample(unit: unit ?? (type == .duration ? 1000 : 1))
        self.share = share
        self.scale = scale
        self.hasInterval = hasInterval
    }

    static var growsWithRows: Bool { true }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        switch columns[0] {
        case .integer(let column), .duration(let column):
            sample.makeRoom(forGroups: groupCount)
            column.values.withUnsafeBufferPointer { sample.add(wholes: $0, groups: groups, groupCount: groupCount) }
        case .real(let column): take(column.values, groups) { $0 }
        case .decimal(let column):
            // Up to 2⁵³ units a division gives the nearest number; beyond, the exact conversion does.
            let scale = column.scale
            if let wide = column.wide {
                return take(wide, groups) { ExactDecimal(units: $0, scale: scale).doubleValue }
            }
            let divisor = Double(ExactDecimal.powerOfTen(scale) ?? 1)
            take(column.units.values, groups) { units in
                units.magnitude < 1 << 53
                    ? Double(units) / divisor : ExactDecimal(units: Int128(units), scale: scale).doubleValue
            }
        case .text, .flag, .date, .instant: break
        }
    }

    @inline(__always)
    private mutating func take<Raw>(
        _ raw: [Raw], _ groups: GroupSpan, _ number: (Raw) -> Double
    ) {
        sample.makeRoom(forValuesOf: groupCount)
        raw.withUnsafeBufferPointer { sample.add($0, groups: groups, number) }
    }

    mutating func merge(_ other: QuantileState, numbers: [UInt32]) {
        sample.makeRoom(forGroups: groupCount)
        sample.merge(other.sample, numbers: numbers, groupCount: groupCount)
    }

    mutating func finish(jobs: Int) -> [Measurement] {
        var sorted = SortedSample(sample, groupCount: groupCount)
        sample = GroupedSample(unit: sample.unit)
        var limits = QuantileLimits(around: share)
        return (0..<groupCount).map { group in
            let n = sorted.take(group: group)
            guard let place = SampleQuantile.place(of: share, among: n) else { return .nothing }
            let low = sorted.value(place.index)
            let high = sorted.value(min(place.index + 1, n - 1))
            var interval: Interval?
            if hasInterval, let ranks = limits.ranks(among: n) {
                interval = Interval(low: sorted.value(ranks.low - 1), high: sorted.value(ranks.high - 1))
            }
            return Measurement(
                value: scale.value(SampleQuantile.interpolate(low, high, place.fraction)), n: n,
                interval: scale.interval(interval))
        }
    }
}
