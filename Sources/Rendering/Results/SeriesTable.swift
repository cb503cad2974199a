// `series.csv`: the limits of every series: a row for its latest point, and one for each earlier point that is a signal.

import Documents
import Stages
import Tabular

/// Writes what judging says of series.
///
/// - Shape: series in the order of metrics, breakdowns and labels; of each its signals, oldest first, then its latest point.
/// - Units: of the metric; shares are fractions of 1.
/// - Missing: an empty cell.
///
///     csat_top2,week,region=西南,p_prime,20,,2026-09-21,2026-09-28,latest,0.71,412,0.83,0.76,0.9,outside,0.85,at_least,hit_and_miss
struct SeriesTable {
    static let name = "series.csv"
    static let header = [
        "metric", "grain", "segment", "limits", "baseline", "weekdays", "period_start", "period_end", "point", "value",
        "n", "expected", "low", "high", "signal", "target", "bound", "assurance",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for series in results.judgements.series {
            let segment = segments.text(of: series.labels, by: series.breakdown)
            for (index, point) in series.points.enumerated() {
                let isLatest = index + 1 == series.points.count
                guard isLatest || point.signal != .none else { continue }
                append(point, isLatest: isLatest, of: series, segment: segment, to: &table)
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    private func append(
        _ point: SeriesJudgement.Point, isLatest: Bool, of series: SeriesJudgement, segment: String,
        to table: inout CommaSeparatedText
    ) {
        let cell = results.cells[point.cell]
        table.append(data: series.metric)
        table.append(cell.period.grainWord(in: series.breakdown, of: results.period))
        table.append(segment)
        table.append(series.method.rawValue)
        table.append(series.baseline)
        table.append(series.weekdays.rawValue)
        table.append(cell.period.startText)
        table.append(cell.period.endText)
        table.append(isLatest ? "latest" : "earlier")
        table.append(cell.value?.text ?? "")
        table.append(cell.n)
        for number in [point.expected, point.low, point.high] { table.append(Self.text(number)) }
        table.append(point.signal.rawValue)
        table.append(isLatest ? series.target.map { Self.text($0.value) } ?? "" : "")
        table.append(isLatest ? series.target?.bound.rawValue ?? "" : "")
        table.append(isLatest ? series.assurance?.rawValue ?? "" : "")
        table.endRow()
    }

    private static func text(_ number: Double) -> String { number.isFinite ? MetricValue.real(number).text : "" }
}
