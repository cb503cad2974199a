// How much of what ratings differ by is a difference of those rated: intraclass correlations.

/// The intraclass correlation of ratings: every subject rated by as many raters.
package struct IntraclassCorrelation: Sendable {
    /// What the raters are.
    package enum Model: Sendable {
        /// Each subject has raters of its own.
        case oneWay
        /// The same raters rate all, and stand for others: that one is severe counts against agreement.
        case twoWayRandom
        /// The same raters rate all, and no others are meant: that one is severe is left out.
        case twoWayFixed
    }

    package let estimate: Double
    package let interval: Interval?
    /// Of the mean of all raters.
    package let ofMean: Double

    /// - Shape: a row per subject, a column per rater.
    /// - Missing: nil for fewer than two subjects or raters, rows of different length, or ratings that do not vary at all.
    /// - Source: Shrout & Fleiss (1979), Psychological Bulletin 86, 420–428.
    package init?(_ ratings: [[Double]], _ model: Model, at level: ConfidenceLevel = .percent95) {
        guard let squares = MeanSquares(ratings) else { return nil }
        let (n, k) = (squares.subjects, squares.raters)
        func correlation(_ between: Double, _ within: Double, _ extra: Double) -> Double {
            (between - within) / (between + (k - 1) * within + extra)
        }
        let beyond = 1 - level.tail
        switch model {
        case .oneWay:
            guard squares.between + squares.within > 0 else { return nil }
            estimate = correlation(squares.between, squares.within, 0)
            interval = Self.interval(
                squares.between / squares.within, (n - 1, n * (k - 1)), raters: k, beyond)
        case .twoWayFixed:
            guard squares.between + squares.residual > 0 else { return nil }
            estimate = correlation(squares.between, squares.residual, 0)
            interval = Self.interval(
                squares.between / squares.residual, (n - 1, (n - 1) * (k - 1)), raters: k, beyond)
        case .twoWayRandom:
            let extra = k * (squares.ofRaters - squares.residual) / n
            guard squares.between + squares.residual > 0 else { return nil }
            estimate = correlation(squares.between, squares.residual, extra)
            interval = squares.randomInterval(estimate, beyond)
        }
        ofMean = k * estimate / (1 + (k - 1) * estimate)
    }

    /// From the ratio of two mean squares.
    private static func interval(
        _ ratio: Double, _ freedom: (Double, Double), raters k: Double, _ beyond: Double
    ) -> Interval? {
        guard ratio.isFinite, let upper = FDistribution.quantile(beyond, freedom.0, freedom.1),
            let lower = FDistribution.quantile(beyond, freedom.1, freedom.0)
        else { return nil }
        let (low, high) = (ratio / upper, ratio * lower)
        return Interval(low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1))
    }

    /// The mean squares of subjects, raters and what is left.
    private struct MeanSquares {
        let subjects: Double
        let raters: Double
        let between: Double
        let within: Double
        let ofRaters: Double
        let residual: Double

        init?(_ ratings: [[Double]]) {
            let (n, k) = (ratings.count, ratings.first?.count ?? 0)
            guard n > 1, k > 1, ratings.allSatisfy({ $0.count == k }) else { return nil }
            (subjects, raters) = (Double(n), Double(k))
            let rows = ratings.map { $0.reduce(0, +) / Double(k) }
            let columns = (0..<k).map { rater in ratings.reduce(0) { $0 + $1[rater] } / Double(n) }
            let mean = rows.reduce(0, +) / Double(n)
            func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
            let (ofRows, ofColumns) = (Double(k) * squares(rows), Double(n) * squares(columns))
            let inside = zip(ratings, rows).reduce(0) { sum, row in
                sum + row.0.reduce(0) { $0 + ($1 - row.1) * ($1 - row.1) }
            }
            between = ofRows / Double(n - 1)
            within = inside / Double(n * (k - 1))
            ofRaters = ofColumns / Double(k - 1)
            residual = max(0, inside - ofColumns) / Double((n - 1) * (k - 1))
        }

        /// With the degrees of freedom of Satterthwaite.
        func randomInterval(_ correlation: Double, _ beyond: Double) -> Interval? {
            let (n, k, rho) = (subjects, raters, correlation)
            guard residual > 0 else { return nil }
            let ratio = ofRaters / residual
            let rest = n * (1 + (k - 1) * rho) - k * rho
            let top = (k * rho * ratio + rest) * (k * rho * ratio + rest) * (k - 1) * (n - 1)
            let freedom = top / ((n - 1) * k * k * rho * rho * ratio * ratio + rest * rest)
            guard let upper = FDistribution.quantile(beyond, n - 1, freedom),
                let lower = FDistribution.quantile(beyond, freedom, n - 1)
            else { return nil }
            let shared = k * ofRaters + (k * n - k - n) * residual
            return Interval(
                low: n * (between - upper * residual) / (upper * shared + n * between),
                high: n * (lower * between - residual) / (shared + n * lower * between))
        }
    }
}
