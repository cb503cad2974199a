// The head of `results.json`: what the run was, and the definitions that the cells rest on.

import Diagnostics
import Documents
import Stages
import Tabular

/// The definitions with which `results.json` begins; ``CellObject`` writes its cells.
///
/// - Shape: one object: what the run was, `metrics`, `segments`, and `cells` in the results' order, one to a line.
/// - Units: as in `results.csv`; exact decimals keep all their digits.
/// - Missing: null.
struct ResultsHead {
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
            ("compared", results.comparedPeriodsJSON(period)),
            ("metrics", .list(results.metrics.map { $0.json(Self.metricFields) })),
            (
                "segments",
                .list(
                    results.segments.map { segment in
                        segment.json(
                            labels: .list(
                                segment.labels.map { .object([("key", .text($0.key)), ("title", .wording($0.title))]) })
                        )
                    })
            ),
            ("rows_without_time", results.rowsWithoutTimeJSON),
        ] + (results.itemPairs.isEmpty ? [] : [("pairs", results.itemPairsJSON)])
            + DistributionObjects(results: results).entries
            + ExplanationObjects(results: results).entries + FindingObjects(results: results).entries
            + SeriesObjects(results: results).entries + TargetObjects(results: results).entries
            + GroupObjects(results: results).entries + ScorecardObjects(results: results).entries
            + RaterObjects(results: results).entries + EffectObjects(results: results).entries
            + ActionEffectObjects(results: results).entries
    }

    /// As readers of `rapport-results-1` know it.
    private static let metricFields: [MetricField] = [
        .key, .definition, .title, .unit, .better, .formula, .table, .attribution, .interval, .minimumN, .source,
        .caution, .variants,
    ]

    private func period(_ period: Period) -> JSONValue {
        .object(
            [("name", .text(period.name)), ("grain", .optional(period.grain?.rawValue))] + period.boundEntries
                + [("partial", .flag(results.partialPeriods.contains(period)))])
    }
}
