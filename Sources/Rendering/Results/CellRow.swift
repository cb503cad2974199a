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
        labels: LabelTexts, _ segments: [LabelTexts.SegmentTexts], of cell: UnsafePointer<MetricCell>,
        to text: inout RowCursor)
    static func append(_ number: NumberTexts.Field, of numbers: borrowing NumberTexts, to text: inout RowCursor)
    static func append(_ target: Target?, to text: inout RowCursor)
    static func append(_ status: CellStatus, to text: inout RowCursor)
    static func append(_ comparisons: [Comparison], to text: inout RowCursor)
}

/// Writes the cells of some results in one form.
///
/// What a cell shares with its neighbours or takes from a list of labels is written once and then copied; a String for every cell,
/// or a tree of values, would be made and let go each time.
struct CellRow<Form: CellForm>: Sendable {
    /// A piece of a row: bytes that its run has in common, and then something of the cell itself.
    private struct Step: Sendable {
        /// Where the bytes stand in ``shared``.
        var start: Int
        var count: Int
        var part: Part
    }

    /// What a cell has of its own.
    private enum Part: Sendable {
        case labels
        case number(NumberTexts.Field)
        /// All numbers, with what stands between them.
        case numbers
        case target, status, comparisons
        /// Nothing any more.
        case end
    }

    /// What makes the bytes that a run has in common.
    private enum Piece: Sendable {
        case begin(CellField, isFirst: Bool)
        case value(SharedField)
        case end
    }

    private let results: MetricResults
    private let metrics: [String: MetricDescription]
    /// Per step, what its bytes are made from, and what follows them.
    private let plan: [(pieces: [Piece], part: Part)]
    private var labels: LabelTexts

    // What holds for the run of cells that the last one belongs to.
    private var shared: [UInt8] = []
    private var steps: [Step] = []
    private var segments: [LabelTexts.SegmentTexts] = []

    init(_ results: MetricResults) {
        self.results = results
        metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        labels = LabelTexts(results.segments, text: Form.label)
        plan = Self.plan()
    }

    /// The steps in which a row is written.
    private static func plan() -> [(pieces: [Piece], part: Part)] {
        var plan: [(pieces: [Piece], part: Part)] = []
        var pieces: [Piece] = []
        func add(_ part: Part) {
            plan.append((pieces, part))
            pieces = []
        }
        var isAmongNumbers = false
        for (position, field) in Form.fields.enumerated() {
            if case .number = field.content, isAmongNumbers { continue }
            isAmongNumbers = false
            pieces.append(.begin(field, isFirst: position == 0))
            switch field.content {
            case .shared(let shared): pieces.append(.value(shared))
            case .labels: add(.labels)
            case .number(let number):
                isAmongNumbers = Form.takesNumbersTogether
                add(isAmongNumbers ? .numbers : .number(number))
            case .target: add(.target)
            case .status: add(.status)
            case .comparisons: add(.comparisons)
            }
        }
        pieces.append(.end)
        add(.end)
        return plan
    }

    /// Makes what the cells of a run have in common; ``append`` takes only such cells until the next.
    mutating func begin(_ run: CellRun) {
        segments = labels.segments(of: run.breakdown)
        let metric = metrics[run.metric]
        shared.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
        for (pieces, part) in plan {
            let start = shared.count
            for piece in pieces {
                switch piece {
                case .begin(let field, let isFirst): Form.begin(field, isFirst: isFirst, in: &shared)
                case .value(let field): Form.append(field.value(of: run, metric, in: results), to: &shared)
                case .end: Form.end(in: &shared)
                }
            }
            steps.append(Step(start: start, count: shared.count - start, part: part))
        }
        // Short pieces are read with what stands behind them.
        shared += [UInt8](repeating: 0, count: RowCursor.shortCount)
    }

    /// - Parameter position: where the cell stands in the results.
    func append(
        _ cell: UnsafePointer<MetricCell>, _ numbers: borrowing NumberTexts, at position: Int, to text: inout RowCursor
    ) {
        text = shared.withUnsafeBufferPointer { shared in
            steps.withUnsafeBufferPointer { steps in
                // A cursor of its own stays in registers.
                var row = text
                guard let first = shared.baseAddress else { return row }
                for step in steps {
                    row.append(short: first + step.start, count: step.count)
                    switch step.part {
                    case .labels: Form.append(labels: labels, segments, of: cell, to: &row)
                    case .number(let field): Form.append(field, of: numbers, to: &row)
                    case .numbers: row.append(numbers.text)
                    case .target: Form.append(cell.pointee.target, to: &row)
                    case .status: Form.append(cell.pointee.status, to: &row)
                    case .comparisons:
                        Form.append(results.comparisons.isEmpty ? [] : results.comparisons[position] ?? [], to: &row)
                    case .end: break
                    }
                }
                return row
            }
        }
    }
}
