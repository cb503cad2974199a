// Gives equal whole numbers equal positions: an open-addressing hash table.

import Stages
import Tabular

/// Distinct 64-bit numbers, in order of first appearance.
struct IntegerIndex: Sendable {
    private(set) var values: [Int64] = []
    private var slots = HashSlots()

    private let key = HashKey.value

    var count: Int { values.count }

    /// The position of a number, new or known.
    mutating func position(of value: Int64) -> UInt32 {
        let found = find(value)
        if let position = found.number { return UInt32(truncatingIfNeeded: position) }
        values.append(value)
        slots.insert(values.count - 1, at: found.slot) { [values, key] in Self.hash(values[$0], key) }
        return UInt32(truncatingIfNeeded: values.count - 1)
    }

    /// The position of a number; nil when it has none.
    func existingPosition(of value: Int64) -> UInt32? {
        find(value).number.map { UInt32(truncatingIfNeeded: $0) }
    }

    private func find(_ value: Int64) -> (number: Int?, slot: Int) {
        slots.find(Self.hash(value, key)) { values[$0] == value }
    }

    private static func hash(_ value: Int64, _ key: UInt64) -> UInt64 { (UInt64(bitPattern: value) ^ key).stirred }

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
