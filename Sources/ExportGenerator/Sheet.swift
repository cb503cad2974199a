// A sheet of export rows, each with the fate it must meet when it is read and cleaned.

/// What must become of a row.
enum Fate {
    case kept, rejected, duplicate, filtered
}

/// One row as it will stand in the file.
struct SheetRow {
    var cells: [String]
    var fate: Fate

    init(_ cells: [String], _ fate: Fate) {
        self.cells = cells
        self.fate = fate
    }
}

/// One export file in the making.
struct Sheet {
    let path: String
    let table: String
    let encoding: FixtureEncoding
    var delimiter = ","
    var preamble: [String] = []
    let header: [String]
    var rows: [SheetRow] = []
    var footer: [String] = []

    /// The file's bytes: preamble, header, rows and footer, CRLF after each line.
    func bytes() throws -> [UInt8] {
        var text = ""
        for line in preamble { text += line + "\r\n" }
        text += line(of: header)
        for row in rows { text += line(of: row.cells) }
        for line in footer { text += line + "\r\n" }
        return try encoding.bytes(of: text)
    }

    /// What the row ledger must say about this file.
    var ledgerLine: String {
        let counts = [Fate.kept, .rejected, .duplicate, .filtered].map { fate in rows.count { $0.fate == fate } }
        return "\(table),\(path),\(rows.count)," + counts.map { "\($0)" }.joined(separator: ",")
    }

    private func line(of cells: [String]) -> String {
        cells.map(quoted).joined(separator: delimiter) + "\r\n"
    }

    private func quoted(_ cell: String) -> String {
        let needsQuotes = cell.unicodeScalars.contains { scalar in
            scalar == "\"" || scalar == "\n" || scalar == "\r" || scalar == ","
        }
        // A text guard such as ="0012" stands bare in the files that carry it.
        let isGuarded = cell.hasPrefix("=\"") && cell.hasSuffix("\"") && !cell.contains(",")
        guard needsQuotes && !isGuarded else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
