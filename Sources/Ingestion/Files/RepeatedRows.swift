// Finds files whose rows are those of another file, however both are written: in another encoding, order of columns or quoting.
import Tabular

/// Two files of a table of which the second begins with all rows of the first.
struct RepeatedRows: Equatable {
    /// Numbers of files, as the chunks name them.
    var first: Int
    var second: Int
    /// The rows of the first.
    var rows: Int
    /// Whether the second has no other rows.
    var areAll: Bool

    /// So many rows, and so many different ones, are taken for evidence: fewer may be alike by chance.
    static let fewestRows = 10
    private static let mostCompared = 8

    /// Compares the rows that were kept, in the columns that were read.
    ///
    /// - Complexity: a few rows of every file; all rows only of files that begin alike.
    static func find(in table: Table) -> [RepeatedRows] {
        var chunksByFile: [Int: [Chunk]] = [:]
        for chunk in table.chunks where chunk.rowCount > 0 {
            chunksByFile[chunk.origin.file, default: []].append(chunk)
        }
        guard chunksByFile.count > 1, !table.columns.isEmpty else { return [] }
        let files = chunksByFile.keys.sorted().compactMap { file -> FileRows? in
            let rows = FileRows(file: file, chunks: chunksByFile[file] ?? [])
            return rows.count >= fewestRows ? rows : nil
        }
        var byBeginning: [[CellWords]: [FileRows]] = [:]
        for file in files { byBeginning[file.beginning, default: []].append(file) }
        var found: [RepeatedRows] = []
        for alike in byBeginning.values where alike.count > 1 {
            // By length: the next longer one that begins so is told, and a few are asked; of a growing export each holds the one before.
            let sorted = alike.sorted { ($0.count, $0.file) < ($1.count, $1.file) }
            for (index, short) in sorted.enumerated() where short.isDiverse(columnCount: table.columns.count) {
                let longer = sorted[(index + 1)...].prefix(mostCompared).first {
                    $0.begins(with: short, columnCount: table.columns.count)
                }
                guard let long = longer else { continue }
                let areAll = short.count == long.count
                let isSwapped = areAll && short.file > long.file
                found.append(
                    RepeatedRows(
                        first: isSwapped ? long.file : short.file, second: isSwapped ? short.file : long.file,
                        rows: short.count, areAll: areAll))
            }
        }
        return found.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
    }

    /// The first column in which the first rows of the table's files 0 and 1, as many as both have, are not the same.
    static func firstDifference(in table: Table) -> Int? {
        let files = [0, 1].map { file in
            FileRows(file: file, chunks: table.chunks.filter { $0.origin.file == file && $0.rowCount > 0 })
        }
        let count = files.map(\.count).min() ?? 0
        return table.columns.indices.first { !files[0].begins(with: files[1], column: $0, rows: count) }
    }
}

/// The kept rows of one file.
private struct FileRows {
    let file: Int
    let chunks: [Chunk]
    let count: Int

    init(file: Int, chunks: [Chunk]) {
        self.file = file
        self.chunks = chunks
        count = chunks.reduce(0) { $0 + $1.rowCount }
    }

    /// The cells of the first rows.
    var beginning: [CellWords] {
        guard let columnCount = chunks.first?.columns.count else { return [] }
        return (0..<columnCount).flatMap { cells(ofColumn: $0, limit: RepeatedRows.fewestRows) }
    }

    /// Whether some column alone tells enough rows apart.
    func isDiverse(columnCount: Int) -> Bool {
        (0..<columnCount).contains { Set(cells(ofColumn: $0, limit: count)).count >= RepeatedRows.fewestRows }
    }

    func begins(with other: FileRows, columnCount: Int) -> Bool {
        (0..<columnCount).allSatisfy { begins(with: other, column: $0, rows: other.count) }
    }

    func begins(with other: FileRows, column: Int, rows: Int) -> Bool {
        cells(ofColumn: column, limit: rows) == other.cells(ofColumn: column, limit: rows)
    }

    /// The first cells of a column.
    private func cells(ofColumn index: Int, limit: Int) -> [CellWords] {
        var cells: [CellWords] = []
        cells.reserveCapacity(min(limit, count))
        for chunk in chunks where cells.count < limit {
            // Asked for once: a chunk unpacks a column whenever it is asked.
            let column = chunk.columns[index]
            for row in 0..<min(chunk.rowCount, limit - cells.count) { cells.append(CellWords(column, row: row)) }
        }
        return cells
    }
}
