// How single comparisons are tested: rates exactly, means by the spread of all rows, points of series by their own p; and what is not tested.

import Diagnostics
import Stages
import Statistics
import Tabular
import Testing

@testable import Judgement

/// The p values were computed in Python: `scipy.stats.binom`, `poisson` and `t`.
struct ComparisonTestingTests {
    private static let month = Period(.month, containing: 20_000)
    private static let teams = Breakdown(segments: ["team"])

    private static func metric(_ interval: String?, _ unit: MetricUnit, minimumN: Int = 30) -> MetricDescription {
        MetricDescription(
            key: "m", title: Wording("m"), unit: unit, better: .lower, formula: Wording("m"), definition: "m",
            table: "t", interval: interval, minimumN: minimumN)
    }

    private static func results(_ metric: MetricDescription, _ cells: [MetricCell]) -> MetricResults {
        MetricResults(
            metrics: [metric], breakdowns: [.total, teams],
            segments: [
                Segment(key: "team", title: Wording("team"), labels: ["A", "B"].map { SegmentLabel(key: $0) })
            ], period: month, cells: cells)
    }

    private static func judged(_ results: MetricResults, level: Double = 1) -> MetricResults {
        var options = JudgementOptions()
        options.falseDiscoveries = level
        return Judgement.run(JudgementPlan(options: options), on: results, collector: DiagnosticCollector())
    }

    private static func rate(
        _ events: Int, per thousands: Double, _ labels: [Int], in period: Period = month, target: Target? = nil
    ) throws -> MetricCell {
        let rate = try #require(EventRate(events: events, exposure: thousands))
        let interval = try #require(rate.interval())
        return MetricCell(
            metric: "m", breakdown: labels.isEmpty ? .total : teams, period: period, labels: labels,
            value: .real(rate.rate), numerator: .exact(ExactDecimal(events)),
            denominator: .exact(ExactDecimal(Int(thousands * 1000))), n: Int(thousands * 1000), low: interval.low,
            high: interval.high, target: target, status: target == nil ? .plain : .missed)
    }

    // MARK: Rates

    @Test(arguments: [(12, 0.075_258_159_041_161_77), (0, 0.008_425_440_466_174_848)])
    func `a rate is compared with the rest exactly, even where nothing happened`(events: Int, p: Double) throws {
        let cells = [
            try Self.rate(events + 30, per: 6, []), try Self.rate(events, per: 1, [0]), try Self.rate(30, per: 5, [1]),
        ]
        let findings = Self.judged(Self.results(Self.metric("poisson", .perThousand), cells)).judgements.findings
        let finding = try #require(findings.first { $0.labels == [0] })
        #expect(finding.test == .rates && finding.against == .rest)
        #expect(abs(finding.p - p) < 1e-12)
        #expect(abs(finding.expected - 6) < 1e-9)
        guard events == 12 else { return }
        // All together 7 of a thousand: 1.96 · √(7 · (1 + 1/5)) on each side of 6.
        #expect(abs(finding.expectedHigh - (6 + 5.680_515_301_786_507)) < 1e-9)
        #expect(finding.certainSize == 0)
    }

