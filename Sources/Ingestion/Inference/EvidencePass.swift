// Reads whole files to learn the types of columns that nobody declared.
import Diagnostics
import Stages
import Tabular

/// Gathers the evidence of some columns of one file; one per thread.
final class EvidenceGatherer: BlockWorker {
    private let file: FilePlan
    private let places: [Int?]
    /// By column, whether it is declared to hold dates, so that only their order is asked.
    private let areDates: [Bool]
    private let conventions: CellConventions
    private let shape: RowShape
    private var selected = SelectedRows()
    private let cells: CellGrid
    private let folded = FoldedCell()

    init(
        file: FilePlan, places: [Int?], areDates: [Bool], conventions: CellConventions, footers: FooterWords
    ) {
        self.file = file
        self.places = places
        self.areDates = areDates
        self.conventions = conventions
        var shape = file.shape
        shape.footers = footers
        self.shape = shape
        cells = CellGrid(width: shape.width, places: places.compactMap { $0 })
    }

    var grid: CellGrid? { shape.footers.isEmpty ? cells : nil }

    struct Outcome: BlockOutput {
        var columns: [ColumnEvidence]
        var endsData: Bool

        mutating func moveDown(by lines: Int) {
            for column in columns.indices { columns[column].moveDown(by: lines) }
        }
    }

    func work(on block: RecordBlock, ordinal: Int) -> Outcome {
        selected.select(block, shape: shape)
        let rows = selected.rows
        if !block.isGrid { cells.take(block.cells, firstCells: selected.firstCells) }
        let first = block.isGrid ? block.rowCount - rows.count : 0
        // Rows that repeat the header are no data; where cells are listed, they are left out already.
        let headers = block.isGrid ? selected.headers.map { $0 - first } : []
        let columns = zip(places, areDates).map { place, areDates -> ColumnEvidence in
            var evidence = ColumnEvidence()
            guard let place else { return evidence }
            let source = cells.source(ofPlace: place, in: block.bytes, from: first)
            var from = 0
            for end in headers + [rows.count] {
                let start = from
                func location(_ row: Int) -> SourceLocation {
                    let row = Int(rows[start + row])
                    let offset = block.textOffset(row: row, column: place)
                    return SourceLocation(
                        file: file.path, line: block.line(ofRow: row), column: place + 1,
                        byte: block.storedOffset(of: offset))
                }
                let part = source.rows(start..<end)
                if areDates {
                    evidence.addDates(part, conventions: conventions, folded: folded, place: location)
                } else {
                    evidence.add(part, conventions: conventions, folded: folded, place: location)
                }
                from = end + 1
            }
            return evidence
        }
        return Outcome(columns: columns, endsData: selected.endsData)
    }
}

enum EvidencePass {
    private struct State: Sendable {
        var columns: [ColumnEvidence]
        var hasEnded = false
    }

    /// The evidence of the columns at `places`, from the whole file.
    static func gather(
        _ file: FilePlan, places: [Int?], areDates: [Bool]? = nil, conventions: CellConventions, footers: FooterWords,
        context: StageContext
    ) throws(SourceProblem) -> [ColumnEvidence] {
        func gather(isInSequence: Bool) throws(SourceProblem) -> ([ColumnEvidence], ReadingObstacle?) {
            try Self.gather(
                file, places: places, areDates: areDates ?? Array(repeating: false, count: places.count),
                conventions: conventions, footers: footers, isInSequence: isInSequence, context)
        }
        var (columns, obstacle) = try gather(isInSequence: context.jobs == 1)
        if obstacle == .cutInDoubt { (columns, obstacle) = try gather(isInSequence: true) }
        if case .problem(let problem)? = obstacle { throw problem }
        return columns
    }

    private static func gather(
        _ file: FilePlan, places: [Int?], areDates: [Bool], conventions: CellConventions, footers: FooterWords,
        isInSequence: Bool, _ context: StageContext
    ) throws(SourceProblem) -> ([ColumnEvidence], ReadingObstacle?) {
        let reader = try file.makeReader(blockSize: context.blockSize, isInSequence: isInSequence)
        let looksAtAll = context.depth == .whole
        let state = State(columns: Array(repeating: ColumnEvidence(), count: places.count))
        let blocks = OrderedBlocks<EvidenceGatherer, State>(
            reader: reader, dialect: file.recognised.dialect.dialect, state: state
        ) {
            EvidenceGatherer(
                file: file, places: places, areDates: areDates, conventions: conventions, footers: footers)
        } consume: { state, outcome in
            guard !state.hasEnded else { return true }
            state.hasEnded = outcome.endsData
            for (index, evidence) in outcome.columns.enumerated() { state.columns[index].merge(evidence) }
            return looksAtAll
        }
        blocks.run(jobs: context.jobs)
        let (columns, _, obstacle) = blocks.finish { $0.columns }
        return (columns, obstacle)
    }
}

extension FilePlan {
    /// Opens the file for reading as planned.
    ///
    /// - Parameter isInSequence: whether the reader must cut every block into records itself.
    func makeReader(blockSize: Int?, isInSequence: Bool) throws(SourceProblem) -> sending RecordReader {
        let stream = try DecodedStream(file: try recognised.open(), recognised: recognised.encoding)
        let dialect = recognised.dialect.dialect
        return RecordReader(
            stream: stream, dialect: dialect, tokenizer: TokenizerChoice.standard.tokenizer(for: dialect),
            blockSize: blockSize ?? RecordReader.blockSize, rowLimit: recognised.rowLimit,
            rowsInSequence: isInSequence || !dialect.canBeCutByQuotes ? .max : shape.rowsBeforeData)
    }
}
