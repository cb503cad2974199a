// Cuts regular records by the places of their marks, many bytes a step; libcsv reads every record that is not regular.
import CScanner

/// Makes the blocks that `LibCSVTokenizer` makes, many times faster.
///
/// Text is scanned in pieces that begin with a record. A piece's whole records are written from the list of its marks, into the
/// block's grid while all rows are alike; the record it cuts off begins the next piece.
/// A record with a quote where none may stand, one that needs a look past the end of the file, and one longer than the longest
/// piece are read by libcsv, the reader of record.
///
/// Complexity: linear in the text.
final class StructuralTokenizer: Tokenizer {
    /// The first and the greatest length of a piece; small enough that a piece and its marks stay in the nearest cache.
    static let pieceSizes = (first: 1 << 13, greatest: 1 << 18)

    private let readerOfRecord: LibCSVTokenizer
    /// nil for dialects that libcsv reads alone.
    private let scanner: MarkScanner?
    private let firstPiece: Int
    private let greatestPiece: Int
    private var pieceSize: Int

    /// Where the next record begins.
    var position = 0
    /// Line ends before it.
    var line = 0
    /// Cells whose doubled quotes were halved.
    var unescaped = UnescapedText()
    /// Whether the rows of the block proved to differ, so that its cells must be listed.
    private var mustList = false

    /// - Parameter set: a way to scan, for tests; nil for the fastest.
    /// - Parameter pieceSizes: other lengths of pieces, for tests.
    init(
        dialect: Dialect, set: InstructionSet? = nil,
        pieceSizes: (first: Int, greatest: Int) = StructuralTokenizer.pieceSizes
    ) {
        readerOfRecord = LibCSVTokenizer(dialect: dialect)
        firstPiece = max(1, pieceSizes.first)
        greatestPiece = max(firstPiece, pieceSizes.greatest)
        pieceSize = firstPiece
        scanner =
            StructuralTokenizer.isRegular(dialect)
            ? MarkScanner(delimiter: dialect.delimiter ?? 0, quote: dialect.quote, capacity: firstPiece, set: set) : nil
    }

    /// Whether cells of this dialect can be told by their marks alone.
    private static func isRegular(_ dialect: Dialect) -> Bool {
        let marks = [dialect.delimiter ?? 0, dialect.quote, 0x0A, 0x0D]
        return !dialect.skipsInitialBlanks && Set(marks).count == marks.count
    }

    func restart() {
        readerOfRecord.restart()
        pieceSize = firstPiece
        position = 0
        line = 0
        unescaped.removeAll()
        mustList = false
    }

    /// Begins the block anew, to list its cells row by row.
    private func listInstead(_ block: RecordBlock) {
        restart()
        mustList = true
        block.clearRecords()
    }

    func read(_ block: RecordBlock, isEnd: Bool, rowLimit: Int) throws(SourceProblem) {
        guard let scanner else { return try readerOfRecord.read(block, isEnd: isEnd, rowLimit: rowLimit) }
        var textEnd = block.textCount
        // A carriage return at the very end waits for what follows it.
        if !isEnd, textEnd > 0, block.bytes[textEnd - 1] == 0x0D { textEnd -= 1 }
        if block.grid != nil, position == 0, block.rowCount == 0, !mustList, rowLimit == .max, block.badBytes.isEmpty {
            block.isGrid = true
        }
        // Rows with bad bytes are told from others one by one.
        if block.isGrid, !block.badBytes.isEmpty { listInstead(block) }
        while position < textEnd, block.rowCount < rowLimit {
            let begin = position
            let length = scanner.scan(block.bytes + begin, length: min(pieceSize, textEnd - begin))
            let isLast = begin + length == textEnd
            let isRegular = scanner.findings.irregular == length
            let endsFile = isLast && isEnd && isRegular && scanner.findings.endsInsideQuotes == 0
            guard
                let piece = MarkedPiece(
                    scanner.findings, text: UnsafePointer(block.bytes), from: begin, to: textEnd, endsFile: endsFile)
            else { break }
            if !block.isGrid {
                writeRows(block, piece, rowLimit: rowLimit)
            } else if !isRegular || !writeGrid(block, piece) {
                listInstead(block)
                continue
            }
            if block.rowCount >= rowLimit { break }
            if isRegular {
                if isLast, !isEnd || endsFile { break }
                if !isLast, pieceSize < greatestPiece {
                    if position - begin < (length + 1) / 2 { lengthenPieces() }
                    continue
                }
                if !isLast, position > begin { continue }
            }
            if block.isGrid {
                listInstead(block)
            } else if try !readIrregularRow(block, isEnd: isEnd) {
                break
            }
        }
    }

