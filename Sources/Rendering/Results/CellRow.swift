// Writes cells as rows of a file: what their fields have in common once for many, the rest straight into the bytes.

import Stages
import Tabular

/// How one file writes the fields of a cell; one conforming type per file.
protocol CellForm: Sendable {
    static var fields: [CellField] { get }
    /// Whether numbers that follow one another stand as ``NumberTexts`` has them.
    static var takesNumbersTogether: Bool { get }

    /// What stands before the value of a field.
    static func begin(_ field: CellField, isFirst: Bool, in bytes: inout [UInt8])
    static func append(_ value: SharedField.Value, to bytes: inout [UInt8])
    /// What stands after the last field.
    static func end(in bytes: inout [UInt8])

    /// What stands for a label of a segment; nil where there is no such label.
    static func label(_ segment: String, _ label: SegmentLabel?) -> [UInt8]
    static func append(
        labels: LabelTexts, _ divisions: [LabelTexts.Division], of cell: UnsafePointer<MetricCell>,
        to text: inout RowCursor)
    static func append(_ number: NumberTexts.Field, of numbers: borrowing NumberTexts, to text: inout RowCursor)
    static func append(_ target: Target?, to text: inout RowCursor)
    static func append(_ status: CellStatus, to text: inout RowCursor)
    static func append(_ comparisons: [Comparison], to text: inout RowCursor)
}

/// Writes the cells of some results in one form.
///
/// What a cell shares with its neighbours or takes from a list of labels is written once and then copied: 57,000 rows, 7 MB of CSV and
/// 27 MB of JSON, take 5 and 12 ms beside their numbers; with a String for every cell, or a tree of values, they took 0.4 and 1.3 s.
struct CellRow<Form: CellForm>: Sendable {
    private enum Step: Sendable {
        /// Bytes that the run has in common: one of ``places``.
        case shared(Int)
        case labels
        case number(NumberTexts.Field)
        /// All numbers, with what stands between them.
        case numbers
        case target, status, comparisons
    }

    /// What makes the bytes that a run has in common.
    private enum Piece: Sendable {
        case begin(CellField, isFirst: Bool)
        case value(SharedField)
        case end
    }

    private let results: MetricResults
    private let metrics: [String: MetricDescription]
    private let steps: [Step]
    private let pieces: [[Piece]]
    private var labels: LabelTexts

    // What holds for the run of cells that the last one belongs to.
    private var shared: [UInt8] = []
    private var places: [Range<Int>] = []
    private var divisions: [LabelTexts.Division] = []

    init(_ results: MetricResults) {
        self.results = results
        metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        labels = LabelTexts(results.segments, text: Form.label)
        (steps, pieces) = Self.plan()
    }

    /// The steps in which a row is written; neighbouring pieces that a run has in common are one step.
    private static func plan() -> (steps: [Step], pieces: [[Piece]]) {
        var steps: [Step] = []
        var pieces: [[Piece]] = []
        var pending: [Piece] = []
        func flush() {
            if pending.isEmpty { return }
            steps.append(.shared(pieces.count))
            pieces.append(pending)
            pending = []
        }
        var isAmongNumbers = false
        for (position, field) in Form.fields.enumerated() {
            if case .number = field.content, isAmongNumbers { continue }
            isAmongNumbers = false
            pending.append(.begin(field, isFirst: position == 0))
            if case .shared(let shared) = field.content {
                pending.append(.value(shared))
                continue
            }
            flush()
            switch field.content {
            case .shared: break
            case .labels: steps.append(.labels)
            case .number(let number):
                isAmongNumbers = Form.takesNumbersTogether
                steps.append(isAmongNumbers ? .numbers : .number(number))
            case .target: steps.append(.target)
            case .status: steps.append(.status)
            case .comparisons: steps.append(.comparisons)
            }
        }
        pending.append(.end)
        flush()
        return (steps, pieces)
    }

    /// Makes what the cells of a run have in common; ``append`` takes only such cells until the next.
    mutating func begin(_ run: CellRun) {
        divisions = labels.divisions(of: run.breakdown)
        let metric = metrics[run.metric]
        shared.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        for pieces in pieces {
            let start = shared.count
            for piece in pieces {
                switch piece {
                case .begin(let field, let isFirst): Form.begin(field, isFirst: isFirst, in: &shared)
                case .value(let field): Form.append(field.value(of: run, metric, in: results), to: &shared)
                case .end: Form.end(in: &shared)
                }
            }
            places.append(start..<shared.count)
        }
    }

    /// - Parameter position: where the cell stands in the results.
    func append(
        _ cell: UnsafePointer<MetricCell>, _ numbers: borrowing NumberTexts, at position: Int, to text: inout RowCursor
    ) {
        for step in steps {
            switch step {
            case .shared(let place): text.append(shared, places[place])
            case .labels: Form.append(labels: labels, divisions, of: cell, to: &text)
            case .number(let field): Form.append(field, of: numbers, to: &text)
            case .numbers: text.append(numbers.text)
            case .target: Form.append(cell.pointee.target, to: &text)
            case .status: Form.append(cell.pointee.status, to: &text)
            case .comparisons:
                Form.append(results.comparisons.isEmpty ? [] : results.comparisons[position] ?? [], to: &text)
            }
        }
    }
}
