// Cuts records of files that put a sign such as the backslash before what is to be taken as it stands.

/// Reads records in which an escape sign takes the meaning from the sign behind it, inside quotes and outside: `\"`, `\,`, `\\`, and a
/// line break behind a backslash. Two quotes inside quotes stand for one here too.
///
/// An unquoted cell that is `\N` alone keeps its backslash: databases write nothing so, and a text may well be `N`.
///
/// libcsv knows no such sign, and counting quotes tells nothing here, so that these files are read byte for byte and in sequence.
///
/// Complexity: linear in the text, but for a record longer than what comes at a time, which is begun anew with each piece.
final class EscapeTokenizer: Tokenizer {
    private let delimiter: UInt8
    private let quote: UInt8
    private let escape: UInt8
    private let skipsInitialBlanks: Bool

    /// Where the next record begins, and line ends before it.
    private var position = 0
    private var line = 0
    /// Cells of whole records.
    private var finishedCells = 0
    private var unescaped = UnescapedText()

    init(dialect: Dialect, escape: UInt8) {
        delimiter = dialect.delimiter ?? 0
        quote = dialect.quote
        skipsInitialBlanks = dialect.skipsInitialBlanks
        self.escape = escape
    }

    func restart() {
        position = 0
        line = 0
        finishedCells = 0
        unescaped.removeAll()
    }

    func read(_ block: RecordBlock, isEnd: Bool, rowLimit: Int) throws(SourceProblem) {
        while position < block.textCount, block.rowCount < rowLimit {
            let byte = block.bytes[position]
            if byte == 0x0A || byte == 0x0D {
                guard let next = afterLineEnd(block, position, isEnd: isEnd) else { return }
                position = next
                line += 1
                block.emptyLineCount += 1
                block.finishedCount = position
                continue
            }
            var row = Row(position: position, line: line, firstCell: finishedCells)
            guard try readRow(&row, block, isEnd: isEnd) else { return forgetUnfinished(block) }
        }
    }

    private func forgetUnfinished(_ block: RecordBlock) {
        block.dropCells(from: finishedCells)
        unescaped.drop(from: finishedCells)
    }

    func complete(_ block: RecordBlock) {
        forgetUnfinished(block)
        block.lineCount = line
        unescaped.arena.withUnsafeBytes { block.adopt(arena: $0, unescaped: unescaped.cells) }
    }

