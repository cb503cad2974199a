// Tests a number against another, against a level, or against how it has varied, and says how large the gap is at the least.

import Glibc
import Stages
import Statistics

/// The outcome of a test.
struct TestedGap: Sendable {
    var test: SignalTest
    /// Two-sided.
    var p: Double
    var expected: Double
    /// The number lies within this of what is expected 19 times of 20, were there only chance.
    var reach: Double
    /// The least size of the gap at 95 %, in standard deviations of a row or Cohen's h; 0 where it may be none.
    var certainSize: Double

    static let z = Estimate.z

    /// A number against another one that rests on other rows.
    ///
    /// - Missing: nil where nothing says how much one of them varies.
    init?(_ estimate: Estimate, against other: Estimate) {
        if let first = estimate.proportion, let second = other.proportion {
            guard let tested = ProportionsTest(first, second) else { return nil }
            let size = Proportion.arcsineDifference(first.share, second.share).magnitude
            let error = (1 / Double(first.trials) + 1 / Double(second.trials)).squareRoot()
            self.init(
                test: tested.method == .fisher ? .fisher : .proportions, p: tested.p, expected: second.share,
                reach: Self.z * tested.chance, certainSize: max(0, size - Self.z * error))
            return
        }
        if let first = estimate.events, let second = other.events {
            self.init(first, against: second)
            return
        }
        if estimate.method == .order {
            self.init(median: estimate, against: other)
            return
        }
        guard let mine = estimate.error, let theirs = other.error else { return nil }
        var error = (mine * mine + theirs * theirs).squareRoot()
        let gap = estimate.value - other.value
        let p: Double
        if let means = MeansGap(estimate, other) {
            (error, p) = (means.error, means.p)
        } else if estimate.method == .mean {
            // One row has no spread of its own.
            return nil
        } else {
            p = NormalDistribution.twoSided(gap / error)
        }
        guard error > 0, error.isFinite else { return nil }
        let rows = Double(estimate.n) + Double(other.n)
        let variance =
            (Double(estimate.n) * Double(estimate.n) * mine * mine + Double(other.n) * Double(other.n) * theirs
                * theirs) / rows
        self.init(
            test: Self.test(of: estimate.method), p: p, expected: other.value, reach: Self.z * error,
            certainSize: Self.size(gap, error: error, deviation: variance.squareRoot()))
    }

    /// A number against a level that is given.
    init?(_ estimate: Estimate, level: Double) {
        let gap = estimate.value - level
        if let share = estimate.proportion, level > 0, level < 1 {
            let error = (level * (1 - level) / Double(share.trials)).squareRoot()
            let size = Proportion.arcsineDifference(share.share, level).magnitude
            self.init(
                test: .level, p: NormalDistribution.twoSided(gap / error), expected: level, reach: Self.z * error,
                certainSize: max(0, size - Self.z / Double(share.trials).squareRoot()))
            return
        }
        if let events = estimate.events, level > 0 {
            self.init(events, level: level)
            return
        }
        if estimate.method == .order {
            self.init(median: estimate, level: level)
            return
        }
        guard let error = estimate.error, error > 0 else { return nil }
        let p: Double
        if let freedom = estimate.freedom {
            guard let above = StudentDistribution.shareAbove(gap.magnitude / error, degreesOfFreedom: freedom) else {
                return nil
            }
            p = min(1, 2 * above)
        } else {
            p = NormalDistribution.twoSided(gap / error)
        }
        self.init(
            test: .level, p: p, expected: level, reach: Self.z * error,
            certainSize: Self.size(gap, error: error, deviation: error * Double(estimate.n).squareRoot()))
    }

    /// An amount against an earlier one, by how much it has varied from period to period.
    init?(amount: Double, against other: Double, variation: Variation) {
        guard amount > 0, other > 0, variation.deviation > 0 else { return nil }
        let error = variation.deviation * 2.0.squareRoot()
        let ratio = log(amount / other)
        guard
            let above = StudentDistribution.shareAbove(
                ratio.magnitude / error, degreesOfFreedom: variation.freedom),
            let t = StudentDistribution.quantile(0.025, degreesOfFreedom: variation.freedom)
        else { return nil }
        self.init(
            test: .ratio, p: min(1, 2 * above), expected: other, reach: other * (exp(-t * error) - 1),
            certainSize: Self.size(ofRatio: exp(max(0, ratio.magnitude + t * error))))
    }

    init(test: SignalTest, p: Double, expected: Double, reach: Double, certainSize: Double) {
        self.test = test
        self.p = p
        self.expected = expected
        self.reach = reach
        self.certainSize = certainSize
    }

    private static func size(_ gap: Double, error: Double, deviation: Double) -> Double {
        guard deviation > 0 else { return 0 }
        return max(0, gap.magnitude - z * error) / deviation
    }

    /// Of two amounts, how far the larger one's share of both is from one half, as Cohen's h: a doubling is 0.34.
    static func size(ofRatio ratio: Double) -> Double {
        Proportion.arcsineDifference(ratio / (1 + ratio), 0.5)
    }

    private static func test(of method: Estimate.Method) -> SignalTest {
        switch method {
        case .mean: .means
        case .score: .scores
        case .share, .rate, .order, .none: .intervals
        }
    }
}

/// How much an amount varies from period to period.
struct Variation: Sendable {
    /// Of the logarithm of the amount of one period.
    var deviation: Double
    var freedom: Double
}
