// Funnel limits: how far a group may lie from what all have in common before chance alone is a poor explanation.
import Glibc

/// The limits around a common value for groups of different sizes, wider for smaller ones.
///
/// Real groups differ by more than chance, for reasons that nobody has measured. Limits that do not allow for that flag most groups of a
/// large centre. ``Dispersion`` says how they allow for it: the spread of all groups but the outermost is looked at, each on the scale on
/// which its values are nearly normal: arcsines of roots for shares, logarithms for observed ÷ expected, the values themselves for means.
///
/// - Source: Spiegelhalter, D. J. (2005), Statistics in Medicine 24, 1185–1202; the additive one of ratios as in the technical
///   specification of the Summary Hospital-level Mortality Indicator (NHS Digital).
package struct Funnel: Sendable, Hashable {
    /// How limits allow for more than chance.
    package enum Dispersion: String, Sendable, CaseIterable {
        /// A variance between groups is added to that of chance.
        case additive
        /// The variance of chance is multiplied.
        case multiplicative
        /// Chance alone.
        case none
    }

    /// What values are.
    package enum Scale: Sendable, Hashable {
        /// Shares around a common one; the size is the number of trials.
        case share(Double)
        /// Observed ÷ expected, around 1; the size is what is expected.
        case ratio
        /// Means around a common one of values with a standard deviation; the size is the number of values.
        case mean(Double, deviation: Double)
    }

    /// A group.
    package struct Point: Sendable, Hashable {
        /// A share, observed ÷ expected, or a mean.
        package var value: Double
        /// Positive.
        package var size: Double

        package init(value: Double, size: Double) {
            self.value = value
            self.size = size
        }
    }

    package let scale: Scale
    package let dispersion: Dispersion
    /// How much more groups spread than chance makes them: the mean square of their distances, 1 where it is chance alone.
    package let ratio: Double
    /// The variance between groups, on the scale of the limits; 0 where chance alone explains how they differ.
    package let between: Double

    /// - Shape: at least two points; of ratios those without any expectation are left out by the caller.
    /// - Bounds: a group of ratios in which nothing was observed counts as one with half an event.
    package init(_ scale: Scale, points: [Point], dispersion: Dispersion) {
        self.scale = scale
        self.dispersion = dispersion
        let count = Double(points.count)
        switch (scale, dispersion) {
        case (_, .none): (ratio, between) = (1, 0)
        case (.ratio, .additive):
            // Of the ten tenths in the order of their distance, the first and the last are left out.
            let order = points.map { (distance: $0.size.squareRoot() * Self.logarithm($0), size: $0.size) }
                .sorted { ($0.distance, $0.size) < ($1.distance, $1.size) }
            let kept = order.enumerated().filter { 1...8 ~= ($0.offset + 1) * 10 / (points.count + 1) }.map(\.element)
            let square = ExactSum(kept.map { $0.distance * $0.distance }).total / Double(max(1, kept.count))
            ratio = square
            between = Self.between(square, weights: kept.map(\.size))
        case (.ratio, .multiplicative):
            let distances = points.map { ($0.value - 1) * $0.size.squareRoot() }
            (ratio, between) = (Self.square(winsorised: distances) / count, 0)
        case (.share, _), (.mean, _):
            let weights = points.map { 1 / Self.variance(ofSize: $0.size, scale) }
            let centre = Self.centre(scale)
            let distances = zip(points, weights).map {
                (Self.transformed($0.value, scale) - centre) * $1.squareRoot()
            }
            let square = Self.square(winsorised: distances) / count
            ratio = square
            between = dispersion == .additive ? Self.between(square, weights: weights) : 0
        }
    }

    /// The limits for a group of some size.
    ///
    /// - Parameter level: 95 % and 99.8 % are customary.
    /// - Missing: nil where a limit is no number.
    package func limits(ofSize size: Double, at level: ConfidenceLevel) -> Interval? {
        if scale == .ratio, dispersion != .additive { return ratioLimits(ofSize: size, at: level) }
        let variance = Self.variance(ofSize: size, scale) * widening + between
        let reach = level.normalQuantile * variance.squareRoot()
        let centre = Self.centre(scale)
        switch scale {
        case .share:
            // Beyond the ends of the quarter circle the sine would turn back.
            let (low, high) = (sin(max(0, centre - reach)), sin(min(Double.pi / 2, centre + reach)))
            return Interval(low: low * low, high: high * high)
        case .ratio: return Interval(low: exp(-reach), high: exp(reach))
        case .mean: return Interval(low: centre - reach, high: centre + reach)
        }
    }

    /// Whether a group lies outside its limits, and chance alone makes that as rare as the level says.
    ///
    /// Of few events the scale of the limits is a poor guide: nobody of 30 is nothing rare where nine of a hundred are usual. So what lies
    /// outside is looked at once more by the exact binomial or Poisson distribution. What was found counts half in it, but for none and
    /// all, beyond which there is nothing: else of a hundred groups who are all alike three would lie beyond 95 %, and not five.
    package func excludes(_ point: Point, at level: ConfidenceLevel) -> Bool {
        guard let limits = limits(ofSize: point.size, at: level), limits.excludes(point.value) else { return false }
        let (above, below) = (chance(ofAtLeast: point), chance(ofAtMost: point))
        let isAtEnd = above == 1 || below == 1
        let found = isAtEnd ? 0 : max(0, above + below - 1)
        return (point.value > limits.high ? above : below) - found / 2 <= level.tail
    }

    private func chance(ofAtMost point: Point) -> Double {
        let events = point.value * point.size
        switch scale {
        case .share(let share):
            let failures = point.size - events
            if failures <= 0 { return 1 }
            return BetaDistribution.shares(at: 1 - share, complement: share, alpha: failures, beta: events + 1)?.below
                ?? 0
        case .ratio: return GammaDistribution.shares(at: point.size, shape: events + 1)?.above ?? 0
        case .mean: return 0
        }
    }

    private func chance(ofAtLeast point: Point) -> Double {
        let events = point.value * point.size
        if events <= 0 { return 1 }
        switch scale {
        case .share(let share):
            return BetaDistribution.shares(
                at: share, complement: 1 - share, alpha: events, beta: point.size - events + 1)?.below ?? 0
        case .ratio: return GammaDistribution.shares(at: point.size, shape: events)?.below ?? 0
        case .mean: return 0
        }
    }

    private var widening: Double { dispersion == .multiplicative ? max(1, ratio) : 1 }

    /// Those of chance alone are exactly Poisson's; multiplied ones are normal.
    private func ratioLimits(ofSize expected: Double, at level: ConfidenceLevel) -> Interval? {
        if dispersion == .multiplicative, ratio > 1 {
            let reach = level.normalQuantile * (ratio / expected).squareRoot()
            return Interval(low: max(0, 1 - reach), high: 1 + reach)
        }
        guard let low = GammaDistribution.quantile(level.tail, shape: expected),
            let high = GammaDistribution.quantile(1 - level.tail, shape: expected + 1)
        else { return nil }
        return Interval(low: low / expected, high: high / expected)
    }

    // MARK: The scale of the limits

    private static func transformed(_ value: Double, _ scale: Scale) -> Double {
        if case .share = scale { asin(min(1, max(0, value)).squareRoot()) } else { value }
    }

    private static func centre(_ scale: Scale) -> Double {
        switch scale {
        case .share(let share): transformed(share, scale)
        case .ratio: 0
        case .mean(let mean, _): mean
        }
    }

    private static func variance(ofSize size: Double, _ scale: Scale) -> Double {
        switch scale {
        case .share: 1 / (4 * size)
        case .ratio: 1 / size
        case .mean(_, let deviation): deviation * deviation / size
        }
    }

    private static func logarithm(_ point: Point) -> Double { log(max(point.value, 0.5 / point.size)) }

    // MARK: More than chance

    /// The sum of squares, where the outermost tenths on both sides count as the first value within.
    private static func square(winsorised values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let low = SampleQuantile.linear(0.1, ofSorted: sorted),
            let high = SampleQuantile.linear(0.9, ofSorted: sorted)
        else { return 0 }
        return ExactSum(values.map { GroupShrinkage.square(min(max($0, low), high)) }).total
    }

    private static func between(_ ratio: Double, weights: [Double]) -> Double {
        let count = Double(weights.count)
        let weight = ExactSum(weights).total
        let room = weight - ExactSum(weights.map(GroupShrinkage.square)).total / weight
        let between = (count * ratio - (count - 1)) / room
        return between > 0 && between.isFinite ? between : 0
    }
}
