// Gives equal whole numbers equal positions: an open-addressing hash table.

import Stages
import Tabular

/// Distinct 64-bit numbers, in order of first appearance.
struct IntegerIndex: Sendable {
    private(set) var values: [Int64] = []
    /// Position + 1 per slot; 0 is free. The count is a power of two, at most half full.
    private var slots = [UInt32](repeating: 0, count: 64)

    private let key = HashKey.value

    var count: Int { values.count }

    /// The position of a number, new or known.
    mutating func position(of value: Int64) -> UInt32 {
        let slot = slot(of: value)
        if slots[slot] != 0 { return slots[slot] &- 1 }
        let position = UInt32(truncatingIfNeeded: values.count)
        values.append(value)
        slots[slot] = position &+ 1
        if values.count &* 2 > slots.count { grow() }
        return position
    }

    func existingPosition(of value: Int64) -> UInt32? {
        let slot = slot(of: value)
        return slots[slot] == 0 ? nil : slots[slot] &- 1
    }

    /// The slot that holds the number, or the free one where it belongs.
    private func slot(of value: Int64) -> Int {
        let mask = slots.count &- 1
        let product = (UInt64(bitPattern: value) ^ key).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
        while slots[slot] != 0, values[Int(slots[slot] &- 1)] != value { slot = (slot &+ 1) & mask }
        return slot
    }

    /// The position of every cell's number, new or known; `UInt32.max` for missing cells.
    ///
    /// - Shape: one array per chunk, one entry per row.
    /// - Complexity: O(rows); every chunk numbers its own values at first, so that threads share the work.
    mutating func positions(of column: ColumnChunks, jobs: Int) -> [[UInt32]] {
        let parts = column.map(jobs: jobs) { cells in
            var own = IntegerIndex()
            let positions = cells.integers { own.position(of: $0) }
            return (values: own.values, positions: positions)
        }
        let translated = parts.map { part in (part.positions, SmallNumbers.words(part.values.map { position(of: $0) }))
        }
        return parallelMap(translated, jobs: jobs) { positions, translation in
            translation.gathered(positions, otherwise: .max)
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for position in values.indices { slots[slot(of: values[position])] = UInt32(truncatingIfNeeded: position) &+ 1 }
    }
}

extension Column {
    /// A number for every whole number, day or moment in the column; `UInt32.max` for missing cells and other types.
    func integers(_ number: (Int64) -> UInt32) -> [UInt32] {
        switch self {
        case .integer(let column), .instant(let column), .duration(let column):
            return column.numbers(number)
        case .date(let column):
            return column.numbers { number(Int64($0)) }
        case .flag(let column):
            return column.numbers { number($0 ? 1 : 0) }
        case .text, .decimal, .real:
            return [UInt32](repeating: .max, count: count)
        }
    }

    /// The cell as text, for messages and labels; empty when missing.
    func text(ofRow row: Int) -> String {
        guard presence[row] else { return "" }
        switch self {
        case .text(let column): return column[row] ?? ""
        case .integer(let column), .instant(let column), .duration(let column): return String(column.values[row])
        case .decimal(let column):
            return ExactDecimal(units: Int128(column.units.values[row]), scale: column.scale).description
        case .real(let column): return "\(column.values[row])"
        case .flag(let column): return "\(column.values[row])"
        case .date(let column): return CivilDate(dayNumber: Int(column.values[row])).isoText
        }
    }
}

extension PrimitiveColumn {
    fileprivate func numbers(_ number: (Element) -> UInt32) -> [UInt32] {
        var numbers = [UInt32](repeating: .max, count: values.count)
        for row in values.indices where presence[row] { numbers[row] = number(values[row]) }
        return numbers
    }
}
