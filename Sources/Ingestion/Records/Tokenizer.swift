// What every way to cut text into records can do.

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
