// `findings.csv`: what deviates by more than chance, a row for each finding, the largest certain one first.

import Documents
import Stages
import Tabular

/// Writes the findings.
///
/// - Shape: one row per finding, in the order of their rank.
/// - Units: of the metric; shares are fractions of 1.
/// - Missing: an empty cell.
///
///     1,csat_top2,quarter,2026-07-01,2026-10-01,region=西南,rest,,,0.42,120,0.81,0.74,0.87,-0.39,proportions,1e-12,4e-10,0.55,worse
struct FindingsTable {
    static let name = "findings.csv"
    static let header = [
        "rank", "metric", "grain", "period_start", "period_end", "segment", "against", "base_start", "base_end",
        "value", "n", "expected", "expected_low", "expected_high", "gap", "test", "p", "adjusted_p", "certain_size",
        "verdict",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for (index, finding) in results.judgements.findings.enumerated() {
            table.append(index + 1)
            table.append(data: finding.metric)
            table.append(finding.period.grainWord(in: finding.breakdown, of: results.period))
            table.append(finding.period.startText)
            table.append(finding.period.endText)
            table.append(segments.text(of: finding.labels, by: finding.breakdown))
            table.append(finding.against.word)
            table.append(finding.basePeriod?.startText ?? "")
            table.append(finding.basePeriod?.endText ?? "")
            table.append(finding.value.text)
            table.append(finding.n)
            for number in [finding.expected, finding.expectedLow, finding.expectedHigh, finding.gap] {
                table.append(MetricValue.real(number).text)
            }
            table.append(finding.test.rawValue)
            for number in [finding.p, finding.adjustedP, finding.certainSize] {
                table.append(MetricValue.real(number).text)
            }
            table.append(finding.tone.rawValue)
            table.endRow()
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }
}
