// Rank intervals against exact probabilities, and against counting where they are approximated.
import Foundation
import Statistics
import TestSupport
import Testing

struct RankIntervalsTests {
    private static let posteriors = [(45.0, 60.0), (38, 45), (20, 35), (66, 80), (9, 10)].map {
        Posterior.beta(alpha: 8 + $0.0, beta: 2 + $0.1 - $0.0)
    }
    /// By agent, of rank 1 to 5.
    private static let probabilities = [
        [0.0192392, 0.0781899, 0.225727, 0.620224, 0.0566195], [0.2991672, 0.3674433, 0.2412703, 0.0879255, 0.0041936],
        [0.0002042, 0.0015572, 0.0098422, 0.071807, 0.9165894],
        [0.1669047, 0.3597046, 0.3643161, 0.1060867, 0.0029879],
        [0.5144847, 0.193105, 0.1588439, 0.1139569, 0.0196096],
    ]

    @Test func `five agents have the ranks that quadrature gives`() {
        let ranks = RankIntervals(Self.posteriors)
        for (agent, expected) in Self.probabilities.enumerated() {
            // 0.001 is what four standard errors of four million random draws are, at a half.
            for (found, probability) in zip(ranks.counts(above: agent), expected) {
                #expect(abs(found - probability) < 1e-3, "\(agent) \(found) \(probability)")
            }
        }
        #expect((0..<5).map { ranks.ranks(ofGroup: $0) } == [2...5, 1...4, 4...5, 1...4, 1...4])
        let expected = [3.616795, 2.130535, 4.90302, 2.418549, 1.931102]
        for (agent, rank) in expected.enumerated() { #expect(abs(ranks.expectedRank(ofGroup: agent) - rank) < 3e-3) }
    }

    @Test func `who is first in the raw order may be fourth in truth`() {
        #expect(RankIntervals(Self.posteriors).ranks(ofGroup: 4) == 1...4)
    }

    /// The same groups fifty at a time, counted, and with one more that is below all, by the normal distribution with its skewness.
    @Test func `many groups have nearly the ranks that counting gives`() {
        var random = SplitMix64(seed: 5)
        let groups = (0..<RankIntervals.mostCountedGroups).map { _ -> Posterior in
            let n = Double.random(in: 20...300, using: &random)
            let share = Double.random(in: 0.7...0.95, using: &random)
            return .beta(alpha: n * share, beta: n * (1 - share))
        }
        let counted = RankIntervals(groups)
        let more = RankIntervals(groups + [.beta(alpha: 1, beta: 100_000)])
        var largest = 0.0
        for group in stride(from: 0, to: groups.count, by: 7) {
            var reached = 0.0
            for (others, probability) in counted.counts(above: group).enumerated() {
                reached += probability
                largest = max(largest, abs(reached - more.approximateShare(atMost: others, above: group)))
            }
            let (one, other) = (counted.ranks(ofGroup: group), more.ranks(ofGroup: group))
            #expect(abs(one.lowerBound - other.lowerBound) <= 1 && abs(one.upperBound - other.upperBound) <= 1)
        }
        #expect(largest < 0.05, "\(largest)")
    }

    @Test func `a narrow group among wide ones is placed where it is`() {
        let wide = (0..<9).map { _ in Posterior.normal(mean: 0, deviation: 10) }
        let ranks = RankIntervals(wide + [.normal(mean: 0, deviation: 1e-6)])
        // Nine fair coins: the chance of one or none above is 10/512, of two 46/512.
        #expect(ranks.ranks(ofGroup: 9) == 3...8)
        #expect(abs(ranks.expectedRank(ofGroup: 9) - 5.5) < 0.01)
    }

    @Test func `groups far apart have one rank each, and equal ones all`() {
        let apart = (0..<4).map { Posterior.normal(mean: Double($0), deviation: 0.01) }
        #expect((0..<4).map { RankIntervals(apart).ranks(ofGroup: $0) } == [4...4, 3...3, 2...2, 1...1])
        for count in [20, 100, 200] {
            let alike = [Posterior](repeating: .gamma(shape: 30, rate: 10), count: count)
            let ranks = RankIntervals(alike).ranks(ofGroup: count / 2)
            #expect(abs(ranks.lowerBound - count / 20) <= 1 && abs(ranks.upperBound - count * 19 / 20) <= 1, "\(ranks)")
        }
    }

    @Test func `very few rows have a rank all the same`() {
        let rare = [Posterior.gamma(shape: 0.3, rate: 2), .gamma(shape: 0.3, rate: 2), .gamma(shape: 900, rate: 10)]
        let ranks = RankIntervals(rare)
        #expect(ranks.ranks(ofGroup: 2) == 1...1)
        #expect(ranks.ranks(ofGroup: 0) == 2...3)
        #expect(RankIntervals([.normal(mean: 1, deviation: 1)]).ranks(ofGroup: 0) == 1...1)
    }
}
