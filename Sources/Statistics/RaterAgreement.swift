// Whether several raters say the same of one thing: beside what ratings spread over the whole scale would be.

/// The agreement of raters within one group on the items of a form.
package enum WithinGroupAgreement {
    /// r_wg(J): 1 where all say the same, 0 where they spread as if they had not looked.
    ///
    /// - Parameters:
    ///   - ratings: a row per rater, a column per item.
    ///   - steps: how many answers the scale has.
    /// - Missing: nil for fewer than two raters, without items, for rows of different length, or a scale of fewer than two answers.
    /// - Bounds: 0…1; more spread than chance counts as none.
    /// - Source: James, Demaree & Wolf (1984), Journal of Applied Psychology 69, 85–98: the null variance is (steps² − 1) ÷ 12.
    package static func rWG(_ ratings: [[Double]], steps: Double) -> Double? {
        let items = ratings.first?.count ?? 0
        guard ratings.count > 1, items > 0, steps > 1, ratings.allSatisfy({ $0.count == items }) else { return nil }
        let variances = (0..<items).compactMap { item in
            SampleMean(ratings.map { $0[item] })?.standardDeviation.map { $0 * $0 }
        }
        return rWG(meanVariance: variances.reduce(0, +) / Double(items), items: items, steps: steps)
    }

    /// The same from the mean of the variances of the items, each of a sample of ratings.
    ///
    /// - Missing: nil without items, or for a scale of fewer than two answers.
    package static func rWG(meanVariance: Double, items: Int, steps: Double) -> Double? {
        guard items > 0, steps > 1 else { return nil }
        let share = meanVariance / ((steps * steps - 1) / 12)
        guard share < 1 else { return 0 }
        let count = Double(items)
        return count * (1 - share) / (count * (1 - share) + share)
    }
}

/// Two raters who put the same things into categories.
package struct CohenKappa: Sendable {
    package let kappa: Double
    /// nil where the categories are weighted.
    package let interval: Interval?

    /// - Parameters:
    ///   - counts: how many things the first rater put into a row and the second into a column.
    ///   - isWeighted: whether categories are in order, and two apart count as more than one apart, by the square.
    /// - Missing: nil for a table that is not square, is empty, or where agreement by chance is complete.
    /// - Source: Cohen (1960), Educational and Psychological Measurement 20, 37–46; (1968), Psychological Bulletin 70, 213–220; the
    ///   error after Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323–327.
    package init?(_ counts: [[Int]], isWeighted: Bool = false, at level: ConfidenceLevel = .percent95) {
        let size = counts.count
        let whole = Double(counts.joined().reduce(0, +))
        guard size > 1, whole > 0, counts.allSatisfy({ $0.count == size }) else { return nil }
        let rows = counts.map { Double($0.reduce(0, +)) / whole }
        let columns = (0..<size).map { column in Double(counts.reduce(0) { $0 + $1[column] }) / whole }
        func weight(_ row: Int, _ column: Int) -> Double {
            guard isWeighted else { return row == column ? 1 : 0 }
            let apart = Double(row - column) / Double(size - 1)
            return 1 - apart * apart
        }
        var (observed, chance) = (0.0, 0.0)
        for row in 0..<size {
            for column in 0..<size {
                observed += weight(row, column) * Double(counts[row][column]) / whole
                chance += weight(row, column) * rows[row] * columns[column]
            }
        }
        guard chance < 1 else { return nil }
        kappa = (observed - chance) / (1 - chance)
        guard !isWeighted else {
            interval = nil
            return
        }
        var spread = 0.0
        for row in 0..<size {
            for column in 0..<size {
                let gap = weight(row, column) - (columns[row] + rows[column]) * (1 - kappa)
                spread += Double(counts[row][column]) / whole * gap * gap
            }
        }
        let rest = kappa - chance * (1 - kappa)
        let error = (max(0, spread - rest * rest) / whole).squareRoot() / (1 - chance)
        interval = Interval(low: kappa - level.normalQuantile * error, high: kappa + level.normalQuantile * error)
    }
}

/// Several raters, as many for each thing, who put things into categories.
package struct FleissKappa: Sendable {
    package let kappa: Double
    /// How many errors κ is from 0, were there no agreement: no error for an interval.
    package let z: Double
    /// By leaving out one thing after the other; nil where that leaves too few.
    package let standardError: Double?

    /// - Parameter counts: a row per thing: how many raters put it into each category.
    /// - Missing: nil without things, for different numbers of raters, fewer than two, or where agreement by chance is complete.
    /// - Source: Fleiss (1971), Psychological Bulletin 76, 378–382; z after Fleiss, Nee & Landis (1979), Psychological Bulletin 86,
    ///   974–977.
    package init?(_ counts: [[Int]]) {
        guard let (kappa, shares, raters) = Self.kappa(counts) else { return nil }
        self.kappa = kappa
        let spread = shares.reduce(0) { $0 + $1 * (1 - $1) }
        let skew = shares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
        let variance =
            2 * (spread * spread - skew) / (spread * spread * Double(counts.count) * raters * (raters - 1))
        z = kappa / variance.squareRoot()
        let left = counts.indices.compactMap { index -> Double? in
            var others = counts
            others.remove(at: index)
            return Self.kappa(others)?.kappa
        }
        let mean = left.reduce(0, +) / Double(max(1, left.count))
        let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardError =
            left.count == counts.count && left.count > 1
            ? (squares * Double(left.count - 1) / Double(left.count)).squareRoot() : nil
    }

    private static func kappa(_ counts: [[Int]]) -> (kappa: Double, shares: [Double], raters: Double)? {
        guard let first = counts.first, case let raters = first.reduce(0, +), raters > 1,
            counts.allSatisfy({ $0.count == first.count && $0.reduce(0, +) == raters })
        else { return nil }
        let (things, n) = (Double(counts.count), Double(raters))
        let agreement =
            counts.reduce(0.0) { sum, row in
                sum + (row.reduce(0.0) { $0 + Double($1) * Double($1) } - n) / (n * (n - 1))
            } / things
        let shares = first.indices.map { category in
            Double(counts.reduce(0) { $0 + $1[category] }) / (things * n)
        }
        let chance = shares.reduce(0) { $0 + $1 * $1 }
        guard chance < 1 else { return nil }
        return ((agreement - chance) / (1 - chance), shares, n)
    }
}
