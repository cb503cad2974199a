// What a file shows of the system that wrote it: its first rows and lines, how many columns it has, its last lines.

/// The signs by which the export of a file is recognised.
struct FileSigns: Sendable {
    /// The first rows, cell by cell as people read them.
    let rows: [[String]]
    /// The same as they are compared.
    let folded: [[String]]
    /// Which of these rows may be the header.
    let headerRows: Range<Int>
    /// The first lines as they stand in the file.
    let lines: [String]
    /// The number of cells that most rows have.
    let width: Int
    private let path: String
    private let encoding: TextEncoding

    /// Of a file whose header is known: only that is looked at, and the rows above and below it.
    init(_ file: RecognisedFile) {
        rows = [file.header.names] + file.sample
        folded = [file.header.names.map(HeaderName.folded)]
        headerRows = 0..<1
        lines = file.header.preamble + file.header.rows.map { String(decoding: $0, as: UTF8.self) }
        width = file.header.names.count
        (path, encoding) = (file.path, file.encoding.encoding)
    }

    /// Of a file of which nothing is known but its encoding and dialect: any of its first rows may be the header.
    init(_ block: RecordBlock, path: String, encoding: TextEncoding) {
        let count = min(block.rowCount, FirstRows.searchLimit)
        rows = (0..<count).map { FirstRows.names(block, row: $0) }
        folded = rows.map { $0.map(HeaderName.folded) }
        headerRows = 0..<count
        lines = (0..<count).map(block.rawText)
        width = FirstRows.usualWidth(block)
        (self.path, self.encoding) = (path, encoding)
    }

    /// The last lines of the file; none of one that is packed or cannot be read.
    func lastLines() -> [String] { FileEnd.lines(ofFile: path, encoding: encoding) }
}
