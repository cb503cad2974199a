// Turns the blocks of a file into chunks, with the books on every row that is left out.
import Diagnostics
import Stages
import Tabular

/// Turns blocks of one file into chunks; one per thread.
final class ChunkMaker: BlockWorker {
    let file: FilePlan
    let fileIndex: Int
    let columns: [ColumnPlan]
    let shape: RowShape
    private let builders: [ColumnBuilder]
    /// Per column, the texts of the table so far; nil for columns of other types.
    private let dictionaries: [TextInterner?]
    private(set) var selected = SelectedRows()
    private let cells: CellGrid
    var lengths = ColumnBuffer<UInt32>()
    /// What is wrong with bad cells and rows, as far as any were met.
    var kinds: [BadCell.Cause: RejectKind] = [:]
    let conventions: CellConventions
    private let secondTables: SecondTableSearch

    /// How many problems of a block are worded; the rest is counted.
    static let problemLimit = 20

    init(table: TablePlan, file: FilePlan, fileIndex: Int, dictionaries: [TextInterner?]) {
        self.dictionaries = dictionaries
        self.file = file
        self.fileIndex = fileIndex
        columns = table.columns.map(\.plan)
        var shape = file.shape
        shape.footers = table.footers
        self.shape = shape
        builders = table.columns.map { ColumnBuilder($0.plan, conventions: table.conventions) }
        cells = CellGrid(width: shape.width, places: (file.places + file.timePlaces).compactMap { $0 })
        conventions = table.conventions
        secondTables = SecondTableSearch(file, columns: columns)
    }

    /// A footer is looked for in the first cells of every row.
    var grid: CellGrid? { shape.footers.isEmpty ? cells : nil }

    func work(on block: RecordBlock, ordinal: Int) -> BlockOutcome {
        selected.select(block, shape: shape)
        var outcome = BlockOutcome(
            chunk: Chunk(rowCount: 0, columns: [], origin: RowOrigin(file: fileIndex)),
            checkpoint: FileCheckpoint(decoded: block.firstByte, stored: block.storedOffset(of: 0)))
        // Of a block in a grid the rows that repeat the header are among the others.
        outcome.rowCount =
            selected.rows.count + selected.ragged.count + selected.merged.count + selected.damaged.count
            + (block.isGrid ? 0 : selected.headers.count)
        outcome.blankCount = selected.blankCount + block.emptyLineCount
        outcome.footerCount = selected.footerCount
        outcome.endsData = selected.endsData
        outcome.strayQuoteCount = block.strayQuoteCount
        if let stray = block.strayQuotes.first {
            outcome.firstStrayQuote = location(block, ofStray: stray)
            outcome.isStrayEscaped = stray.offset > 0 && block.bytes[stray.offset - 1] == 0x5C
        }
        if selected.endsData {
            outcome.end = (bareCells(block, selected.endRow).first { !$0.isEmpty } ?? "", place(block, selected.endRow))
        } else {
            outcome.footerRun = footerRun(block)
        }
        outcome.holdsRows = outcome.rowCount > 0
        var bad = badRows(block, &outcome)
        let rows = selected.rows
        if !block.isGrid { cells.take(block.cells, firstCells: selected.firstCells) }
        let sources = sources(block)
        build(sources, block)
        var columns: [PackedColumn] = []
        columns.reserveCapacity(sources.count)
        for (index, source) in sources.enumerated() {
            guard let source, let place = file.places[index] else {
                columns.append(PackedColumn(.missing(self.columns[index].type, count: rows.count)))
                outcome.notes.append(ColumnNotes())
                outcome.texts.append(.none)
                continue
            }
            var built = builders[index].finish(source)
            if dictionaries[index]?.holdsKeys == true { built.texts.lookForDamage() }
            columns.append(built.column)
            outcome.notes.append(notes(built, block, rows, place))
            outcome.texts.append(built.texts)
            for row in built.badRows {
                let isTime = built.badTimes.contains(row)
                note(
                    isTime ? .timeOfDay(index) : .cell(index), block, row: Int(rows[row]),
                    place: isTime ? file.timePlaces[index] ?? place : place, &bad, &outcome)
            }
        }
        lookForTables(block, &outcome)
        outcome.chunk = Chunk(rowCount: rows.count, columns: ChunkColumns(columns), origin: origin(block))
        reject(bad, block, &outcome)
        return outcome
    }

    /// Per column of the table its cells; nil for a column that the file lacks.
    private func sources(_ block: RecordBlock) -> [CellSource?] {
        let first = block.isGrid ? block.rowCount - selected.rows.count : 0
        return file.places.map { place in place.map { cells.source(ofPlace: $0, in: block.bytes, from: first) } }
    }

