// Values drawn towards their peers, against numbers worked out in R and in Python.
import Statistics
import Testing

struct GroupShrinkageTests {
    private static let agents = [
        (18, 30), (25, 40), (9, 20), (40, 50), (31, 50), (3, 8), (55, 90), (12, 15), (27, 60), (5, 5),
    ]

    private static func shares(_ counts: [(Int, Int)]) -> [GroupShrinkage.Share] {
        counts.map { .init(successes: Double($0.0), trials: Double($0.1)) }
    }

    @Test func `shares are drawn to what weighted moments say`() throws {
        let shrinkage = try #require(GroupShrinkage(shares: Self.shares(Self.agents)))
        #expect(shrinkage.findsDifferences)
        #expect(agree(shrinkage.centre, 0.611413, relative: 1e-6))
        #expect(agree(shrinkage.strength, 19.84582, relative: 1e-6))
        let expected = [
            0.604544, 0.6204944, 0.5303942, 0.7464154, 0.6175601, 0.5434924, 0.6111657, 0.6925936, 0.4901195, 0.6896127,
        ]
        for (posterior, value) in zip(shrinkage.posteriors, expected) {
            #expect(agree(posterior.mean, value, relative: 1e-6))
        }
        let interval = try #require(shrinkage.posteriors[0].interval())
        #expect(agree(interval.low, 0.4668078, relative: 1e-6))
        #expect(agree(interval.high, 0.7343298, relative: 1e-6))
        guard case .beta(let alpha, let beta) = shrinkage.posteriors[0] else {
            Issue.record("a share has a beta distribution")
            return
        }
        #expect(agree(alpha - 18, 12.13399, relative: 1e-6))
        #expect(agree(beta - 12, 7.711825, relative: 1e-6))
    }

    @Test func `five of five is not better than forty of fifty`() throws {
        let shrinkage = try #require(GroupShrinkage(shares: Self.shares(Self.agents)))
        #expect(shrinkage.posteriors[9].mean < shrinkage.posteriors[3].mean)
    }

    /// With a prior of 16 and 4: 3 of 3, 45 of 50, 180 of 200.
    @Test(arguments: [(3.0, 0.0, 0.826087), (45, 5, 0.871429), (180, 20, 0.890909)])
    func `a known prior reverses the raw order`(successes: Double, failures: Double, expected: Double) {
        let posterior = Posterior.beta(alpha: 16 + successes, beta: 4 + failures)
        #expect(agree(posterior.mean, expected, decimals: 6))
    }

    @Test func `agents who are alike get the fallback strength, never a negative one`() throws {
        let shrinkage = try #require(GroupShrinkage(shares: Self.shares([(16, 20), (15, 20), (17, 20), (16, 20)])))
        #expect(!shrinkage.findsDifferences)
        #expect(shrinkage.strength == GroupShrinkage.fallbackStrength)
        #expect(shrinkage.centre == 0.8)
        #expect(agree(shrinkage.posteriors[1].mean, 31.0 / 40, relative: 1e-12))
    }

    private static let means: [(mean: Double, deviation: Double, n: Double)] = [
        (4.2, 0.9, 30), (3.6, 1.1, 12), (4.5, 0.7, 45), (3.9, 1, 20), (4.8, 0.6, 8), (3.2, 1.3, 15), (4.1, 0.8, 60),
        (4.4, 0.9, 25),
    ]

