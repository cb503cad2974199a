// Names that sheets may bear, each once in a workbook.

/// Makes names of sheets out of titles.
///
/// - Bounds: 31 UTF-16 units; none of `[]:*?/\`, no apostrophe at either end, not `History`, unlike all others whatever the case.
struct SheetNames {
    static let mostUnits = 31
    private static let refused: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\", "\t", "\n"]

    private var taken: Set<String> = []

    /// A name that no sheet has yet.
    mutating func name(_ title: String) -> String {
        let plain = String(SheetText.plain(title).map { Self.refused.contains($0) ? "-" : $0 })
        var base = Self.cut(plain, to: Self.mostUnits)
        // A spreadsheet keeps this one for itself.
        if base.isEmpty || base.lowercased() == "history" { base += "_" }
        var name = base
        var number = 1
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            let tail = " (\(number))"
            name = Self.cut(base, to: Self.mostUnits - tail.utf16.count) + tail
        }
        return name
    }

    /// The beginning that fits, without blanks and apostrophes at its ends.
    private static func cut(_ text: String, to most: Int) -> String {
        func isLoose(_ character: Character) -> Bool { character.isWhitespace || character.unicodeScalars.first == "'" }
        var kept = ""
        var units = 0
        for character in text.drop(while: isLoose) {
            units += character.utf16.count
            if units > most { break }
            kept.append(character)
        }
        while let last = kept.last, isLoose(last) { kept.removeLast() }
        return kept
    }
}