    /// Rows that may be the header of another table.
    private func lookForTables(_ block: RecordBlock, _ outcome: inout BlockOutcome) {
        outcome.endsWithGap = selected.endsWithGap
        outcome.secondTable =
            selected.afterGaps.lazy.compactMap { self.secondTables.judge($0, in: block, conventions: self.conventions) }
            .first
        // A row that was left out as a footer may have been the header of another table.
        for row in selected.footersAfterGaps where outcome.secondTable?.isCertain != true {
            guard let found = secondTables.judge(row, in: block, conventions: conventions), found.isCertain else {
                continue
            }
            outcome.secondTable = found
        }
        let first = [selected.rows.first.map { Int($0) }, selected.headers.first].compactMap { $0 }.min()
        if let first, block.firstRow > shape.rowsBeforeData {
            outcome.startsLikeTable = secondTables.judge(first, in: block, conventions: conventions)
        }
    }

    /// Lets the columns read the block, some rows of all of them at a time.
    private func build(_ sources: [CellSource?], _ block: RecordBlock) {
        let first = block.isGrid ? block.rowCount - selected.rows.count : 0
        let times = file.timePlaces.map { place in
            place.map { cells.source(ofPlace: $0, in: block.bytes, from: first) }
        }
        let rowCount = selected.rows.count
        for (index, builder) in builders.enumerated() where sources[index] != nil {
            builder.begin(rowCount: rowCount, known: dictionaries[index]?.published)
        }
        for first in stride(from: 0, to: rowCount, by: ColumnBuilder.step) {
            let step = first..<min(first + ColumnBuilder.step, rowCount)
            for (index, builder) in builders.enumerated() {
                guard let source = sources[index] else { continue }
                if let time = times[index] {
                    builder.addMoments(source.rows(step), time.rows(step), from: first)
                } else {
                    builder.add(source.rows(step), from: first)
                }
            }
        }
    }

    /// The block's last rows, when they look like totals or remarks.
    private func footerRun(_ block: RecordBlock) -> (run: FooterRun, location: SourceLocation)? {
        let first = max(0, shape.rowsBeforeData - block.firstRow)
        guard block.rowCount > first else { return nil }
        var rows = Array((max(first, block.rowCount - FooterRun.reach)..<block.rowCount).reversed())
        // What is left out already is not told.
        if !shape.footers.isEmpty { rows.removeAll { shape.footers.look(at: block, block.rows[$0]) != nil } }
        guard var run = FooterRun(count: rows.count, cells: { bareCells(block, rows[$0]) }) else { return nil }
        run.isWholeBlock = run.rows == rows.count && rows.last == first
        return (run, place(block, rows[run.rows - 1]))
    }

    /// The first cells of a row. A grid may have left them out: then they are cut out of its text, where quotes stand around whole cells
    /// at most.
    private func bareCells(_ block: RecordBlock, _ row: Int) -> [String] {
        let span = block.rows[row]
        func text(_ cell: CellBytes) -> String {
            String(decoding: CellText.bare(CellBytes(rebasing: cell.prefix(400))), as: UTF8.self)
        }
        guard block.isGrid else {
            return (0..<min(Int(span.cellCount), Self.footerCells)).map {
                text(block.cellBytes(Int(span.firstCell) + $0))
            }
        }
        let dialect = file.recognised.dialect.dialect
        let bytes = CellBytes(start: block.bytes + Int(span.start), count: Int(span.length))
        return bytes.split(
            separator: dialect.delimiter ?? 0, maxSplits: Self.footerCells, omittingEmptySubsequences: false
        )
        .prefix(Self.footerCells).map { piece in
            let isQuoted = piece.count >= 2 && piece.first == dialect.quote && piece.last == dialect.quote
            return text(CellBytes(rebasing: isQuoted ? piece.dropFirst().dropLast() : piece))
        }
    }

    private static let footerCells = 12

    private func place(_ block: RecordBlock, _ row: Int) -> SourceLocation {
        SourceLocation(file: file.path, line: block.line(ofRow: row), column: 1, byte: block.storedOffset(ofRow: row))
    }
}

extension RecordBlock {
    /// Line ends (LF, CR LF or CR) in a part of the text.
    func lineEnds(from start: Int, to end: Int) -> Int {
        var count = 0
        var index = start
        while index < min(end, textCount) {
            if bytes[index] == 0x0A {
                count += 1
            } else if bytes[index] == 0x0D, index + 1 >= textCount || bytes[index + 1] != 0x0A {
                count += 1
            }
            index += 1
        }
        return count
    }
}
