// Names of columns: how a header cell becomes a name, and when two names mean the same.

import Diagnostics

/// Compares and cleans header names.
package enum HeaderName {
    /// What two headers have in common that mean the same column: trimmed, full-width signs and
    /// dashes plain, lower case, blanks collapsed.
    ///
    ///     "Inside  Service Level (Yes /No)" and "inside service level（yes /no）" fold to the same text.
    package static func folded(_ name: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(name.utf8.count)
        var pendingBlank = false
        for scalar in name.unicodeScalars {
            var value = FullWidth.narrowed(scalar).value
            // Dashes of any length: not everyone can type them all.
            if value >= 0x2010, value <= 0x2015 || value == 0x2212 { value = 0x2D }
            if isBlank(value) {
                pendingBlank = !folded.isEmpty
                continue
            }
            if pendingBlank {
                folded.append(0x20)
                pendingBlank = false
            }
            switch value {
            case 0x41...0x5A: folded.append(UInt8(value) + 0x20)
            case 0..<0x80: folded.append(UInt8(value))
            // Han signs and their punctuation have no case; asking Unicode for it took four fifths of the time.
            case 0x2E80...0x9FFF: folded.append(contentsOf: scalar.utf8)
            default: folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    static func isBlank(_ value: UInt32) -> Bool {
        switch value {
        case 0...0x20, 0x7F, 0xA0, 0x3000, 0xFEFF, 0x2000...0x200B, 0x202F: true
        default: false
        }
    }

    /// The header cells as names that are all different and none empty.
    ///
    /// A name that stands in the header more than once, in whatever case, is no column's: its columns are called `name_1`, `name_2`,
    /// so that nothing takes the first for the one that was meant. A blank one is called by its place, `column_3`.
    package static func unique(_ cells: [String]) -> [String] {
        let keys = cells.map(folded)
        var counts: [String: Int] = [:]
        for (cell, key) in zip(cells, keys) where !cell.isEmpty { counts[key, default: 0] += 1 }
        var taken = Set(counts.filter { $0.value == 1 }.keys)
        var numbers: [String: Int] = [:]
        return cells.enumerated().map { index, cell in
            let key = keys[index]
            if counts[key] == 1 { return cell }
            let bare = cell.isEmpty ? "column" : cell
            // A place is a number already; what stands twice is counted.
            var number = cell.isEmpty ? index + 1 : (numbers[key] ?? 0) + 1
            while !taken.insert(folded("\(bare)_\(number)")).inserted { number += 1 }
            if !cell.isEmpty { numbers[key] = number }
            return "\(bare)_\(number)"
        }
    }

    /// The cells of a header's rows column by column, from top to bottom.
    ///
    /// A heading over several columns stands in the first of them; it is that of the columns to its right too, as long as their own
    /// cells are blank there and filled below.
    static func columns(_ rows: [[String]]) -> [[String]] {
        let width = rows.map(\.count).max() ?? 0
        var filled = rows.map { $0 + [String](repeating: "", count: width - $0.count) }
        for row in filled.indices.dropLast() {
            for column in filled[row].indices.dropFirst() where filled[row][column].isEmpty {
                let isFilledBelow = filled[(row + 1)...].contains { !$0[column].isEmpty }
                if isFilledBelow { filled[row][column] = filled[row][column - 1] }
            }
        }
        return (0..<width).map { column in filled.map { $0[column] } }
    }

    /// The name of a column whose header cells these are: those that say something, from top to bottom.
    static func joined(_ cells: [String]) -> String {
        var parts: [String] = []
        for cell in cells where !cell.isEmpty && !isMark(cell) {
            if let last = parts.last, folded(last) == folded(cell) { continue }
            parts.append(cell)
        }
        return parts.joined(separator: " – ")
    }

    /// Whether a cell is what Qualtrics writes for itself, `{"ImportId":"QID1"}`.
    static func isMark(_ cell: String) -> Bool { cell.hasPrefix("{\"ImportId\"") || cell.hasPrefix("{'ImportId'") }

    /// A header cell as people read it: text guards and surrounding blanks gone, line ends inside become spaces.
    static func bare(_ cell: CellBytes) -> String {
        let text = String(decoding: CellText.bare(cell), as: UTF8.self)
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return text }
        let words = text.unicodeScalars.split { $0.value <= 0x20 }
        return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
