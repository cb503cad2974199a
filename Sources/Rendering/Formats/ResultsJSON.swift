// `results.json`: the same cells as `results.csv`, with typed fields, comparisons and the definitions they rest on.

import Diagnostics
import Stages
import Tabular

/// Writes metric results as JSON.
///
/// - Shape: one object: what the run was, `metrics`, `segments`, and `cells` in the results' order, one to a line.
/// - Units: as in `results.csv`; exact decimals keep all their digits.
/// - Missing: null.
struct ResultsJSON {
    var results: MetricResults
    var facts: RunFacts

    var file: RenderedFile {
        let definitions = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let segments = SegmentLookup(results.segments)
        let cells = results.cells.enumerated().map { position, cell in
            self.cell(cell, position: position, metric: definitions[cell.metric], segments: segments)
        }
        let document = JSONValue.object([
            ("format", .text("rapport-results-1")),
            ("title", .wording(facts.title)),
            ("pipeline", .text(facts.pipeline)),
            ("pipeline_fingerprint", .text(facts.pipelineFingerprint)),
            ("tool_version", .text(facts.toolVersion)),
            ("as_of_ms", .number(String(facts.asOf))),
            ("timezone", .text(facts.zone.identifier)),
            ("period", period(results.period)),
            (
                "compared",
                .object(
                    Comparison.Base.allCases.compactMap { base in
                        results.comparedPeriods[base].map { (base.rawValue, period($0)) }
                    })
            ),
            ("metrics", .list(results.metrics.map(metric))),
            ("segments", .list(results.segments.map(segment))),
            (
                "rows_without_time",
                .object(results.rowsWithoutTime.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
            ),
            ("cells", .list(cells)),
        ])
        return RenderedFile(name: "results.json", bytes: JSONText(document, depth: 2).bytes)
    }

    private func period(_ period: Period) -> JSONValue {
        .object([
            ("name", .text(period.name)),
            ("grain", .text(period.grain?.rawValue)),
            ("start", period.start == nil ? .null : .text(period.startText)),
            ("end", period.end == nil ? .null : .text(period.endText)),
            ("partial", .flag(results.partialPeriods.contains(period))),
        ])
    }

    private func metric(_ metric: MetricDescription) -> JSONValue {
        .object([
            ("key", .text(metric.key)), ("definition", .text(metric.definition)), ("title", .wording(metric.title)),
            ("unit", .text(metric.unit.text)), ("better", .text(metric.better.rawValue)),
            ("formula", .wording(metric.formula)), ("table", .text(metric.table)),
            ("attribution", .text(metric.attribution)), ("interval", .text(metric.interval)),
            ("minimum_n", .integer(metric.minimumN)), ("source", .wording(metric.source)),
            ("caution", .wording(metric.caution)),
        ])
    }

    private func segment(_ segment: Segment) -> JSONValue {
        .object([
            ("key", .text(segment.key)), ("title", .wording(segment.title)),
            (
                "labels",
                .list(segment.labels.map { .object([("key", .text($0.key)), ("title", .wording($0.title))]) })
            ),
            ("convention", .wording(segment.convention)),
        ])
    }

    private func cell(
        _ cell: MetricCell, position: Int, metric: MetricDescription?, segments: SegmentLookup
    ) -> JSONValue {
        .object([
            ("metric", .text(cell.metric)), ("definition", .text(metric?.definition)),
            ("grain", .text(ResultsTable.grain(of: cell, in: results))),
            ("period_start", cell.period.start == nil ? .null : .text(cell.period.startText)),
            ("period_end", cell.period.end == nil ? .null : .text(cell.period.endText)),
            ("partial", .flag(results.partialPeriods.contains(cell.period))),
            (
                "segment",
                .object(segments.pairs(of: cell).map { ($0.segment, .text($0.label?.key)) })
            ),
            ("value", .value(cell.value)), ("numerator", .value(cell.numerator)),
            ("denominator", .value(cell.denominator)), ("n", .integer(cell.n)), ("low", .real(cell.low)),
            ("high", .real(cell.high)), ("unit", .text(metric?.unit.text)),
            (
                "target",
                cell.target.map {
                    .object([("bound", .text($0.bound.rawValue)), ("value", .real($0.value))])
                } ?? .null
            ),
            ("status", .text(cell.status.rawValue)),
            ("comparisons", .list((results.comparisons[position] ?? []).map(comparison))),
        ])
    }

    private func comparison(_ comparison: Comparison) -> JSONValue {
        .object([
            ("base", .text(comparison.base.rawValue)),
            ("period_start", comparison.basePeriod.start == nil ? .null : .text(comparison.basePeriod.startText)),
            ("period_end", comparison.basePeriod.end == nil ? .null : .text(comparison.basePeriod.endText)),
            ("base_value", .value(comparison.baseValue)), ("difference", .real(comparison.difference)),
            ("low", .real(comparison.low)), ("high", .real(comparison.high)),
            ("relative", .real(comparison.relative)), ("verdict", .text(Self.name(of: comparison.verdict))),
        ])
    }

    /// As the pipeline file would write it: `within-noise`.
    private static func name(of verdict: Comparison.Verdict) -> String {
        switch verdict {
        case .better: "better"
        case .worse: "worse"
        case .changed: "changed"
        case .withinNoise: "within-noise"
        case .unjudged: "unjudged"
        case .notComparable: "not-comparable"
        }
    }
}
