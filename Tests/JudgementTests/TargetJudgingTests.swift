// Targets beside the cells of a report: pace, forecast, verdict, and what cannot be said.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct TargetJudgingTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }
    private static let september = Period(.month, containing: day("2026-09-01"))
    private static let teams = Breakdown(segments: ["team"])

    private static func metric(_ key: String, _ unit: MetricUnit, interval: String?, counts: Bool) -> MetricDescription
    {
        var metric = MetricDescription(
            key: key, title: Wording(key), unit: unit, better: .higher, formula: Wording(key), definition: key,
            table: "t", interval: interval, minimumN: 30, counts: counts)
        metric.isAdditive = counts
        return metric
    }

    private static func results(
        _ metric: MetricDescription, _ cells: [MetricCell], _ goals: [TargetGoal], today: String,
        business: BusinessCalendar? = nil, breakdowns: [Breakdown] = [.total]
    ) -> MetricResults {
        var results = MetricResults(
            metrics: [metric], breakdowns: breakdowns,
            segments: [
                Segment(
                    key: "team", title: Wording("team"),
                    labels: ["A", "B", "C"].map { SegmentLabel(key: $0) } + [.unknown])
            ], period: september, cells: cells)
        results.goals.goals = goals
        results.goals.periods = ReportPeriods(period: september, today: day(today), business: business)
        return results
    }

    private static func judged(_ results: MetricResults) -> [TargetProgress] {
        Judgement.run(JudgementPlan(options: JudgementOptions()), on: results, collector: DiagnosticCollector())
            .judgements.targets
    }

    private static func count(
        _ number: Int, _ period: Period = september, _ breakdown: Breakdown = .total, labels: [Int] = [],
        status: CellStatus = .plain
    ) -> MetricCell {
        MetricCell(
            metric: "new", breakdown: breakdown, period: period, labels: labels, value: .exact(ExactDecimal(number)),
            n: number, status: status)
    }

    private static let new = metric("new", .count, interval: nil, counts: true)

    /// By hand: 6 of 10 after 15 of 30 days: 60 % attained, 5 should be there, pace 120 %.
    @Test func `a total is measured by where it should be by now`() throws {
        let goal = TargetGoal(metric: "new", aim: .atLeast(10), owner: "王芳")
        let progress = try #require(
            Self.judged(Self.results(Self.new, [Self.count(6, status: .partial)], [goal], today: "2026-09-16")).first)
        #expect(progress.attainment == 0.6)
        #expect(progress.elapsed == 0.5)
        #expect(progress.expectedNow == 5)
        #expect(progress.pace == 1.2)
        #expect(progress.verdict == .open)
        // Twelve by the end; ±1.96 · √(6 · (1 + 15/15)) = 6.79.
        let forecast = try #require(progress.forecast)
        #expect(forecast.value == 12)
        #expect(forecast.method == .rate)
        #expect((forecast.high - 18.7895).magnitude < 1e-3)
        #expect(forecast.low == 6)
    }

    @Test func `of at most so many, less than is due by now is ahead`() throws {
        let goal = TargetGoal(metric: "new", aim: .atMost(20))
        let progress = try #require(
            Self.judged(Self.results(Self.new, [Self.count(8, status: .partial)], [goal], today: "2026-09-16")).first)
        #expect(progress.expectedNow == 10)
        #expect(progress.pace == 1.25)
        #expect(progress.attainment == 2.5)
        #expect(progress.verdict == .open)
    }

    @Test func `a count that has reached its goal before the end has met it, and one beyond its most has missed it`() {
        let goals = [TargetGoal(metric: "new", aim: .atLeast(10)), TargetGoal(metric: "new", aim: .atMost(11))]
        let progress = Self.judged(
            Self.results(Self.new, [Self.count(12, status: .partial)], goals, today: "2026-09-16"))
        #expect(progress.map(\.verdict) == [.met, .missed])
    }

    /// September 2026 with Mondays to Fridays worked has 22 working days, 11 of them before the 16th.
    @Test func `where there is a calendar, working days are what goes by`() throws {
        let goal = TargetGoal(metric: "new", aim: .atLeast(10))
        let progress = try #require(
            Self.judged(
                Self.results(
                    Self.new, [Self.count(6, status: .partial)], [goal], today: "2026-09-16", business: .sample())
            ).first)
        #expect(progress.elapsed == 0.5)
    }

    /// Days of 1, 3, 1, 3, … (ten days, mean 2, variance 10/9, at least 2 as of a Poisson count): 20 more days bring 40 ± t₉ · √(2 · 20 · 3).
    @Test func `the days so far tell how far a total may end from where it is going`() throws {
        let days = Breakdown(grain: .day)
        let cells =
            [Self.count(20, status: .partial)]
            + (0..<10).map { index in
                Self.count(index % 2 == 0 ? 1 : 3, Period(.day, containing: Self.day("2026-09-01") + index), days)
            }
        let goal = TargetGoal(metric: "new", aim: .atLeast(50))
        let progress = try #require(
            Self.judged(Self.results(Self.new, cells, [goal], today: "2026-09-11", breakdowns: [.total, days])).first)
        let forecast = try #require(progress.forecast)
        #expect(forecast.method == .series)
        #expect(forecast.value == 60)
        #expect((forecast.high - (60 + 2.262157 * 120.0.squareRoot())).magnitude < 1e-3)
    }

    /// A year ago 30 of 40 came in the first half: half a month later 7.5 of 10 should be there.
    @Test func `the same days a year ago say how much should be there`() throws {
        let days = Breakdown(grain: .day)
        let before = Self.september.yearBefore
        var cells = [Self.count(40, before), Self.count(6, status: .partial)]
        for index in 0..<30 {
            cells.append(
                Self.count(
                    index < 15 ? 2 : index < 25 ? 1 : 0, Period(.day, containing: Self.day("2025-09-01") + index), days)
            )
        }
        let goal = TargetGoal(metric: "new", aim: .atLeast(10))
        let progress = try #require(
            Self.judged(Self.results(Self.new, cells, [goal], today: "2026-09-16", breakdowns: [.total, days])).first)
        #expect(progress.isSeasonal)
        #expect(progress.expectedNow == 7.5)
        #expect(progress.pace == 0.8)
    }

    /// From 40 by a tenth to 44: 22 are due after half of the month, and 25 are ahead; what they are of the rise nobody can say yet.
    @Test func `half of a total is not measured against the whole of another`() throws {
        let goal = TargetGoal(metric: "new", aim: .increase(.ofBaseline(0.1)), baseline: .number(40))
        let progress = try #require(
            Self.judged(Self.results(Self.new, [Self.count(25, status: .partial)], [goal], today: "2026-09-16")).first)
        #expect(progress.attainment == nil)
        #expect((try #require(progress.expectedNow) - 22).magnitude < 1e-9)
        #expect((try #require(progress.pace) - 25 / 22.0).magnitude < 1e-9)
    }

    // MARK: Rates

    private static let csat = metric("csat", .fraction, interval: "wilson", counts: false)

    private static func share(
        _ value: Double, _ low: Double, _ high: Double, n: Int = 400, _ period: Period = september,
        _ breakdown: Breakdown = .total, labels: [Int] = [], status: CellStatus = .plain
    ) -> MetricCell {
        MetricCell(
            metric: "csat", breakdown: breakdown, period: period, labels: labels, value: .real(value), n: n, low: low,
            high: high, status: status)
    }

    @Test(arguments: [
        (TargetGoal.Aim.atLeast(0.7), TargetProgress.Verdict.met), (.atLeast(0.8), .withinNoise),
        (.atLeast(0.9), .missed),
        (.atMost(0.9), .met), (.atMost(0.7), .missed), (.between(0.7, 0.9), .met), (.between(0.79, 0.9), .withinNoise),
        (.between(0.1, 0.5), .missed),
    ])
    func `a rate has met or missed its goal only where its whole interval says so`(
        aim: TargetGoal.Aim, verdict: TargetProgress.Verdict
    ) {
        let goal = TargetGoal(metric: "csat", aim: aim)
        let results = Self.results(Self.csat, [Self.share(0.8, 0.76, 0.84)], [goal], today: "2026-10-01")
        #expect(Self.judged(results).map(\.verdict) == [verdict])
    }

    @Test func `a mean of rows that are all alike has neither met nor missed its goal`() {
        let score = Self.metric("csat", .points, interval: "t", counts: false)
        for level in [4.5, 5.5] {
            let goal = TargetGoal(metric: "csat", aim: .atLeast(level), parts: [.init(segment: "team", label: "A")])
            let cell = Self.share(5, 5, 5, n: 30, Self.september, Self.teams, labels: [0])
            let results = Self.results(
                score, [cell], [goal], today: "2026-10-01", breakdowns: [.total, Self.teams])
            #expect(Self.judged(results).map(\.verdict) == [.withinNoise])
        }
    }

    @Test func `below the least number of rows nothing is judged, and a hidden cell tells nothing`() throws {
        let goal = TargetGoal(metric: "csat", aim: .atLeast(0.5), each: ["team"])
        let hidden = MetricCell(
            metric: "csat", breakdown: Self.teams, period: Self.september, labels: [1], status: .hidden)
        let cells = [
            Self.share(0.8, 0.7, 0.9, n: 20, Self.september, Self.teams, labels: [0]), hidden,
            Self.share(0.8, 0.7, 0.9, Self.september, Self.teams, labels: [2]),
            Self.share(0.8, 0.7, 0.9, Self.september, Self.teams, labels: [3]),
        ]
        let progress = Self.judged(
            Self.results(Self.csat, cells, [goal], today: "2026-10-01", breakdowns: [.total, Self.teams]))
        #expect(progress.map(\.verdict) == [.fewRows, .hidden, .met])
        #expect(progress.map(\.labels) == [[0], [1], [2]])
        #expect(progress[1].value == nil)
        #expect(progress[1].attainment == nil)
    }

    @Test func `a baseline that is hidden or partial is none, and is told`() {
        let august = Self.september.advanced(by: -1)
        let goal = TargetGoal(metric: "csat", aim: .increase(.points(0.05)), baseline: .previous)
        for status in [CellStatus.hidden, .partial, .undefined] {
            let results = Self.results(
                Self.csat, [Self.share(0.7, 0.6, 0.8, august, status: status), Self.share(0.8, 0.76, 0.84)], [goal],
                today: "2026-10-01")
            let judged = Judgement.run(
                JudgementPlan(options: JudgementOptions()), on: results, collector: DiagnosticCollector())
            #expect(judged.judgements.targets.map(\.verdict) == [.noBaseline])
            #expect(Judgement.targetsWithoutBaseline(judged).count == 1)
        }
    }

    /// From 12 % to 10 % within the half year from July: after the three months to September half of the way, 11 %, is due; 10.5 % is ahead.
    @Test func `what has a time to move in should have gone as much of the way as of the time`() throws {
        let goal = TargetGoal(
            metric: "csat", aim: .decrease(.points(0.02)), baseline: .number(0.12),
            time: .within(start: Self.day("2026-07-01"), end: Self.day("2027-01-01")))
        let progress = try #require(
            Self.judged(Self.results(Self.csat, [Self.share(0.105, 0.1, 0.11)], [goal], today: "2026-10-05")).first)
        #expect((try #require(progress.attainment) - 0.75).magnitude < 1e-12)
        #expect(progress.elapsed == 0.5)
        #expect((try #require(progress.expectedNow) - 0.11).magnitude < 1e-12)
        #expect((try #require(progress.pace) - 1.5).magnitude < 1e-12)
        #expect(progress.verdict == .open)
    }

    @Test func `a team of which no row is there has none of what is counted`() {
        let goal = TargetGoal(
            metric: "new", aim: .atLeast(10), parts: [TargetGoal.Part(segment: "team", label: "B")])
        let progress = Self.judged(
            Self.results(
                Self.new, [Self.count(12), Self.count(12, Self.september, Self.teams, labels: [0])], [goal],
                today: "2026-10-01", breakdowns: [.total, Self.teams]))
        #expect(progress.map(\.attainment) == [0])
        #expect(progress.map(\.verdict) == [.missed])
    }
}
