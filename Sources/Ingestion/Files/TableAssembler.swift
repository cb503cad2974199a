// Puts the chunks of a table together in the files' order: one pool per text column, one account per file.
import Diagnostics
import Stages
import Tabular

/// What one file contributed.
struct FileAccount: Sendable {
    var rowCount = 0
    var rejectedCount = 0
    var blankCount = 0
    var footerCount = 0
    var badCellCount = 0
    var shownProblems = 0
    var shownBadCells = 0
    var strayQuoteCount = 0
    var firstStrayQuote: SourceLocation?
    var notes: [ColumnNotes]
    var hasEnded = false
    var lastRowTotal: (word: String, location: SourceLocation)?
    var checkpoints: [FileCheckpoint] = []
    var problems: [Diagnostic] = []
}

/// The growing table.
struct TableAssembler: Sendable {
    private(set) var chunks: [Chunk] = []
    private(set) var rejects: [RejectedRow] = []
    private var pools: [TextInterner?]
    private(set) var account: FileAccount
    private let columnCount: Int

    init(columns: [ColumnPlan]) {
        pools = columns.map { $0.type == .text ? TextInterner() : nil }
        columnCount = columns.count
        account = FileAccount(notes: Array(repeating: ColumnNotes(), count: columns.count))
    }

    mutating func beginFile() {
        account = FileAccount(notes: Array(repeating: ColumnNotes(), count: columnCount))
    }

    /// Takes the next block of the current file.
    mutating func add(_ outcome: BlockOutcome) {
        account.checkpoints.append(outcome.checkpoint)
        guard !account.hasEnded else {
            account.footerCount += outcome.rowCount + outcome.footerCount
            account.blankCount += outcome.blankCount
            return
        }
        account.hasEnded = outcome.endsData
        account.lastRowTotal = outcome.lastRowTotal
        account.rowCount += outcome.rowCount
        account.rejectedCount += outcome.rejectedCount
        account.blankCount += outcome.blankCount
        account.footerCount += outcome.footerCount
        account.badCellCount += outcome.badCellCount
        account.strayQuoteCount += outcome.strayQuoteCount
        account.firstStrayQuote = account.firstStrayQuote ?? outcome.firstStrayQuote
        for (index, note) in outcome.notes.enumerated() { account.notes[index].add(note) }
        let problems = outcome.problems.prefix(ChunkMaker.problemLimit - account.shownProblems)
        account.shownProblems += problems.count
        let cells = outcome.badCellProblems.prefix(ChunkMaker.problemLimit - account.shownBadCells)
        account.shownBadCells += cells.count
        account.problems += problems + cells
        rejects += outcome.rejects
        guard outcome.chunk.rowCount > 0 else { return }
        var chunk = outcome.chunk
        for index in chunk.columns.indices where pools[index] != nil {
            recode(&chunk.columns[index], outcome.texts[index], index)
        }
        chunks.append(chunk)
    }

    /// Puts the table's codes in the place of the block's.
    private mutating func recode(_ column: inout Column, _ texts: BlockTexts, _ index: Int) {
        guard case .text(let text) = column, let translation = pools[index]?.codes(for: texts), !translation.isEmpty
        else { return }
        let presence = text.presence
        let codes = [UInt32](unsafeUninitializedCapacity: text.count) { codes, initialized in
            text.codes.values.withUnsafeBufferPointer { old in
                translation.withUnsafeBufferPointer { translation in
                    // Missing rows hold code 0, which any block with texts has.
                    for row in 0..<old.count { codes.initializeElement(at: row, to: translation[Int(old[row])]) }
                }
            }
            initialized = text.count
        }
        column = .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: .empty))
    }

    /// The finished chunks, every text column with its one pool.
    mutating func finishedChunks() -> [Chunk] {
        for index in pools.indices {
            guard let pool = pools[index]?.pool() else { continue }
            for chunk in chunks.indices {
                guard case .text(let column) = chunks[chunk].columns[index] else { continue }
                chunks[chunk].columns[index] = .text(TextColumn(codes: column.codes, pool: pool))
            }
        }
        return chunks
    }
}
