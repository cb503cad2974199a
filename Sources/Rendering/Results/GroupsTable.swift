// `groups.csv`: agents, teams or places beside each other, a row for each label and metric.

import Documents
import Stages
import Tabular

/// Writes the judgements of groups.
///
/// - Shape: one row per label, by segment and metric; those judged first, the best of them first, then the others.
/// - Units: of the metric; shares are fractions of 1; `n` and ranks are counted, `size` is what the funnel is drawn by.
/// - Missing: an empty cell; `not_judged` says why.
///
///     csat_top2,2026-07-01,2026-10-01,agent,A17,fraction,212,0.91,0.894,0.858,0.926,1,4,above,212,0.8,0.88,0.77,0.9,beyond-99.8,…
struct GroupsTable {
    static let name = "groups.csv"
    static let header = [
        "metric", "period_start", "period_end", "segment", "label", "unit", "n", "value", "shrunken", "shrunken_low",
        "shrunken_high", "rank_low", "rank_high", "band", "size", "limit_95_low", "limit_95_high", "limit_998_low",
        "limit_998_high", "funnel", "dispersion", "observed", "expected", "observed_to_expected", "ratio_low",
        "ratio_high", "adjusted_p", "adjusted_band", "not_judged",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        let units = Dictionary(
            results.metrics.map { ($0.key, $0.unit.text) }, uniquingKeysWith: { first, _ in first })
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for judgement in results.judgements.groups {
            for line in judgement.lines {
                table.append(data: judgement.metric)
                table.append(results.period.startText)
                table.append(results.period.endText)
                table.append(data: judgement.segment)
                table.append(data: segments.label(line.label, of: judgement.segment)?.key ?? "")
                table.append(data: units[judgement.metric] ?? "")
                table.append(line.n.map(String.init) ?? "")
                for text in Self.texts(of: line, judgement) { table.append(text) }
                table.endRow()
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    /// Those behind `n`.
    private static func texts(of line: GroupJudgement.Line, _ judgement: GroupJudgement) -> [String] {
        guard let finding = line.finding else {
            return [String](repeating: "", count: header.count - 8) + [
                line.omission?.rawValue ?? judgement.obstacle?.rawValue ?? ""
            ]
        }
        let adjusted = finding.adjusted
        return numbers(finding.raw, finding.shrunken, finding.interval.low, finding.interval.high)
            + [String(finding.ranks.lowerBound), String(finding.ranks.upperBound), finding.band.rawValue]
            + numbers(
                finding.size, finding.funnel95.low, finding.funnel95.high, finding.funnel998.low, finding.funnel998.high
            )
            + [finding.place.rawValue, judgement.dispersion.rawValue]
            + numbers(
                adjusted?.observed, adjusted?.expected, adjusted?.ratio, adjusted?.interval.low,
                adjusted?.interval.high,
                adjusted?.adjustedP)
            + [adjusted?.band.rawValue ?? "", ""]
    }

    private static func numbers(_ numbers: Double?...) -> [String] {
        numbers.map { number in
            guard let number, number.isFinite else { return "" }
            return MetricValue.real(number).text
        }
    }
}
