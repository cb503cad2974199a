// Cuts a block's text into records with libcsv, the reader of record, and keeps the places libcsv cannot tell.
import CLibCSV

/// What libcsv's callbacks leave for us after one piece of text.
private struct CallbackNotes {
    var cellLength = 0
    var cellBytes: UnsafeRawPointer?
    var cellEnded = false
    var rowEnded = false
}

/// libcsv's states, as its source numbers them.
private enum ParserState {
    static let rowNotBegun: Int32 = 0
    static let cellNotBegun: Int32 = 1
    static let inCell: Int32 = 2
}

/// Reads records with libcsv, fed in pieces that end after each byte that can end something.
///
/// libcsv decides what a cell is. This type decides what libcsv sees (never the blanks that the dialect ignores, nor
/// blanks between a closing quote and the delimiter), and knows for each callback the exact byte it belongs to.
///
/// Complexity: linear in the text, whatever the length of a cell or the number of cells of a row.
final class LibCSVTokenizer: Tokenizer {
    private let dialect: Dialect
    private let delimiter: UInt8
    private let quote: UInt8
    private let parser: UnsafeMutablePointer<csv_parser>
    private let notes: UnsafeMutablePointer<CallbackNotes>

    /// The next byte to feed.
    private var position = 0
    /// Line ends before it.
    private var line = 0
    // The unfinished record.
    private var rowStart = 0
    private(set) var rowLine = 0
    private var rowFirstCell = 0
    private var rowArenaStart = 0
    private var rowStrayQuotes: [StrayQuote] = []
    private var rowStrayQuoteCount = 0
    private var rowMerged: StrayQuote?
    // The unfinished cell.
    private var cellStray: StrayQuote?
    private var cellStart = 0
    private var cellLine = 0
    private var isQuoted = false
    private var isEscaped = false
    // Cells whose doubled quotes were halved.
    private(set) var arena: [UInt8] = []
    private(set) var unescaped: [UnescapedCell] = []

    init(dialect: Dialect) {
        self.dialect = dialect
        // Text with NUL bytes is refused, so NUL is a delimiter that never comes.
        delimiter = dialect.delimiter ?? 0
        quote = dialect.quote
        parser = .allocate(capacity: 1)
        parser.initialize(to: csv_parser())
        notes = .allocate(capacity: 1)
        notes.initialize(to: CallbackNotes())
        csv_init(parser, 0)
        csv_set_delim(parser, delimiter)
        csv_set_quote(parser, quote)
        csv_set_space_func(parser) { _ in 0 }
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
        notes.deallocate()
    }

    func restart() {
        parser.pointee.pstate = ParserState.rowNotBegun
        parser.pointee.quoted = 0
        parser.pointee.spaces = 0
        parser.pointee.entry_pos = 0
        position = 0
        line = 0
        arena.removeAll(keepingCapacity: true)
        unescaped.removeAll(keepingCapacity: true)
        rowStart = 0
        rowLine = 0
        rowFirstCell = 0
        rowArenaStart = 0
        rowStrayQuotes.removeAll(keepingCapacity: true)
        rowStrayQuoteCount = 0
        rowMerged = nil
        cellStray = nil
    }

    /// Forgets an unfinished record; the next `read` begins a record at this byte, on this line of the block.
    func restart(at offset: Int, line: Int, in block: RecordBlock) {
        restart()
        position = offset
        self.line = line
        beginRow(block)
    }

    func read(_ block: RecordBlock, isEnd: Bool, rowLimit: Int) throws(SourceProblem) {
        while position < block.textCount, block.rowCount < rowLimit {
            let goesOn: Bool
            switch parser.pointee.pstate {
            case ParserState.rowNotBegun, ParserState.cellNotBegun: goesOn = try readStart(block, isEnd: isEnd)
            case ParserState.inCell where parser.pointee.quoted != 0: goesOn = try readQuoted(block, isEnd: isEnd)
            case ParserState.inCell: goesOn = try readUnquoted(block, from: position, isEnd: isEnd)
            default: goesOn = try readAfterQuote(block, isEnd: isEnd)
            }
            if !goesOn { return }
        }
        if isEnd, position >= block.textCount, block.rowCount < rowLimit { try readEnd(block) }
    }

    func complete(_ block: RecordBlock) {
        block.dropCells(from: rowFirstCell)
        arena.removeSubrange(rowArenaStart..<arena.count)
        unescaped.removeAll { $0.cell >= rowFirstCell }
        block.lineCount = rowLine
        arena.withUnsafeBytes { block.adopt(arena: $0, unescaped: unescaped) }
    }

    // MARK: The states; each returns false when it needs text that is not there yet

