// A file of a fixture folder, and how those of a scenario are put together.

/// One file of a fixture folder.
package struct FixtureFile: Sendable, Equatable {
    /// The name within the folder.
    package let path: String
    /// What stands in it.
    package let bytes: [UInt8]
    /// How its text is written.
    package let encoding: FixtureEncoding
}

/// Sheets, truth and description of a scenario as the files of its folder.
func fixtureFiles(
    sheets: [Sheet], tally: [DirtCount], truth: TruthTable, readme: String, more: [(path: String, text: String)] = []
) throws -> [FixtureFile] {
    var files = try sheets.map { sheet in
        FixtureFile(path: sheet.path, bytes: try sheet.bytes(), encoding: sheet.encoding)
    }
    let ledger = ["table,file,read,kept,rejected,duplicates,filtered"] + sheets.map(\.ledgerLine)
    let dirt = ["file,dirt,count"] + tally.map { "\($0.file),\"\($0.what)\",\($0.count)" }
    let texts =
        [
            ("ledger.csv", ledger.joined(separator: "\n") + "\n"), ("dirt.csv", dirt.joined(separator: "\n") + "\n"),
            ("truth.csv", truth.text), ("README.md", readme),
        ] + more.map { ($0.path, $0.text) }
    for (path, text) in texts {
        files.append(FixtureFile(path: path, bytes: Array(text.utf8), encoding: .utf8))
    }
    return files
}
