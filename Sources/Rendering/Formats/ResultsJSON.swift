// `results.json`: the same cells as `results.csv`, with typed fields, comparisons and the definitions they rest on.

import Diagnostics
import Stages
import Tabular

/// The definitions with which `results.json` begins; ``ResultsJSONRow`` writes its cells.
///
/// - Shape: one object: what the run was, `metrics`, `segments`, and `cells` in the results' order, one to a line.
/// - Units: as in `results.csv`; exact decimals keep all their digits.
/// - Missing: null.
struct ResultsJSON {
    var results: MetricResults
    var facts: RunFacts

    /// What stands before the cells.
    var head: [JSONValue.Entry] {
        [
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
        ]
    }

    private func period(_ period: Period) -> JSONValue {
        .object([
            ("name", .text(period.name)),
            ("grain", .optional(period.grain?.rawValue)),
            ("start", period.start == nil ? .null : .text(period.startText)),
            ("end", period.end == nil ? .null : .text(period.endText)),
            ("partial", .flag(results.partialPeriods.contains(period))),
        ])
    }

    private func metric(_ metric: MetricDescription) -> JSONValue {
        .object([
            ("key", .text(metric.key)), ("definition", .text(metric.definition)), ("title", .wording(metric.title)),
            ("unit", .text(metric.unit.text)), ("better", .text(metric.better.rawValue)),
            ("formula", .wording(metric.formula)), ("table", .optional(metric.table)),
            ("attribution", .optional(metric.attribution)), ("interval", .optional(metric.interval)),
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
}
