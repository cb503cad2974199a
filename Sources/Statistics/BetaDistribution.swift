// The beta distribution, from which Student's t, binomial shares and exact limits of proportions are read.
import Glibc

/// The beta distribution on 0…1.
package enum BetaDistribution {
    /// The shares below and above `value`, each with its own digits.
    ///
    /// - Parameter complement: `1 - value`, given separately where the caller knows it with more digits.
    /// - Missing: nil unless both parameters are positive and finite and `value` lies in 0…1.
    /// - Source: NIST DLMF 8.17.22, the continued fraction, evaluated by Lentz's method.
    package static func shares(
        at value: Double, complement: Double, alpha: Double, beta: Double
    ) -> (below: Double, above: Double)? {
        guard alpha > 0, beta > 0, alpha.isFinite, beta.isFinite, value >= 0, complement >= 0 else { return nil }
        if value == 0 { return (0, 1) }
        if complement == 0 { return (1, 0) }
        let density = SaddlePointDensity.beta(alpha, beta, at: value, complement: complement)
        if value <= (alpha + 1) / (alpha + beta + 2) {
            let below = Swift.min(1, density * continuedFraction(value, alpha, beta) / alpha)
            return (below, 1 - below)
        }
        let above = Swift.min(1, density * continuedFraction(complement, beta, alpha) / beta)
        return (1 - above, above)
    }

    private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / kept(1 - (a + b) * x / (a + 1))
        var result = d
        for i in 1..<Inversion.largestTermCount {
            let m = Double(i)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            let factor = d * c
            result *= factor
            if abs(factor - 1) < 1e-16 { break }
        }
        return result
    }
}
