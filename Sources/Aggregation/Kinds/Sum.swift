// Adds up a formula's values.

import Diagnostics
import Stages
import Tabular

/// `sum: EXPR` – the total of a numeric formula or of durations.
///
/// - Units: those of the column; durations in the metric's unit of time.
/// - Missing: missing cells are left out; a group without any value has no sum, which is not the same as 0.
/// - Example: `paid - refunded` of 10.00, 5.50 and a missing cell → 15.5, n = 2.
struct Sum: MetricKind {
    static let declaration = OptionKey(
        "sum", .formula,
        help: Wording(en: "the total of a numeric formula or of lengths of time", zh: "数值或时长公式的合计"))

    static let traits = KindTraits(
        takes: .quantities, exactness: .asItsFormula, isAdditive: true, takesWideNumbers: true, addsUpValues: true)

    init(_ preparation: KindPreparation) {}

    var missingCells: MissingCells { .missed }

    func emptyState(of values: StateValues) -> any Accumulator { SumState(of: values.type, scale: values.scale) }

    func sql(_ scope: KindSQLScope) -> KindSQL? { KindSQL(value: scope.sum, n: scope.count()) }
}

/// The totals of each group.
struct SumState: Accumulator {
    private var counts: [Int] = [0]
    private var sums: GroupSums
    private let scale: UnitScale

    init(of type: ColumnType, scale: UnitScale) {
        sums = GroupSums(of: type)
        self.scale = scale
    }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        sums.makeRoom(forGroups: count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        counts.countRows(of: groups)
        sums.add(groups: groups, column: columns[0])
    }

    mutating func merge(_ other: SumState, numbers: [UInt32]) {
        counts.add(other.counts, numbers: numbers)
        sums.merge(other.sums, numbers: numbers)
    }

    func finish(jobs: Int) -> [Measurement] {
        counts.indices.map { group in
            let n = counts[group]
            if n == 0 { return .nothing }
            return Measurement(
                value: sums.value(ofGroup: group, in: scale), n: n, exactness: sums.exactness(ofGroup: group, in: scale)
            )
        }
    }
}
