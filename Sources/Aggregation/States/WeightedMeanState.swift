// The weighted mean of each group.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Sums of weights and of weighted values of each group, and what the interval of their ratio needs.
struct WeightedMeanState: Accumulator {
    private var counts: [Int] = [0]
    private var rowWeights = RowWeights()
    private var weights: GroupSums
    /// Of weight times value.
    private var products: GroupSums
    /// Without an entry where there is no interval.
    private var moments: [ExactWeightedMoments]
    private let scale: UnitScale
    private let hasInterval: Bool
    private let limits: Interval?

    /// - Parameter limits: the scale that the values are of, in the unit of the metric; nil where it has no ends.
    init(of values: StateValues, limits: Interval?) {
        let weight = values.keyTypes.first ?? .integer
        weights = GroupSums(of: weight)
        products = GroupSums(of: weight == .real || values.type == .real ? .real : .decimal)
        scale = values.scale
        hasInterval = values.hasInterval
        moments = values.hasInterval ? [ExactWeightedMoments()] : []
        self.limits = limits
    }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        rowWeights.makeRoom(forGroups: count)
        weights.makeRoom(forGroups: count)
        products.makeRoom(forGroups: count)
        if hasInterval { moments.lengthen(to: count, with: ExactWeightedMoments()) }
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        guard columns.count > 1 else { return }
        let (values, weightColumn) = (columns[0], columns[1])
        let sifted = rowWeights.sift(groups, weights: weightColumn, isThere: values.presenceOfNumbers)
        GroupSpan.with(sifted) { groups in
            counts.countRows(of: groups)
            weights.add(groups: groups, column: weightColumn)
            products.add(groups: groups, column: Column.product(values, weightColumn))
            guard hasInterval else { return }
            let (numbers, weightNumbers) = (values.numbers, weightColumn.numbers)
            moments.withUnsafeMutableBufferPointer { moments in
                for row in 0..<min(groups.count, numbers.count, weightNumbers.count) where groups[row] != 0 {
                    moments[Int(groups[row])].add(numbers[row], weight: weightNumbers[row])
                }
            }
        }
    }

    mutating func merge(_ other: WeightedMeanState, numbers: [UInt32]) {
        counts.add(other.counts, numbers: numbers)
        rowWeights.merge(other.rowWeights, numbers: numbers)
        weights.merge(other.weights, numbers: numbers)
        products.merge(other.products, numbers: numbers)
        for (group, theirs) in other.moments.enumerated() { moments[Int(numbers[group])].merge(theirs) }
    }

    func finish(jobs: Int) -> [Measurement] {
        var quantiles = StudentQuantiles()
        if hasInterval { quantiles.prepare(degreesOfFreedom: counts.dropFirst().lazy.filter { $0 > 1 }.map { $0 - 1 }) }
        return counts.indices.map { group in
            let n = counts[group]
            guard n > 0 else { return .nothing }
            let sum = products.value(ofGroup: group, in: scale)
            let weight = weights.value(ofGroup: group, in: .none)
            let ratio = ratio(ofGroup: group)
            let mean = ratio?.doubleValue ?? sum.doubleValue / weight.doubleValue
            let error = hasInterval ? moments[group].standardError.map { scale.number($0) } : nil
            let sample = SampleMean(
                count: n, mean: mean, standardDeviation: error.map { $0 * Double(n).squareRoot() })
            return Measurement(
                value: .real(mean), numerator: sum, denominator: weight, n: n,
                interval: hasInterval ? sample?.interval(quantiles: &quantiles)?.within(limits) : nil,
                evidence: hasInterval ? sample.map { .mean($0) } ?? .none : .none,
                exactness: ratio.map { .ratio($0) } ?? .unknown)
        }
    }

    /// The exact mean; nil for real numbers, and beyond 128 bits.
    private func ratio(ofGroup group: Int) -> ExactRatio? {
        guard let sum = products.exactSum(ofGroup: group).flatMap({ scale.ratio($0) }),
            let weight = weights.exactSum(ofGroup: group).flatMap({ ExactRatio($0) })
        else { return nil }
        return .quotient(sum, weight)
    }

    func strays(inGroup group: Int) -> Int { rowWeights.strays[group] }
}

extension Column {
    /// Which rows have a number; all that have a cell where they are no numbers.
    var presenceOfNumbers: Presence {
        guard case .real(let column) = self else { return presence }
        return Presence(count: column.count) { column.presence[$0] && column.values[$0].isFinite }
    }

    /// The numbers of a column as the nearest reals; raw, and without meaning where there is none.
    ///
    /// A decimal number comes to the same real in whatever scale it is kept.
    var numbers: [Double] {
        switch self {
        case .integer(let column), .duration(let column): return column.values.map { Double($0) }
        case .real(let column): return column.values
        case .decimal(let column):
            let scale = column.scale
            if let wide = column.wide { return wide.map { ExactDecimal(units: $0, scale: scale).doubleValue } }
            let divisor = Double(ExactDecimal.powerOfTen(scale) ?? 1)
            return column.units.values.map { units in
                units.magnitude < 1 << 53
                    ? Double(units) / divisor : ExactDecimal(units: Int128(units), scale: scale).doubleValue
            }
        case .text, .flag, .date, .instant: return []
        }
    }

    /// Row by row the product of two columns of numbers: exact where both are, else the nearest reals.
    static func product(_ first: Column, _ second: Column) -> Column {
        guard let left = first.exactUnits, let right = second.exactUnits else {
            return .real(PrimitiveColumn(zip(first.numbers, second.numbers).map { $0 * $1 }))
        }
        var units: [Int64] = []
        units.reserveCapacity(left.units.count)
        for (one, other) in zip(left.units, right.units) {
            let (product, overflow) = one.multipliedReportingOverflow(by: other)
            if overflow { break }
            units.append(product)
        }
        let scale = left.scale + right.scale
        if units.count == min(left.units.count, right.units.count) {
            return .decimal(DecimalColumn(units: PrimitiveColumn(units), scale: scale))
        }
        let wide = zip(left.units, right.units).map { Int128($0) * Int128($1) }
        let none = PrimitiveColumn([Int64](repeating: 0, count: wide.count))
        return .decimal(DecimalColumn(units: none, scale: scale, wide: wide))
    }

    /// The units of an exact column of 64 bits.
    private var exactUnits: (units: [Int64], scale: Int)? {
        switch self {
        case .integer(let column), .duration(let column): (column.values, 0)
        case .decimal(let column): column.wide == nil ? (column.units.values, column.scale) : nil
        case .text, .real, .flag, .date, .instant: nil
        }
    }
}
