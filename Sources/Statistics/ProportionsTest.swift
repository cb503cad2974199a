// Whether two shares differ by more than chance: the pooled z test, and Fisher's exact test where few rows are expected.

import Glibc

/// Two shares of rows that were drawn independently.
package struct ProportionsTest: Sendable {
    /// The test that was made.
    package enum Method: Sendable {
        case pooled, fisher
    }

    package let method: Method
    /// Two-sided.
    package let p: Double
    /// The standard deviation of the difference, were both shares alike.
    package let chance: Double

    /// - Missing: nil where all rows or none are successes, for nothing can differ then.
    /// - Source: the pooled z test in Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., 3.2; Fisher's
    ///   test, doubled, where fewer than five successes or failures are expected on one side (Cochran 1954, Biometrics 10, 417–451), and
    ///   where fewer than 25 are and the normal distribution calls the gap rarer than 1 in 100, which it does up to five times too often.
    package init?(_ first: Proportion, _ second: Proportion) {
        let (successes, trials) = (first.successes + second.successes, first.trials + second.trials)
        guard successes > 0, successes < trials else { return nil }
        let pooled = Double(successes) / Double(trials)
        let (one, two) = (Double(first.trials), Double(second.trials))
        chance = (pooled * (1 - pooled) * (1 / one + 1 / two)).squareRoot()
        let least = min(pooled, 1 - pooled) * min(one, two)
        let z = first.difference(from: second) / chance
        let byNormal = NormalDistribution.twoSided(z)
        // Far out in the tails the normal distribution is good for many rows only.
        guard least < 5 || least < 25 && byNormal < 0.01 else {
            method = .pooled
            p = byNormal
            return
        }
        let missed = first.trials - first.successes
        guard
            let above = FisherExactTest.atLeast(
                first.successes, first: first.trials, second: successes, of: trials),
            let below = FisherExactTest.atLeast(missed, first: first.trials, second: trials - successes, of: trials)
        else { return nil }
        method = .fisher
        p = min(1, 2 * min(above, below))
    }
}

extension Proportion {
    /// How far a share is from another on the scale of Cohen's h, where its variance is 1 ÷ n whatever the share.
    ///
    /// - Source: Cohen (1988), Statistical Power Analysis, 2nd ed., chapter 6.
    package static func arcsineDifference(_ share: Double, _ other: Double) -> Double {
        2 * (arcsineRoot(share) - arcsineRoot(other))
    }

    /// Cohen's h between the share that the larger of two amounts has of both and one half: a doubling is 0.34; 0 of amounts on different
    /// sides of nothing, which have no ratio.
    package static func arcsineDifference(ofAmount value: Double, from other: Double) -> Double {
        let (small, large) = (min(value.magnitude, other.magnitude), max(value.magnitude, other.magnitude))
        guard large > 0, value * other >= 0 else { return 0 }
        return arcsineDifference(large / (large + small), 0.5)
    }

    private static func arcsineRoot(_ share: Double) -> Double { asin(min(1, max(0, share)).squareRoot()) }
}
