// What one block of a file becomes: a chunk, and everything that is to be told of its rows.
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
