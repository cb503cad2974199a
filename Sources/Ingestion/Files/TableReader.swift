// Turns the blocks of a file into chunks, with the books on every row that is left out.
import Diagnostics
import Stages
import Tabular

/// What one block became.
struct BlockOutcome: BlockOutput {
    var chunk: Chunk
    /// Data rows, kept or not.
    var rowCount = 0
    var rejects = RejectedRows()
    /// The first few of the rejected rows, and where their bad cells stand.
    var problems: [RejectedSpot] = []
    /// Bad cells that became missing.
    var badCellProblems: [Diagnostic] = []
    var badCellCount = 0
    var blankCount = 0
    var footerCount = 0
    var endsData = false
    var strayQuoteCount = 0
    var firstStrayQuote: SourceLocation?
    /// Whether a backslash stands before it.
    var isStrayEscaped = false
    /// Line breaks inside rows that are rejected because cells ran together.
    var mergedLineCount = 0
    /// Rows, or lines of merged ones, that hold bytes that are no text.
    var damagedCount = 0
    var mergedRowCount = 0
    /// The first row after a gap that looks like a header; the block's first row, if it does; and whether a gap ends the block.
    var secondTable: SecondTable?
    var startsLikeTable: SecondTable?
    var endsWithGap = false
    /// Per column, the texts that have no code yet (none for other types).
    var texts: [BlockTexts] = []
    /// Per column, what is told once per file.
    var notes: [ColumnNotes] = []
    /// The block's last rows look like totals or remarks.
    var footerRun: (run: FooterRun, location: SourceLocation)?
    /// Whether there is a row of data or one that is rejected.
    var holdsRows = false
    /// Where the data end, when the pipeline file says so.
    var end: (text: String, location: SourceLocation)?
    var checkpoint: FileCheckpoint

    mutating func moveDown(by lines: Int) {
        chunk.origin.moveDown(by: lines)
        rejects.moveDown(by: lines)
        for index in problems.indices { problems[index].location.moveDown(by: lines) }
        for index in badCellProblems.indices { badCellProblems[index].location?.moveDown(by: lines) }
        firstStrayQuote?.moveDown(by: lines)
        for index in notes.indices { notes[index].moveDown(by: lines) }
        footerRun?.location.moveDown(by: lines)
        end?.location.moveDown(by: lines)
        secondTable?.location.moveDown(by: lines)
        startsLikeTable?.location.moveDown(by: lines)
    }
}

/// One of a block's rejected rows, and the place to tell of it.
struct RejectedSpot: Sendable {
    /// Its number among the block's rejected rows.
    var reject: Int
    var location: SourceLocation
    /// Whether its bad cell names a person.
    var isPersonal: Bool
    /// Whether its bad cell is a number under the other convention for decimals.
    var doubtsMark = false
}

/// Things to tell of one column, once per file.
struct ColumnNotes: Sendable {
    var unknownZones = 0
    var skipped = 0
    var repeated = 0
    var firstUnknownZone: SourceLocation?
    var firstSkipped: SourceLocation?
    var firstRepeated: SourceLocation?
    /// The signs that cells of numbers carry.
    var marks = CellMarks<SourceLocation>()

    mutating func moveDown(by lines: Int) {
        firstUnknownZone?.moveDown(by: lines)
        firstSkipped?.moveDown(by: lines)
        firstRepeated?.moveDown(by: lines)
        if !marks.isEmpty {
            marks = marks.mapped { place in
                var place = place
                place.moveDown(by: lines)
                return place
            }
        }
    }

    mutating func add(_ other: ColumnNotes) {
        unknownZones += other.unknownZones
        skipped += other.skipped
        repeated += other.repeated
        firstUnknownZone = firstUnknownZone ?? other.firstUnknownZone
        firstSkipped = firstSkipped ?? other.firstSkipped
        firstRepeated = firstRepeated ?? other.firstRepeated
        marks.add(other.marks)
    }
}

/// The same place in the decoded text and in the stored file.
struct FileCheckpoint: Sendable {
    var decoded: Int
    var stored: Int
}

