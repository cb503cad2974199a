// The slow twins of results.json and results.csv: a tree of values, and a String for every cell.

import Diagnostics
import Documents
import Stages
import Tabular

@testable import Rendering

enum ResultsTwin {
    /// `results.json` from its cells on, as a tree of values.
    static func json(_ results: MetricResults) -> [UInt8] {
        let metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let cells = results.cells.enumerated().map { position, cell in
            let metric = metrics[cell.metric]
            return JSONValue.object([
                ("metric", .text(cell.metric)), ("definition", .optional(metric?.definition)),
                ("grain", .text(cell.period.grainWord(in: cell.breakdown, of: results.period))),
                ("period_start", cell.period.start == nil ? .null : .text(cell.period.startText)),
                ("period_end", cell.period.end == nil ? .null : .text(cell.period.endText)),
                ("partial", .flag(results.partialPeriods.contains(cell.period))),
                ("segment", .object(pairs(of: cell, in: results).map { ($0.segment, .optional($0.label?.key)) })),
                ("value", value(cell.value)), ("numerator", value(cell.numerator)),
                ("denominator", value(cell.denominator)), ("n", .integer(cell.n)), ("low", .real(cell.low)),
                ("high", .real(cell.high)), ("unit", .optional(metric?.unit.text)),
                (
                    "target",
                    cell.target.map { .object([("bound", .text($0.bound.rawValue)), ("value", .real($0.value))]) }
                        ?? .null
                ),
                ("status", .text(cell.status.rawValue)),
                ("comparisons", .list((results.comparisons[position] ?? []).map(comparison))),
            ])
        }
        return JSONText(.object([("cells", .list(cells))]), layout: .lines(levels: 2)).bytes
    }

    private static func comparison(_ comparison: Comparison) -> JSONValue {
        let verdicts: [Comparison.Verdict: String] = [
            .better: "better", .worse: "worse", .changed: "changed", .withinNoise: "within-noise",
            .unjudged: "unjudged", .untested: "untested", .notComparable: "not-comparable",
        ]
        return .object([
            ("base", .text(comparison.base.rawValue)),
            ("period_start", comparison.basePeriod.start == nil ? .null : .text(comparison.basePeriod.startText)),
            ("period_end", comparison.basePeriod.end == nil ? .null : .text(comparison.basePeriod.endText)),
            ("base_value", value(comparison.baseValue)), ("difference", .real(comparison.difference)),
            ("low", .real(comparison.low)), ("high", .real(comparison.high)),
            ("relative", .real(comparison.relative)), ("verdict", .optional(verdicts[comparison.verdict])),
        ])
    }

    private static func value(_ value: MetricValue?) -> JSONValue {
        switch value {
        case .exact(let decimal)?: .number(decimal.description)
        case .real(let double)?: .real(double)
        case nil: .null
        }
    }

    /// `results.csv` without its header, cell by cell.
    static func csv(_ results: MetricResults) -> [UInt8] {
        let units = Dictionary(results.metrics.map { ($0.key, $0.unit) }, uniquingKeysWith: { first, _ in first })
        let rows = results.cells.map { cell in
            [
                CommaSeparatedText.guarded(cell.metric), cell.period.grainWord(in: cell.breakdown, of: results.period),
                cell.period.startText, cell.period.endText,
                pairs(of: cell, in: results).map { pair in
                    pair.label.map { SegmentText.pair(pair.segment, $0.key) } ?? "\(pair.segment)="
                }
                .joined(separator: "; "),
                text(cell.value), text(cell.numerator), text(cell.denominator),
                cell.status == .hidden ? "" : String(cell.n),
                text(cell.low.map { .real($0) }), text(cell.high.map { .real($0) }),
                CommaSeparatedText.guarded(units[cell.metric]?.text ?? ""),
                cell.target.map { ($0.bound == .atLeast ? ">=" : "<=") + text(.real($0.value)) } ?? "",
                cell.status.rawValue,
            ].map { text in
                text.utf8.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }
                    ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                        + "\"" : text
            }
        }
        return rows.flatMap { Array(($0.joined(separator: ",") + "\n").utf8) }
    }

    private static func text(_ value: MetricValue?) -> String {
        guard let value, PrintedNumber(value) != nil else { return "" }
        return value.text
    }

    private static func pairs(
        of cell: MetricCell, in results: MetricResults
    ) -> [(segment: String, label: SegmentLabel?)] {
        let segments = SegmentLookup(results.segments)
        return cell.breakdown.segments.enumerated().map { index, segment in
            (segment, index < cell.labels.count ? segments.label(cell.labels[index], of: segment) : nil)
        }
    }
}
