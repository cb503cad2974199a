// `alerts.csv`: the alerts that have fired, a row for each.

import Documents
import Stages
import Tabular

/// Writes the alerts.
///
/// - Shape: one row per alert, in the order of the pipeline file.
/// - Units: of the metric; shares are fractions of 1.
/// - Missing: an empty cell.
///
///     complaints,day,2026-09-14,2026-09-15,category=delivery,crisis,,alert_limit,31,31,9.5,22
struct AlertsTable {
    static let name = "alerts.csv"
    static let header = [
        "metric", "grain", "period_start", "period_end", "segment", "rule", "periods", "reason", "value", "n",
        "expected", "limit",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for alert in results.judgements.alerts {
            table.append(data: alert.metric)
            table.append(alert.period.grainWord(in: alert.breakdown, of: results.period))
            table.append(alert.period.startText)
            table.append(alert.period.endText)
            table.append(segments.text(of: alert.labels, by: alert.breakdown))
            table.append(alert.rule.word)
            if case .missed(let periods) = alert.rule { table.append(periods) } else { table.append("") }
            table.append(alert.reason.rawValue)
            table.append(alert.value.text)
            table.append(alert.n)
            table.append(MetricValue.real(alert.expected).text)
            table.append(alert.limit.map { MetricValue.real($0).text } ?? "")
            table.endRow()
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }
}

extension MetricResults {
    /// The alerts as the record of a run has them; nil where none is watched for.
    package var alertsJSON: JSONValue? {
        guard judgements.alertsAsked > 0 else { return nil }
        let lookup = SegmentLookup(segments)
        let fired = judgements.alerts.map { alert in
            JSONValue.object([
                ("metric", .text(alert.metric)), ("period", .object(alert.period.boundEntries)),
                ("segment", lookup.object(of: alert.labels, by: alert.breakdown)), ("rule", .text(alert.rule.word)),
                ("reason", .text(alert.reason.rawValue)), ("value", .number(alert.value.text)),
                ("n", .integer(alert.n)), ("expected", .real(alert.expected)),
                ("limit", alert.limit.map { .real($0) } ?? .null),
            ])
        }
        let unwatched = judgements.alertsNotWatched.map { alert in
            JSONValue.object([
                ("metric", .text(alert.metric)),
                ("segment", .object(zip(alert.segments, alert.labels).map { ($0, .text($1)) })),
                ("rule", .text(alert.rule.word)), ("reason", .text(alert.why.rawValue)),
            ])
        }
        return .object([
            ("watched", .integer(judgements.alertsWatched)), ("fired", .list(fired)), ("not_watched", .list(unwatched)),
        ])
    }
}
