// Many reports of noise alone, and of noise with one true gap: how often anything is called a finding that is none.

import Diagnostics
import Foundation
import Stages
import TestSupport
import Testing

@testable import Judgement

/// With `RAPPORT_SIMULATE` in the environment so many times as many reports are made; `Benchmarks/NOTES.md` has the figures of thousands.
struct FalseFindingsTests {
    private static let more = ProcessInfo.processInfo.environment["RAPPORT_SIMULATE"].flatMap(Int.init) ?? 1

    private static func judged(_ results: MetricResults) -> Judgements {
        Judgement.run(JudgementPlan(options: JudgementOptions()), on: results, collector: DiagnosticCollector())
            .judgements
    }

    @Test(arguments: 0..<4) func `few reports of noise have any finding at all`(part: Int) {
        let reports = 60 * Self.more
        var tables: [Double: [[Double]]] = [:]
        var (alarms, tested, found) = (0, 0, [String: Int]())
        for report in 0..<reports {
            var noise = NoisyReport(seed: UInt64(100_000 * part + report), tables: tables)
            let made = noise.results()
            tables = made.tables
            let judgements = Self.judged(made.results)
            tested += judgements.tested
            if !judgements.findings.isEmpty { alarms += 1 }
            for finding in judgements.findings { found["\(finding.metric) \(finding.test)", default: 0] += 1 }
        }
        // Of a few reports one may be more: of a thousand the share is below 5 %.
        let most = 0.05 * Double(reports) + (Self.more > 1 ? 0 : 2)
        #expect(Double(alarms) <= most, "\(alarms) of \(reports): \(found)")
        #expect(tested > 150 * reports)
        print("simulated: \(alarms) of \(reports) reports of noise have a finding, of \(tested) comparisons: \(found)")
    }

    @Test(arguments: 0..<4) func `a planted gap is found and ranked first, and few findings beside it are false`(
        part: Int
    ) {
        let reports = 20 * Self.more
        var tables: [Double: [[Double]]] = [:]
        var (first, falseShare) = (0, 0.0)
        for report in 0..<reports {
            var noise = NoisyReport(seed: UInt64(9_000_000 + 100_000 * part + report), planted: 0.42, tables: tables)
            let made = noise.results()
            tables = made.tables
            let findings = Self.judged(made.results).findings
            if let top = findings.first, top.metric == "csat", top.labels.first == 0,
                top.breakdown.segments.first == "agent"
            {
                first += 1
            }
            // Whoever is beside an agent that satisfies so few differs from the rest, the total too.
            let others = findings.count { $0.metric != "csat" }
            falseShare += Double(others) / Double(max(1, findings.count))
        }
        #expect(first == reports || Self.more > 1 && Double(first) >= 0.99 * Double(reports), "\(first)")
        #expect(falseShare / Double(reports) < 0.05, "\(falseShare / Double(reports))")
        print(
            "simulated: the planted gap first in \(first) of \(reports), false findings \(falseShare / Double(reports))"
        )
    }
}
