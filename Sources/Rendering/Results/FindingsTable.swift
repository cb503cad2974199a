// `findings.csv`, and findings in `results.json`: what deviates by more than chance, the largest certain one first.

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

    var results: MetricResults
    var startsWithByteOrderMark = false

    /// A finding with its rank.
    typealias Row = (rank: Int, finding: Finding)

    static func fields(of results: MetricResults) -> [RowField<Row>] {
        [
            .inTable("rank") { .integer($0.rank) },
            RowField("metric") { .name($0.finding.metric) },
            .inObject("definition") { row in
                .name(results.metrics.first { $0.key == row.finding.metric }?.definition)
            },
            .inTable("grain") { .word($0.finding.period.grainWord(in: $0.finding.breakdown, of: results.period)) },
            .period { $0.finding.period },
            RowField("segment") { .place($0.finding.labels, $0.finding.breakdown) },
            RowField("against") { .word($0.finding.against.word) },
            RowField(columns: ["base_start", "base_end"], key: "base_period") { .bounds($0.finding.basePeriod) },
            RowField("value") { .number($0.finding.value) },
            RowField("n") { .integer($0.finding.n) },
            RowField("expected") { .real($0.finding.expected) },
            RowField("expected_low") { .real($0.finding.expectedLow) },
            RowField("expected_high") { .real($0.finding.expectedHigh) },
            RowField("gap") { .real($0.finding.gap) },
            RowField("test") { .word($0.finding.test.rawValue) },
            RowField("p") { .real($0.finding.p) },
            RowField("adjusted_p") { .real($0.finding.adjustedP) },
            RowField("certain_size") { .real($0.finding.certainSize) },
            RowField("verdict") { .word($0.finding.tone.rawValue) },
        ]
    }

    var file: RenderedFile {
        let fields = RowFields(Self.fields(of: results), results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(RowFields.header(fields.fields))
        for (index, finding) in results.judgements.findings.enumerated() {
            fields.append((index + 1, finding), to: &table)
            table.endRow()
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }
}

/// Findings in `results.json`: how many comparisons were tested, and what deviates.
struct FindingObjects {
    let results: MetricResults

    /// Nothing where nothing was judged.
    var entries: [JSONValue.Entry] {
        let judgements = results.judgements
        guard judgements.tested > 0 || !judgements.untested.isEmpty else { return [] }
        let untested = Judgements.Untested.allCases.compactMap { why in
            judgements.untested[why].map { (why.rawValue, JSONValue.integer($0)) }
        }
        let fields = RowFields(FindingsTable.fields(of: results), results.segments)
        return [
            (
                "findings",
                .object([
                    ("tested", .integer(judgements.tested)), ("level", .real(judgements.level)),
                    ("untested", .object(untested)),
                    (
                        "list",
                        .list(judgements.findings.enumerated().map { .object(fields.entries(($0 + 1, $1))) })
                    ),
                ])
            )
        ]
    }
}