/// Turns blocks of one file into chunks; one per thread.
final class ChunkMaker: BlockWorker {
    private let file: FilePlan
    let fileIndex: Int
    private let columns: [ColumnPlan]
    private let shape: RowShape
    private let builders: [ColumnBuilder]
    /// Per column, the texts of the table so far; nil for columns of other types.
    private let dictionaries: [TextInterner?]
    private(set) var selected = SelectedRows()
    private let cells: CellGrid
    var lengths = ColumnBuffer<UInt32>()
    /// What is wrong with bad cells and rows, as far as any were met.
    private var kinds: [BadCell.Cause: RejectKind] = [:]
    private let conventions: CellConventions
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
        if !block.isGrid { cells.take(block, firstCells: selected.firstCells) }
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
        return file.places.map { place in place.map { cells.source(ofPlace: $0, in: block, from: first) } }
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
            place.map { cells.source(ofPlace: $0, in: block, from: first) }
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

    // MARK: Bad rows

    private struct BadCell {
        /// What is wrong: with the whole row, or with the cell for one of the table's columns.
        enum Cause: Hashable {
            /// Cells that ran together, over so many lines.
            case merged(lines: Int)
            case header
            /// A byte that is no text, in a row of so many lines whose cells may have run together.
            case damaged(lines: Int)
            case width(Int)
            case cell(Int)
            /// A number that is no decimal: it has too many places, or is too large.
            case longDecimal(Int)
            /// The time of day of a moment in two columns.
            case timeOfDay(Int)

            /// Whether a reason quotes what was found.
            var quotesData: Bool {
                if case .damaged = self { return true }
                return column != nil
            }

            var column: Int? {
                switch self {
                case .cell(let column), .longDecimal(let column), .timeOfDay(let column): column
                case .merged, .header, .damaged, .width: nil
                }
            }
        }

        /// In the block.
        var row: Int
        /// 0-based in the row; -1 when the whole row is at fault.
        var place: Int
        var cause: Cause
        /// The place to tell of, where it is not that of the cell.
        var stray: StrayQuote?

        /// The first reason of a row counts: those for whole rows, then its cells in their order.
        static func precedes(_ left: BadCell, _ right: BadCell) -> Bool {
            (left.row, left.place, left.cause.column ?? -1) < (right.row, right.place, right.cause.column ?? -1)
        }
    }

    /// The rows that are rejected whatever their cells are.
    private func badRows(_ block: RecordBlock, _ outcome: inout BlockOutcome) -> [BadCell] {
        var bad = selected.ragged.map {
            BadCell(row: $0, place: -1, cause: .width(Int(block.rows[$0].cellCount)))
        }
        let merged = selected.damaged.isEmpty ? [] : Set(block.mergedRows.map(\.row))
        for row in selected.damaged {
            let breaks = merged.contains(row) ? innerLineEnds(block, row) : 0
            outcome.mergedLineCount += breaks
            outcome.damagedCount += 1 + breaks
            bad.append(BadCell(row: row, place: -1, cause: .damaged(lines: breaks + 1)))
        }
        for row in selected.headers { bad.append(BadCell(row: row, place: -1, cause: .header)) }
        outcome.mergedRowCount = selected.merged.count
        for stray in selected.merged {
            let breaks = innerLineEnds(block, stray.row)
            outcome.mergedLineCount += breaks
            bad.append(BadCell(row: stray.row, place: -1, cause: .merged(lines: breaks + 1), stray: stray))
        }
        return bad
    }

    private func innerLineEnds(_ block: RecordBlock, _ row: Int) -> Int {
        let start = Int(block.rows[row].start)
        return block.lineEnds(from: start, to: start + Int(block.rows[row].length))
    }

    private func note(
        _ cause: BadCell.Cause, _ block: RecordBlock, row: Int, place: Int, _ bad: inout [BadCell],
        _ outcome: inout BlockOutcome
    ) {
        var cause = cause
        if case .cell(let column) = cause, columns[column].type == .decimal,
            isNumber(block.text(row: row, column: place))
        {
            cause = .longDecimal(column)
        }
        guard let column = cause.column, columns[column].bad == .missing else {
            bad.append(BadCell(row: row, place: place, cause: cause))
            return
        }
        if selected.headers.contains(row) { return }
        outcome.badCellCount += 1
        guard outcome.badCellProblems.count < ChunkMaker.problemLimit else { return }
        let reason = kind(of: cause).reason(
            quoting: columns[column].isPersonal
                ? "…" : IngestionDiagnostics.shortened(block.text(row: row, column: place)))
        let location = location(block, row: row, column: place)
        outcome.badCellProblems.append(
            IngestionDiagnostics.badCellMissing(
                reason, at: location, otherMark: otherMark(doubtsMark(cause, block, row: row, place: place))))
    }

