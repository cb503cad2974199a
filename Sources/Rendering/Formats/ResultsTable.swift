// `results.csv`: every cell of the results as one tidy row.

import Stages
import Tabular

/// The tidy table of the results; ``ResultsTableRow`` writes its rows.
///
/// - Shape: one row per cell, in the results' order, under
///   `metric,grain,period_start,period_end,segment,value,numerator,denominator,n,low,high,unit,target,status`.
/// - Units: rates are fractions; `period_end` is exclusive; `target` is `>=0.9` or `<=0.05`.
/// - Missing: an undefined value is an empty cell.
///
///     csat_top2,month,2026-07-01,2026-08-01,region=华东; tier=A,0.83,83,100,100,0.744,0.891,fraction,>=0.9,missed
enum ResultsTable {
    static let header = [
        "metric", "grain", "period_start", "period_end", "segment", "value", "numerator", "denominator", "n", "low",
        "high", "unit", "target", "status",
    ]

    /// The first row, as the file begins with it.
    static func header(startsWithByteOrderMark: Bool) -> [UInt8] {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(header)
        return table.bytes
    }

    /// The breakdown's period length, else the report's, else `span` or `all`.
    static func grain(of cell: CellRun, in results: MetricResults) -> String {
        if let grain = cell.breakdown.grain { return grain.rawValue }
        if let grain = cell.period.grain ?? results.period.grain { return grain.rawValue }
        return cell.period.start == nil ? "all" : "span"
    }
}

/// Writes cells as rows.
///
/// What a cell shares with its neighbours or takes from a list of labels is quoted once and then copied: 57,000 rows, 7 MB, take
/// 5 ms beside their numbers; with a String for every cell they took 0.4 s.
struct ResultsTableRow: Sendable {
    private let results: MetricResults
    private let units: [String: MetricUnit]
    private var labels: LabelTexts

    // What holds for the run of cells that the last one belongs to.
    /// Up to the labels, and between numbers and target, with the commas around them.
    private var head: [UInt8] = []
    private var unit: [UInt8] = []
    private var divisions: [LabelTexts.Division] = []

    init(_ results: MetricResults) {
        self.results = results
        units = Dictionary(results.metrics.map { ($0.key, $0.unit) }, uniquingKeysWith: { first, _ in first })
        // `region=华东` with its quotation marks doubled.
        labels = LabelTexts(results.segments) { segment, label in
            CommaSeparatedText.doublingQuotes(in: label.map { SegmentText.pair(segment, $0.key) } ?? "\(segment)=")
        }
    }

    func append(_ cell: UnsafePointer<MetricCell>, _ numbers: NumberTexts, to text: inout RowCursor) {
        text.append(head)
        append(labelsOf: cell, to: &text)
        text.append(literal: ",")
        text.append(numbers.text)
        text.append(unit)
        if let target = cell.pointee.target { text.append(Self.bytes(of: target)) }
        text.append(literal: ",")
        text.append(text: cell.pointee.status.rawValue)
        text.append(literal: "\n")
    }

    private static func bytes(of target: Target) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(literal: target.bound == .atLeast ? ">=" : "<=")
        if target.value.isFinite { bytes.append(real: target.value) }
        return bytes
    }

    /// Makes what the cells of a run have in common; ``append`` takes only such cells until the next.
    mutating func begin(_ run: CellRun) {
        divisions = labels.divisions(of: run.breakdown)
        var text = CommaSeparatedText()
        text.append(data: run.metric)
        text.append(ResultsTable.grain(of: run, in: results))
        text.append(run.period.startText)
        text.append(run.period.endText)
        head = text.bytes + [UInt8(ascii: ",")]
        text = CommaSeparatedText()
        text.append(data: units[run.metric]?.text ?? "")
        unit = [UInt8(ascii: ",")] + text.bytes + [UInt8(ascii: ",")]
    }

    /// `region=华东; tier=A`, as ``SegmentText`` has it; nothing for the total.
    private func append(labelsOf cell: UnsafePointer<MetricCell>, to text: inout RowCursor) {
        var needsQuotes = false
        for index in divisions.indices where labels.place(index, of: divisions, cell).needsQuotes { needsQuotes = true }
        if needsQuotes { text.append(literal: "\"") }
        for index in divisions.indices {
            let place = labels.place(index, of: divisions, cell).range
            if index > 0 { text.append(literal: "; ") }
            text.append(labels.bytes, place)
        }
        if needsQuotes { text.append(literal: "\"") }
    }
}
