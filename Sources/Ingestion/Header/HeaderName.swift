// Names of columns: how a header cell becomes a name, and when two names mean the same.

/// Compares and cleans header names.
package enum HeaderName {
    /// What two headers have in common that mean the same column: trimmed, full-width signs plain, lower case, blanks collapsed.
    ///
    ///     "Inside  Service Level (Yes /No)" and "inside service level（yes /no）" fold to the same text.
    package static func folded(_ name: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(name.utf8.count)
        var pendingBlank = false
        for scalar in name.unicodeScalars {
            var value = scalar.value
            if value >= 0xFF01, value <= 0xFF5E { value -= 0xFEE0 }
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
    /// A repeated name gets `_2`, `_3` …; a blank one is called by its place, `column_3`.
    package static func unique(_ cells: [String]) -> [String] {
        var names: [String] = []
        var taken: Set<String> = []
        for (index, cell) in cells.enumerated() {
            let bare = cell.isEmpty ? "column_\(index + 1)" : cell
            var name = bare
            var number = 2
            while !taken.insert(folded(name)).inserted {
                name = "\(bare)_\(number)"
                number += 1
            }
            names.append(name)
        }
        return names
    }

    /// A header cell as people read it: text guards and surrounding blanks gone, line ends inside become spaces.
    static func bare(_ cell: CellBytes) -> String {
        let text = String(decoding: CellText.bare(cell), as: UTF8.self)
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return text }
        let words = text.unicodeScalars.split { $0.value <= 0x20 }
        return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
