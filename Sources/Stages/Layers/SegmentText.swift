// Writes and reads the `segment` column of results.csv: `region=华东; tier=A`.

import Documents

/// The labels of a cell as one text that can be read back, whatever the labels hold.
///
///     region=华东; tier=A          plain labels stand as they are
///     product="A; B=C"            others between double quotes
///     note="say \"no\""           with a backslash before a quote, a backslash
///     formula="\=1+1"             and a sign that would begin a formula
///
/// A label is quoted when it is empty, begins or ends with a blank, or holds `;`, `=`, `"`, `\`, `|`, a control sign or what a
/// spreadsheet would read as a formula. Within quotes a backslash means: the next sign as it is.
package enum SegmentText {
    /// One pair.
    package static func pair(_ segment: String, _ label: String) -> String { "\(segment)=\(written(label))" }

    /// A label as it stands behind its segment.
    package static func written(_ label: String) -> String {
        guard needsQuotes(label) else { return label }
        var written = "\""
        // A sign behind a separator, or at the beginning, would begin a formula if the file were opened with that separator.
        var mayBeginFormula = true
        for scalar in label.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                written += "\\"
            case "=", "+", "-", "@", "＝", "＋", "－", "＠":
                if mayBeginFormula { written += "\\" }
                mayBeginFormula = false
            case ";", "|", "\t", "\n", "\r": mayBeginFormula = true
            case " ", "\u{A0}", "\u{3000}", "\u{FEFF}", "\u{AD}", "\u{2000}"..."\u{200F}": break
            default: mayBeginFormula = false
            }
            written.unicodeScalars.append(scalar)
        }
        return written + "\""
    }

    private static func needsQuotes(_ label: String) -> Bool {
        guard let first = label.unicodeScalars.first, let last = label.unicodeScalars.last else { return true }
        if first.properties.isWhitespace || last.properties.isWhitespace || first == "'" { return true }
        if FormulaGuard.beginsFormula(label) { return true }
        return label.unicodeScalars.contains { $0.value < 0x20 || [";", "=", "\"", "\\", "|"].contains($0) }
    }

    /// The pairs of a text; nil when it was not written here.
    package static func pairs(_ text: String) -> [(segment: String, label: String)]? {
        var pairs: [(String, String)] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let segment = String(rest[..<equals])
            var scalars = rest.unicodeScalars[rest.index(after: equals)...]
            var label = String.UnicodeScalarView()
            if scalars.first == "\"" {
                scalars.removeFirst()
                while let next = scalars.popFirst(), next != "\"" {
                    if next != "\\" {
                        label.append(next)
                    } else if let escaped = scalars.popFirst() {
                        label.append(escaped)
                    }
                }
            } else {
                while let next = scalars.first, next != ";" {
                    label.append(next)
                    scalars.removeFirst()
                }
            }
            pairs.append((segment, String(label)))
            if scalars.isEmpty { break }
            guard scalars.popFirst() == ";", scalars.popFirst() == " " else { return nil }
            rest = Substring(scalars)
        }
        return pairs
    }
}
