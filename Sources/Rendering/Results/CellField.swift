// The fields of a cell of the results, declared once: `results.csv` and `results.json` are both written from this list.

import Stages
import Tabular

/// A field of a cell, as files name it.
///
/// - Shape: in the order of ``all``; `results.csv` has those that stand in a table, `results.json` all.
/// - Units: rates are fractions; `period_end` is exclusive; `target` is `>=0.9` or `<=0.05`, in JSON an object.
/// - Missing: an empty cell, in JSON null.
struct CellField: Sendable {
    /// Where its values come from.
    enum Content: Sendable {
        /// The same for all cells of a run.
        case shared(SharedField)
        case labels
        case number(NumberTexts.Field)
        case target
        case status
        case comparisons
    }

    let name: String
    let content: Content
    /// Whether it is a single value, which a table has room for.
    let isInTable: Bool

    private init(_ name: String, _ content: Content, isInTable: Bool = true) {
        self.name = name
        self.content = content
        self.isInTable = isInTable
    }

    static let all = [
        CellField("metric", .shared(.metric)),
        CellField("definition", .shared(.definition), isInTable: false),
        CellField("grain", .shared(.grain)),
        CellField("period_start", .shared(.start)),
        CellField("period_end", .shared(.end)),
        CellField("partial", .shared(.partial), isInTable: false),
        CellField("segment", .labels),
        CellField("value", .number(.value)),
        CellField("numerator", .number(.numerator)),
        CellField("denominator", .number(.denominator)),
        CellField("n", .number(.n)),
        CellField("low", .number(.low)),
        CellField("high", .number(.high)),
        CellField("unit", .shared(.unit)),
        CellField("target", .target),
        CellField("status", .status),
        CellField("comparisons", .comparisons, isInTable: false),
    ]

    static let inTable = all.filter(\.isInTable)
}

/// What neighbouring cells of the results have in common, since these are sorted by it.
struct CellRun: Sendable {
    var metric: String
    var breakdown: Breakdown
    var period: Period

    init(_ cell: MetricCell) {
        metric = cell.metric
        breakdown = cell.breakdown
        period = cell.period
    }

    /// Whether the cell goes on with the run.
    func holds(_ cell: UnsafePointer<MetricCell>) -> Bool {
        metric == cell.pointee.metric && period == cell.pointee.period && breakdown == cell.pointee.breakdown
    }
}

/// A field that the cells of a run have in common.
enum SharedField: Sendable {
    case metric, definition, grain, start, end, partial, unit

    enum Value {
        /// A fixed word or a day.
        case word(String?)
        /// What a user has named.
        case name(String?)
        case flag(Bool)
    }

    func value(of run: CellRun, _ metric: MetricDescription?, in results: MetricResults) -> Value {
        switch self {
        case .metric: .name(run.metric)
        case .definition: .name(metric?.definition)
        case .grain: .word(run.period.grainWord(in: run.breakdown, of: results.period))
        case .start: .word(run.period.start == nil ? nil : run.period.startText)
        case .end: .word(run.period.end == nil ? nil : run.period.endText)
        case .partial: .flag(run.period.isCut || results.partialPeriods.contains(run.period))
        case .unit: .name(metric?.unit.text)
        }
    }
}
