// Averages things that several rows make up, such as evaluations of many items: each counts once.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `unit_mean: EXPR` with `each: KEY` – the mean of things that several rows make up, such as quality evaluations of many items: each of
/// them counts once, and its own value is the mean of its rows, with `weight: EXPR` the weighted one. With `zero_when: CONDITION` a thing
/// of which any row fulfils the condition is worth 0, as an evaluation with a critical error is.
///
/// - Units: those of the column; durations in the metric's unit of time. n is the number of different things, not of rows, and the
///   interval is Student's t over them. The numerator is the sum of their values, the denominator their number.
/// - Weights: a weight of 0 counts for nothing; a row whose weight is missing or negative does not count, and is told.
/// - Bounds: the interval ends where `range`, or a condition on the very same formula, says that the scale does.
/// - Missing: a row without `each` is left out; one without a value adds nothing to its thing but may make it 0. A group without things has
///   no mean. A single one has a mean but no interval.
/// - Complexity: O(rows · log rows); 40 bytes per row.
/// - Example: `points / max * 100`, `each: eval_id`, `weight: max`, `zero_when: critical`: Q1 with 8 of 10 and 5 of 5, Q2 with 9 of 10 and
///   a critical error → 43.33 = (86.67 + 0) ÷ 2, n = 2.
/// - Source: Student (1908), Biometrika 6, 1–25; the mean of clusters after Cochran (1977), Sampling Techniques, chapter 9.
struct UnitMean: MetricKind {
    static let declaration = OptionKey(
        "unit_mean", .formula,
        help: Wording(
            en: "the mean of things that several rows make up: each counts once", zh: "由多行组成的事物的均值：每个事物只计一次"))

    static let unit = KindKey.value(
        "each", isRequired: true,
        help: Wording(en: "what tells the things apart, such as the evaluation's number", zh: "区分事物的列，如质检编号"))

    static let nought = KindKey.value(
        "zero_when", of: .condition,
        help: Wording(en: "condition of a row that makes its whole thing worth 0", zh: "使所属事物整体计 0 分的行的条件"))

    static let keys = [unit, KindKey.weight, nought, Mean.range]

    static let traits = KindTraits(takes: .quantities, intervals: [.t, .none], tellsApart: true)

    private let isWeighted: Bool
    private let hasNought: Bool
    private let limits: Interval?

    init?(_ preparation: KindPreparation) {
        guard preparation.settings[Self.unit] != nil else { return nil }
        isWeighted = preparation.settings[.weight] != nil
        hasNought = preparation.settings[Self.nought] != nil
        limits =
            preparation.settings.range(Mean.range).map { Interval(low: $0.lowerBound, high: $0.upperBound) }
            ?? preparation.bounds
    }

    var traits: KindTraits { isWeighted ? Self.traits.weighted : Self.traits }

    /// A row without a value may make its thing 0.
    var skipsMissing: Bool { false }

    func emptyState(of values: StateValues) -> any Accumulator {
        UnitMeanState(values, isWeighted: isWeighted, hasNought: hasNought, limits: limits)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let weight = isWeighted ? "CAST(value_3 AS DOUBLE)" : "1.0"
        let hasWeight = isWeighted ? " AND value_3 > 0 AND \(scope.isKnown("value_3", scope.keyTypes[1]))" : ""
        let valued =
            "coalesce(counts AND value_2 IS NOT NULL AND \(scope.isKnown("value_1", scope.type))\(hasWeight), FALSE)"
        let makesNought =
            hasNought ? "coalesce(counts AND value_2 IS NOT NULL AND value_\(isWeighted ? 4 : 3), FALSE)" : "FALSE"
        let units = "PARTITION BY breakdown, period, segment, \(valued) OR \(makesNought), value_2"
        let (sum, whole) = ("CAST(value_1 AS DOUBLE) * \(weight)", weight)
        let value = "CASE WHEN noughts > 0 THEN 0.0 ELSE unit_sum / unit_weight END"
        let isUnit = "unit_row = 1 AND (\(valued) OR \(makesNought))"
        let count = scope.count(where: isUnit)
        let total = scope.inUnit("sum(\(value)) FILTER (WHERE \(isUnit))")
        var sql = KindSQL(
            value: scope.quotient(total, count), numerator: total, denominator: "nullif(\(count), 0)", n: count)
        sql.overGroup = [
            "sum(\(sum)) FILTER (WHERE \(valued)) OVER (\(units)) AS unit_sum",
            "sum(\(whole)) FILTER (WHERE \(valued)) OVER (\(units)) AS unit_weight",
            "count(*) FILTER (WHERE \(makesNought)) OVER (\(units)) AS noughts",
            "row_number() OVER (\(units) ORDER BY place) AS unit_row",
        ]
        return sql
    }
}

/// The rows of each group's things.
struct UnitMeanState: Accumulator {
    private var rows: UnitRows
    private var rowWeights = RowWeights()
    private let isWeighted: Bool
    private let hasNought: Bool
    private let scale: UnitScale
    private let hasInterval: Bool
    private let limits: Interval?

    init(_ values: StateValues, isWeighted: Bool, hasNought: Bool, limits: Interval?) {
        rows = UnitRows(arePlain: (values.arePlain.dropFirst().first ?? false, false))
        self.isWeighted = isWeighted
        self.hasNought = hasNought
        scale = values.scale
        hasInterval = values.hasInterval
        self.limits = limits
    }

    static var growsWithRows: Bool { true }

    mutating func makeRoom(forGroups count: Int) {
        rows.makeRoom(forGroups: count)
        rowWeights.makeRoom(forGroups: count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        let (values, unit) = (columns[0], columns[1])
        let weights = isWeighted ? columns[2] : nil
        let isThere = values.presenceOfNumbers
        let isUnit = unit.presence
        let sifted = weights.map { weights in
            rowWeights.sift(
                groups, weights: weights, isThere: Presence(count: groups.count) { isThere[$0] && isUnit[$0] })
        }
        let (numbers, weightNumbers) = (values.numbers, weights?.numbers)
        let marks = hasNought ? columns.last?.fulfilled : nil
        let codes = rows.codes(units: unit, strata: nil).units
        for row in 0..<groups.count where groups[row] != 0 && isUnit[row] {
            let isMarked = marks?[row] ?? false
            let hasValue = sifted.map { $0[row] != 0 } ?? isThere[row]
            guard hasValue || isMarked else { continue }
            rows.add(
                group: groups[row], stratum: nil, unit: codes[row], value: hasValue ? numbers[row] : 0,
                weight: hasValue ? weightNumbers?[row] ?? 1 : 0, extra: 0, isMarked: isMarked)
        }
    }

    mutating func merge(_ other: UnitMeanState, numbers: [UInt32]) {
        rows.merge(other.rows, numbers: numbers)
        rowWeights.merge(other.rowWeights, numbers: numbers)
    }

    mutating func finish(jobs: Int) -> [Measurement] {
        rows.settled().map { units in
            var moments = ExactMoments()
            for unit in units {
                if unit.isMarked { moments.add(0) } else if let value = unit.value { moments.add(scale.number(value)) }
            }
            guard let sample = moments.sampleMean else { return .nothing }
            return Measurement(
                value: .real(sample.mean), numerator: .real(moments.sum.total),
                denominator: Measurement.count(sample.count), n: sample.count,
                interval: hasInterval ? sample.interval()?.within(limits) : nil,
                evidence: hasInterval ? .mean(sample) : .none)
        }
    }

    func strays(inGroup group: Int) -> Int { rowWeights.strays[group] }
}
