// Cuts regular records by the places of their marks, many bytes a step; libcsv reads every record that is not regular.
import CScanner

/// Makes the blocks that `LibCSVTokenizer` makes, many times faster.
///
/// Text is scanned in pieces that begin with a record. A piece's whole records are written from the list of its marks;
/// the record it cuts off begins the next piece. A record with a quote where none may stand, one that needs a look past
/// the end of the file, and one longer than the longest piece are read by libcsv, the reader of record.
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
    private var position = 0
    /// Line ends before it.
    private var line = 0
    // Cells whose doubled quotes were halved.
    private var arena: [UInt8] = []
    private var unescaped: [UnescapedCell] = []

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
        arena.removeAll(keepingCapacity: true)
        unescaped.removeAll(keepingCapacity: true)
    }

    func read(_ block: RecordBlock, isEnd: Bool, rowLimit: Int) throws(SourceProblem) {
        guard let scanner else { return try readerOfRecord.read(block, isEnd: isEnd, rowLimit: rowLimit) }
        var textEnd = block.textCount
        // A carriage return at the very end waits for what follows it.
        if !isEnd, textEnd > 0, block.bytes[textEnd - 1] == 0x0D { textEnd -= 1 }
        while position < textEnd, block.rowCount < rowLimit {
            let begin = position
            let length = scanner.scan(block.bytes + begin, length: min(pieceSize, textEnd - begin))
            let isLast = begin + length == textEnd
            let isRegular = scanner.findings.irregular == length
            let endsFile = isLast && isEnd && isRegular && scanner.findings.endsInsideQuotes == 0
            writeRows(block, scanner, from: begin, to: textEnd, endsFile: endsFile, rowLimit: rowLimit)
            if block.rowCount >= rowLimit { break }
            if isRegular, isLast {
                if !isEnd || endsFile { break }
                if try !readIrregularRow(block, isEnd: isEnd) { break }
            } else if !isRegular {
                if try !readIrregularRow(block, isEnd: isEnd) { break }
            } else if pieceSize < greatestPiece {
                if position - begin < (length + 1) / 2 { lengthenPieces() }
            } else if position == begin {
                if try !readIrregularRow(block, isEnd: isEnd) { break }
            }
        }
    }

    func complete(_ block: RecordBlock) {
        guard scanner != nil else { return readerOfRecord.complete(block) }
        block.lineCount = line
        arena.withUnsafeBytes { block.adopt(arena: $0, unescaped: unescaped) }
    }

    // MARK: Regular records

    private func lengthenPieces() {
        pieceSize = min(greatestPiece, pieceSize * 2)
        scanner?.reserve(pieceSize)
    }

    /// Writes the whole records of a piece into the block.
    ///
    /// - Parameter endsFile: whether the piece ends the file, so that its last record needs no line end.
    private func writeRows(
        _ block: RecordBlock, _ scanner: MarkScanner, from begin: Int, to textEnd: Int, endsFile: Bool, rowLimit: Int
    ) {
        let text = UnsafePointer(block.bytes + begin)
        let length = textEnd - begin
        let lacksLineEnd = endsFile && endLastRecord(scanner.findings, text, length)
        let found = scanner.findings
        let lineEndCount = Int(found.lineEndCount) + (lacksLineEnd ? 1 : 0)
        guard lineEndCount > 0, let separators = found.separators, let lineEnds = found.lineEnds,
            var quoted = QuotedCells(found), let inner = found.innerLineEnds
        else { return }
        let innerCount = Int(found.innerLineEndCount)
        block.reserveRecords(cells: Int(found.separatorCount) + 1, rows: lineEndCount)
        let cells = block.cells
        let rows = block.rows
        var cell = block.cellCount
        var row = block.rowCount
        var line = line
        var rowStart = 0
        var first = 0
        var nextInner = 0
        for index in 0..<lineEndCount {
            if row >= rowLimit { break }
            let last = Int(lineEnds[index])
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
                    cells[place] = unquoted(cells[place], cell: place, in: block, begin: begin, halved)
                }
                while nextInner < innerCount, Int(inner[nextInner]) < rowEnd {
                    line &+= 1
                    nextInner &+= 1
                }
            }
            line &+= 1
            rowStart = StructuralTokenizer.after(rowEnd, text, length)
            first = last &+ 1
        }
        if lacksLineEnd, first > Int(found.separatorCount) { line &-= 1 }
        self.line = line
        block.countWritten(cells: cell, rows: row)
        position = begin + rowStart
        block.finishedCount = position
    }

    /// Writes the end of the file behind the marks, as if it were a line end; false when no record is open there.
    private func endLastRecord(_ found: ScannerFindings, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard let separators = found.separators, let lineEnds = found.lineEnds else { return false }
        if found.lineEndCount > 0 {
            let lastLineEnd = Int(separators[Int(lineEnds[Int(found.lineEndCount) - 1])])
            if StructuralTokenizer.after(lastLineEnd, text, length) == length { return false }
        }
        // The arrays have room for more than the text's length.
        separators[Int(found.separatorCount)] = UInt32(truncatingIfNeeded: length)
        lineEnds[Int(found.lineEndCount)] = found.separatorCount
        return true
    }

    /// Where the record after a line end begins.
    @inline(__always)
    private static func after(_ lineEnd: Int, _ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
        let next = lineEnd &+ 1
        if next >= length { return length }
        return text[lineEnd] == 0x0D && text[next] == 0x0A ? next &+ 1 : next
    }

    /// A cell without the quotes around it.
    ///
    /// - Parameter halved: the second quotes of two, which are left out of the text.
    @inline(__always)
    private func unquoted(
        _ span: CellSpan, cell: Int, in block: RecordBlock, begin: Int, _ halved: UnsafeBufferPointer<UInt32>
    ) -> CellSpan {
        let start = Int(span.start) &+ 1
        let length = span.length &- 2
        if !halved.isEmpty { unescape(start, length, cell: cell, in: block, begin: begin, halved) }
        return CellSpan(start: start, length: length &- halved.count, isQuoted: true)
    }

    /// Copies the text between a cell's quotes with one quote for two.
    @inline(never)
    private func unescape(
        _ start: Int, _ length: Int, cell: Int, in block: RecordBlock, begin: Int, _ halved: UnsafeBufferPointer<UInt32>
    ) {
        unescaped.append(UnescapedCell(cell: cell, textOffset: start - 1, arenaOffset: arena.count))
        var from = start
        for second in halved {
            let second = begin + Int(second)
            arena.append(contentsOf: UnsafeBufferPointer(start: block.bytes + from, count: second - from))
            from = second + 1
        }
        arena.append(contentsOf: UnsafeBufferPointer(start: block.bytes + from, count: start + length - from))
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
        for moved in readerOfRecord.unescaped {
            unescaped.append(
                UnescapedCell(
                    cell: moved.cell, textOffset: moved.textOffset, arenaOffset: moved.arenaOffset + arena.count))
        }
        arena.append(contentsOf: readerOfRecord.arena)
        return true
    }
}

