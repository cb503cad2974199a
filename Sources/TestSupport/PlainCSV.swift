// A slow and plain reader of comma-separated text, for looking into what was written.

package enum PlainCSV {
    /// The rows of a text by the names of its first row.
    package static func rows(_ text: String) -> [[String: String]] {
        let cells = cells(text)
        guard let header = cells.first else { return [] }
        return cells.dropFirst().map { row in
            Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
        }
    }

    /// Rows of cells after RFC 4180; a mark of byte order at the beginning is skipped.
    package static func cells(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var hasContent = false
        let scalars = Array(text.unicodeScalars)
        var index = scalars.first == "\u{FEFF}" ? 1 : 0
        while index < scalars.count {
            let scalar = scalars[index]
            if isQuoted {
                if scalar == "\"", index + 1 < scalars.count, scalars[index + 1] == "\"" {
                    cell.append("\"")
                    index += 1
                } else if scalar == "\"" {
                    isQuoted = false
                } else {
                    cell.append(scalar)
                }
            } else if scalar == "\"", cell.isEmpty {
                isQuoted = true
                hasContent = true
            } else if scalar == "," {
                row.append(String(cell))
                cell.removeAll()
                hasContent = true
            } else if scalar == "\n" || scalar == "\r" {
                if hasContent || !cell.isEmpty {
                    row.append(String(cell))
                    rows.append(row)
                }
                cell.removeAll()
                row = []
                hasContent = false
            } else {
                cell.append(scalar)
                hasContent = true
            }
            index += 1
        }
        if hasContent || !cell.isEmpty {
            row.append(String(cell))
            rows.append(row)
        }
        return rows
    }
}