    func complete(_ block: RecordBlock) {
        guard scanner != nil else { return readerOfRecord.complete(block) }
        block.lineCount = line
        unescaped.arena.withUnsafeBytes { block.adopt(arena: $0, unescaped: unescaped.cells) }
    }

    // MARK: Regular records

    private func lengthenPieces() {
        pieceSize = min(greatestPiece, pieceSize * 2)
        scanner?.reserve(pieceSize)
    }

    /// Lists the whole records of a piece and their cells.
    private func writeRows(_ block: RecordBlock, _ piece: MarkedPiece, rowLimit: Int) {
        guard piece.lineEndCount > 0 else { return }
        var (quoted, inner) = (piece.quotedCells, piece.innerLineEnds)
        block.reserveRecords(cells: piece.cellCount, rows: piece.lineEndCount)
        let (cells, rows, begin, separators) = (block.cells, block.rows, piece.begin, piece.separators)
        var cell = block.cellCount
        var row = block.rowCount
        var line = line
        var rowStart = 0
        var first = 0
        for index in 0..<piece.lineEndCount {
            if row >= rowLimit { break }
            let last = Int(piece.lineEnds[index])
            let rowEnd = Int(separators[last])
            if rowEnd == rowStart {
                block.emptyLineCount += 1
            } else {
                let firstCell = cell
                var cellStart = rowStart
                for ordinal in first...last {
                    let cellEnd = Int(separators[ordinal])
                    cells[cell] = CellSpan(start: begin &+ cellStart, length: cellEnd &- cellStart, isQuoted: false)
                    cellStart = cellEnd &+ 1
                    cell &+= 1
                }
                rows[row] = RowSpan(
                    firstCell: UInt32(truncatingIfNeeded: firstCell),
                    cellCount: UInt32(truncatingIfNeeded: cell &- firstCell),
                    start: UInt32(truncatingIfNeeded: begin &+ rowStart),
                    length: UInt32(truncatingIfNeeded: rowEnd &- rowStart),
                    line: UInt32(truncatingIfNeeded: line))
                row &+= 1
                while let ordinal = quoted.next(through: last) {
                    let place = firstCell &+ ordinal &- first
                    let halved = quoted.takeDoubled(before: Int(separators[ordinal]))
                    cells[place] = unquoted(cells[place], cell: place, piece, halved)
                }
                line &+= inner.take(before: rowEnd)
            }
            line &+= 1
            rowStart = piece.after(rowEnd)
            first = last &+ 1
        }
        if piece.lacksLineEnd, first == piece.cellCount { line &-= 1 }
        self.line = line
        block.countWritten(cells: cell, rows: row)
        position = begin + rowStart
        block.finishedCount = position
    }

    /// A cell without the quotes around it.
    ///
    /// - Parameter cell: its number among the cells of all rows of the block.
    /// - Parameter halved: the second quotes of two, which are left out of the text.
    @inline(__always)
    func unquoted(
        _ span: CellSpan, cell: Int, _ piece: MarkedPiece, _ halved: UnsafeBufferPointer<UInt32>
    ) -> CellSpan {
        let start = Int(span.start) &+ 1
        let length = span.length &- 2
        if !halved.isEmpty {
            unescaped.add(cell: cell, piece.blockText, start: start, length: length, begin: piece.begin, halved)
        }
        return CellSpan(start: start, length: length &- halved.count, isQuoted: true)
    }

    // MARK: The other records

    /// Lets libcsv read the record at `position`; false when it is not whole yet.
    ///
    /// Errors: `quoteNotClosed` when the file ends inside quotes; `outOfMemory`.
    private func readIrregularRow(_ block: RecordBlock, isEnd: Bool) throws(SourceProblem) -> Bool {
        let cellCount = block.cellCount
        let rowCount = block.rowCount
        readerOfRecord.restart(at: position, line: line, in: block)
        do throws(SourceProblem) {
            try readerOfRecord.read(block, isEnd: isEnd, rowLimit: rowCount + 1)
        } catch {
            block.dropCells(from: cellCount)
            throw error
        }
        guard block.rowCount > rowCount else {
            block.dropCells(from: cellCount)
            return false
        }
        position = block.finishedCount
        line = readerOfRecord.rowLine
        unescaped.append(readerOfRecord.unescaped, arena: readerOfRecord.arena)
        return true
    }
}
