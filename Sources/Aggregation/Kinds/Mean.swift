// Averages a formula's values and remembers how they spread.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `mean: EXPR` – the arithmetic mean, with Student's t interval.
///
/// - Units: those of the column; durations in the metric's unit of time.
/// - Bounds: the interval ends where the scale does: that of `range: [1, 5]`, or of a condition such as `score between 1 and 5`.
/// - Missing: missing cells are left out, they are not zero; a group without any value has no mean. A single value has a
///   mean but no interval.
/// - Example: `talk + hold + wrap` of 60 s, 90 s and a missing cell → 75 s = 150 s ÷ 2, n = 2.
/// - Source: Student (1908), Biometrika 6, 1–25; differences after Welch (1947), Biometrika 34, 28–35.
struct Mean: MetricKind {
    static let declaration = OptionKey(
        "mean", .formula,
        help: Wording(en: "the arithmetic mean of a numeric formula or of lengths of time", zh: "数值或时长公式的算术平均"))

    static let range = KindKey.range(
        "range",
        help: Wording(
            en: "the ends of the scale of its values, which the interval does not leave", zh: "分值的两端，区间不会超出"),
        expected: Wording(en: "the lowest and the highest score, such as [1, 5]", zh: "最低分与最高分，如 [1, 5]"))

    static let keys = [range]

    static let traits = KindTraits(takes: .quantities, intervals: [.t, .none], takesWideNumbers: true)

    /// The ends of the scale of its values, in the unit of the metric: as written, or as its conditions bound the very same formula.
    private let limits: Interval?

    init(_ preparation: KindPreparation) {
        let written = preparation.settings.range(Self.range)
        limits =
            written.map { Interval(low: $0.lowerBound, high: $0.upperBound) } ?? preparation.bounds
    }

    func emptyState(of values: StateValues) -> any Accumulator {
        MeanState(of: values.type, scale: values.scale, hasInterval: values.hasInterval, limits: limits)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        KindSQL(
            value: scope.quotient(scope.sum, scope.count()), numerator: scope.sum,
            denominator: "nullif(\(scope.count()), 0)", n: scope.count())
    }
}

/// How many values each group has, their sum and the sum of their squares.
struct MeanState: Accumulator {
    private var counts: [Int] = [0]
    /// What has been added since it was last passed on to `counts`, `sums` and `squares`.
    private var recent = RecentMoments()
    private var sums: GroupSums
    private var squares: GroupSquares
    private let scale: UnitScale
    private let hasInterval: Bool
    /// The scale that the values are of, in the unit of the metric; nil where it has no ends.
    private let limits: Interval?

    init(of type: ColumnType, scale: UnitScale, hasInterval: Bool, limits: Interval? = nil) {
        self.limits = limits
        sums = GroupSums(of: type)
        squares = GroupSquares(of: type)
        self.scale = scale
        self.hasInterval = hasInterval
    }

    /// A mean of scores from 1 to 5 is no more than 5, however few they are.
    private func clipped(_ interval: Interval) -> Interval { limits.map { interval.clipped(to: $0) } ?? interval }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        recent.makeRoom(forGroups: count)
        sums.makeRoom(forGroups: count)
        squares.makeRoom(forGroups: count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        switch columns[0] {
        case .integer(let column), .duration(let column): add(column.values, scale: 0, groups, columns[0])
        case .decimal(let column) where column.wide == nil:
            add(column.units.values, scale: column.scale, groups, columns[0])
        default: addWide(groups, columns[0])
        }
    }

    private mutating func add(
        _ values: [Int64], scale: Int, _ groups: GroupSpan, _ column: Column
    ) {
        if recent.add(values, scale: scale, groups: groups) { return }
        pass()
        if !recent.add(values, scale: scale, groups: groups) { addWide(groups, column) }
    }

    private mutating func addWide(_ groups: GroupSpan, _ column: Column) {
        counts.countRows(of: groups)
        sums.add(groups: groups, column: column)
        squares.add(groups: groups, column: column)
    }

    private mutating func pass() {
        guard !recent.isEmpty else { return }
        recent.addCounts(to: &counts)
        sums.add(recent)
        squares.add(recent)
        recent.clear()
    }

    mutating func merge(_ other: MeanState, numbers: [UInt32]) {
        var other = other
        other.pass()
        counts.add(other.counts, numbers: numbers)
        sums.merge(other.sums, numbers: numbers)
        squares.merge(other.squares, numbers: numbers)
    }

    mutating func finish(jobs: Int) -> [Measurement] {
        pass()
        var quantiles = StudentQuantiles()
        if hasInterval { quantiles.prepare(degreesOfFreedom: counts.dropFirst().lazy.filter { $0 > 1 }.map { $0 - 1 }) }
        return counts.indices.map { group in
            let n = counts[group]
            guard n > 0 else { return .nothing }
            let sum = sums.value(ofGroup: group, in: scale)
            let mean = sum.doubleValue / Double(n)
            let deviation = squares.variance(ofGroup: group, count: n, sums: sums).map { scale.number($0.squareRoot()) }
            let sample = SampleMean(count: n, mean: mean, standardDeviation: deviation)
            return Measurement(
                value: .real(mean), numerator: sum, denominator: Measurement.count(n), n: n,
                interval: hasInterval ? sample?.interval(quantiles: &quantiles).map(clipped) : nil,
                evidence: hasInterval ? sample.map { .mean($0) } ?? .none : .none,
                exactness: sums.exactness(ofGroup: group, over: n, in: scale))
        }
    }
}
