// Findings in `results.json`: how many comparisons were tested, and what deviates.

import Documents
import Stages
import Tabular

/// What judging found, for machines.
struct FindingObjects {
    let results: MetricResults

    /// Nothing where nothing was judged.
    var entries: [JSONValue.Entry] {
        let judgements = results.judgements
        guard judgements.tested > 0 || !judgements.untested.isEmpty else { return [] }
        let untested = Judgements.Untested.allCases.compactMap { why in
            judgements.untested[why].map { (why.rawValue, JSONValue.integer($0)) }
        }
        return [
            (
                "findings",
                .object([
                    ("tested", .integer(judgements.tested)), ("level", .real(judgements.level)),
                    ("untested", .object(untested)), ("list", .list(judgements.findings.map(object))),
                ])
            )
        ]
    }

    private func object(_ finding: Finding) -> JSONValue {
        .object([
            ("metric", .text(finding.metric)),
            ("definition", .optional(results.metrics.first { $0.key == finding.metric }?.definition)),
            ("period", .object(finding.period.boundEntries)),
            ("segment", SegmentLookup(results.segments).object(of: finding.labels, by: finding.breakdown)),
            ("against", .text(finding.against.word)),
            ("base_period", finding.basePeriod.map { .object($0.boundEntries) } ?? .null),
            ("value", .number(finding.value.text)), ("n", .integer(finding.n)),
            ("expected", .real(finding.expected)), ("expected_low", .real(finding.expectedLow)),
            ("expected_high", .real(finding.expectedHigh)), ("gap", .real(finding.gap)),
            ("test", .text(finding.test.rawValue)), ("p", .real(finding.p)), ("adjusted_p", .real(finding.adjustedP)),
            ("certain_size", .real(finding.certainSize)), ("verdict", .text(finding.tone.rawValue)),
        ])
    }
}
