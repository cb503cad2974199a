// Brings a file's records block by block: text from the stream, cut by a tokenizer, the rest carried over.
import CScanner

/// Reads one file's records from first to last.
///
/// A block is cut into records here, one after the other, or, which is faster on several threads, handed out as text that
/// ends where a record seems to end: at a line end with an even number of quotes before it. Whoever cuts such a block must
/// see that its last record ends with the text; where it does not, a stray quote has misled the count, and the file must
/// be read in sequence.
final class RecordReader {
    let stream: DecodedStream
    private let tokenizer: any Tokenizer
    private let dialect: Dialect
    private let blockSize: Int
    /// The most bytes of a row.
    let rowLimit: Int
    /// Blocks are cut here as long as fewer rows have been read.
    private var rowsInSequence: Int
    /// Whether a block knows its first line in the file; else lines count from the block's first.
    private let countsLines: Bool

    /// Text of a record that the last block could not finish.
    private var carried: [UInt8] = []
    private var carriedBadBytes: [BadByte] = []
    private var carriedStored = 0
    private var nextByte = 0
    private var nextLine = 1
    private var nextRow = 0
    private var isFirst = true

    /// A megabyte: what is done once per block then costs nothing, and its columns still pass through the second cache.
    static let blockSize = 1 << 20

    /// - Parameter rowsInSequence: how many rows are to be read before blocks may be handed out as text; all unless said.
    ///   When fewer, lines count from each block's first.
    init(
        stream: DecodedStream, dialect: Dialect, tokenizer: any Tokenizer, blockSize: Int = RecordReader.blockSize,
        rowLimit: Int = RecordBlock.rowLimit, rowsInSequence: Int? = nil
    ) {
        self.stream = stream
        self.rowLimit = rowLimit
        self.tokenizer = tokenizer
        self.dialect = dialect
        self.blockSize = max(1, blockSize)
        self.rowsInSequence = rowsInSequence ?? .max
        countsLines = rowsInSequence == nil
        nextByte = stream.firstOffset
    }

    /// Fills a block with the next records; false when there are none left.
    ///
    /// Shape: at least one record, or the end of the file; a record longer than a block enlarges it.
    func read(into block: RecordBlock) throws(SourceProblem) -> Bool {
        guard begin(block) else { return false }
        tokenizer.restart()
        // Doubling keeps a record of many blocks linear.
        try stream.fill(block, wanted: max(blockSize, block.textCount))
        return try cut(block)
    }

    /// Fills a block with the next records, or, once enough rows have been read, with their text; false when there are none
    /// left.
    func readText(into block: RecordBlock) throws(SourceProblem) -> Bool {
        if nextRow < rowsInSequence { return try read(into: block) }
        guard begin(block) else { return false }
        try stream.fill(block, wanted: max(blockSize, block.textCount))
        block.endsFile = stream.isAtEnd
        guard let end = block.endsFile ? block.textCount : likelyEndOfRecords(block) else {
            // A quote too many, or a very long record: from here on records must be told by reading them.
            rowsInSequence = .max
            tokenizer.restart()
            return try cut(block)
        }
        block.finishedCount = end
        carry(block)
        block.textCount = end
        block.byteCount = end
        block.finishedCount = 0
        block.isUncut = true
        return end > 0
    }

    private func begin(_ block: RecordBlock) -> Bool {
        guard isFirst || !stream.isAtEnd || !carried.isEmpty else { return false }
        isFirst = false
        block.clear()
        block.firstByte = nextByte
        block.firstLine = countsLines ? nextLine : 1
        block.firstRow = nextRow
        if !carried.isEmpty {
            block.reserveBytes(carried.count, after: 0)
            carried.withUnsafeBufferPointer { text in
                if let from = text.baseAddress { block.bytes.update(from: from, count: text.count) }
            }
            block.textCount = carried.count
            block.addCheckpoint(offset: 0, stored: carriedStored)
            for byte in carriedBadBytes { block.addBadByte(byte) }
        }
        return true
    }

    /// Cuts the text of a block into records, reading on until there is one.
    private func cut(_ block: RecordBlock) throws(SourceProblem) -> Bool {
        while true {
            try tokenizer.read(block, isEnd: stream.isAtEnd, rowLimit: .max)
            if block.rowCount > 0 || stream.isAtEnd { break }
            if block.textCount - block.finishedCount > rowLimit {
                throw block.tooLong(
                    from: block.finishedCount,
                    line: block.firstLine + block.lineEnds(from: 0, to: block.finishedCount), limit: rowLimit, dialect)
            }
            try stream.fill(block, wanted: max(blockSize, block.textCount))
        }
        tokenizer.complete(block)
        if let problem = block.rowTooLong(rowLimit) { throw problem }
        carry(block)
        return block.rowCount > 0 || !stream.isAtEnd || !carried.isEmpty
    }

    /// The place after the last line feed before which the number of quotes is even.
    private func likelyEndOfRecords(_ block: RecordBlock) -> Int? {
        let (bytes, count, quote) = (UnsafePointer(block.bytes), block.textCount, dialect.quote)
        var isInside = scanner_is_odd(bytes, count, quote) != 0
        var place = count &- 1
        while place >= 0 {
            let byte = bytes[place]
            if byte == 0x0A, !isInside { return place &+ 1 }
            if byte == quote { isInside.toggle() }
            place &-= 1
        }
        return nil
    }

    private func carry(_ block: RecordBlock) {
        let rest = UnsafeBufferPointer(
            start: block.bytes + block.finishedCount, count: block.textCount - block.finishedCount)
        if !rest.isEmpty { carriedStored = block.storedOffset(of: block.finishedCount) }
        carried.replaceSubrange(0..<carried.count, with: rest)
        carriedBadBytes = []
        for var byte in block.badBytes where byte.offset >= block.finishedCount {
            byte.offset -= block.finishedCount
            carriedBadBytes.append(byte)
        }
        nextByte += block.finishedCount
        nextLine += block.lineCount
        nextRow += block.rowCount
    }
}
