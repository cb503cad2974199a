// Numbers the distinct keys of rows: exact equality over any columns, found through a hash.

import Tabular

/// The keys of all rows of a table over some columns, as 64-bit words that are equal exactly when the cells are.
///
/// - Shape: one row of words per row of the table, in the order of files and rows.
struct RowKeys {
    private let rowCount: Int
    /// Word by word, each for all rows.
    private let words: [[UInt64]]
    /// Rows with a missing cell in the key.
    let isIncomplete: [Bool]
    /// The key is one column of texts, whose codes are numbers already.
    private let isSingleText: Bool

    /// - Complexity: O(rows × columns).
    init(_ table: Table, columns: [Int], jobs: Int) {
        rowCount = table.rowCount
        isSingleText = columns.count == 1 && table.columns[columns[0]].type == .text
        isIncomplete = table.chunks.flatMap { chunk in
            let presences = columns.map { chunk.columns.presence(of: $0) }.filter { !$0.isAllPresent }
            return (0..<chunk.rowCount).map { row in presences.contains { !$0[row] } }
        }
        words = columns.flatMap { index in
            let parts = parallelMap(table.chunks, jobs: jobs) { $0.columns[index].keyWords }
            let wordCount = parts.map(\.count).max() ?? 0
            return (0..<wordCount).map { word in parts.flatMap { $0[word] } }
        }
    }

    /// A number per row, equal exactly for rows of equal keys; and a bound that all numbers are below.
    ///
    /// With `skippingIncomplete`, a row with a missing cell in its key has a number of its own; otherwise missing
    /// cells equal one another.
    /// - Complexity: O(rows) on average.
    func numbers(skippingIncomplete: Bool) -> (numbers: [Int32], count: Int) {
        if isSingleText { return numbersOfTexts(skippingIncomplete: skippingIncomplete) }
        var numbers = [Int32](repeating: 0, count: rowCount)
        var firstRows: [Int] = []
        var slots = HashSlots(capacity: rowCount)
        var hashes: [UInt64] = []
        let key = HashKey.value
        for row in 0..<rowCount {
            if skippingIncomplete, isIncomplete[row] {
                numbers[row] = Int32(truncatingIfNeeded: firstRows.count)
                firstRows.append(row)
                hashes.append(0)
                continue
            }
            let hash = hash(ofRow: row, key: key)
            let found = slots.find(hash) { hashes[$0] == hash && areEqual(row, firstRows[$0]) }
            numbers[row] = Int32(truncatingIfNeeded: found.number ?? firstRows.count)
            if found.number != nil { continue }
            firstRows.append(row)
            hashes.append(hash)
            slots.insert(firstRows.count - 1, at: found.slot) { hashes[$0] }
        }
        return (numbers, firstRows.count)
    }

    private func numbersOfTexts(skippingIncomplete: Bool) -> (numbers: [Int32], count: Int) {
        guard let codes = words.first else { return ([], 0) }
        var count = 1 + (codes.max().map { Int($0) } ?? 0)
        let numbers = codes.map { code in
            guard code == 0, skippingIncomplete else { return Int32(truncatingIfNeeded: code) }
            count += 1
            return Int32(truncatingIfNeeded: count - 1)
        }
        return (numbers, count)
    }

    /// Whether two rows have the same key with no cell missing. A row out of bounds is like no other.
    func isSame(_ row: Int, asRow other: Int) -> Bool {
        guard row >= 0, other >= 0, row < rowCount, other < rowCount else { return false }
        return !isIncomplete[row] && !isIncomplete[other] && areEqual(row, other)
    }

    private func hash(ofRow row: Int, key: UInt64) -> UInt64 {
        var hash = key
        for word in words {
            let product = (hash ^ word[row]).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            hash = product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
        }
        return hash
    }

    private func areEqual(_ left: Int, _ right: Int) -> Bool {
        for word in words where word[left] != word[right] { return false }
        return true
    }
}

extension Column {
    /// Words that are equal exactly when the cells are: the value, and a word that tells a missing cell from zero.
    ///
    /// - Missing: equals only another missing cell.
    fileprivate var keyWords: [[UInt64]] {
        let presence = presence
        func word(_ value: (Int) -> UInt64) -> [UInt64] { (0..<count).map { presence[$0] ? value($0) : 0 } }
        let isPresent = (0..<count).map { UInt64(presence[$0] ? 1 : 0) }
        switch self {
        case .text(let column): return [word { UInt64(column.codes.values[$0]) &+ 1 }]
        case .integer(let column), .instant(let column), .duration(let column):
            return [word { UInt64(bitPattern: column.values[$0]) }, isPresent]
        case .date(let column): return [word { UInt64(bitPattern: Int64(column.values[$0])) }, isPresent]
        case .flag(let column): return [word { column.values[$0] ? 2 : 1 }]
        case .real(let column):
            // −0 equals 0, and every "not a number" equals every other.
            return [
                word { row in
                    let value = column.values[row]
                    return value == 0 ? 0 : value.isNaN ? Double.nan.bitPattern : value.bitPattern
                }, isPresent,
            ]
        case .decimal(let column):
            // Chunks may differ in scale: digits without trailing zeros, and their scale.
            let shortest = column.units.values.map { Self.shortest($0, scale: column.scale) }
            return [
                word { UInt64(bitPattern: shortest[$0].units) }, word { UInt64(shortest[$0].scale) &+ 1 },
            ]
        }
    }

    private static func shortest(_ units: Int64, scale: Int) -> (units: Int64, scale: Int) {
        if units == 0 { return (0, 0) }
        var (units, scale) = (units, scale)
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return (units, scale)
    }
}
