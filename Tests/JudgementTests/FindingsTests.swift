// Findings: which gaps are told, in which order, and that noise is not among them.

import Diagnostics
import Stages
import Statistics
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct FindingsTests {
    private static let month = Period(.month, containing: 20_000)
    private static let regions = Breakdown(segments: ["region"])

    /// A share of satisfied answers by regions; the total is the sum of them.
    private static func results(_ parts: [(satisfied: Int, answers: Int)], minimumN: Int = 30) -> MetricResults {
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "csat", title: Wording("csat"), unit: .fraction, better: .higher, formula: Wording("k / n"),
                    definition: "csat", table: "surveys", interval: "wilson", minimumN: minimumN)
            ], breakdowns: [.total, regions],
            segments: [
                Segment(
                    key: "region", title: Wording("region"),
                    labels: parts.indices.map { SegmentLabel(key: "r\($0)") })
            ], period: month)
        func cell(_ labels: [Int], _ part: (satisfied: Int, answers: Int)) -> MetricCell {
            MetricCell(
                metric: "csat", breakdown: labels.isEmpty ? .total : regions, period: month, labels: labels,
                value: .real(Double(part.satisfied) / Double(part.answers)),
                numerator: .exact(ExactDecimal(part.satisfied)), denominator: .exact(ExactDecimal(part.answers)),
                n: part.answers, low: 0.1, high: 0.9)
        }
        results.cells =
            [cell([], (parts.reduce(0) { $0 + $1.satisfied }, parts.reduce(0) { $0 + $1.answers }))]
            + parts.indices.map { cell([$0], parts[$0]) }
        return results
    }

    private static func judged(_ results: MetricResults, level: Double = 0.05) -> Judgements {
        var options = JudgementOptions()
        options.falseDiscoveries = level
        let plan = JudgementPlan(options: options)
        return Judgement.run(plan, on: results, collector: DiagnosticCollector()).judgements
    }

    /// Evaluations by the dimensions of their items: each label has nearly all of them, and nothing is what it leaves of the total.
    @Test func `labels that share things are not tested against a rest`() {
        var results = Self.results([(42, 100), (83, 100)])
        results.cells[0] = results.cells[1]
        results.cells[0].breakdown = .total
        results.cells[0].labels = []
        results.cells[0].numerator = .exact(ExactDecimal(62))
        results.cells[0].denominator = .exact(ExactDecimal(120))
        results.cells[0].value = .real(62.0 / 120)
        results.cells[0].n = 120
        let judgements = Self.judged(results)
        #expect(judgements.findings.isEmpty && judgements.tested == 0)
        #expect(judgements.untested == [.sameRows: 2])
    }

    /// Of 25 scores up to 100 the mean is 95 and would lie between 88 and 102: t of 24 degrees of freedom is 2.0639.
    @Test func `the error of a mean is that of its whole interval, where it is cut at the end of the scale`() throws {
        let metric = MetricDescription(
            key: "qa", title: Wording("qa"), unit: .points, better: .higher, formula: Wording("x"), definition: "qa",
            table: "qa", interval: "t")
        let cell = MetricCell(
            metric: "qa", breakdown: .total, period: Self.month, labels: [], value: .real(95), n: 25, low: 88, high: 100
        )
        var quantiles = StudentQuantiles()
        let estimate = try #require(Estimate(cell, of: metric, quantiles: &quantiles))
        #expect(abs((estimate.error ?? 0) - 7 / 2.0638985616) < 1e-9)
    }

    /// By hand: 42 of 100 against 324 of 400: pooled share 0.732, z = -0.39 ÷ √(0.732 · 0.268 · (1/100 + 1/400)) = -7.87565.
    @Test func aGapIsTestedAgainstTheRestOfTheTotalAndRankedFirst() throws {
        let judgements = Self.judged(Self.results([(42, 100), (83, 100), (79, 100), (82, 100), (80, 100)]))
        #expect(judgements.tested == 5)
        let first = try #require(judgements.findings.first)
        #expect(first.labels == [0])
        #expect(first.against == .rest)
        #expect(first.test == .proportions)
        #expect(abs(first.expected - 0.81) < 1e-12)
        #expect(abs(first.p - 3.38963e-15) < 1e-19)
        #expect(first.tone == .worse)
    }

    /// Requests about animals in New York that took more than a day, by borough; pooled z and adjustment were computed in R and Python.
    @Test func theBoroughsOfNewYorkComeOutAsTheyWereComputedElsewhere() throws {
        let late = [(181, 661), (497, 1531), (142, 915), (354, 1144), (192, 440)]
        let findings = Self.judged(Self.results(late), level: 1).findings
        let wanted = [0.288_946_5, 0.000_752_970_5, 2.962_884e-23, 0.147_845_2, 4.775_236e-12]
        #expect(findings.count == 5)
        for finding in findings {
            let label = try #require(finding.labels.first)
            #expect(abs(finding.adjustedP / wanted[label] - 1) < 1e-6, "borough \(label)")
        }
    }

    @Test func partsThatDifferByChanceAloneAreNoFindings() {
        let judgements = Self.judged(Self.results([(81, 100), (83, 100), (79, 100), (82, 100), (80, 100)]))
        #expect(judgements.tested == 5)
        #expect(judgements.findings.isEmpty)
    }

    @Test func nothingBelowTheLeastNumberOfRowsIsJudged() {
        let judgements = Self.judged(Self.results([(0, 20), (83, 100), (79, 100)]))
        #expect(!judgements.findings.contains { $0.labels == [0] })
        #expect(judgements.untested[.fewRows] == 1)
    }

    /// Over many reports of noise alone, few have any finding at all; a planted gap is found and ranked first.
    @Test func noiseIsSeldomCalledAFindingAndAPlantedGapIsFoundFirst() {
        var random = SplitMix64(seed: 13)
        func satisfied(_ share: Double, of answers: Int) -> Int {
            (0..<answers).count { _ in Double(random.next() >> 11) * 0x1p-53 < share }
        }
        let reports = 300
        var (falseAlarms, found) = (0, 0)
        for _ in 0..<reports {
            let noise = (0..<12).map { _ in (satisfied: satisfied(0.8, of: 150), answers: 150) }
            if !Self.judged(Self.results(noise)).findings.isEmpty { falseAlarms += 1 }
            var planted = noise
            planted[3] = (satisfied(0.42, of: 120), 120)
            let first = Self.judged(Self.results(planted)).findings.first
            if first?.labels == [3] { found += 1 }
        }
        #expect(Double(falseAlarms) / Double(reports) < 0.08)
        #expect(Double(found) / Double(reports) >= 0.99)
    }
}
