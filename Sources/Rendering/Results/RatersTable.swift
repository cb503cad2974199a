// `raters.csv`: how much higher or lower each rater scores than the others score the same people.

import Documents
import Stages
import Tabular

/// Writes the comparisons of raters.
///
/// - Shape: a row per rater.
/// - Units: of the metric.
/// - Missing: an empty cell.
///
///     quality,qa_score,2026-07-01,2026-10-01,evaluator=Q01,14,-3.2,-5.1,-1.3,0.004,0.012,yes
struct RatersTable {
    static let name = "raters.csv"
    static let header = [
        "raters", "metric", "period_start", "period_end", "rater", "shared", "difference", "low", "high", "p",
        "adjusted_p", "found",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for comparison in results.judgements.raters {
            let breakdown = Breakdown(segments: [comparison.raterSegment])
            for rater in comparison.raters {
                table.append(data: comparison.key)
                table.append(data: comparison.metric)
                table.append(comparison.period.startText)
                table.append(comparison.period.endText)
                table.append(segments.text(of: [rater.label], by: breakdown))
                table.append(rater.shared)
                let severity = rater.severity
                for number in [
                    severity?.difference, severity?.low, severity?.high, severity?.p, severity?.adjustedP,
                ] { table.append(number.map { MetricValue.real($0).text } ?? "") }
                table.append(severity.map { $0.isFound ? "yes" : "no" } ?? "")
                table.endRow()
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }
}

/// Comparisons of raters in `results.json`.
struct RaterObjects {
    let results: MetricResults

    /// Nothing where there is none, so that results without are as they are.
    var entries: [JSONValue.Entry] {
        let raters = results.judgements.raters
        return raters.isEmpty ? [] : [("raters", .list(raters.map(object)))]
    }

    private func object(_ comparison: RaterComparison) -> JSONValue {
        let segments = SegmentLookup(results.segments)
        let agreement = comparison.agreement
        return .object([
            ("key", .text(comparison.key)), ("title", .wording(comparison.title)), ("metric", .text(comparison.metric)),
            ("rater", .text(comparison.raterSegment)), ("subject", .text(comparison.subjectSegment)),
            ("period", .object(comparison.period.boundEntries)),
            ("shared_subjects", .optional(agreement?.subjects)), ("alpha", .real(agreement?.alpha)),
            ("icc", .real(agreement?.correlation?.estimate)), ("icc_low", .real(agreement?.correlation?.low)),
            ("icc_high", .real(agreement?.correlation?.high)),
            (
                "raters",
                .list(
                    comparison.raters.map { rater in
                        let severity = rater.severity
                        return .object([
                            ("rater", .optional(segments.label(rater.label, of: comparison.raterSegment)?.key)),
                            ("shared", .integer(rater.shared)), ("difference", .real(severity?.difference)),
                            ("low", .real(severity?.low)), ("high", .real(severity?.high)), ("p", .real(severity?.p)),
                            ("adjusted_p", .real(severity?.adjustedP)),
                        ])
                    })
            ),
        ])
    }
}
