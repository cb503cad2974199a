// The effects of explained changes in `results.csv`, behind the cells: a row for each segment and effect.

import Documents
import Stages
import Tabular

/// Effects as rows of CSV.
///
/// - Shape: the metric is that which is explained, the compared period and the effect, joined by points.
/// - Missing: a hidden effect has no value.
///
///     csat_top2.previous.mix,month,2026-07-01,2026-08-01,region=华东,-0.0485,,,,,,fraction,,
struct ExplanationRows {
    let results: MetricResults

    /// Empty where nothing is explained.
    var bytes: [UInt8] {
        if results.explanations.isEmpty { return [] }
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText()
        for explanation in results.explanations {
            let unit = results.metrics.first { $0.key == explanation.metric }?.unit.text ?? ""
            for line in explanation.lines {
                let labels = segments.text(of: line.labels, by: explanation.breakdown)
                for (number, effect) in explanation.effects.enumerated() {
                    let name = "\(explanation.metric).\(explanation.base.rawValue).\(effect.rawValue)"
                    let value = line.isHidden ? nil : line.effects[number]
                    for field in CellField.inTable {
                        switch field.content {
                        case .shared(.metric): table.append(data: name)
                        case .shared(.grain):
                            table.append(
                                explanation.period.grainWord(in: explanation.breakdown, of: results.period))
                        case .shared(.start): table.append(explanation.period.startText)
                        case .shared(.end): table.append(explanation.period.endText)
                        case .shared(.unit): table.append(data: unit)
                        case .labels: table.append(labels)
                        case .number(.value): table.append(Self.text(value))
                        case .status: table.append(line.isHidden ? CellStatus.hidden.rawValue : "")
                        case .number, .target, .comparisons, .shared: table.append("")
                        }
                    }
                    table.endRow()
                }
            }
        }
        return table.bytes
    }

    private static func text(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "" }
        return MetricValue.real(number).text
    }
}

/// Explanations in `results.json`.
struct ExplanationObjects {
    let results: MetricResults

    /// Nothing where nothing is to be explained, so that results without are as they are.
    var entries: [JSONValue.Entry] {
        if results.explanations.isEmpty { return [] }
        return [("explanations", .list(results.explanations.map(object)))]
    }

    private func object(_ explanation: Explanation) -> JSONValue {
        let segments = SegmentLookup(results.segments)
        return .object([
            ("metric", .text(explanation.metric)),
            ("definition", .optional(results.metrics.first { $0.key == explanation.metric }?.definition)),
            ("against", .text(explanation.base.rawValue)),
            ("by", .list(explanation.breakdown.segments.map { .text($0) })),
            ("period", .object(explanation.period.boundEntries)),
            ("base_period", .object(explanation.basePeriod.boundEntries)),
            ("value", .number(explanation.now)), ("base_value", .number(explanation.then)),
            ("change", .real(explanation.change)),
            ("not_explained", .optional(explanation.obstacle?.word)),
            ("reversal", .optional(explanation.reversal?.rawValue)),
            ("effects", explanation.totals.map { Self.effects($0, explanation) } ?? .null),
            ("hidden", .real(explanation.hiddenSum)),
            (
                "segments",
                .list(
                    explanation.lines.map { line in
                        .object([
                            ("segment", segments.object(of: line.labels, by: explanation.breakdown)),
                            ("value", .number(line.now)), ("base_value", .number(line.then)),
                            ("share", line.isHidden ? .null : .real(line.shares.now)),
                            ("base_share", line.isHidden ? .null : .real(line.shares.then)),
                            ("effects", line.isHidden ? .null : Self.effects(line.effects, explanation)),
                        ])
                    })
            ),
        ])
    }

    private static func effects(_ numbers: [Double], _ explanation: Explanation) -> JSONValue {
        .object(zip(explanation.effects, numbers).map { ($0.rawValue, .real($1)) })
    }
}

extension Explanation.Obstacle {
    fileprivate var word: String {
        switch self {
        case .partial: "partial"
        case .noValue: "no-value"
        case .partsAreNotWhole: "parts-are-not-whole"
        case .hidden: "hidden"
        }
    }
}

extension JSONValue {
    /// A number with all its digits.
    fileprivate static func number(_ value: MetricValue?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number(value.text)
    }
}
