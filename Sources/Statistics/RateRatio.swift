// The ratio of two event rates, such as this month's complaints per day over last month's, with its exact interval.

/// One event rate in relation to another.
package struct RateRatio: Hashable, Sendable {
    package let rate: EventRate
    package let base: EventRate

    package init(_ rate: EventRate, to base: EventRate) {
        self.rate = rate
        self.base = base
    }

    /// - Missing: nil when nothing happened in the base.
    package var ratio: Double? { base.events > 0 ? rate.rate / base.rate : nil }

    /// The interval around the ratio, given how many events there were in both together: of these the first rate has a binomial share.
    ///
    /// - Bounds: the lower limit is exactly 0 when nothing happened now; there is no upper one when nothing happened in the base, and then
    ///   no interval.
    /// - Source: Przyborowski and Wilenski (1940), Biometrika 31, 313–323; limits of the share after Clopper and Pearson (1934),
    ///   Biometrika 26, 404–413.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        let (now, then) = (Double(rate.events), Double(base.events))
        guard base.events > 0 else { return nil }
        let low = rate.events == 0 ? 0 : Self.odds(level.tail, now, then + 1)
        guard let low, let high = Self.odds(1 - level.tail, now + 1, then) else { return nil }
        let scale = base.exposure / rate.exposure
        return Interval(low: low * scale, high: high * scale)
    }

    /// The odds of the share below which so much of a beta distribution lies.
    private static func odds(_ below: Double, _ alpha: Double, _ beta: Double) -> Double? {
        let share = Inversion.solve(from: alpha / (alpha + beta), low: 0, high: 1) { point in
            BetaDistribution.shares(at: point, complement: 1 - point, alpha: alpha, beta: beta).map {
                // Without a slope the bracket is halved.
                ($0.below - below, 0)
            }
        }
        return share.map { $0 / (1 - $0) }
    }
}
