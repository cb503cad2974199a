// Adds up a formula's values.

import Diagnostics
import Glibc
import Stages
import Statistics
import Tabular

/// `sum: EXPR` – the total of a numeric formula or of durations.
///
/// - Units: those of the column; durations in the metric's unit of time.
/// - Missing: missing cells are left out. Where no row fulfils `where`, the sum is 0; where rows do and each lacks its value, there is no
///   sum, which is not the same as 0. Nor is there one of a period whose rows may have been lost.
/// - Interval: none, for a total is what was added up. With `interval: compound_poisson` it is that of what rows that come by chance, each
///   with its value, might as well have added up to: from Σx ÷ f to Σx · f, f being e to the power of 1.96 · √Σx² ÷ Σx; where a value is
///   negative Σx ± 1.96 · √Σx². Of a hundred such intervals 93 or more hold the truth from a hundred rows on, and from thirty where their
///   values do not differ by more than exponential ones do.
/// - Example: `paid - refunded` of 10.00, 5.50 and a missing cell → 15.5, n = 2.
/// - Source: the variance of a compound Poisson sum is λ·E(x²), which Σx² estimates: Feller (1968), An Introduction to Probability Theory
///   I, section XII.2.
struct Sum: MetricKind {
    static let declaration = OptionKey(
        "sum", .formula,
        help: Wording(en: "the total of a numeric formula or of lengths of time", zh: "数值或时长公式的合计"))

    static let traits = KindTraits(
        takes: .quantities, intervals: [.none, .compoundPoisson], exactness: .asItsFormula, isAdditive: true,
        takesWideNumbers: true, addsUpValues: true)

    init(_ preparation: KindPreparation) {}

    var missingCells: MissingCells { .missed }

    var notesMissing: Bool { true }

    func emptyState(of values: StateValues) -> any Accumulator {
        SumState(of: values.type, scale: values.scale, hasInterval: values.hasInterval)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let isNothing = "\(scope.count()) = 0 AND \(scope.count(where: "lacks")) = 0"
        return KindSQL(value: "CASE WHEN \(isNothing) THEN 0 ELSE \(scope.sum) END", n: scope.count())
    }
}

/// The totals of each group.
struct SumState: Accumulator {
    private var counts: [Int] = [0]
    private var sums: GroupSums
    /// Of each group whether a row lacks its value: what it adds to the sum is not known.
    private var lacks = [false]
    /// Nil where no interval is asked for.
    private var spread: SumSpread?
    private let scale: UnitScale

    init(of type: ColumnType, scale: UnitScale, hasInterval: Bool) {
        sums = GroupSums(of: type)
        spread = hasInterval ? SumSpread(of: type) : nil
        self.scale = scale
    }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        sums.makeRoom(forGroups: count)
        lacks.lengthen(to: count, with: false)
        spread?.makeRoom(forGroups: count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        let presence = columns[0].presence
        if presence.isAllPresent { return add(groups, columns[0]) }
        var known = [UInt32](repeating: 0, count: groups.count)
        for row in 0..<groups.count {
            if presence[row] {
                known[row] = groups[row]
            } else {
                lacks[Int(groups[row])] = true
            }
        }
        GroupSpan.with(known) { add($0, columns[0]) }
    }

    private mutating func add(_ groups: GroupSpan, _ column: Column) {
        counts.countRows(of: groups)
        sums.add(groups: groups, column: column)
        spread?.add(groups: groups, column: column)
    }

    mutating func merge(_ other: SumState, numbers: [UInt32]) {
        counts.add(other.counts, numbers: numbers)
        sums.merge(other.sums, numbers: numbers)
        for (group, lacking) in other.lacks.enumerated() where lacking { lacks[Int(numbers[group])] = true }
        if let theirs = other.spread { spread?.merge(theirs, numbers: numbers) }
    }

    func finish(jobs: Int) -> [Measurement] {
        counts.indices.map { group in
            let n = counts[group]
            if n == 0, lacks[group] { return .nothing }
            return Measurement(
                value: sums.value(ofGroup: group, in: scale), n: n,
                interval: n == 0
                    ? nil : scale.interval(spread?.interval(ofGroup: group, around: sums.realSum(ofGroup: group))),
                exactness: sums.exactness(ofGroup: group, in: scale))
        }
    }
}

/// The squares of what each group's sum is made of, and whether any of it is negative.
struct SumSpread: Sendable {
    private var squares: GroupSquares
    private var negatives: [Int] = [0]

    init(of type: ColumnType) { squares = GroupSquares(of: type) }

    mutating func makeRoom(forGroups count: Int) {
        squares.makeRoom(forGroups: count)
        negatives.lengthen(to: count, with: 0)
    }

    mutating func add(groups: GroupSpan, column: Column) {
        squares.add(groups: groups, column: column)
        switch column {
        case .integer(let column), .duration(let column): countNegatives(groups, column.values)
        case .real(let column): countNegatives(groups, column.values)
        case .decimal(let column):
            if let wide = column.wide {
                countNegatives(groups, wide)
            } else {
                countNegatives(groups, column.units.values)
            }
        case .text, .flag, .date, .instant: break
        }
    }

    private mutating func countNegatives<Number: Comparable & ExpressibleByIntegerLiteral>(
        _ groups: GroupSpan, _ numbers: [Number]
    ) {
        for row in 0..<min(groups.count, numbers.count) where numbers[row] < 0 { negatives[Int(groups[row])] &+= 1 }
    }

    mutating func merge(_ other: SumSpread, numbers: [UInt32]) {
        squares.merge(other.squares, numbers: numbers)
        negatives.add(other.negatives, numbers: numbers)
    }

    /// In raw units.
    ///
    /// What cannot be negative is skewed where it is of few rows: its logarithm is less so.
    func interval(ofGroup group: Int, around sum: Double) -> Interval? {
        let reach = ConfidenceLevel.percent95.normalQuantile * squares.total(ofGroup: group).squareRoot()
        guard negatives[group] == 0, sum > 0 else { return Interval(low: sum - reach, high: sum + reach) }
        let factor = exp(reach / sum)
        return Interval(low: sum / factor, high: sum * factor)
    }
}
