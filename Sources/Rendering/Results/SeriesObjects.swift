// Series in `results.json`: those of totals, and of segments those whose latest point is a signal.

import Documents
import Stages
import Tabular

/// What judging says of series, for machines; all of them stand in `series.csv`.
struct SeriesObjects {
    let results: MetricResults

    /// Nothing where the report has no series.
    var entries: [JSONValue.Entry] {
        let judgements = results.judgements
        guard !judgements.series.isEmpty || !judgements.seriesWithoutLimits.isEmpty else { return [] }
        let without = Judgements.WithoutLimits.allCases.compactMap { why in
            judgements.seriesWithoutLimits[why].map { (why.rawValue, JSONValue.integer($0)) }
        }
        let segments = SegmentLookup(results.segments)
        let listed = judgements.series.filter { $0.labels.isEmpty || $0.isUnusual }
        return [
            (
                "series",
                .object([
                    ("judged", .integer(judgements.series.count)),
                    ("rules", .text(judgements.seriesRules.rawValue)),
                    ("unusual", .integer(judgements.series.count { $0.isUnusual })),
                    ("without_limits", .object(without)), ("list", .list(listed.map { object($0, segments) })),
                ])
            )
        ]
    }

    private func object(_ series: SeriesJudgement, _ segments: SegmentLookup) -> JSONValue {
        let signals = series.points.filter { $0.signal != .none }
        return .object([
            ("metric", .text(series.metric)),
            ("grain", .optional((series.breakdown.grain ?? results.period.grain)?.rawValue)),
            ("segment", segments.object(of: series.labels, by: series.breakdown)),
            ("limits", .text(series.method.rawValue)), ("baseline", .integer(series.baseline)),
            ("points", .integer(series.points.count)),
            ("weekdays", .optional(series.weekdays == .none ? nil : series.weekdays.rawValue)),
            ("state", .text(series.isUnusual ? "unusual" : "usual")),
            ("target", series.target.map { .real($0.value) } ?? .null),
            ("assurance", .optional(series.assurance?.rawValue)),
            ("latest", series.latest.map(point) ?? .null), ("signals", .list(signals.map(point))),
        ])
    }

    private func point(_ point: SeriesJudgement.Point) -> JSONValue {
        let cell = results.cells[point.cell]
        func limit(_ number: Double) -> JSONValue { number.isFinite ? .real(number) : .null }
        return .object([
            ("period", .object(cell.period.boundEntries)),
            ("value", cell.value.map { .number($0.text) } ?? .null), ("n", .integer(cell.n)),
            ("expected", .real(point.expected)), ("low", limit(point.low)), ("high", limit(point.high)),
            ("signal", .optional(point.signal == .none ? nil : point.signal.rawValue)),
        ])
    }
}
