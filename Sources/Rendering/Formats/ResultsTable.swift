// `results.csv`: every cell of the results as one tidy row.

import Stages
import Tabular

/// Writes metric results as a tidy table.
///
/// - Shape: one row per cell, in the results' order, under
///   `metric,grain,period_start,period_end,segment,value,numerator,denominator,n,low,high,unit,target,status`.
/// - Units: rates are fractions; `period_end` is exclusive; `target` is `>=0.9` or `<=0.05`.
/// - Missing: an undefined value is an empty cell.
///
///     csat_top2,month,2026-07-01,2026-08-01,region=华东; tier=A,0.83,83,100,100,0.744,0.891,fraction,>=0.9,missed
struct ResultsTable {
    static let header = [
        "metric", "grain", "period_start", "period_end", "segment", "value", "numerator", "denominator", "n", "low",
        "high", "unit", "target", "status",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let units = Dictionary(results.metrics.map { ($0.key, $0.unit) }, uniquingKeysWith: { first, _ in first })
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for cell in results.cells {
            table.append(data: cell.metric)
            table.append(Self.grain(of: cell, in: results))
            table.append(cell.period.startText)
            table.append(cell.period.endText)
            table.append(data: segments.text(of: cell))
            table.append(Self.text(cell.value))
            table.append(Self.text(cell.numerator))
            table.append(Self.text(cell.denominator))
            table.append(cell.n)
            table.append(Self.text(cell.low))
            table.append(Self.text(cell.high))
            table.append(data: units[cell.metric]?.text ?? "")
            table.append(Self.text(cell.target))
            table.append(cell.status.rawValue)
            table.endRow()
        }
        return RenderedFile(name: "results.csv", bytes: table.bytes)
    }

    /// The breakdown's period length, else the report's, else `span` or `all`.
    static func grain(of cell: MetricCell, in results: MetricResults) -> String {
        if let grain = cell.breakdown.grain { return grain.rawValue }
        if let grain = cell.period.grain ?? results.period.grain { return grain.rawValue }
        return cell.period.start == nil ? "all" : "span"
    }

    private static func text(_ value: MetricValue?) -> String {
        guard let value, PrintedNumber(value) != nil else { return "" }
        return value.text
    }

    private static func text(_ number: Double?) -> String { text(number.map { MetricValue.real($0) }) }

    private static func text(_ target: Target?) -> String {
        guard let target else { return "" }
        return (target.bound == .atLeast ? ">=" : "<=") + text(target.value)
    }
}

/// Finds the segments and labels that a cell names by number.
struct SegmentLookup {
    private let segments: [String: Segment]

    init(_ segments: [Segment]) {
        self.segments = Dictionary(segments.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(key: String) -> Segment? { segments[key] }

    /// The label at a position of a segment; nil when there is none.
    func label(_ position: Int, of segment: String) -> SegmentLabel? {
        guard let labels = segments[segment]?.labels, labels.indices.contains(position) else { return nil }
        return labels[position]
    }

    /// Segment and label of each division of a cell, in the breakdown's order.
    func pairs(of cell: MetricCell) -> [(segment: String, label: SegmentLabel?)] {
        cell.breakdown.segments.enumerated().map { index, segment in
            (segment, index < cell.labels.count ? label(cell.labels[index], of: segment) : nil)
        }
    }

    /// `region=华东; tier=A`; empty for the total.
    func text(of cell: MetricCell) -> String {
        pairs(of: cell).map { "\($0.segment)=\(CommaSeparatedText.guarded($0.label?.key ?? ""))" }
            .joined(separator: "; ")
    }
}
