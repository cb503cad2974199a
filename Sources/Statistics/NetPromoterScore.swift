// The Net Promoter Score: promoters minus detractors per hundred answers, and how sure it is.

/// Answers to “would you recommend us”, counted in the three groups the score knows.
///
/// - Units: points from −100 to +100, never percent.
package struct NetPromoterScore: Hashable, Sendable {
    /// Answers of 9 or 10.
    package let promoters: Int
    /// Answers of 7 or 8.
    package let passives: Int
    /// Answers from 0 to 6.
    package let detractors: Int

    /// The three counts.
    ///
    /// - Missing: nil without any answer, or when a count is negative.
    package init?(promoters: Int, passives: Int, detractors: Int) {
        guard promoters >= 0, passives >= 0, detractors >= 0 else { return nil }
        guard promoters > 0 || passives > 0 || detractors > 0 else { return nil }
        self.promoters = promoters
        self.passives = passives
        self.detractors = detractors
    }

    /// The number of answers.
    package var answers: Double { Double(promoters) + Double(passives) + Double(detractors) }

    /// The score in points.
    package var points: Double { 100 * (Double(promoters) - Double(detractors)) / answers }

    /// The adjusted Wald interval in points: three made-up answers keep it honest when everybody agrees.
    ///
    /// - Bounds: cut to −100…+100.
    /// - Source: Rocks, B. (2016), The American Statistician 70, 365–372: 3 added to the answers, ¾ of them to the
    ///   promoters and ¾ to the detractors.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval {
        adjusted.interval(at: level)
    }

    /// The plain trinomial interval in points, for cross-checks; it has no width when everybody agrees.
    ///
    /// - Bounds: cut to −100…+100.
    package func trinomialInterval(at level: ConfidenceLevel = .percent95) -> Interval {
        plain.interval(at: level)
    }

    /// How many points this score is above `other`.
    package func difference(from other: NetPromoterScore) -> Double { points - other.points }

    /// The adjusted Wald interval around the difference of two independent scores, in points; variances add.
    ///
    /// - Bounds: cut to −200…+200.
    package func differenceInterval(
        from other: NetPromoterScore, at level: ConfidenceLevel = .percent95
    ) -> Interval {
        let mine = adjusted
        let theirs = other.adjusted
        let spread = level.normalQuantile * (mine.squaredError + theirs.squaredError).squareRoot()
        let centre = mine.centre - theirs.centre
        return Interval(
            between: 100 * Swift.max(-2, centre - spread), and: 100 * Swift.min(2, centre + spread))
    }

    private var plain: Spread {
        Spread(promoters: Double(promoters), detractors: Double(detractors), answers: answers)
    }

    private var adjusted: Spread {
        Spread(promoters: Double(promoters) + 0.75, detractors: Double(detractors) + 0.75, answers: answers + 3)
    }
}

/// Mean and squared standard error of a variable that is +1, 0 or −1.
private struct Spread {
    let centre: Double
    let squaredError: Double

    init(promoters: Double, detractors: Double, answers: Double) {
        centre = (promoters - detractors) / answers
        squaredError = Swift.max(0, (promoters + detractors) / answers - centre * centre) / answers
    }

    func interval(at level: ConfidenceLevel) -> Interval {
        let spread = level.normalQuantile * squaredError.squareRoot()
        return Interval(
            between: 100 * Swift.max(-1, centre - spread), and: 100 * Swift.min(1, centre + spread))
    }
}
