// How far a formula's values lie from their mean.

import Diagnostics
import Stages
import Tabular

/// `stddev: EXPR` – the standard deviation of the values, taken as a sample: with the divisor n − 1.
///
/// - Units: those of the column; durations in the metric's unit of time. There is no interval.
/// - Missing: missing cells are left out; fewer than two values have no deviation.
/// - Example: `stddev: wait` of 10 s, 20 s, 60 s and a missing cell → 26.46 s = √((20² + 10² + 30²) ÷ 2), n = 3.
struct Stddev: MetricKind {
    static let declaration = OptionKey(
        "stddev", .formula,
        help: Wording(
            en: "the standard deviation of a numeric formula or of lengths of time", zh: "数值或时长公式的标准差"))

    static let traits = KindTraits(takes: .quantities, takesWideNumbers: true, tellsSpread: true)

    init(_ preparation: KindPreparation) {}

    func emptyState(of values: StateValues) -> any Accumulator {
        DeviationState(of: values.type, scale: values.scale)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let deviation = "stddev_samp(CAST(value_1 AS DOUBLE)) FILTER (WHERE \(scope.numbers))"
        return KindSQL(value: scope.inUnit(deviation), n: scope.count(where: scope.numbers))
    }
}

/// How the values of each group spread.
struct DeviationState: Accumulator {
    private var moments: GroupMoments
    private let scale: UnitScale

    init(of type: ColumnType, scale: UnitScale) {
        moments = GroupMoments(of: type)
        self.scale = scale
    }

    mutating func makeRoom(forGroups count: Int) { moments.makeRoom(forGroups: count) }

    mutating func update(groups: GroupSpan, columns: [Column]) { moments.add(groups: groups, column: columns[0]) }

    mutating func merge(_ other: DeviationState, numbers: [UInt32]) { moments.merge(other.moments, numbers: numbers) }

    mutating func finish(jobs: Int) -> [Measurement] {
        moments.settle()
        return moments.counts.indices.map { group in
            Measurement(
                value: moments.deviation(ofGroup: group, in: scale).map { .real($0) }, n: moments.counts[group])
        }
    }
}