    /// What databases write `\N` for, as the text of the cell: U+FDD0, which stands for no sign. The text of an escaped `\\N` is another.
    static let noValue = String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self)

    // MARK: A record

    private struct Row {
        /// The next byte.
        var position: Int
        /// Line ends before it.
        var line: Int
        let firstCell: Int
        var strayQuotes: [StrayQuote] = []
        var merged: StrayQuote?
        /// The cell that is being read.
        var text: [UInt8] = []
        var isEscaped = false
        var stray: StrayQuote?
    }

    /// Reads one record; false when it is not whole yet, and then nothing counts.
    private func readRow(_ row: inout Row, _ block: RecordBlock, isEnd: Bool) throws(SourceProblem) -> Bool {
        while true {
            if skipsInitialBlanks {
                while row.position < block.textCount,
                    block.bytes[row.position] == 0x20 || (block.bytes[row.position] == 0x09 && delimiter != 0x09)
                {
                    row.position += 1
                }
            }
            let isQuoted = row.position < block.textCount && block.bytes[row.position] == quote
            let start = row.position
            (row.text, row.isEscaped, row.stray) = ([], false, nil)
            let length: Int?
            if isQuoted {
                length = try readQuoted(&row, block, isEnd: isEnd)
            } else {
                length = readUnquoted(&row, block, isEnd: isEnd)
            }
            guard let length else { return false }
            endCell(&row, block, start: start, length: length, isQuoted: isQuoted)
            if row.position < block.textCount, block.bytes[row.position] == delimiter {
                row.position += 1
                continue
            }
            let end = row.position
            var next = end
            if end < block.textCount {
                guard let after = afterLineEnd(block, end, isEnd: isEnd) else { return false }
                next = after
            } else if !isEnd {
                return false
            }
            endRow(row, block, end: end, next: next)
            return true
        }
    }

    /// Reads to the end of an unquoted cell; nil when it is not there yet.
    private func readUnquoted(_ row: inout Row, _ block: RecordBlock, isEnd: Bool) -> Int? {
        let start = row.position
        while row.position < block.textCount {
            let byte = block.bytes[row.position]
            if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
            if byte == escape {
                guard takeEscaped(&row, block, from: start, isEnd: isEnd) else { return nil }
                continue
            }
            if byte == quote, block.bytes[start] != 0x3D { noteStray(&row, block) }
            if row.isEscaped { row.text.append(byte) }
            row.position += 1
        }
        if row.position == block.textCount, !isEnd { return nil }
        let length = row.position - start
        if length == 2, escape == 0x5C, block.bytes[start] == escape, block.bytes[start + 1] == 0x4E {
            row.text = Array(Self.noValue.utf8)
        }
        return length
    }

    /// Reads from an opening quote to behind the closing one; nil when it is not there yet.
    ///
    /// Errors: `quoteNotClosed` when the file ends before it.
    private func readQuoted(_ row: inout Row, _ block: RecordBlock, isEnd: Bool) throws(SourceProblem) -> Int? {
        let (opening, openingLine) = (row.position, row.line)
        let start = opening + 1
        row.position = start
        while row.position < block.textCount {
            let byte = block.bytes[row.position]
            if byte == escape {
                guard takeEscaped(&row, block, from: start, isEnd: isEnd) else { break }
                continue
            }
            if byte == quote {
                var next = row.position + 1
                if next < block.textCount, block.bytes[next] == quote {
                    beginUnescaping(&row, block, from: start)
                    row.text.append(quote)
                    row.position += 2
                    continue
                }
                while next < block.textCount,
                    block.bytes[next] == 0x20 || (block.bytes[next] == 0x09 && delimiter != 0x09)
                {
                    next += 1
                }
                if next == block.textCount, !isEnd { return nil }
                let length = row.position - start
                if next == block.textCount || block.bytes[next] == delimiter || block.bytes[next] == 0x0A
                    || block.bytes[next] == 0x0D
                {
                    row.position = next
                    return length
                }
                noteStray(&row, block)
            }
            countLineEnd(&row, block)
            if row.isEscaped { row.text.append(byte) }
            row.position += 1
        }
        guard isEnd else { return nil }
        throw .quoteNotClosed(
            line: block.firstLine + openingLine, column: block.cellCount - row.firstCell + 1,
            offset: block.storedOffset(of: opening))
    }

    /// Takes the escape sign and what stands behind it; false when that is not there yet. At the end of the file the sign is data.
    private func takeEscaped(_ row: inout Row, _ block: RecordBlock, from start: Int, isEnd: Bool) -> Bool {
        let next = row.position + 1
        guard next < block.textCount else {
            if isEnd {
                if row.isEscaped { row.text.append(escape) }
                row.position = next
            }
            return isEnd
        }
        beginUnescaping(&row, block, from: start)
        row.position = next
        countLineEnd(&row, block)
        row.text.append(block.bytes[next])
        // Of CR LF both are taken.
        if block.bytes[next] == 0x0D, next + 1 < block.textCount, block.bytes[next + 1] == 0x0A {
            row.position += 1
            countLineEnd(&row, block)
            row.text.append(0x0A)
        }
        row.position += 1
        return true
    }

    /// From here on the cell is not what stands in the file.
    private func beginUnescaping(_ row: inout Row, _ block: RecordBlock, from start: Int) {
        guard !row.isEscaped else { return }
        row.isEscaped = true
        row.text = Array(UnsafeBufferPointer(start: block.bytes + start, count: row.position - start))
    }

    /// Counts the line end at the position, if there is one: of CR LF the LF.
    private func countLineEnd(_ row: inout Row, _ block: RecordBlock) {
        let byte = block.bytes[row.position]
        let isFollowed = row.position + 1 < block.textCount && block.bytes[row.position + 1] == 0x0A
        if byte == 0x0A || (byte == 0x0D && !isFollowed) { row.line += 1 }
    }

    private func endCell(_ row: inout Row, _ block: RecordBlock, start: Int, length: Int, isQuoted: Bool) {
        let first = isQuoted ? start + 1 : start
        var length = length
        if row.isEscaped {
            row.text.withUnsafeBufferPointer { unescaped.append(cell: block.cellCount, textOffset: start, $0) }
            length = row.text.count
        }
        if isQuoted, let stray = row.stray, row.merged == nil {
            let content = UnsafeBufferPointer(start: block.bytes + first, count: row.position - first)
            if content.contains(where: { $0 == delimiter || $0 == 0x0A || $0 == 0x0D }) { row.merged = stray }
        }
        block.addCell(CellSpan(start: first, length: length, isQuoted: isQuoted))
    }

    private func endRow(_ row: Row, _ block: RecordBlock, end: Int, next: Int) {
        block.addRow(
            RowSpan(
                firstCell: UInt32(truncatingIfNeeded: row.firstCell),
                cellCount: UInt32(truncatingIfNeeded: block.cellCount - row.firstCell),
                start: UInt32(truncatingIfNeeded: position), length: UInt32(truncatingIfNeeded: end - position),
                line: UInt32(truncatingIfNeeded: line)))
        if !row.strayQuotes.isEmpty { block.addStrayQuotes(row.strayQuotes, count: row.strayQuotes.count) }
        if let merged = row.merged { block.mergedRows.append(merged) }
        line = next > end ? row.line + 1 : row.line
        position = next
        finishedCells = block.cellCount
        block.finishedCount = position
    }

    private func noteStray(_ row: inout Row, _ block: RecordBlock) {
        let stray = StrayQuote(
            row: block.rowCount, cell: block.cellCount - row.firstCell, line: row.line, offset: row.position)
        row.stray = row.stray ?? stray
        row.strayQuotes.append(stray)
    }

    /// Where the record after a line end begins; nil when it is not known yet whether a line feed follows.
    private func afterLineEnd(_ block: RecordBlock, _ place: Int, isEnd: Bool) -> Int? {
        guard block.bytes[place] == 0x0D else { return place + 1 }
        guard place + 1 < block.textCount else { return isEnd ? place + 1 : nil }
        return block.bytes[place + 1] == 0x0A ? place + 2 : place + 1
    }
}
