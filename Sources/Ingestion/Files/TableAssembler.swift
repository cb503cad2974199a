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
    var isStrayEscaped = false
    /// Line breaks inside rows that are rejected because cells ran together.
    var mergedLineCount = 0
    /// Rows, or lines of merged ones, that hold bytes that are no text.
    var damagedCount = 0
    var mergedRowCount = 0
    var secondTable: SecondTable?
    var endsWithGap = false
    var notes: [ColumnNotes]
    var hasEnded = false
    var footerRun: (run: FooterRun, location: SourceLocation)?
    var end: (text: String, location: SourceLocation)?
    var checkpoints: [FileCheckpoint] = []
    var problems: [Diagnostic] = []

    /// Remembers the first row that may begin another table, a certain one rather than any.
    mutating func note(_ found: SecondTable?) {
        guard let found, secondTable == nil || (found.isCertain && secondTable?.isCertain == false) else { return }
        secondTable = found
    }
}

/// The growing table.
struct TableAssembler: Sendable {
    private(set) var chunks: [Chunk] = []
    private(set) var rejects = RejectedRows()
    /// Per column, its distinct texts; nil for columns of other types.
    private let dictionaries: [TextInterner?]
    private(set) var account: FileAccount
    private let columnCount: Int
    private let store: ChunkStore
    /// The other convention for decimals, as it is written.
    private let otherMark: String
    private var wasShort = false

    init(dictionaries: [TextInterner?], store: ChunkStore, decimalComma: Bool = false) {
        otherMark = IngestionDiagnostics.otherMark(decimalComma: decimalComma)
        self.dictionaries = dictionaries
        self.store = store
        columnCount = dictionaries.count
        account = FileAccount(notes: Array(repeating: ColumnNotes(), count: columnCount))
    }

    mutating func beginFile() {
        account = FileAccount(notes: Array(repeating: ColumnNotes(), count: columnCount))
    }

    /// Takes the next block of the current file.
    ///
    /// - Parameter progress: which share of the file has been read.
    mutating func add(_ outcome: BlockOutcome, progress: Double) {
        account.checkpoints.append(outcome.checkpoint)
        guard !account.hasEnded else {
            account.footerCount += outcome.rowCount + outcome.footerCount
            account.blankCount += outcome.blankCount
            return
        }
        account.hasEnded = outcome.endsData
        account.end = outcome.end
        if let run = outcome.footerRun, run.run.isWholeBlock, let earlier = account.footerRun,
            !earlier.run.texts.isEmpty, !run.run.texts.isEmpty
        {
            account.footerRun?.run.rows += run.run.rows
            account.footerRun?.run.texts += run.run.texts
        } else if outcome.holdsRows {
            account.footerRun = outcome.footerRun
        }
        account.rowCount += outcome.rowCount
        account.rejectedCount += outcome.rejects.count
        account.blankCount += outcome.blankCount
        account.footerCount += outcome.footerCount
        account.badCellCount += outcome.badCellCount
        account.strayQuoteCount += outcome.strayQuoteCount
        account.mergedLineCount += outcome.mergedLineCount
        account.damagedCount += outcome.damagedCount
        account.mergedRowCount += outcome.mergedRowCount
        if account.endsWithGap, account.rowCount > outcome.rowCount { account.note(outcome.startsLikeTable) }
        account.note(outcome.secondTable)
        account.endsWithGap = outcome.endsWithGap
        if account.firstStrayQuote == nil { account.isStrayEscaped = outcome.isStrayEscaped }
        account.firstStrayQuote = account.firstStrayQuote ?? outcome.firstStrayQuote
        for (index, note) in outcome.notes.enumerated() { account.notes[index].add(note) }
        let problems = outcome.problems.prefix(ChunkMaker.problemLimit - account.shownProblems)
        account.shownProblems += problems.count
        let cells = outcome.badCellProblems.prefix(ChunkMaker.problemLimit - account.shownBadCells)
        account.shownBadCells += cells.count
        for spot in problems {
            let reason = outcome.rejects[spot.reject].reason
            account.problems.append(
                IngestionDiagnostics.rejectedRow(
                    spot.isPersonal ? PersonalText.withoutData(reason) : reason, at: spot.location,
                    otherMark: spot.doubtsMark ? otherMark : nil))
        }
        account.problems += cells
        rejects += outcome.rejects
        guard outcome.chunk.rowCount > 0 else { return }
        var chunk = outcome.chunk
        for (index, texts) in outcome.texts.enumerated() where texts.count > 0 {
            guard
                let codes = dictionaries[index]?.codes(for: texts, cells: outcome.chunk.rowCount, progress: progress)
            else { continue }
            let ofRows = texts.areAllDifferent ? codes : texts.ordinals.map { codes[Int($0)] }
            chunk.columns.setCodes(of: texts.rows, to: ofRows, in: index)
        }
        chunks.append(store.keep(chunk))
        if !wasShort, store.isShort {
            wasShort = true
            store.keep(&chunks)
        }
    }

    /// Gives the texts their pools, when every table that shares them has been read.
    ///
    /// - Parameter pools: per column, its pool; nil for columns of other types.
    mutating func setPools(_ pools: [TextPool?]) {
        for chunk in chunks.indices {
            for (index, pool) in pools.enumerated() {
                if let pool { chunks[chunk].columns.setPool(pool, of: index) }
            }
        }
    }
}
