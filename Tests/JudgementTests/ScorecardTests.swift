// Scores: counted by hand on five agents, and against a plain twin on random ones.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct ScorecardTests {
    private static let month = Period(.month, containing: 20_000)
    private static let agents = Breakdown(segments: ["agent"])

    private static func metric(
        _ key: String, _ unit: MetricUnit, _ better: Direction, minimumN: Int = 30, isAdditive: Bool = false
    ) -> MetricDescription {
        var metric = MetricDescription(
            key: key, title: Wording(key), unit: unit, better: better, formula: Wording(key), definition: key,
            minimumN: minimumN)
        metric.isAdditive = isAdditive
        return metric
    }

    /// A cell of an agent, nil where it has none.
    private struct Sample {
        var value: Double?
        var n = 100
        var low: Double?
        var high: Double?
        var status = CellStatus.plain
    }

    /// - Parameter cells: by metric, by agent.
    private static func results(
        _ metrics: [MetricDescription], _ cells: [[Sample?]], labels: [SegmentLabel]? = nil
    ) -> MetricResults {
        let count = cells.map(\.count).max() ?? 0
        var results = MetricResults(
            metrics: metrics, breakdowns: [.total, agents],
            segments: [
                Segment(
                    key: "agent", title: Wording("agent"),
                    labels: labels ?? (0..<count).map { SegmentLabel(key: "A\($0)") })
            ], period: month)
        for (metric, samples) in zip(metrics, cells) {
            for (agent, sample) in samples.enumerated() {
                guard let sample else { continue }
                results.cells.append(
                    MetricCell(
                        metric: metric.key, breakdown: agents, period: month, labels: [agent],
                        value: sample.value.map { .real($0) }, n: sample.n, low: sample.low, high: sample.high,
                        status: sample.status))
            }
        }
        return results
    }

    private static let satisfaction = Scorecard.Part(
        metric: "csat", weight: 60, scale: Scorecard.Scale(floor: 0.6, target: 0.85, stretch: 0.95))
    private static let handling = Scorecard.Part(
        metric: "aht", weight: 40, scale: Scorecard.Scale(floor: 600, target: 360, stretch: 240))

    private static func scored(
        _ results: MetricResults, _ parts: [Scorecard.Part], rules: Scorecard.Rules = Scorecard.Rules(),
        segment: String? = "agent"
    ) -> Scorecard {
        Scoring(results: results, sections: CellSection.all(of: results)).scored(
            PlannedScorecard(key: "card", title: Wording("card"), segment: segment, parts: parts, rules: rules))
    }

    private static let metrics = [metric("csat", .fraction, .higher), metric("aht", .seconds, .lower)]

    /// Five agents: on both targets; best and worst; worst and half way to the best; too few answers; no call.
    private static let five = results(
        metrics,
        [
            [
                Sample(value: 0.85, low: 0.8, high: 0.9), Sample(value: 0.95), Sample(value: 0.6),
                Sample(value: 0.99, n: 12), Sample(value: 0.8),
            ],
            [
                Sample(value: 360, low: 330, high: 390), Sample(value: 600), Sample(value: 300), Sample(value: 360),
                nil,
            ],
        ])

    // MARK: Beside another metric

    /// The example of GOLDEN's Kendall τ_b: scores that have the order of `x`, and amounts.
    @Test func `rewards are set beside scores by Kendall's tau, and who got none counts as 0`() throws {
        let x: [Double] = [1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10]
        let y: [Double?] = [2, nil, 3, 3, 5, 4, 4, 7, 6, 9, 8, 8]
        let part = Scorecard.Part(metric: "csat", weight: 100, scale: Scorecard.Scale(floor: 0, target: 8, stretch: 10))
        let metrics = [
            Self.metric("csat", .number, .higher), Self.metric("rewards", .number, .none, isAdditive: true),
        ]
        func alignment(_ scores: [Sample?], _ amounts: [Sample?]) -> Scorecard.Alignment? {
            let results = Self.results(metrics, [scores, amounts])
            var planned = PlannedScorecard(
                key: "card", title: Wording("card"), segment: "agent", parts: [part], rules: Scorecard.Rules())
            planned.aligned = "rewards"
            return Scoring(results: results, sections: CellSection.all(of: results)).scored(planned).alignment
        }
        let scores = x.map { Sample(value: $0) }
        // Nobody's row is 0, the least, as 1 is in the example.
        let amounts = y.map { amount in amount.map { Sample(value: $0, n: 1) } }
        let told = try #require(alignment(scores, amounts))
        #expect(told.labels == 12 && told.leftOut == 0)
        #expect(abs((told.tau ?? 0) - 0.8031745) < 1e-6)
        #expect(abs((told.low ?? 0) - 0.5712731) < 1e-6 && abs((told.high ?? 0) - 0.9163192) < 1e-6)
        // Whose score rests on too few rows, and whose amount is hidden, take no part.
        var fewer = amounts
        fewer[3] = Sample(value: nil, n: 1, status: .hidden)
        var without = scores
        without[0].n = 3
        let rest = try #require(alignment(without, fewer))
        #expect(rest.labels == 10 && rest.leftOut == 2 && rest.tau != nil)
        fewer[4] = Sample(value: nil, n: 1, status: .hidden)
        #expect(alignment(without, fewer) == Scorecard.Alignment(metric: "rewards", labels: 9, leftOut: 3))
        #expect(Self.scored(Self.five, [Self.satisfaction, Self.handling]).alignment == nil)
    }

    // MARK: By hand

    @Test func `a scale gives 0, 80 and 100 points at its marks, straight lines between, and no more beyond`() {
        let rising = Self.satisfaction.scale
        let known: [(Double, Double)] = [
            (0.5, 0), (0.6, 0), (0.725, 40), (0.85, 80), (0.9, 90), (0.95, 100), (1, 100),
        ]
        for (value, points) in known { #expect(rising.points(of: value) == points, "\(value)") }
        let falling = Self.handling.scale
        let times: [(Double, Double)] = [(700, 0), (600, 0), (480, 40), (360, 80), (300, 90), (240, 100), (1, 100)]
        for (value, points) in times { #expect(falling.points(of: value) == points, "\(value)") }
    }

    @Test func `five agents have the scores that a hand gives them`() {
        let scores = Self.scored(Self.five, [Self.satisfaction, Self.handling]).scores
        #expect(scores.map(\.labels) == [[0], [1], [2], [3], [4]])
        #expect(scores.map { $0.value?.points } == [80, 60, 36, nil, nil])
        #expect(scores.map { $0.value?.band } == [.meets, .near, .attention, nil, nil])
        #expect(scores.map(\.coverage) == [1, 1, 1, 0.4, 0.6])
        #expect(scores[1].contributions.map { $0.counted?.added } == [60, 0])
        #expect(scores[2].contributions.map { $0.counted?.added } == [0, 36])
        #expect(scores[3].contributions.map(\.lack) == [.fewRows, nil])
        #expect(scores[4].contributions.map(\.lack) == [nil, .noRows])
    }

    /// 60 · 1.2 = 72 and 40 · 0.8 = 32 of 100 and 0 points: 72 ÷ 104; the other way 48 ÷ 96.
    @Test func `weights a fifth larger or smaller are tried in every combination`() throws {
        let scores = Self.scored(Self.five, [Self.satisfaction, Self.handling]).scores
        let stress = try #require(scores[1].value).stress
        #expect(stress.combinations == 4)
        #expect(stress.surviving == 3)
        #expect(stress.lowest == 50)
        #expect(stress.highest == 69.230769231)
        let both = try #require(scores[0].value)
        #expect(both.stress == Scorecard.WeightStress(combinations: 4, surviving: 4, lowest: 80, highest: 80))
    }

    /// Satisfaction 64 to 90 points around 80 at 60 %, time 70 to 85 at 40 %: √((0.6·16)² + (0.4·10)²) = 10.4 below.
    @Test func `the interval of a score is made of those of its parts`() throws {
        let value = try #require(Self.scored(Self.five, [Self.satisfaction, Self.handling]).scores[0].value)
        #expect(value.low == 69.6)
        let above = (6.0 * 6 + 2 * 2).squareRoot()
        #expect(try #require(value.high).isClose(to: 80 + above))
        #expect(!value.isSure)
        let without = try #require(Self.scored(Self.five, [Self.satisfaction, Self.handling]).scores[1].value)
        #expect(without.low == nil && without.high == nil && !without.isSure)
    }

    @Test func `a lower coverage lets a part make up for one that is lacking`() throws {
        var rules = Scorecard.Rules()
        rules.leastCoverage = 0.6
        let scores = Self.scored(Self.five, [Self.satisfaction, Self.handling], rules: rules).scores
        #expect(scores.map { $0.value?.points } == [80, 60, 36, nil, 64])
        #expect(scores[4].contributions.map { $0.counted?.added } == [64, nil])
        #expect(try #require(scores[4].value).stress.combinations == 2)
    }

    @Test func `hidden, partial and undefined cells do not enter, and amounts of few rows do`() {
        let parts = [Self.satisfaction, Self.handling]
        let results = Self.results(
            [Self.metric("csat", .fraction, .higher), Self.metric("aht", .seconds, .lower, isAdditive: true)],
            [
                [
                    Sample(value: nil, n: 0, status: .hidden), Sample(value: 0.9, status: .partial),
                    Sample(value: nil, n: 3, status: .undefined), Sample(value: nil, n: 0, status: .undefined),
                ], [Sample(value: 360, n: 2), nil, nil, nil],
            ])
        let scores = Self.scored(results, parts).scores
        #expect(scores.map { $0.contributions[0].lack } == [.hidden, .partial, .undefined, .noRows])
        #expect(scores[0].contributions[1].counted?.points == 80)
        #expect(scores.allSatisfy { $0.value == nil })
    }

    @Test func `rows without an agent are nobody's`() {
        let results = Self.results(
            [Self.metrics[0]], [[Sample(value: 0.9), Sample(value: 0.7)]], labels: [SegmentLabel(key: "A0"), .unknown])
        var part = Self.satisfaction
        part.weight = 100
        let card = Self.scored(results, [part])
        #expect(card.scores.map(\.labels) == [[0]])
        #expect(card.leavesOutUnknown)
    }

    @Test func `the centre has a score of its own, even without a row`() {
        var results = Self.results([Self.metrics[0]], [[]])
        var part = Self.satisfaction
        part.weight = 100
        #expect(Self.scored(results, [part], segment: nil).scores.map(\.coverage) == [0])
        results.cells = [
            MetricCell(metric: "csat", breakdown: .total, period: Self.month, value: .real(0.85), n: 400),
            MetricCell(
                metric: "csat", breakdown: .total, period: Self.month.advanced(by: 1), value: .real(0.7), n: 400),
        ]
        let scores = Self.scored(results, [part], segment: nil).scores
        #expect(scores.map(\.labels) == [[]])
        #expect(scores.first?.value?.points == 80)
    }

    @Test func `bands are apart when two intervals of different bands do not meet`() {
        func card(_ samples: [Sample]) -> Scorecard {
            var part = Self.satisfaction
            part.weight = 100
            return Self.scored(Self.results([Self.metrics[0]], [samples]), [part])
        }
        let close = [Sample(value: 0.86, low: 0.7, high: 0.95), Sample(value: 0.84, low: 0.7, high: 0.94)]
        #expect(!card(close).areBandsApart)
        let far = [Sample(value: 0.9, low: 0.86, high: 0.94), Sample(value: 0.65, low: 0.61, high: 0.69)]
        let apart = card(far)
        #expect(apart.areBandsApart)
        #expect(apart.scores.map { $0.value?.isSure } == [true, true])
        let alike = [Sample(value: 0.9, low: 0.86, high: 0.94), Sample(value: 0.94, low: 0.93, high: 0.95)]
        #expect(!card(alike).areBandsApart)
    }

    /// The seam for values that are drawn towards the whole.
    @Test func `another value of a cell is scored and told as shrunken`() throws {
        let results = Self.results([Self.metrics[0]], [[Sample(value: 1, low: 0.9, high: 1)]])
        var scoring = Scoring(results: results, sections: CellSection.all(of: results))
        scoring.valueOfCell = { cell in
            ScoredValue(value: 0.85, low: cell.low, high: cell.high, basis: .shrunken)
        }
        var part = Self.satisfaction
        part.weight = 100
        let card = scoring.scored(
            PlannedScorecard(
                key: "card", title: Wording("card"), segment: "agent", parts: [part], rules: Scorecard.Rules()))
        let counted = try #require(card.scores.first?.contributions.first?.counted)
        #expect(counted.basis == .shrunken && counted.points == 80)
        #expect(Self.scored(results, [part]).scores.first?.contributions.first?.counted?.basis == .raw)
    }

    // MARK: Against a twin

    @Test func `random scorecards are those of a plain twin`() {
        var random = SplitMix64(seed: 77)
        func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
        for round in 0..<200 {
            let count = 1 + round % 5
            let metrics = (0..<count).map { Self.metric("m\($0)", .points, unit() < 0.5 ? .higher : .lower) }
            let parts = metrics.map { metric in
                let (floor, step, further) = (unit() * 50, 1 + unit() * 20, 1 + unit() * 20)
                let sign: Double = metric.better == .higher ? 1 : -1
                return Scorecard.Part(
                    metric: metric.key, weight: 100 / Double(count),
                    scale: Scorecard.Scale(
                        floor: floor, target: floor + sign * step, stretch: floor + sign * (step + further)))
            }
            let samples = metrics.map { _ in
                (0..<6).map { _ -> Sample? in
                    unit() < 0.1 ? nil : Sample(value: unit() * 120 - 30, n: unit() < 0.15 ? 10 : 90)
                }
            }
            let card = Self.scored(Self.results(metrics, samples), parts)
            for score in card.scores {
                let agent = score.labels[0]
                var (sum, weight) = (0.0, 0.0)
                var corners: [[Double]] = [[]]
                var points: [Double] = []
                for (part, row) in zip(parts, samples) {
                    guard let sample = row[agent], sample.n >= 30, let value = sample.value else { continue }
                    let own = Self.points(of: value, part.scale)
                    sum += part.weight * own
                    weight += part.weight
                    points.append(own)
                    corners = corners.flatMap { [$0 + [part.weight * 0.8], $0 + [part.weight * 1.2]] }
                }
                #expect((score.coverage - weight / 100).magnitude < 1e-8)
                guard weight / 100 >= 0.7 - 1e-9 else {
                    #expect(score.value == nil)
                    continue
                }
                guard let value = score.value else {
                    Issue.record("no score in round \(round)")
                    continue
                }
                #expect((value.points - sum / weight).magnitude < 1e-8)
                let added = score.contributions.reduce(0) { $0 + ($1.counted?.added ?? 0) }
                #expect((added - value.points).magnitude < 1e-7)
                let others = corners.map { weights in
                    zip(weights, points).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
                }
                #expect(value.stress.combinations == others.count)
                let band = { (score: Double) in score >= 80 - 1e-9 ? 2 : score >= 60 - 1e-9 ? 1 : 0 }
                #expect(value.stress.surviving == others.count { band($0) == band(value.points) })
                #expect((value.stress.lowest - (others.min() ?? 0)).magnitude < 1e-8)
                #expect((value.stress.highest - (others.max() ?? 0)).magnitude < 1e-8)
            }
        }
    }

    /// The twin: two lines through three points.
    private static func points(of value: Double, _ scale: Scorecard.Scale) -> Double {
        let sign: Double = scale.stretch > scale.floor ? 1 : -1
        let (way, first, last) = (
            sign * (value - scale.floor), sign * (scale.target - scale.floor), sign * (scale.stretch - scale.floor)
        )
        if way <= 0 { return 0 }
        if way >= last { return 100 }
        return way <= first ? 80 * way / first : 80 + 20 * (way - first) / (last - first)
    }
}

extension Double {
    fileprivate func isClose(to other: Double) -> Bool { (self - other).magnitude < 1e-8 }
}
