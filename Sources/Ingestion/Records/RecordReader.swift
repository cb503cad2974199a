// Brings a file's records block by block: text from the stream, cut by a tokenizer, the rest carried over.

/// Cuts the text of a block into records.
///
/// Every tokenizer makes exactly the same blocks from the same text; they differ in speed.
protocol Tokenizer: AnyObject {
    /// Forgets an unfinished record; the next `read` begins a record at the block's first byte.
    func restart()

    /// Reads the records that are whole in the block's text, from where the last call stopped.
    ///
    /// - Parameter isEnd: whether no text follows; then the last record needs no line end.
    /// - Parameter rowLimit: stops when the block has so many rows.
    ///
    /// Errors: `quoteNotClosed` when the file ends inside quotes; `outOfMemory`.
    func read(_ block: RecordBlock, isEnd: Bool, rowLimit: Int) throws(SourceProblem)

    /// Leaves only whole records in the block, and puts unescaped cells behind the text; once, when reading is done.
    func complete(_ block: RecordBlock)
}

/// Reads one file's records from first to last.
final class RecordReader {
    let stream: DecodedStream
    private let tokenizer: any Tokenizer
    private let blockSize: Int

    /// Text of a record that the last block could not finish.
    private var carried: [UInt8] = []
    private var carriedStored = 0
    private var nextByte = 0
    private var nextLine = 1
    private var nextRow = 0
    private var isFirst = true

    static let blockSize = 1 << 18

    init(stream: DecodedStream, tokenizer: any Tokenizer, blockSize: Int = RecordReader.blockSize) {
        self.stream = stream
        self.tokenizer = tokenizer
        self.blockSize = max(1, blockSize)
        nextByte = stream.firstOffset
    }

    /// Fills a block with the next records; false when there are none left.
    ///
    /// Shape: at least one record, or the end of the file; a record longer than a block enlarges it.
    func read(into block: RecordBlock) throws(SourceProblem) -> Bool {
        guard isFirst || !stream.isAtEnd || !carried.isEmpty else { return false }
        block.clear()
        block.firstByte = nextByte
        block.firstLine = nextLine
        block.firstRow = nextRow
        if !carried.isEmpty {
            block.reserveBytes(carried.count, after: 0)
            carried.withUnsafeBufferPointer { text in
                if let from = text.baseAddress { block.bytes.update(from: from, count: text.count) }
            }
            block.textCount = carried.count
            block.addCheckpoint(offset: 0, stored: carriedStored)
        }
        isFirst = false
        tokenizer.restart()
        while true {
            // Doubling keeps a record of many blocks linear.
            try stream.fill(block, wanted: max(blockSize, block.textCount))
            try tokenizer.read(block, isEnd: stream.isAtEnd, rowLimit: .max)
            if block.rowCount > 0 || stream.isAtEnd { break }
            if block.textCount > RecordBlock.byteLimit {
                throw .recordTooLong(line: block.firstLine, offset: block.storedOffset(of: block.finishedCount))
            }
        }
        tokenizer.complete(block)
        carry(block)
        return block.rowCount > 0 || !stream.isAtEnd || !carried.isEmpty
    }

    private func carry(_ block: RecordBlock) {
        let rest = UnsafeBufferPointer(
            start: block.bytes + block.finishedCount, count: block.textCount - block.finishedCount)
        if !rest.isEmpty { carriedStored = block.storedOffset(of: block.finishedCount) }
        carried.replaceSubrange(0..<carried.count, with: rest)
        nextByte += block.finishedCount
        nextLine += block.lineCount
        nextRow += block.rowCount
    }
}