    /// Whether a bad cell of a number is one under the other convention for decimals.
    private func doubtsMark(_ cause: BadCell.Cause, _ block: RecordBlock, row: Int, place: Int) -> Bool {
        guard case .cell(let column) = cause, [.integer, .decimal, .real, .duration].contains(columns[column].type)
        else {
            return false
        }
        return DecimalMarkDoubt.isIn(
            block.cellBytes(row: row, column: place), FoldedCell(), decimalComma: conventions.decimalComma)
    }

    private func otherMark(_ isInDoubt: Bool) -> String? {
        isInDoubt ? IngestionDiagnostics.otherMark(decimalComma: conventions.decimalComma) : nil
    }

    /// Whether a cell is a number as a decimal is written: one with an exponent is none.
    private func isNumber(_ text: String) -> Bool {
        if text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return false }
        var text = text
        let folded = FoldedCell()
        return text.withUTF8 { bytes in
            folded.fold(bytes).map { RealParser.parse($0, decimalComma: conventions.decimalComma) != nil } ?? false
        }
    }

    /// What is wrong with every bad cell or row of one cause; worded once.
    private func kind(of cause: BadCell.Cause) -> RejectKind {
        if let kind = kinds[cause] { return kind }
        let reason: Wording
        switch cause {
        case .merged(let lines): reason = IngestionDiagnostics.mergedRow(lines: lines)
        case .header: reason = IngestionDiagnostics.repeatedHeaderRow
        case .damaged(let lines):
            reason = IngestionDiagnostics.badByte(file.recognised.encoding.encoding, lines: lines)
        case .width(let found): reason = IngestionDiagnostics.raggedRow(expected: shape.width, found: found)
        case .cell(let column): reason = IngestionDiagnostics.badCell(columns[column])
        case .longDecimal(let column): reason = IngestionDiagnostics.longDecimal(column: columns[column].name)
        case .timeOfDay(let column): reason = IngestionDiagnostics.badTime(column: columns[column].name)
        }
        let kind = RejectKind(
            file: fileIndex, column: cause.column.map { columns[$0].name }, stage: .ingest, rule: "read",
            reason: reason,
            quotesData: cause.quotesData)
        kinds[cause] = kind
        return kind
    }

    /// Sets rows aside: the first bad cell of a row, in the order of its cells, gives the reason.
    private func reject(_ bad: [BadCell], _ block: RecordBlock, _ outcome: inout BlockOutcome) {
        guard !bad.isEmpty else { return }
        let sorted = bad.sorted(by: BadCell.precedes)
        let bytes = sorted.reduce(0) { $0 + Int(block.rows[$1.row].length) + ChunkMaker.quotedLimit }
        outcome.rejects.reserve(rows: sorted.count, bytes: bytes)
        var isRejected = [Bool](repeating: false, count: block.rowCount)
        // A block seldom has more than a few kinds of bad cells, and those of a column are mostly of one.
        var numbers: [BadCell.Cause: Int] = [:]
        for cell in sorted where !isRejected[cell.row] {
            isRejected[cell.row] = true
            setAside(cell, block, &numbers, &outcome)
            if outcome.problems.count < ChunkMaker.problemLimit {
                let location =
                    block.badByte(ofRow: cell.row).map { self.location(block, row: cell.row, $0) }
                    ?? cell.stray.map { self.location(block, ofStray: $0) }
                    ?? self.location(block, row: cell.row, column: cell.place < 0 ? nil : cell.place)
                let isPersonal = cell.cause.column.map { columns[$0].isPersonal } ?? false
                outcome.problems.append(
                    RejectedSpot(
                        reject: outcome.rejects.count - 1, location: location, isPersonal: isPersonal,
                        doubtsMark: doubtsMark(cell.cause, block, row: cell.row, place: cell.place)))
            }
        }
        let isKept = selected.rows.map { !isRejected[Int($0)] }
        outcome.chunk = outcome.chunk.filtered(isKept).packed()
        for column in outcome.texts.indices { outcome.texts[column].keep(rows: isKept) }
    }

    /// Enters a row in the block's list; `numbers` knows the kinds of the columns seen so far.
    private func setAside(
        _ cell: BadCell, _ block: RecordBlock, _ numbers: inout [BadCell.Cause: Int], _ outcome: inout BlockOutcome
    ) {
        let span = block.rows[cell.row]
        let raw = UnsafeBufferPointer(start: block.bytes + Int(span.start), count: Int(span.length))
        let line = block.line(ofRow: cell.row)
        let byte = block.storedOffset(ofRow: cell.row)
        let number = numbers[cell.cause] ?? outcome.rejects.number(of: kind(of: cell.cause))
        numbers[cell.cause] = number
        if let badByte = block.badByte(ofRow: cell.row) {
            var found = badByte.text
            found.withUTF8 { found in
                block.readableText(ofRow: cell.row).withUnsafeBufferPointer {
                    outcome.rejects.append(kind: number, line: line, byte: byte, quoted: found, raw: $0)
                }
            }
            return
        }
        guard cell.cause.column != nil else {
            outcome.rejects.append(
                kind: number, line: line, byte: byte, quoted: UnsafeBufferPointer(rebasing: raw[..<0]), raw: raw)
            return
        }
        let found = block.cellBytes(row: cell.row, column: cell.place)
        if found.count <= ChunkMaker.quotedLimit, found.allSatisfy({ $0 >= 0x20 }) {
            outcome.rejects.append(kind: number, line: line, byte: byte, quoted: found, raw: raw)
        } else {
            var shown = IngestionDiagnostics.shortened(String(decoding: found, as: UTF8.self))
            shown.withUTF8 { outcome.rejects.append(kind: number, line: line, byte: byte, quoted: $0, raw: raw) }
        }
    }

    /// Bytes of data that a reason quotes as they are, when there is no control character among them.
    private static let quotedLimit = 60

    private func location(_ block: RecordBlock, ofStray stray: StrayQuote) -> SourceLocation {
        SourceLocation(
            file: file.path, line: block.firstLine + stray.line, column: stray.cell + 1,
            byte: block.storedOffset(of: stray.offset))
    }

    /// The place of a cell: its own line when cells before it hold line ends, its place in the row, its byte in the file.
    private func location(_ block: RecordBlock, row: Int, column: Int?) -> SourceLocation {
        guard let column else {
            return SourceLocation(
                file: file.path, line: block.line(ofRow: row), byte: block.storedOffset(ofRow: row))
        }
        let offset = block.textOffset(row: row, column: column)
        return SourceLocation(
            file: file.path,
            line: block.line(ofRow: row) + block.lineEnds(from: Int(block.rows[row].start), to: offset),
            column: column + 1, byte: block.storedOffset(of: offset))
    }

    /// The place of a byte that is no text.
    private func location(_ block: RecordBlock, row: Int, _ byte: BadByte) -> SourceLocation {
        SourceLocation(
            file: file.path,
            line: block.line(ofRow: row) + block.lineEnds(from: Int(block.rows[row].start), to: byte.offset),
            byte: byte.stored)
    }

    private func notes(
        _ built: BuiltColumn, _ block: RecordBlock, _ rows: [UInt32], _ place: Int
    ) -> ColumnNotes {
        func first(_ counted: CountedRows) -> SourceLocation? {
            counted.count > 0 ? location(block, row: Int(rows[counted.first]), column: place) : nil
        }
        return ColumnNotes(
            unknownZones: built.unknownZones.count, skipped: built.skippedTimes.count,
            repeated: built.repeatedTimes.count, firstUnknownZone: first(built.unknownZones),
            firstSkipped: first(built.skippedTimes), firstRepeated: first(built.repeatedTimes),
            marks: built.marks.isEmpty
                ? CellMarks() : built.marks.mapped { location(block, row: Int(rows[$0]), column: place) })
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