/// The quoted cells of a piece and their doubled quotes, taken in order.
private struct QuotedCells {
    private let ordinals: UnsafePointer<UInt32>
    private let count: Int
    private var taken = 0
    private let doubled: UnsafePointer<UInt32>
    private let doubledCount: Int
    private var doubledTaken = 0

    init?(_ found: ScannerFindings) {
        guard let ordinals = found.quotedCells, let doubled = found.doubledQuotes else { return nil }
        self.ordinals = UnsafePointer(ordinals)
        self.doubled = UnsafePointer(doubled)
        count = Int(found.quotedCellCount)
        doubledCount = Int(found.doubledQuoteCount)
    }

    /// The ordinal of the next quoted cell, if it is not after `last`.
    @inline(__always)
    mutating func next(through last: Int) -> Int? {
        guard taken < count, Int(ordinals[taken]) <= last else { return nil }
        taken &+= 1
        return Int(ordinals[taken &- 1])
    }

    /// The places of the doubled quotes of a cell that ends at `end`.
    @inline(__always)
    mutating func takeDoubled(before end: Int) -> UnsafeBufferPointer<UInt32> {
        let first = doubledTaken
        while doubledTaken < doubledCount, Int(doubled[doubledTaken]) < end { doubledTaken &+= 1 }
        return UnsafeBufferPointer(start: doubled + first, count: doubledTaken &- first)
    }
}
