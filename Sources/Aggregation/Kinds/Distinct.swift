// Counts different values.

import Diagnostics
import Stages
import Tabular

/// `distinct: EXPR` – how many different values a formula of any type takes, exactly.
///
/// Texts are equal when their bytes are; 12.5 and 12.50 are equal.
///
/// - Units: `count`; n is that number too: what is counted are the values, not the rows.
/// - Missing: missing cells are left out; a group whose rows have no value counts 0.
/// - Complexity: O(rows); 8 to 24 bytes per different value and group.
/// - Example: `distinct: customer` of c1, c2, c1 and a missing cell → 2, n = 2.
struct Distinct: MetricKind {
    static let declaration = OptionKey(
        "distinct", .formula,
        help: Wording(en: "how many different values a formula takes", zh: "公式不同取值的个数"))

    static let traits = KindTraits(
        takes: .anything, unit: .always(.count), exactness: .always, isAdditive: true, isCount: true,
        tellsApart: true)

    init(_ preparation: KindPreparation) {}

    var missingCells: MissingCells { .missed }

    func emptyState(of values: StateValues) -> any Accumulator {
        DistinctState(isPlainColumn: values.arePlain.first ?? false)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let different = scope.differentCount(of: "value_1")
        return KindSQL(value: different, n: different)
    }
}

/// The different values of each group.
struct DistinctState: Accumulator {
    /// Groups and codes of values met; a list per worker.
    private var lists = [GroupedCodes()]
    /// By group how many codes are listed.
    private var rowCounts = [0]
    private var rowCount = 0
    /// So many were left when repetitions were last dropped.
    private var tidyCount = 0
    private var cellCodes: CellCodes

    init(isPlainColumn: Bool) { cellCodes = CellCodes(isPlainColumn: isPlainColumn) }

    mutating func makeRoom(forGroups count: Int) { rowCounts.lengthen(to: count, with: 0) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        rowCount += lists[0].append(cellCodes.codes(of: columns[0]), groups: groups)
        rowCounts.countRows(of: groups)
        if rowCount > max(3 << 19, 2 * tidyCount) { tidy() }
    }

    mutating func merge(_ other: DistinctState, numbers: [UInt32]) {
        let translation = cellCodes.merge(other.cellCodes)
        let isSame = numbers.enumerated().allSatisfy { $0 == Int($1) }
        for list in other.lists {
            let translated = translation.map { list.translated($0) } ?? list
            lists.append(isSame ? translated : translated.renumbered(numbers))
        }
        rowCounts.add(other.rowCounts, numbers: numbers)
    }

    static var finishesOnAllThreads: Bool { true }
    static var growsWithRows: Bool { true }

    mutating func finish(jobs: Int) -> [Measurement] {
        different.counts(jobs: jobs).map { Measurement(value: Measurement.count($0), n: $0) }
    }

    private var different: DifferentCodes {
        DifferentCodes(lists: lists, codeCount: cellCodes.count, rowCounts: rowCounts)
    }

    /// Drops repetitions, once they might outnumber the different values: so memory follows the latter.
    private mutating func tidy() {
        let tidied = different.tidied()
        lists = [GroupedCodes(tidied.codes)]
        rowCounts = tidied.counts
        tidyCount = tidied.codes.count
        rowCount = tidyCount
    }
}