    /// Before the first byte of a cell.
    private func readStart(_ block: RecordBlock, isEnd: Bool) throws(SourceProblem) -> Bool {
        let byte = block.bytes[position]
        if dialect.skipsInitialBlanks, byte == 0x20 || (byte == 0x09 && delimiter != 0x09) {
            position += 1
            return true
        }
        if parser.pointee.pstate == ParserState.rowNotBegun, byte == 0x0A || byte == 0x0D {
            if waitsForLineFeed(block, byte, isEnd: isEnd) { return false }
            position += 1
            endLine(block, byte)
            block.emptyLineCount += 1
            beginRow(block)
            return true
        }
        cellStart = position
        cellLine = line
        isEscaped = false
        cellStray = nil
        isQuoted = byte == quote
        guard isQuoted else { return try readUnquoted(block, from: position, isEnd: isEnd) }
        try feed(block, through: position)
        return true
    }

    /// Inside an unquoted cell; a quote is data there.
    private func readUnquoted(_ block: RecordBlock, from start: Int, isEnd: Bool) throws(SourceProblem) -> Bool {
        let count = block.textCount
        let bytes = block.bytes
        let (delimiter, quote) = (delimiter, quote)
        var end = start
        while end < count {
            let byte = bytes[end]
            if byte == delimiter || byte == quote || byte == 0x0A || byte == 0x0D { break }
            end &+= 1
        }
        guard end < count else {
            try feed(block, through: end - 1)
            return true
        }
        let byte = bytes[end]
        if waitsForLineFeed(block, byte, at: end, isEnd: isEnd) {
            try feed(block, through: end - 1)
            return false
        }
        if byte == quote, !isTextGuard(block) { noteStrayQuote(block, at: end) }
        try feed(block, through: end)
        endWhatEnded(block, byte)
        return true
    }

    /// Inside a quoted cell; only a quote can end it.
    private func readQuoted(_ block: RecordBlock, isEnd: Bool) throws(SourceProblem) -> Bool {
        let count = block.textCount
        let bytes = block.bytes
        let quote = quote
        var end = position
        var lines = 0
        while end < count {
            let byte = bytes[end]
            if byte == quote { break }
            if byte == 0x0A {
                lines &+= 1
            } else if byte == 0x0D, end &+ 1 < count ? bytes[end &+ 1] != 0x0A : isEnd {
                lines &+= 1
            }
            end &+= 1
        }
        if end == count {
            // A carriage return at the very end waits for what follows it.
            let last = bytes[count - 1] == 0x0D && !isEnd ? count - 2 : count - 1
            line += lines
            if last >= position { try feed(block, through: last) }
            return isEnd
        }
        line += lines
        try feed(block, through: end)
        return true
    }

    /// After a quote inside a quoted cell: it was doubled, or closed the cell, or stands there by mistake.
    private func readAfterQuote(_ block: RecordBlock, isEnd: Bool) throws(SourceProblem) -> Bool {
        let byte = block.bytes[position]
        if byte == quote {
            isEscaped = true
            try feed(block, through: position)
            return true
        }
        if byte == delimiter || byte == 0x0A || byte == 0x0D {
            if waitsForLineFeed(block, byte, isEnd: isEnd) { return false }
            try feed(block, through: position)
            endWhatEnded(block, byte)
            return true
        }
        var next = position
        while next < block.textCount, block.bytes[next] == 0x20 || block.bytes[next] == 0x09 { next += 1 }
        if next == block.textCount {
            guard isEnd else { return false }
            position = next
            return true
        }
        let following = block.bytes[next]
        if next > position, following == delimiter || following == 0x0A || following == 0x0D {
            position = next
            return true
        }
        noteStrayQuote(block, at: position - 1)
        try feed(block, through: position)
        return true
    }

    /// The end of the file: the last record needs no line end, but its quotes must be closed.
    private func readEnd(_ block: RecordBlock) throws(SourceProblem) {
        if parser.pointee.pstate == ParserState.inCell, parser.pointee.quoted != 0 {
            throw .quoteNotClosed(
                line: block.firstLine + cellLine, column: block.cellCount - rowFirstCell + 1,
                offset: block.storedOffset(of: cellStart))
        }
        if parser.pointee.pstate == ParserState.rowNotBegun {
            block.finishedCount = position
            return
        }
        if parser.pointee.pstate == ParserState.cellNotBegun {
            (cellStart, cellLine, isQuoted, isEscaped, cellStray) = (position, line, false, false, nil)
        }
        notes.pointee = CallbackNotes()
        csv_fini(parser, noteCell, noteRow, notes)
        endCell(block)
        endRow(block, at: position)
        beginRow(block)
    }

    // MARK: Small change

    /// Whether a carriage return is the last byte we have, so that we cannot know if a line feed belongs to it.
    private func waitsForLineFeed(_ block: RecordBlock, _ byte: UInt8, at offset: Int? = nil, isEnd: Bool) -> Bool {
        byte == 0x0D && !isEnd && (offset ?? position) + 1 == block.textCount
    }

