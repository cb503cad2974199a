// Raters and effects from cells: by hand, and what must not enter.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct RaterComparingTests {
    private static let month = Period(.month, containing: 20_000)
    private static let breakdown = Breakdown(segments: ["evaluator", "agent"])

    private static func labels(_ count: Int, _ letter: String) -> [SegmentLabel] {
        (0..<count).map { SegmentLabel(key: "\(letter)\($0)") } + [.unknown]
    }

    /// - Parameter scores: by evaluator, by agent; nil where one did not rate the other.
    private static func results(_ scores: [[Double?]], weights: [[Int]]? = nil) -> MetricResults {
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "qa_score", title: Wording("qa"), unit: .points, better: .higher, formula: Wording("x"),
                    definition: "qa_score")
            ], breakdowns: [.total, breakdown],
            segments: [
                Segment(key: "evaluator", title: Wording("Evaluator"), labels: labels(scores.count, "Q")),
                Segment(key: "agent", title: Wording("Agent"), labels: labels(scores[0].count, "A")),
            ], period: month)
        for (rater, row) in scores.enumerated() {
            for (agent, score) in row.enumerated() {
                guard let score else { continue }
                results.cells.append(
                    MetricCell(
                        metric: "qa_score", breakdown: breakdown, period: month, labels: [rater, agent],
                        value: .real(score), n: weights?[rater][agent] ?? 20))
            }
        }
        return results
    }

    private static func compared(_ results: MetricResults) -> RaterComparison {
        RaterComparing(results: results, sections: CellSection.all(of: results)).compared(
            PlannedRaters(
                key: "quality", title: Wording("Quality"), metric: "qa_score", breakdown: breakdown, raterPlace: 0))
    }

    /// Differences −4, −6, −2, −8: mean −5, standard error 1.291, t₃ = 3.182.
    @Test func `two evaluators differ by the mean difference on the agents of both`() throws {
        let comparison = Self.compared(Self.results([[80, 70, 90, 60, 99], [84, 76, 92, 68, nil]]))
        #expect(comparison.raters.map(\.label) == [0, 1])
        #expect(comparison.raters.map(\.shared) == [4, 4])
        let severity = try #require(comparison.raters[0].severity)
        #expect((severity.difference - -5).magnitude < 1e-12)
        #expect((severity.low - -9.108521).magnitude < 1e-5 && (severity.high - -0.891479).magnitude < 1e-5)
        #expect((severity.p - 0.030466).magnitude < 1e-5 && severity.adjustedP == severity.p && severity.isFound)
        #expect(comparison.raters[1].severity?.difference == 5)
        #expect(comparison.raterSegment == "evaluator" && comparison.subjectSegment == "agent")
        let agreement = try #require(comparison.agreement)
        #expect(agreement.subjects == 4)
        #expect((agreement.alpha - 0.8793103448275862).magnitude < 1e-9)
        // One agent has one evaluator, so that not everyone was rated by all.
        #expect(agreement.correlation == nil)
    }

    @Test func `where all rated everyone the correlation within classes is told`() throws {
        let comparison = Self.compared(Self.results([[80, 70, 90, 60], [84, 76, 92, 68]]))
        let correlation = try #require(comparison.agreement?.correlation)
        #expect((correlation.estimate - Self.knownCorrelation).magnitude < 1e-9)
        #expect(correlation.low < correlation.estimate && correlation.estimate < correlation.high)
    }

    private static let knownCorrelation = 0.8988764044943822

    /// Against the others' mean by rows: 10 rows of 60 and 30 of 80 are 75.
    @Test func `several others are taken together by their rows`() throws {
        let scores: [[Double?]] = [[70, 71, 72.5, 70], [60, 60, 60, 60], [80, 80, 80, 80]]
        let rows = [[20, 20, 20, 20], [10, 10, 10, 10], [30, 30, 30, 30]]
        let severity = try #require(Self.compared(Self.results(scores, weights: rows)).raters[0].severity)
        #expect((severity.difference - (70.875 - 75)).magnitude < 1e-12)
    }

    @Test func `too few in common, hidden cells and unknown people say nothing of an evaluator`() {
        var results = Self.results([[80, 70, 90], [84, 76, 92], [nil, nil, 50]])
        results.cells[0].status = .hidden
        results.cells[0].value = nil
        // Rows without an evaluator.
        results.cells.append(
            MetricCell(
                metric: "qa_score", breakdown: Self.breakdown, period: Self.month, labels: [3, 1], value: .real(10),
                n: 50))
        let comparison = Self.compared(results)
        #expect(comparison.raters.map(\.label) == [0, 1, 2])
        #expect(comparison.raters.map(\.shared) == [2, 2, 1])
        #expect(comparison.raters.allSatisfy { $0.severity == nil })
        #expect(Self.compared(Self.results([[80, nil], [nil, 70]])).agreement == nil)
    }

    // MARK: Effects

    private static let before = month.advanced(by: -1)
    private static let groups = Breakdown(segments: ["trained", "agent"])

    /// - Parameter changes: by group, of each agent; nil where an agent has no number before.
    private static func effect(_ changes: [[Double?]], n: Int = 50, control: String? = "no") -> TreatmentEffect? {
        let agents = changes.joined().count
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "csat", title: Wording("csat"), unit: .fraction, better: .higher, formula: Wording("x"),
                    definition: "csat")
            ], breakdowns: [.total, groups],
            segments: [
                Segment(
                    key: "trained", title: Wording("Trained"), labels: ["yes", "no"].map { SegmentLabel(key: $0) }),
                Segment(key: "agent", title: Wording("Agent"), labels: labels(agents, "A")),
            ], period: month, comparedPeriods: [.previous: before])
        for period in [before, month] {
            var agent = 0
            for (group, row) in changes.enumerated() {
                for change in row {
                    let value = period == month ? 0.7 + (change ?? 0) : change == nil ? nil : 0.7
                    if let value {
                        results.cells.append(
                            MetricCell(
                                metric: "csat", breakdown: groups, period: period, labels: [group, agent],
                                value: .real(value), n: n))
                    }
                    agent += 1
                }
            }
        }
        return EffectMeasuring(results: results, sections: CellSection.all(of: results)).measured(
            PlannedEffect(
                key: "training", title: Wording("Training"), metric: "csat", breakdown: groups, personPlace: 1,
                treated: "yes", control: control, base: .previous))
    }

    /// 0.06 − 0.0025 with a standard error of √(0.0010667 ÷ 4 + 0.000291667 ÷ 4).
    @Test func `an effect is the mean change of the treated less that of the others`() throws {
        let effect = try #require(Self.effect([[0.06, 0.1, 0.02, 0.06, nil], [0, 0.02, -0.02, 0.01]]))
        #expect(effect.treated.persons == 4 && effect.treated.leftOut == 1)
        let treated = try #require(effect.treated.change)
        #expect((treated.mean - 0.06).magnitude < 1e-12)
        #expect((treated.low - 0.0080308695).magnitude < 1e-6)
        #expect((try #require(effect.treated.effectSize) - 1.3360853142453697).magnitude < 1e-9)
        #expect(effect.control?.persons == 4)
        let difference = try #require(effect.difference)
        #expect((difference.mean - 0.0575).magnitude < 1e-12)
        #expect(difference.low < 0.0575 && difference.high > 0.0575)
        // No p of so few.
        #expect(treated.p == nil && difference.p == nil && effect.treated.rankP == nil)
    }

    @Test func `of ten people in each group p is told`() throws {
        let gains = (0..<10).map { 0.05 + Double($0 % 4) * 0.01 }
        let others = (0..<10).map { Double($0 % 3) * 0.01 }
        let effect = try #require(Self.effect([gains, others]))
        #expect(try #require(effect.treated.change?.p) < 0.001)
        #expect(try #require(effect.treated.rankP) == 2.0 / 1024)
        #expect(try #require(effect.difference?.p) < 0.001)
    }

    @Test func `without others there is a change and no difference, and few rows do not enter`() throws {
        let alone = try #require(Self.effect([[0.1, 0.2, 0.3], [0]], control: nil))
        #expect(alone.control == nil && alone.difference == nil && alone.treated.persons == 3)
        let few = try #require(Self.effect([[0.1, 0.2, 0.3], [0, 0.1]], n: 10))
        #expect(few.treated.persons == 0 && few.treated.leftOut == 3 && few.treated.change == nil)
    }
}
