// Exact sums per group: whole numbers, durations and decimals in 128 bits, real numbers without rounding.

import Diagnostics
import Stages
import Statistics
import Tabular

/// A sum of a numeric or duration column for every group.
///
/// Chunks of a decimal column may differ in their scale. Each scale has sums of its own, which are put together only in
/// the end: so no order of the chunks can overflow where another does not.
///
/// - Units: raw; durations in milliseconds.
struct GroupSums: Sendable {
    /// Ascending; one entry of `sums` each.
    private var scales: [Int] = []
    private var sums: [[Int128]] = []
    private var realSums: [ExactSum] = []
    private let isReal: Bool
    private var room = 1

    init(of type: ColumnType) {
        isReal = type == .real
        if isReal { realSums = [ExactSum()] }
    }

    mutating func makeRoom(forGroups count: Int) {
        guard count > room else { return }
        room = count
        for index in sums.indices { sums[index].lengthen(to: count, with: 0) }
        if isReal { realSums.lengthen(to: count, with: ExactSum()) }
    }

    mutating func add(groups: GroupSpan, column: Column) {
        switch column {
        case .integer(let column), .duration(let column): add(column.values, scale: 0, groups: groups)
        case .decimal(let column):
            if let wide = column.wide { return add(wide: wide, scale: column.scale, groups: groups) }
            add(column.units.values, scale: column.scale, groups: groups)
        case .real(let column):
            guard isReal else { return }
            realSums.withUnsafeMutableBufferPointer { sums in
                column.values.withUnsafeBufferPointer { values in
                    for row in 0..<min(groups.count, values.count) where groups[row] != 0 {
                        sums[Int(groups[row])].add(values[row])
                    }
                }
            }
        case .text, .flag, .date, .instant: break
        }
    }

    private mutating func add(_ values: [Int64], scale: Int, groups: GroupSpan) {
        let index = index(ofScale: scale)
        sums[index].withUnsafeMutableBufferPointer { sums in
            values.withUnsafeBufferPointer { values in
                for row in 0..<min(groups.count, values.count) {
                    sums[Int(groups[row])] &+= Int128(truncatingIfNeeded: values[row])
                }
            }
        }
    }

    /// Numbers of 128 bits: their upper and their lower halves have sums of their own, which no number of rows overflows.
    @inline(never)
    private mutating func add(wide values: [Int128], scale: Int, groups: GroupSpan) {
        // The lower first: a scale that is new moves those behind it.
        let lower = index(ofScale: scale)
        let upper = index(ofScale: scale + Self.upper)
        for row in 0..<min(groups.count, values.count) where groups[row] != 0 {
            let group = Int(groups[row])
            sums[upper][group] &+= values[row] >> 64
            sums[lower][group] &+= values[row] & Int128(UInt64.max)
        }
    }

    /// Added to the scale of the upper halves, which count 2⁶⁴ units.
    private static let upper = 1000

    /// A sum as it is kept, as a number; nil beyond 128 bits.
    private static func decimal(_ sum: Int128, scale: Int) -> ExactDecimal? {
        if scale < upper { return ExactDecimal(units: sum, scale: scale) }
        let (units, overflow) = sum.multipliedReportingOverflow(by: 1 << 64)
        return overflow ? nil : ExactDecimal(units: units, scale: scale - upper)
    }

    /// Adds the sums that were kept in 64 bits.
    mutating func add(_ recent: RecentMoments) {
        let index = index(ofScale: recent.scale)
        for group in 0..<min(room, recent.moments.count / 4) {
            sums[index][group] &+= Int128(recent.moments[4 * group + 1])
        }
    }

    private mutating func index(ofScale scale: Int) -> Int {
        let index = scales.firstIndex { $0 >= scale } ?? scales.count
        if index == scales.count || scales[index] != scale {
            scales.insert(scale, at: index)
            sums.insert([Int128](repeating: 0, count: room), at: index)
        }
        return index
    }

    mutating func merge(_ other: GroupSums, numbers: [UInt32]) {
        for (scale, theirs) in zip(other.scales, other.sums) {
            let index = index(ofScale: scale)
            for (group, sum) in theirs.enumerated() where sum != 0 { sums[index][Int(numbers[group])] &+= sum }
        }
        for (group, sum) in other.realSums.enumerated() { realSums[Int(numbers[group])].merge(sum) }
    }

    /// The sum of a group, exact; nil for real columns, and when it does not fit into 128 bits.
    func exactSum(ofGroup group: Int) -> ExactDecimal? {
        if isReal { return nil }
        var total = ExactDecimal(0)
        for (scale, sums) in zip(scales, sums) where sums[group] != 0 {
            guard let part = Self.decimal(sums[group], scale: scale), let sum = ExactDecimal.sum(total, part) else {
                return nil
            }
            total = sum
        }
        return total
    }

    /// The sum of a group as the nearest number.
    func realSum(ofGroup group: Int) -> Double {
        if isReal { return realSums[group].total }
        if let exact = exactSum(ofGroup: group) { return exact.doubleValue }
        // Decimals beyond 128 bits, of different scales: each part is exact, and they are added in a fixed order.
        return zip(scales, sums).reduce(0) { total, part in
            let isUpper = part.0 >= Self.upper
            let number = ExactDecimal(units: part.1[group], scale: part.0 - (isUpper ? Self.upper : 0)).doubleValue
            return total + (isUpper ? number * 0x1p64 : number)
        }
    }

    /// Where the exact number of a sum stands that is no decimal in the metric's unit; over a count, that of a mean.
    func exactness(ofGroup group: Int, over count: Int? = nil, in scale: UnitScale) -> Measurement.Exactness {
        if isReal { return .unknown }
        if scale.isExact { return count == nil ? .unknown : .quotient(times: 1) }
        return exactSum(ofGroup: group).flatMap { scale.ratio($0, over: count ?? 1) }.map { .ratio($0) } ?? .unknown
    }

    /// The sum of a group in the unit of a metric.
    func value(ofGroup group: Int, in scale: UnitScale) -> MetricValue {
        exactSum(ofGroup: group).map { scale.value($0) } ?? scale.value(realSum(ofGroup: group))
    }
}
