// Draws the values of groups towards what all have in common: the fewer rows a group has, the further.
import Glibc

/// What the groups together say of a group before its own rows are looked at, and what is known of each after.
///
/// A value of few rows is mostly chance. What the groups have in common is a better guess of the truth than such a value alone, and the
/// best is in between, at a place that the numbers themselves tell.
package struct GroupShrinkage: Sendable, Hashable {
    /// The value that groups are drawn to.
    package let centre: Double
    /// How many rows (or how much exposure) of its own a group needs to be half itself; nil for means, where it depends on how far their
    /// values spread, and where groups differ no more than chance makes them.
    package let strength: Double?
    /// Whether groups differ by more than chance alone would make them.
    package let findsDifferences: Bool
    /// Of each group, in the order given, the prior taken as known.
    package let posteriors: [Posterior]
    /// The same with what is not known of the prior: intervals of few groups, and of such as hardly differ, would else miss the truth too
    /// often.
    ///
    /// - Source: Morris, C. N. (1983), Journal of the American Statistical Association 78, 47–55.
    package let widened: [Posterior]

    /// A share of a group.
    package struct Share: Sendable, Hashable {
        /// Not negative and no more than trials; not whole where rows have weights.
        package var successes: Double
        /// Positive.
        package var trials: Double

        package init(successes: Double, trials: Double) {
            self.successes = successes
            self.trials = trials
        }
    }

    /// A mean of a group.
    package struct Mean: Sendable, Hashable {
        package var mean: Double
        /// Positive.
        package var standardError: Double

        package init(mean: Double, standardError: Double) {
            self.mean = mean
            self.standardError = standardError
        }
    }

    /// Events of a group.
    package struct Events: Sendable, Hashable {
        package var events: Double
        /// Positive.
        package var exposure: Double

        package init(events: Double, exposure: Double) {
            self.events = events
            self.exposure = exposure
        }
    }

    /// So many rows the prior of shares is worth where groups differ no more than chance makes them.
    package static let fallbackStrength = 20.0

    /// Beta-binomial: the prior by moments weighted with the trials.
    ///
    /// - Missing: nil for fewer than two groups, or where nobody or everybody succeeded.
    /// - Source: Kleinman, J. C. (1973), Journal of the American Statistical Association 68, 46–54.
    package init?(shares: [Share]) {
        guard shares.count > 1 else { return nil }
        let count = Double(shares.count)
        let trials = ExactSum(shares.map(\.trials)).total
        let share = ExactSum(shares.map(\.successes)).total / trials
        guard share > 0, share < 1 else { return nil }
        let spread = ExactSum(shares.map { $0.trials * Self.square($0.successes / $0.trials - share) }).total
        let variance = share * (1 - share)
        let room = trials - ExactSum(shares.map { $0.trials * $0.trials }).total / trials - (count - 1)
        let correlation = (spread - variance * (count - 1)) / (variance * room)
        findsDifferences = correlation > 0 && correlation.isFinite && room > 0
        // Groups within which all rows are alike would leave no prior at all; one row is the least that it is worth.
        let strength = findsDifferences ? max(1, 1 / correlation - 1) : Self.fallbackStrength
        self.strength = strength
        centre = share
        posteriors = shares.map {
            .beta(
                alpha: strength * share + $0.successes,
                beta: strength * (1 - share) + ($0.trials - $0.successes))
        }
        widened = zip(posteriors, shares).map { posterior, group in
            posterior.widened(
                to: Self.variance(
                    chance: variance / group.trials, drawn: strength / (strength + group.trials),
                    distance: group.successes / group.trials - share, groups: shares.count))
        }
    }

    /// How the variance between means is estimated.
    package enum Between: Sendable {
        /// DerSimonian, R. and Laird, N. (1986), Controlled Clinical Trials 7, 177–188.
        case dersimonianLaird
        /// Paule, R. C. and Mandel, J. (1982), Journal of Research of the National Bureau of Standards 87, 377–385.
        case pauleMandel
    }

    /// Normal–normal: the variance between groups by moments. What is not known of the centre counts into each posterior.
    ///
    /// - Missing: nil for fewer than two groups.
    package init?(means: [Mean], by method: Between = .dersimonianLaird) {
        guard means.count > 1 else { return nil }
        let variances = means.map { $0.standardError * $0.standardError }
        let values = means.map(\.mean)
        let between =
            switch method {
            case .dersimonianLaird: Self.varianceBetween(values, variances)
            case .pauleMandel: Self.settledVarianceBetween(values, variances)
            }
        let weights = variances.map { 1 / ($0 + between) }
        let weight = ExactSum(weights).total
        let centre = ExactSum(zip(weights, means).map { $0 * $1.mean }).total / weight
        self.centre = centre
        strength = nil
        findsDifferences = between > 0
        posteriors = zip(means, variances).map { mean, variance in
            let drawn = variance / (variance + between)
            let left = drawn * between + drawn * drawn / weight
            return .normal(mean: drawn * centre + (1 - drawn) * mean.mean, deviation: left.squareRoot())
        }
        widened = zip(posteriors, zip(values, variances)).map { posterior, group in
            posterior.widened(
                to: Self.variance(
                    chance: group.1, drawn: group.1 / (group.1 + between), distance: group.0 - centre,
                    groups: values.count))
        }
    }

    /// Gamma–Poisson: the prior by moments weighted with the exposure.
    ///
    /// - Missing: nil for fewer than two groups, or without any event.
    /// - Source: Marshall, R. J. (1991), Applied Statistics 40, 283–294.
    package init?(events: [Events]) {
        guard events.count > 1 else { return nil }
        let exposure = ExactSum(events.map(\.exposure)).total
        let all = ExactSum(events.map(\.events)).total
        let rate = all / exposure
        guard rate > 0 else { return nil }
        let spread =
            ExactSum(events.map { $0.exposure * Self.square($0.events / $0.exposure - rate) }).total / exposure
        let between = spread - rate / (exposure / Double(events.count))
        centre = rate
        findsDifferences = between > 0
        guard between > 0 else {
            strength = nil
            posteriors = events.map { _ in .gamma(shape: all, rate: exposure) }
            widened = Self.widened(posteriors, events, rate: rate, strength: nil)
            return
        }
        let (shape, inverseScale) = (rate * rate / between, rate / between)
        strength = inverseScale
        posteriors = events.map { .gamma(shape: $0.events + shape, rate: $0.exposure + inverseScale) }
        widened = Self.widened(posteriors, events, rate: rate, strength: inverseScale)
    }

    private static func widened(
        _ posteriors: [Posterior], _ events: [Events], rate: Double, strength: Double?
    ) -> [Posterior] {
        zip(posteriors, events).map { posterior, group in
            posterior.widened(
                to: variance(
                    chance: rate / group.exposure, drawn: strength.map { $0 / ($0 + group.exposure) } ?? 1,
                    distance: group.events / group.exposure - rate, groups: events.count))
        }
    }

    /// The variance of what is known of a group, the prior being an estimate from some groups.
    ///
    /// - Parameters:
    ///   - chance: the variance of its own value by chance.
    ///   - drawn: how far it is drawn to the centre, 1 being wholly.
    ///   - distance: of its own value from the centre.
    private static func variance(chance: Double, drawn: Double, distance: Double, groups: Int) -> Double {
        let count = Double(groups)
        // Of three groups or fewer nothing is known of the prior.
        guard groups > 3 else { return chance }
        let sure = (count - 3) / (count - 1) * drawn
        return chance * (1 - (count - 1) / count * sure) + 2 / (count - 3) * square(sure * distance)
    }

    /// The variance of the true values of groups; 0 where chance alone explains how they differ.
    private static func varianceBetween(_ values: [Double], _ variances: [Double]) -> Double {
        let weights = variances.map { 1 / $0 }
        let weight = ExactSum(weights).total
        let room = weight - ExactSum(weights.map(square)).total / weight
        return max(0, (spread(values, weights) - Double(values.count - 1)) / room)
    }

    /// That at which the spread is what chance and it together make it.
    private static func settledVarianceBetween(_ values: [Double], _ variances: [Double]) -> Double {
        func excess(_ between: Double) -> Double {
            spread(values, variances.map { 1 / ($0 + between) }) - Double(values.count - 1)
        }
        guard excess(0) > 0 else { return 0 }
        // The spread falls as the variance grows; without a slope the bracket is halved.
        return Inversion.solve(from: varianceBetween(values, variances), low: 0, high: .infinity) { (-excess($0), 0) }
            ?? 0
    }

    /// The weighted sum of squares around the weighted mean.
    private static func spread(_ values: [Double], _ weights: [Double]) -> Double {
        let centre = ExactSum(zip(weights, values).map(*)).total / ExactSum(weights).total
        return ExactSum(zip(weights, values).map { $0 * square($1 - centre) }).total
    }

    static func square(_ value: Double) -> Double { value * value }
}
