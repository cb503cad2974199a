// Groups beside each other: five by hand, those that must not be judged, and the mix of cases.

import Diagnostics
import Stages
import Statistics
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct GroupJudgementTests {
    static let month = Period(.month, containing: 20_000)
    static let agents = Breakdown(segments: ["agent"])

    /// What stands in a test's cell.
    enum Given {
        case share(Int, of: Int)
        case mean(Double, deviation: Double, n: Int)
        case rate(Int, per: Int)
        case hidden
    }

    static func cell(_ given: Given, _ labels: [Int], by breakdown: Breakdown = agents) -> MetricCell {
        var cell = MetricCell(metric: "m", breakdown: breakdown, period: month, labels: labels)
        func take(_ interval: Interval?) { (cell.low, cell.high) = (interval?.low, interval?.high) }
        switch given {
        case .share(let part, let whole):
            cell.value = .real(Double(part) / Double(whole))
            (cell.numerator, cell.denominator) = (.exact(ExactDecimal(part)), .exact(ExactDecimal(whole)))
            cell.n = whole
            take(Proportion(successes: part, trials: whole)?.interval())
        case .mean(let mean, let deviation, let n):
            cell.value = .real(mean)
            cell.n = n
            take(SampleMean(count: n, mean: mean, standardDeviation: deviation)?.interval())
        case .rate(let events, let exposure):
            // Per thousand.
            cell.value = .real(1000 * Double(events) / Double(exposure))
            (cell.numerator, cell.denominator) = (.exact(ExactDecimal(events)), .exact(ExactDecimal(exposure)))
            cell.n = exposure
            take(EventRate(events: events, exposure: Double(exposure) / 1000)?.interval())
        case .hidden: cell.status = .hidden
        }
        return cell
    }

    static func results(
        _ given: [Given], interval: String = "wilson", better: Direction = .higher, unknown: Int? = nil,
        cases: [[Given?]] = []
    ) -> MetricResults {
        let mix = Breakdown(segments: ["agent", "kind"])
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "m", title: Wording("m"), unit: .number, better: better, formula: Wording("k / n"),
                    definition: "m", table: "calls", interval: interval, minimumN: 30)
            ], breakdowns: [.total, agents, mix],
            segments: [
                Segment(
                    key: "agent", title: Wording("agent"),
                    labels: given.indices.map { $0 == unknown ? .unknown : SegmentLabel(key: "a\($0)") }),
                Segment(
                    key: "kind", title: Wording("kind"),
                    labels: (0..<(cases.first?.count ?? 0)).map { SegmentLabel(key: "k\($0)") }),
            ], period: month)
        results.cells = given.enumerated().map { cell($0.element, [$0.offset]) }
        for (agent, kinds) in cases.enumerated() {
            for (kind, given) in kinds.enumerated() {
                if let given { results.cells.append(cell(given, [agent, kind], by: mix)) }
            }
        }
        return results
    }

    static func judged(
        _ results: MetricResults, adjustedFor: [String] = [], dispersion: GroupJudgement.Dispersion = .additive,
        jobs: Int = 1
    ) -> [GroupJudgement] {
        var plan = JudgementPlan(options: JudgementOptions())
        plan.groups = [
            PlannedGroups(segment: "agent", adjustedFor: adjustedFor, dispersion: dispersion, metrics: nil)
        ]
        return Judgement.run(plan, on: results, jobs: jobs, collector: DiagnosticCollector()).judgements.groups
    }

    private static func agree(_ found: Double?, _ expected: Double, _ tolerance: Double = 1e-6) -> Bool {
        found.map { abs($0 - expected) <= tolerance * max(1, abs(expected)) } ?? false
    }

    /// Counted beside the program: moments, variances after Morris, beta quantiles and arcsine limits by their formulas, ranks by a million draws.
    @Test func fiveAgentsAreJudgedAsByHand() throws {
        let given: [Given] = [
            .share(95, of: 100), .share(170, of: 200), .share(84, of: 100), .share(155, of: 200), .share(60, of: 100),
        ]
        let judgement = try #require(Self.judged(Self.results(given)).first)
        #expect(judgement.kind == .share && judgement.findsDifferences && judgement.obstacle == nil)
        #expect(Self.agree(judgement.centre, 0.8057142857142857))
        #expect(Self.agree(judgement.strength, 12.208925627893947))
        #expect(Self.agree(judgement.dispersionRatio, 5.308711576331005))
        let findings = judgement.findings
        #expect(findings.map(\.label) == [0, 1, 2, 3, 4])
        let shrunken = [0.93430095, 0.84745213, 0.83626953, 0.77676707, 0.6223828]
        let intervals = [
            (0.83838852, 0.98849274), (0.78944953, 0.89761523), (0.75371611, 0.90473553), (0.71849888, 0.83009532),
            (0.53120192, 0.70942988),
        ]
        for (number, entry) in findings.enumerated() {
            #expect(Self.agree(entry.finding.shrunken, shrunken[number]))
            #expect(Self.agree(entry.finding.interval.low, intervals[number].0))
            #expect(Self.agree(entry.finding.interval.high, intervals[number].1))
        }
        #expect(findings.map(\.finding.ranks) == [1...2, 2...3, 2...4, 3...4, 5...5])
        #expect(findings.map(\.finding.band) == [.above, .alike, .alike, .alike, .below])
        #expect(Self.agree(findings[0].finding.funnel95.low, 0.6056764264402541))
        #expect(Self.agree(findings[0].finding.funnel998.high, 0.988862928938942))
        #expect(Self.agree(findings[1].finding.funnel95.high, 0.9411282229283449))
        #expect(findings.map(\.finding.place) == [.beyond95, .within, .within, .within, .beyond95])
        let chance = try #require(Self.judged(Self.results(given), dispersion: .none).first)
        #expect(Self.agree(chance.findings[0].finding.funnel998.high, 0.9115612302531733))
        #expect(chance.findings.map(\.finding.place) == [.beyond998, .within, .within, .within, .beyond998])
    }

    @Test func whereLessIsBetterTheLowestIsFirst() throws {
        let given: [Given] = [.share(95, of: 100), .share(170, of: 200), .share(60, of: 100)]
        let judgement = try #require(Self.judged(Self.results(given, better: .lower)).first)
        #expect(judgement.findings.map(\.label) == [2, 1, 0])
        #expect(judgement.findings.map(\.finding.ranks.lowerBound) == [1, 2, 3])
        #expect(judgement.findings[0].finding.band == .below)
    }

    @Test func fewRowsHiddenCellsAndUnknownPersonsHaveNoRank() throws {
        let given: [Given] = [
            .share(95, of: 100), .share(20, of: 25), .share(170, of: 200), .hidden, .share(60, of: 100),
            .share(10, of: 60),
        ]
        let judgement = try #require(Self.judged(Self.results(given, unknown: 5)).first)
        #expect(judgement.findings.map(\.label) == [0, 2, 4])
        let others = judgement.lines.filter { $0.finding == nil }
        #expect(others.map(\.label) == [1, 3, 5])
        #expect(others.map(\.omission) == [.tooFew, .tooFew, .unknown])
        #expect(others.map(\.n) == [25, nil, 60])
        // Nor is anybody judged by them.
        let without = try #require(
            Self.judged(Self.results([.share(95, of: 100), .share(170, of: 200), .share(60, of: 100)])).first)
        #expect(judgement.findings.map(\.finding) == without.findings.map(\.finding))
    }

    /// Counts that are not counted among anything: their rows are many enough, and that is not what is lacking.
    @Test func countsWithoutABaseAreNotSaidToHaveTooFewRows() throws {
        var results = Self.results([.share(95, of: 100), .share(170, of: 200), .share(60, of: 100)])
        results.metrics[0].interval = "poisson"
        for index in results.cells.indices {
            results.cells[index].numerator = nil
            results.cells[index].denominator = nil
        }
        let judgement = try #require(Self.judged(results).first)
        #expect(judgement.obstacle == .noBase)
        #expect(judgement.lines.map(\.omission) == [.noBase, .noBase, .noBase])
    }

    @Test func agentsWhoAreAlikeAreNotToldApart() throws {
        let given = [160, 155, 165, 158, 162, 170].map { Given.share($0, of: 200) }
        let judgement = try #require(Self.judged(Self.results(given)).first)
        #expect(!judgement.findsDifferences)
        #expect(judgement.findings.allSatisfy { $0.finding.band == .alike && $0.finding.ranks.count > 2 })
    }

    @Test func twoGroupsOrEqualOnesAreNotJudgedButNamed() throws {
        let two = try #require(Self.judged(Self.results([.share(95, of: 100), .share(60, of: 100)])).first)
        #expect(two.obstacle == .tooFewGroups)
        #expect(two.lines.map(\.label) == [0, 1] && two.findings.isEmpty)
        let equal = try #require(
            Self.judged(Self.results([.share(0, of: 50), .share(0, of: 60), .share(0, of: 70)])).first)
        #expect(equal.obstacle == .nothingDiffers)
        #expect(equal.lines.count == 3)
    }

    /// Deviations are read off the intervals, and that of all rows counts.
    @Test func meansAreReadOffTheirIntervals() throws {
        let given = [
            (4.2, 0.9, 30), (3.6, 1.1, 42), (4.5, 0.7, 45), (3.9, 1.0, 50), (4.8, 0.6, 38), (3.2, 1.3, 45),
        ].map { Given.mean($0.0, deviation: $0.1, n: $0.2) }
        let judgement = try #require(Self.judged(Self.results(given, interval: "t")).first)
        // 29 · 0.81 + 41 · 1.21 + 44 · 0.49 + 49 · 1 + 37 · 0.36 + 44 · 1.69 over 244.
        let pooled = (231.34 / 244).squareRoot()
        let known = try #require(
            GroupShrinkage(
                means: [(4.2, 30.0), (3.6, 42), (4.5, 45), (3.9, 50), (4.8, 38), (3.2, 45)].map {
                    .init(mean: $0.0, standardError: pooled / $0.1.squareRoot())
                }))
        for entry in judgement.findings {
            #expect(Self.agree(entry.finding.shrunken, known.posteriors[entry.label].mean, 1e-9))
        }
        #expect(Self.agree(judgement.centre, known.centre, 1e-9))
    }

    @Test func aMeanWhoseIntervalEndsAtTheScaleIsReadOffTheOtherEnd() throws {
        let given = [4.9, 4.2, 3.1, 4.4].map { Given.mean($0, deviation: 0.8, n: 40) }
        var results = Self.results(given, interval: "t")
        let whole = try #require(Self.judged(results).first)
        results.cells[0].high = 5
        let cut = try #require(Self.judged(results).first)
        for (one, other) in zip(whole.findings, cut.findings) {
            #expect(Self.agree(one.finding.shrunken, other.finding.shrunken, 1e-9))
        }
    }

    @Test func ratesAreInTheUnitOfTheMetric() throws {
        let given: [Given] = [.rate(12, per: 4000), .rate(30, per: 3000), .rate(0, per: 900), .rate(9, per: 2500)]
        let judgement = try #require(Self.judged(Self.results(given, interval: "poisson", better: .lower)).first)
        #expect(judgement.kind == .rate)
        #expect(Self.agree(judgement.common, 51.0 / 10.4))
        let known = try #require(
            GroupShrinkage(
                events: [(12.0, 4.0), (30, 3), (0, 0.9), (9, 2.5)].map { .init(events: $0.0, exposure: $0.1) }))
        for entry in judgement.findings {
            #expect(Self.agree(entry.finding.shrunken, known.posteriors[entry.label].mean, 1e-9))
        }
        // By the limits of a funnel with what is expected of 3,000 as size.
        #expect(judgement.findings.contains { $0.label == 1 && $0.finding.band == .above })
    }

    /// Weights: 60 of 100 rows, as sure as 40 without weights would be.
    @Test func aWeightedShareCountsForAsManyRowsAsItsIntervalTells() throws {
        var results = Self.results([.share(60, of: 100), .share(95, of: 100), .share(80, of: 100)])
        let interval = Proportion(successes: 24, trials: 40)?.interval()
        (results.cells[0].low, results.cells[0].high) = (interval?.low, interval?.high)
        let judgement = try #require(Self.judged(results).first)
        #expect(Self.agree(judgement.findings.first { $0.label == 0 }?.finding.size, 40, 1e-9))
    }

    @Test func metricsThatDoNotSayHowSureTheyAreAreLeftAlone() {
        #expect(
            Self.judged(Self.results([.share(3, of: 50), .share(6, of: 50), .share(9, of: 50)], interval: "order"))
                .isEmpty)
    }

    // MARK: The mix of cases

    /// Two kinds of cases, easy and hard; every agent does alike, but the second has the hard ones.
    @Test func anAgentWithHardCasesIsNotBlamedForThem() throws {
        let cases: [[Given]] = [
            [.share(180, of: 200), .share(12, of: 20)], [.share(18, of: 20), .share(120, of: 200)],
            [.share(90, of: 100), .share(60, of: 100)],
        ]
        let given: [Given] = [.share(192, of: 220), .share(138, of: 220), .share(150, of: 200)]
        let judgement = try #require(
            Self.judged(Self.results(given, cases: cases), adjustedFor: ["kind"]).first)
        let second = try #require(judgement.findings.first { $0.label == 1 })
        #expect(second.finding.band == .below)
        let adjusted = try #require(second.finding.adjusted)
        // 20 · 0.9 + 200 · 0.6
        #expect(Self.agree(adjusted.expected, 138, 1e-12) && adjusted.observed == 138)
        #expect(adjusted.band == .alike && adjusted.rowsLeftOut == 0)
    }

    @Test func hiddenCasesCountOnNeitherSide() throws {
        let cases: [[Given?]] = [
            [.share(180, of: 200), .hidden], [.share(18, of: 20), .share(120, of: 200)],
            [.share(90, of: 100), .share(60, of: 100)],
        ]
        let given: [Given] = [.share(192, of: 220), .share(138, of: 220), .share(150, of: 200)]
        let judgement = try #require(
            Self.judged(Self.results(given, cases: cases), adjustedFor: ["kind"]).first)
        let adjusted = try #require(judgement.findings.first { $0.label == 0 }?.finding.adjusted)
        #expect(adjusted.observed == 180 && Self.agree(adjusted.expected, 180, 1e-12))
        #expect(adjusted.rowsLeftOut == 20)
    }

    @Test func withoutCellsOfCasesNothingIsAdjusted() throws {
        let given: [Given] = [.share(192, of: 220), .share(138, of: 220), .share(150, of: 200)]
        let judgement = try #require(Self.judged(Self.results(given), adjustedFor: ["kind"]).first)
        #expect(judgement.findings.allSatisfy { $0.finding.adjusted == nil })
    }

    // MARK: Many

    @Test func threadsChangeNothing() {
        var random = SplitMix64(seed: 3)
        let given = (0..<120).map { _ -> Given in
            let n = Int.random(in: 30...400, using: &random)
            return .share(Int.random(in: n / 2...n, using: &random), of: n)
        }
        let results = Self.results(given)
        #expect(Self.judged(results) == Self.judged(results, jobs: 4))
    }
}
