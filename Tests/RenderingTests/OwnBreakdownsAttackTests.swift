// An attacker who solves for hidden cells from those of other metrics of the same rows, each shown by breakdowns of its own.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement
@testable import Rendering

struct OwnBreakdownsAttackTests {
    /// The cells of few rows that are known all the same.
    private static func found(_ sample: OwnBreakdowns, _ shown: MetricResults, small: [MetricCell]) -> [String] {
        var told = ToldSums()
        let metrics = Dictionary(uniqueKeysWithValues: sample.metrics.map { ($0.key, $0) })
        for cell in shown.cells where cell.status != .hidden {
            guard let metric = metrics[cell.metric] else { continue }
            for sum in sample.sums(metric, cell) { told.add(sum) }
        }
        for breakdown in shown.breakdowns {
            for period in OwnBreakdowns.periods(of: breakdown) {
                for labels in OwnBreakdowns.combinations(breakdown) {
                    for sum in sample.sumsOfNothing(breakdown, period, labels) { told.add(sum) }
                }
            }
        }
        return small.filter { cell in
            metrics[cell.metric].map { told.knows(sample.sums($0, cell)[0]) } ?? false
        }.map { "\($0.metric) \($0.breakdown) \($0.period.startText) \($0.labels)" }
    }

    /// The cells that rest on few rows and are not told beside a rate.
    private static func small(_ sample: OwnBreakdowns, _ results: MetricResults) -> [MetricCell] {
        let metrics = Dictionary(uniqueKeysWithValues: sample.metrics.map { ($0.key, $0) })
        return results.cells.filter { cell in
            (1..<5).contains(cell.n) && metrics[cell.metric].map { !sample.isTold($0, cell) } ?? false
        }
    }

    private static func onlySmallOnes(_ results: MetricResults, _ small: [MetricCell]) -> MetricResults {
        var results = results
        func name(_ cell: MetricCell) -> String { "\(cell.metric) \(cell.breakdown) \(cell.period) \(cell.labels)" }
        let names = Set(small.map(name))
        for (position, cell) in results.cells.enumerated() where names.contains(name(cell)) {
            results.cells[position].status = .hidden
        }
        return results
    }

    @Test(arguments: 0..<8)
    func `no cell of few calls follows from other metrics, whatever breakdowns each has of its own`(part: Int) {
        var (unprotected, hidden, all) = (0, 0, 0)
        for seed in UInt64(part * 50)..<UInt64(part * 50 + 50) {
            let sample = OwnBreakdowns(seed: seed)
            let results = sample.results()
            let small = Self.small(sample, results)
            let protected = SmallCells(floor: 5).hidden(in: results)
            let found = Self.found(sample, protected, small: small)
            let metrics = zip(sample.metrics, sample.breakdowns).map { "\($0.key): \($1.count)" }
            #expect(found == [], "seed \(seed), \(metrics)")
            unprotected += Self.found(sample, Self.onlySmallOnes(results, small), small: small).count
            hidden += protected.cells.count { $0.status == .hidden }
            all += protected.cells.count
        }
        // The attack is one, and what is hidden is not everything.
        #expect(unprotected > 200)
        #expect(hidden * 2 < all)
    }

    @Test func `findings are told of shown cells alone, and judge nobody of fewer rows than the metric asks for`() {
        var count = 0
        for seed in UInt64(0)..<60 {
            let sample = OwnBreakdowns(seed: seed)
            let protected = SmallCells(floor: 5).hidden(in: sample.results())
            let judged = Judgement.run(
                JudgementPlan(options: JudgementOptions()), on: protected, collector: DiagnosticCollector())
            let index = CellIndex(protected)
            for finding in judged.judgements.findings {
                let own = index.cell(finding.metric, finding.breakdown, finding.period, labels: finding.labels)
                let total = index.cell(finding.metric, .total, finding.period, labels: [])
                // What is expected of the rest is the total less the cell: so both are shown.
                #expect(own?.status != .hidden && total?.status != .hidden, "seed \(seed)")
                #expect(finding.value == own?.value && finding.n == own?.n && finding.n >= 30)
                count += 1
            }
            // A mark of better or worse stands at no hidden cell, and at none of few rows.
            for (before, after) in zip(protected.cells, judged.cells) {
                if before.status == .hidden { #expect(after.status == .hidden && after.value == nil) }
                if before.n < 30 { #expect(after.status != .met && after.status != .missed) }
            }
        }
        #expect(count > 10)
    }
}
