// What the rows of a group come to together: how many there are, and exact sums.

import Statistics
import Tabular

/// How many rows each group has, or how many that fulfil a condition.
struct GroupCounts {
    private var counts: [Int64]

    init(_ count: Int) { counts = [Int64](repeating: 0, count: count) }

    /// - Parameter isTrue: which rows count; nil for all.
    mutating func add(where isTrue: [Bool]?, _ groups: UnsafeBufferPointer<Int32>) {
        for row in groups.indices where groups[row] >= 0 {
            if isTrue.map({ $0[row] }) ?? true { counts[Int(groups[row])] += 1 }
        }
    }

    func numbers(_ cut: Range<Int>) -> Column { .integer(PrimitiveColumn(Array(counts[cut]))) }

    func flags(_ cut: Range<Int>) -> Column { .flag(PrimitiveColumn(counts[cut].map { $0 > 0 })) }
}

/// Sums of whole numbers, lengths of time and decimals, in 128 bits.
struct WholeSums {
    private enum State: UInt8 { case empty, sum, lost }

    private var sums: [Int128]
    private var states: [State]
    /// It grows when a chunk has a finer one.
    private var scale = 0

    init(_ count: Int) {
        sums = [Int128](repeating: 0, count: count)
        states = [State](repeating: .empty, count: count)
    }

    mutating func add(_ column: Column, _ groups: UnsafeBufferPointer<Int32>) {
        switch column {
        case .integer(let column), .duration(let column): add(column, factor: 1, groups)
        case .decimal(let column):
            if column.scale > scale {
                for group in sums.indices { multiply(group, by: ExactDecimal.powerOfTen(column.scale - scale)) }
                scale = column.scale
            }
            add(column.units, factor: ExactDecimal.powerOfTen(scale - column.scale) ?? 1, groups)
        case .text, .real, .flag, .date, .instant: break
        }
    }

    private mutating func add(
        _ column: PrimitiveColumn<Int64>, factor: Int128, _ groups: UnsafeBufferPointer<Int32>
    ) {
        let presence = column.presence
        for row in 0..<min(column.count, groups.count) where groups[row] >= 0 && presence[row] {
            let group = Int(groups[row])
            let (sum, overflows) = sums[group].addingReportingOverflow(Int128(column.values[row]) &* factor)
            sums[group] = sum
            if overflows { states[group] = .lost }
            if states[group] == .empty { states[group] = .sum }
        }
    }

    private mutating func multiply(_ group: Int, by factor: Int128?) {
        let (product, overflows) = sums[group].multipliedReportingOverflow(by: factor ?? 1)
        sums[group] = product
        if overflows { states[group] = .lost }
    }

    /// A column per range of groups, and how many sums do not fit into one.
    func columns(_ cuts: [Range<Int>], as type: ColumnType) -> (columns: [Column], lost: Int) {
        var lost = states.count { $0 == .lost }
        var isSet = states.map { $0 == .sum }
        let known = sums.indices.map { isSet[$0] ? sums[$0] : 0 }
        if type == .decimal {
            let (columns, others) = DecimalCells.columns(cuts, known, isSet, scale: scale)
            return (columns, lost + others)
        }
        for group in known.indices where Int64(exactly: known[group]) == nil {
            isSet[group] = false
            lost += 1
        }
        let columns = cuts.map { cut -> Column in
            let numbers = PrimitiveColumn(
                cut.map { isSet[$0] ? Int64(truncatingIfNeeded: known[$0]) : 0 },
                presence: Presence(count: cut.count) { isSet[cut.lowerBound + $0] })
            return type == .duration ? .duration(numbers) : .integer(numbers)
        }
        return (columns, lost)
    }
}

/// Sums of reals, exact until they are read.
struct RealSums {
    private var sums: [ExactSum]
    private var isSet: [Bool]

    init(_ count: Int) {
        sums = [ExactSum](repeating: ExactSum(), count: count)
        isSet = [Bool](repeating: false, count: count)
    }

    mutating func add(_ column: Column, _ groups: UnsafeBufferPointer<Int32>) {
        guard case .real(let column) = column else { return }
        let presence = column.presence
        for row in 0..<min(column.count, groups.count) where groups[row] >= 0 && presence[row] {
            sums[Int(groups[row])].add(column.values[row])
            isSet[Int(groups[row])] = true
        }
    }

    /// A column per range of groups, and how many sums are past all bounds.
    func columns(_ cuts: [Range<Int>]) -> (columns: [Column], lost: Int) {
        var lost = 0
        let columns = cuts.map { cut -> Column in
            var presence = Presence(count: cut.count) { isSet[cut.lowerBound + $0] }
            var totals = cut.map { sums[$0].total }
            for index in totals.indices where presence[index] && !totals[index].isFinite {
                totals[index] = 0
                presence.clear(index)
                lost += 1
            }
            return .real(PrimitiveColumn(totals, presence: presence))
        }
        return (columns, lost)
    }
}
