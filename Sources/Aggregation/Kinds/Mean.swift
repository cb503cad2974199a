// Averages a formula's values and remembers how they spread.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `mean: EXPR` – the arithmetic mean, with Student's t interval; with `weight: EXPR` the weighted one.
///
/// - Units: those of the column; durations in the metric's unit of time.
/// - Weights: Σwx ÷ Σw, which are its numerator and denominator; n is the number of rows. The interval is that of a ratio, linearised, of
///   rows drawn independently with weights that are given: SE² = n/(n − 1) · Σw²(x − mean)² ÷ (Σw)², with n − 1 degrees of freedom, n being
///   the rows of the cell. Multiplying all weights by the same number changes nothing. A weight of 0 counts for nothing; a row whose weight
///   is missing or negative does not count, and is told.
/// - Bounds: the interval ends where the scale does: that of `range: [1, 5]`, or of a condition such as `score between 1 and 5`.
/// - Missing: missing cells are left out, they are not zero; a group without any value has no mean. A single value has a
///   mean but no interval.
/// - Example: `talk + hold + wrap` of 60 s, 90 s and a missing cell → 75 s = 150 s ÷ 2, n = 2. `mean: csat`, `weight: w` of 5 and 2 with
///   weights 3 and 1 → 4.25 = 17 ÷ 4, n = 2.
/// - Source: Student (1908), Biometrika 6, 1–25; differences after Welch (1947), Biometrika 34, 28–35; weights: Woodruff (1971), JASA 66,
///   411–414.
struct Mean: MetricKind {
    static let declaration = OptionKey(
        "mean", .formula,
        help: Wording(en: "the arithmetic mean of a numeric formula or of lengths of time", zh: "数值或时长公式的算术平均"))

    static let range = KindKey.range(
        "range",
        help: Wording(
            en: "the ends of the scale of its values, which the interval does not leave", zh: "分值的两端，区间不会超出"),
        expected: Wording(en: "the lowest and the highest score, such as [1, 5]", zh: "最低分与最高分，如 [1, 5]"))

    static let keys = [range, .weight]

    static let traits = KindTraits(
        takes: .quantities, intervals: [.t, .none], quotientOfSums: 1, takesWideNumbers: true)

    private let isWeighted: Bool
    /// The ends of the scale of its values, in the unit of the metric: as written, or as its conditions bound the very same formula.
    private let limits: Interval?

    init(_ preparation: KindPreparation) {
        isWeighted = preparation.settings[.weight] != nil
        let written = preparation.settings.range(Self.range)
        limits =
            written.map { Interval(low: $0.lowerBound, high: $0.upperBound) } ?? preparation.bounds
    }

    var traits: KindTraits { isWeighted ? Self.traits.weighted : Self.traits }

    /// Rows without weight are told, so the state has to see them.
    var skipsMissing: Bool { !isWeighted }

    func emptyState(of values: StateValues) -> any Accumulator {
        if isWeighted { return WeightedMeanState(of: values, limits: limits) }
        return MeanState(of: values.type, scale: values.scale, hasInterval: values.hasInterval, limits: limits)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        if isWeighted {
            let rows = "\(scope.weighted) AND \(scope.isKnown("value_1", scope.type))"
            let sum = scope.inUnit(scope.realSum("CAST(value_1 AS DOUBLE) * CAST(value_2 AS DOUBLE)", where: rows))
            let weight = scope.realSum("CAST(value_2 AS DOUBLE)", where: rows)
            return KindSQL(
                value: scope.quotient(sum, weight), numerator: sum, denominator: weight, n: scope.count(where: rows))
        }
        return KindSQL(
            value: scope.quotient(scope.sum, scope.count()), numerator: scope.sum,
            denominator: "nullif(\(scope.count()), 0)", n: scope.count())
    }
}

/// The values of each group, as far as their mean and its interval need them.
struct MeanState: Accumulator {
    private var moments: GroupMoments
    private let scale: UnitScale
    private let hasInterval: Bool
    /// The scale that the values are of, in the unit of the metric; nil where it has no ends.
    private let limits: Interval?

    init(of type: ColumnType, scale: UnitScale, hasInterval: Bool, limits: Interval? = nil) {
        moments = GroupMoments(of: type)
        self.scale = scale
        self.hasInterval = hasInterval
        self.limits = limits
    }

    mutating func makeRoom(forGroups count: Int) { moments.makeRoom(forGroups: count) }

    mutating func update(groups: GroupSpan, columns: [Column]) { moments.add(groups: groups, column: columns[0]) }

    mutating func merge(_ other: MeanState, numbers: [UInt32]) { moments.merge(other.moments, numbers: numbers) }

    mutating func finish(jobs: Int) -> [Measurement] {
        moments.settle()
        let counts = moments.counts
        var quantiles = StudentQuantiles()
        if hasInterval { quantiles.prepare(degreesOfFreedom: counts.dropFirst().lazy.filter { $0 > 1 }.map { $0 - 1 }) }
        return counts.indices.map { group in
            let n = counts[group]
            guard n > 0 else { return .nothing }
            let sum = moments.sums.value(ofGroup: group, in: scale)
            let mean = sum.doubleValue / Double(n)
            let sample = SampleMean(
                count: n, mean: mean, standardDeviation: moments.deviation(ofGroup: group, in: scale))
            return Measurement(
                value: .real(mean), numerator: sum, denominator: Measurement.count(n), n: n,
                interval: hasInterval ? sample?.interval(quantiles: &quantiles)?.within(limits) : nil,
                evidence: hasInterval ? sample.map { .mean($0) } ?? .none : .none,
                exactness: moments.sums.exactness(ofGroup: group, over: n, in: scale))
        }
    }
}

extension Interval {
    /// A mean of scores from 1 to 5 is no more than 5, however few they are.
    func within(_ limits: Interval?) -> Interval { limits.map { clipped(to: $0) } ?? self }
}