    /// Gives libcsv the text from `position` up to and including one byte.
    private func feed(_ block: RecordBlock, through last: Int) throws(SourceProblem) {
        let length = last - position + 1
        guard length > 0 else { return }
        // libcsv grows its buffer by a fixed step; a step as large as the buffer keeps long cells linear.
        if parser.pointee.entry_size - parser.pointee.entry_pos <= length {
            csv_set_blk_size(parser, max(parser.pointee.entry_size, length, 4096))
        }
        notes.pointee = CallbackNotes()
        let used = csv_parse(parser, block.bytes + position, length, noteCell, noteRow, notes)
        guard used == length else { throw .outOfMemory(line: block.firstLine + line) }
        position = last + 1
    }

    private func endWhatEnded(_ block: RecordBlock, _ byte: UInt8) {
        if notes.pointee.cellEnded { endCell(block) }
        if notes.pointee.rowEnded {
            endRow(block, at: position - 1)
            endLine(block, byte)
            beginRow(block)
        }
    }

    private func endCell(_ block: RecordBlock) {
        let length = notes.pointee.cellLength
        if isEscaped {
            unescaped.append(
                UnescapedCell(cell: block.cellCount, textOffset: cellStart, arenaOffset: arena.count))
            arena.append(contentsOf: UnsafeRawBufferPointer(start: notes.pointee.cellBytes, count: length))
        }
        if isQuoted, rowMerged == nil, let cellStray, isSuspicious(length) { rowMerged = cellStray }
        block.addCell(CellSpan(start: isQuoted ? cellStart + 1 : cellStart, length: length, isQuoted: isQuoted))
    }

    private func endRow(_ block: RecordBlock, at end: Int) {
        block.addRow(
            RowSpan(
                firstCell: UInt32(truncatingIfNeeded: rowFirstCell),
                cellCount: UInt32(truncatingIfNeeded: block.cellCount - rowFirstCell),
                start: UInt32(truncatingIfNeeded: rowStart),
                length: UInt32(truncatingIfNeeded: max(0, end - rowStart)),
                line: UInt32(truncatingIfNeeded: rowLine)))
        if let merged = rowMerged {
            block.mergedRows.append(merged)
            rowMerged = nil
        }
        if rowStrayQuoteCount > 0 {
            block.addStrayQuotes(rowStrayQuotes, count: rowStrayQuoteCount)
            rowStrayQuotes.removeAll(keepingCapacity: true)
            rowStrayQuoteCount = 0
        }
    }

    /// Counts a line end, and steps over the line feed of a CR LF.
    private func endLine(_ block: RecordBlock, _ byte: UInt8) {
        if byte == 0x0D, position < block.textCount, block.bytes[position] == 0x0A { position += 1 }
        line += 1
    }

    private func beginRow(_ block: RecordBlock) {
        rowStart = position
        rowLine = line
        rowFirstCell = block.cellCount
        rowArenaStart = arena.count
        block.finishedCount = position
    }

    /// Whether the unquoted cell is `="…"`, as some exports keep a spreadsheet from reading a number; its quotes are meant.
    private func isTextGuard(_ block: RecordBlock) -> Bool {
        block.bytes[cellStart] == 0x3D && cellStart + 1 < block.textCount && block.bytes[cellStart + 1] == quote
    }

    private func noteStrayQuote(_ block: RecordBlock, at offset: Int) {
        rowStrayQuoteCount += 1
        guard rowStrayQuotes.count < 5 || cellStray == nil else { return }
        let stray = StrayQuote(
            row: block.rowCount, cell: block.cellCount - rowFirstCell, line: line, offset: offset)
        if cellStray == nil { cellStray = stray }
        if rowStrayQuotes.count < 5 { rowStrayQuotes.append(stray) }
    }

    /// Whether the cell that just ended holds a delimiter or a line end: with a quote that should not be there, it may be several cells.
    private func isSuspicious(_ length: Int) -> Bool {
        UnsafeRawBufferPointer(start: notes.pointee.cellBytes, count: length).contains {
            $0 == delimiter || $0 == 0x0A || $0 == 0x0D
        }
    }
}

private func noteCell(_ bytes: UnsafeMutableRawPointer?, _ length: Int, _ context: UnsafeMutableRawPointer?) {
    guard let notes = context?.assumingMemoryBound(to: CallbackNotes.self) else { return }
    notes.pointee.cellBytes = UnsafeRawPointer(bytes)
    notes.pointee.cellLength = length
    notes.pointee.cellEnded = true
}

private func noteRow(_ byte: Int32, _ context: UnsafeMutableRawPointer?) {
    context?.assumingMemoryBound(to: CallbackNotes.self).pointee.rowEnded = true
}