    @Test func `means are drawn as DerSimonian and Laird have it`() throws {
        let shrinkage = try #require(
            GroupShrinkage(
                means: Self.means.map { .init(mean: $0.mean, standardError: $0.deviation / $0.n.squareRoot()) }))
        #expect(agree(shrinkage.centre, 4.160704, relative: 1e-6))
        let expected = [4.191615, 3.882162, 4.466544, 3.987169, 4.600966, 3.710066, 4.105875, 4.341237]
        for (posterior, value) in zip(shrinkage.posteriors, expected) {
            #expect(agree(posterior.mean, value, relative: 1e-6))
        }
        // By hand: σ² = 0.027, τ² = 0.09953992, and the centre's standard error of 0.1325462.
        guard case .normal(_, let deviation) = shrinkage.posteriors[0] else {
            Issue.record("a mean has a normal distribution")
            return
        }
        let drawn = 0.027 / (0.027 + 0.09953992)
        let variance = drawn * 0.09953992 + drawn * drawn * 0.1325462 * 0.1325462
        #expect(agree(deviation, variance.squareRoot(), relative: 1e-6))
    }

    @Test func `the variance of Paule and Mandel draws less`() throws {
        let shrinkage = try #require(
            GroupShrinkage(
                means: Self.means.map { .init(mean: $0.mean, standardError: $0.deviation / $0.n.squareRoot()) },
                by: .pauleMandel))
        #expect(agree(shrinkage.centre, 4.136694, relative: 1e-6))
        #expect(agree(shrinkage.posteriors[0].mean, 4.192108, relative: 1e-6))
        #expect(agree(shrinkage.posteriors[5].mean, 3.54916, relative: 1e-6))
    }

    @Test func `means that differ no more than chance are all the same`() throws {
        let shrinkage = try #require(
            GroupShrinkage(means: [3.9, 4, 4.1].map { .init(mean: $0, standardError: 0.3) }))
        #expect(!shrinkage.findsDifferences)
        #expect(shrinkage.posteriors.allSatisfy { abs($0.mean - 4) < 1e-12 })
        // 0.3 ÷ √3
        #expect(agree(shrinkage.posteriors[0].interval()?.high, 4 + 1.959963985 * 0.1732050808, relative: 1e-9))
    }

    private static let events: [(Double, Double)] = [
        (2, 1.2), (9, 3.5), (0, 0.8), (14, 3), (5, 2.5), (30, 9), (1, 1.5), (8, 1),
    ]

    @Test func `rates are drawn as Marshall has it`() throws {
        let shrinkage = try #require(
            GroupShrinkage(events: Self.events.map { .init(events: $0.0, exposure: $0.1) }))
        #expect(agree(shrinkage.centre, 3.066667, relative: 1e-6))
        #expect(agree(shrinkage.strength, 2.274011, relative: 1e-6))
        let expected = [2.583076, 2.766471, 2.268578, 3.97679, 2.508087, 3.279546, 2.112774, 4.573483]
        for (posterior, value) in zip(shrinkage.posteriors, expected) {
            #expect(agree(posterior.mean, value, relative: 1e-6))
        }
        let first = try #require(shrinkage.posteriors[0].interval())
        #expect(agree(first.low, 1.179524, relative: 1e-6) && agree(first.high, 4.527361, relative: 1e-6))
        let third = try #require(shrinkage.posteriors[2].interval())
        #expect(agree(third.low, 0.9101603, relative: 1e-6) && agree(third.high, 4.236543, relative: 1e-6))
    }

    @Test func `rates that differ no more than chance are all the common one`() throws {
        let shrinkage = try #require(
            GroupShrinkage(events: [(10.0, 5.0), (11, 5), (9, 5)].map { .init(events: $0.0, exposure: $0.1) }))
        #expect(!shrinkage.findsDifferences)
        #expect(shrinkage.posteriors.allSatisfy { $0.mean == 2 })
    }

    @Test func `nothing to compare is no answer`() {
        #expect(GroupShrinkage(shares: Self.shares([(3, 5)])) == nil)
        #expect(GroupShrinkage(shares: Self.shares([(0, 5), (0, 9)])) == nil)
        #expect(GroupShrinkage(shares: Self.shares([(5, 5), (9, 9)])) == nil)
        #expect(GroupShrinkage(events: [.init(events: 0, exposure: 2), .init(events: 0, exposure: 1)]) == nil)
        #expect(GroupShrinkage(means: [.init(mean: 1, standardError: 1)]) == nil)
    }

    @Test func `groups of one row each, all or nothing, still have a prior`() throws {
        let shrinkage = try #require(GroupShrinkage(shares: Self.shares([(0, 50), (50, 50), (0, 40), (40, 40)])))
        #expect(shrinkage.posteriors.allSatisfy { $0.interval() != nil && $0.mean > 0 && $0.mean < 1 })
        let single = try #require(GroupShrinkage(shares: Self.shares([(0, 1), (1, 1)])))
        #expect(single.strength == GroupShrinkage.fallbackStrength)
    }
}