    @Test func `a rate is compared with its target by the Poisson distribution`() throws {
        let cell = try Self.rate(12, per: 1, [], target: Target(bound: .atMost, value: 5))
        let finding = try #require(
            Self.judged(Self.results(Self.metric("poisson", .perThousand), [cell])).judgements.findings.first)
        #expect(finding.test == .level && finding.against == .target)
        #expect(abs(finding.p - 0.010_906_183_826_018_689) < 1e-12)
        // At the least 6.2, which has 55.4 % of both.
        let size = Proportion.arcsineDifference(6.200_575_108_722_218 / 11.200_575_108_722_218, 0.5)
        #expect(abs(finding.certainSize - size) < 1e-9)
    }

    /// Growth has a numerator and an interval of Poisson counts too, and is no count by its denominator.
    @Test func `what has not the interval of a count is not tested as one`() throws {
        var cells = [try Self.rate(42, per: 6, []), try Self.rate(12, per: 1, [0])]
        for index in cells.indices { cells[index].high = 1.1 * (cells[index].high ?? 0) }
        let findings = Self.judged(Self.results(Self.metric("poisson", .perThousand), cells)).judgements.findings
        #expect(findings.map(\.test) == [.intervals])
    }

    // MARK: Means

    /// Of 1000 answers with a mean of 4.806 all 30 of a team are a 5. By Welch that would happen once in 10²⁰, for the team does not vary;
    /// where nine of ten are a 5, it happens to every 24th team.
    @Test func `a team whose answers are all alike is not told apart by that`() throws {
        func cell(_ mean: Double, _ deviation: Double, _ n: Int, _ labels: [Int]) throws -> MetricCell {
            let interval = try #require(
                SampleMean(count: n, mean: mean, standardDeviation: deviation)?.interval())
            return MetricCell(
                metric: "m", breakdown: labels.isEmpty ? .total : Self.teams, period: Self.month, labels: labels,
                value: .real(mean), numerator: .real(mean * Double(n)), denominator: .exact(ExactDecimal(n)), n: n,
                low: interval.low, high: interval.high)
        }
        // The total's variance is that of 970 answers with 0.66², and what both lie apart.
        let rest = (mean: 4.8, deviation: 0.66)
        let mean = (970 * rest.mean + 150) / 1000
        let squares = 969 * rest.deviation * rest.deviation + 970 * pow2(rest.mean - mean) + 30 * pow2(5 - mean)
        let cells = [try cell(mean, (squares / 999).squareRoot(), 1000, []), try cell(5, 0, 30, [0])]
        let finding = try #require(
            Self.judged(Self.results(Self.metric("t", .points), cells)).judgements.findings.first)
        #expect(finding.test == .means)
        #expect(abs(finding.expected - 4.8) < 1e-9)
        // The spread of the rest is told by the total, by a hair too wide.
        #expect(abs(finding.p - 0.097_438) < 0.002, "\(finding.p)")
    }

    private func pow2(_ number: Double) -> Double { number * number }

    // MARK: Medians

    /// By hand: an interval whose longer side is 1.96 says that one row of 100 varies by 10; the total's, of 400 rows and 1.96 · 0.4, by 8.
    /// So a part of 100 lies within 10 · √(1/100 − 1/400) of the total; t with 0.98 · √400 degrees of freedom.
    @Test func `a median is compared with the total by the larger spread of both`() throws {
        let z = ConfidenceLevel.percent95.normalQuantile
        func cell(_ value: Double, _ below: Double, _ above: Double, _ n: Int, _ labels: [Int]) -> MetricCell {
            MetricCell(
                metric: "m", breakdown: labels.isEmpty ? .total : Self.teams, period: Self.month, labels: labels,
                value: .real(value), n: n, low: value - below * z, high: value + above * z)
        }
        let cells = [cell(20, 0.4, 0.2, 400, []), cell(23, 0.5, 1, 100, [0])]
        let finding = try #require(
            Self.judged(Self.results(Self.metric("order", .seconds), cells)).judgements.findings.first)
        #expect(finding.test == .intervals && finding.against == .total)
        let error = 10 * (0.01 - 0.0025).squareRoot()
        let p = try #require(StudentDistribution.shareAbove(3 / error, degreesOfFreedom: 19.6))
        #expect(abs(finding.p - 2 * p) < 1e-12)
        #expect(abs(finding.certainSize - (3 - z * error) / 10) < 1e-9)
        // Where more than half of the rows are alike, nothing is told of how they spread.
        let alike = Self.judged(
            Self.results(Self.metric("order", .seconds), [cell(20, 0, 0, 400, []), cell(23, 0, 0, 100, [0])]))
        #expect(alike.judgements.findings.isEmpty && alike.judgements.untested == [.noSpread: 1])
    }

    // MARK: Marks

    @Test func `a comparison with too few rows is not judged, and one without an interval says so`() throws {
        let before = Self.month.advanced(by: -1)
        func verdict(_ interval: String?, n: Int, _ given: Comparison.Verdict) -> Comparison.Verdict? {
            func cell(_ value: Double, _ period: Period) -> MetricCell {
                MetricCell(
                    metric: "m", breakdown: .total, period: period, value: .real(value), n: n,
                    low: interval == nil ? nil : value - 0.3, high: interval == nil ? nil : value + 0.3)
            }
            var results = Self.results(
                Self.metric(interval, .points), [cell(4, before), cell(4.1, Self.month)])
            results.comparisons[1] = [
                Comparison(
                    base: .previous, basePeriod: before, baseValue: .real(4), difference: 0.1,
                    low: interval == nil ? nil : -0.1, high: interval == nil ? nil : 0.3, verdict: given)
            ]
            return Self.judged(results, level: 0.05).comparisons[1]?.first?.verdict
        }
        #expect(verdict("t", n: 29, .better) == .untested)
        #expect(verdict("t", n: 29, .withinNoise) == .untested)
        #expect(verdict("t", n: 30, .better) == .withinNoise)
        #expect(verdict(nil, n: 1000, .unjudged) == .unjudged)
    }

    // MARK: Series

    private static func series(_ values: [Double], n: Int = 100, minimumN: Int = 30) -> MetricResults {
        var metric = Self.metric(nil, .number, minimumN: minimumN)
        metric.better = .higher
        let last = Period(.month, containing: 20_000)
        return MetricResults(
            metrics: [metric], breakdowns: [.total], segments: [], period: last,
            cells: values.enumerated().map { index, value in
                MetricCell(
                    metric: "m", breakdown: .total, period: last.advanced(by: index - values.count + 1),
                    value: .real(value), n: n)
            })
    }

    private static let usual = [52.0, 47, 53, 49, 56, 50, 51, 55, 48, 54]

    /// By hand: the mean is 51.5, a point varies by 46/9 ÷ 1.128; t of 2.5 with 0.62 · 9 degrees of freedom.
    @Test func `the latest point of a series is tested by its own p, and within its limits it is no finding`() throws {
        let results = Self.series(Self.usual)
        let sections = CellSection.all(of: results)
        let judged = SeriesJudging(results: results, sections: sections, rules: .xmr).judged()
        var candidates = Candidates()
        SeriesCandidates(results: results, series: judged.series).add(to: &candidates)
        let candidate = try #require(candidates.tested.first)
        #expect(abs(candidate.tested.p - 0.602_501_555_693_409_4) < 1e-9)
        #expect(candidate.isUsual)
        let judgements = Self.judged(results).judgements
        #expect(judgements.tested == 1 && judgements.findings.isEmpty)
    }

    /// Alerts name the limits of the series; a page has one usual range of a number.
    @Test func `what a finding calls usual is what its series calls so`() throws {
        let values = (0..<20).map { $0.isMultiple(of: 2) ? 10.0 : 12 } + [40]
        let judgements = Self.judged(Self.series(values), level: 0.05).judgements
        let (finding, point) = (try #require(judgements.findings.first), try #require(judgements.series.first?.latest))
        #expect(finding.expectedLow == point.low && finding.expectedHigh == point.high)
        #expect(finding.expected == point.expected)
    }

    @Test func `a point beyond its limits is a finding, but not of fewer rows than the metric asks for`() {
        let values = (0..<20).map { $0.isMultiple(of: 2) ? 10.0 : 12 } + [40]
        #expect(Self.judged(Self.series(values), level: 0.05).judgements.findings.map(\.against) == [.history])
        let few = Self.judged(Self.series(values, n: 29), level: 0.05).judgements
        #expect(few.findings.isEmpty && few.tested == 0)
        #expect(few.untested == [.fewRows: 1])
    }
}
