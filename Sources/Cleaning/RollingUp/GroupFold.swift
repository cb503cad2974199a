// Puts one column of a rolled-up table together: walks the rows once, and gives a cell per group.

import Expressions
import Stages
import Tabular

/// What one column of a rolled-up table is put together from.
struct GroupFold: Sendable {
    let way: Gathering.Way
    /// Of the values; nil where rows are counted.
    let type: ColumnType?
    let formula: BoundFormula.Ready?
    /// Whether the formula is nothing but a column of the table, whose texts share a pool.
    let isColumn: Bool
    /// The column by which rows are ordered; nil for their own order.
    let order: Int?

    /// The cells of the groups, a column per cut.
    ///
    /// - Parameter overflows: told of the groups whose value cannot be kept, which are missing.
    func columns(
        of table: Table, _ groups: RowGroups, cuts: [Range<Int>], _ overflows: OverflowTally
    ) -> [Column] {
        let (columns, lost) = folded(table, groups, cuts, overflows)
        overflows.add(lost)
        return columns
    }

    private func folded(
        _ table: Table, _ groups: RowGroups, _ cuts: [Range<Int>], _ overflows: OverflowTally
    ) -> (columns: [Column], lost: Int) {
        switch way {
        case .count, .any:
            var counts = GroupCounts(groups.count)
            walk(table, groups) { chunk, numbers in
                counts.add(where: formula.map { $0.isTrue(chunk) }, numbers)
            }
            return (cuts.map { way == .any ? counts.flags($0) : counts.numbers($0) }, 0)
        case .sum:
            if type == .real {
                var sums = RealSums(groups.count)
                walk(table, groups) { chunk, numbers in if let formula { sums.add(formula.values(chunk), numbers) } }
                return sums.columns(cuts)
            }
            var sums = WholeSums(groups.count)
            walk(table, groups) { chunk, numbers in if let formula { sums.add(formula.values(chunk), numbers) } }
            return sums.columns(cuts, as: type ?? .integer)
        case .first, .last, .min, .max:
            return type == .decimal
                ? chosen(Int128.self, table, groups, cuts) : chosen(Int64.self, table, groups, cuts)
        case .distinct, .join:
            return type == .decimal
                ? different(Int128.self, table, groups, cuts, overflows)
                : different(Int64.self, table, groups, cuts, overflows)
        }
    }

    private func different<Word: FixedWidthInteger & SignedInteger & Sendable>(
        _: Word.Type, _ table: Table, _ groups: RowGroups, _ cuts: [Range<Int>], _ overflows: OverflowTally
    ) -> (columns: [Column], lost: Int) {
        var values = GroupValues<Word>(groups.count)
        var pools = SharedCodes(isShared: isColumn)
        walk(table, groups) { chunk, numbers in
            guard let formula else { return }
            let column = pools.shared(formula.values(chunk))
            values.add(column, numbers, places: way == .join ? places(chunk, otherwise: .max) : nil)
        }
        return way == .distinct ? (cuts.map(values.counts), 0) : values.joined(cuts, pools.pool, overflows)
    }

    private func chosen<Word: FixedWidthInteger & SignedInteger & Sendable>(
        _: Word.Type, _ table: Table, _ groups: RowGroups, _ cuts: [Range<Int>]
    ) -> (columns: [Column], lost: Int) {
        var cells = ChosenCells<Word>(way, count: groups.count, isOrdered: order != nil)
        var pools = SharedCodes(isShared: isColumn)
        walk(table, groups) { chunk, numbers in
            guard let formula else { return }
            let column = pools.shared(formula.values(chunk))
            let isByPlace = way == .first || way == .last
            cells.add(
                column, numbers, places: isByPlace ? places(chunk, otherwise: way == .first ? .max : .min) : nil)
        }
        return cells.columns(cuts, as: type ?? .text, pools.pool)
    }

    /// Hands out every chunk with the groups of its rows.
    private func walk(_ table: Table, _ groups: RowGroups, _ body: (Chunk, UnsafeBufferPointer<Int32>) -> Void) {
        groups.numbers.withUnsafeBufferPointer { numbers in
            var start = 0
            for chunk in table.chunks {
                let end = start + chunk.rowCount
                body(chunk, UnsafeBufferPointer(rebasing: numbers[start..<end]))
                start = end
            }
        }
    }

    /// Where rows stand in the order of a column, larger numbers later; nil where they stand as they come.
    ///
    /// - Parameter missing: the place of rows that have no cell there, or one that is no number.
    private func places(_ chunk: Chunk, otherwise missing: Int128) -> [Int128]? {
        guard let order else { return nil }
        let column = chunk.columns[order]
        let values = column.orderedWords
        let presence = column.presence
        return values.indices.map { presence[$0] ? values[$0] ?? missing : missing }
    }
}

extension Column {
    /// Whole numbers in the order of the cells; nil for a real that is no number. Texts and flags have none that means anything.
    fileprivate var orderedWords: [Int128?] {
        switch self {
        case .integer(let column), .instant(let column), .duration(let column): column.values.map { Int128($0) }
        case .date(let column): column.values.map { Int128($0) }
        case .decimal(let column):
            // 64 bits of units at scale 18 fit 128 bits.
            { factor in column.units.values.map { Int128($0) &* factor } }(
                ExactDecimal.powerOfTen(max(0, 18 - column.scale)) ?? 1)
        case .real(let column): column.values.map { $0.isNaN ? nil : Int128(RealWord.word(of: $0 == 0 ? 0 : $0)) }
        case .text(let column): column.codes.values.map { Int128($0) }
        case .flag(let column): column.values.map { $0 ? 1 : 0 }
        }
    }
}

/// Brings the texts of formulas, which have a pool in every chunk, to one pool.
struct SharedCodes {
    /// Whether all columns that come have the same pool.
    let isShared: Bool
    private var sharing = PoolSharing()
    private var given: TextPool?

    init(isShared: Bool) { self.isShared = isShared }

    var pool: TextPool { isShared ? given ?? .empty : sharing.pool }

    mutating func shared(_ column: Column) -> Column {
        guard case .text(let texts) = column else { return column }
        if isShared {
            given = texts.pool
            return column
        }
        return .text(TextColumn(codes: sharing.recoded(texts), pool: .empty))
    }
}
