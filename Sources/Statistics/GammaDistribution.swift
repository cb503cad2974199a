// The gamma distribution, from which chi-square and Poisson limits are read.
import Glibc

/// The gamma distribution with scale 1; a chi-square with `k` degrees of freedom is twice the one of shape `k / 2`.
package enum GammaDistribution {
    /// The shares below and above `value`, each with its own digits.
    ///
    /// - Missing: nil unless `shape` is positive and finite and `value` is not negative.
    /// - Source: NIST DLMF 8.11.4 (series below the mean) and 8.9.2 (continued fraction above it).
    package static func shares(at value: Double, shape: Double) -> (below: Double, above: Double)? {
        guard shape > 0, shape.isFinite, value >= 0 else { return nil }
        if value == 0 { return (0, 1) }
        if value == .infinity { return (1, 0) }
        let density = SaddlePointDensity.poisson(shape, expecting: value)
        if value < shape + 1 {
            let below = Swift.min(1, density * series(value, shape))
            return (below, 1 - below)
        }
        // density · shape / value is the Poisson probability one step lower: x^a e^(-x) / Γ(a) · 1 / x.
        let above = Swift.min(1, density * shape * continuedFraction(value, shape))
        return (1 - above, above)
    }

    /// The value with `share` of the distribution below it.
    ///
    /// - Missing: nil unless `shape` is positive and finite and `share` lies strictly between 0 and 1.
    /// - Source: Cornish–Fisher expansion as start, refined by Newton steps kept inside a bracket.
    package static func quantile(_ share: Double, shape: Double) -> Double? {
        guard shape > 0, shape.isFinite, share > 0, share < 1 else { return nil }
        let z = NormalDistribution.quantile(share)
        // Beyond this shape the expansion itself is good to the last digit.
        if shape > 1e7 { return Swift.max(0, cornishFisher(z, shape)) }
        let start = startingPoint(share, z, shape)
        return Inversion.solve(from: start, low: 0, high: .infinity) { value in
            guard let shares = shares(at: value, shape: shape) else { return nil }
            let error = share < 0.5 ? shares.below - share : (1 - share) - shares.above
            let slope = SaddlePointDensity.poisson(shape, expecting: value) * shape / value
            return (error, slope)
        }
    }

    private static func startingPoint(_ share: Double, _ z: Double, _ shape: Double) -> Double {
        // Wilson and Hilferty (1931): the cube root is nearly normal.
        let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
        let cube = shape * root * root * root
        if root > 0, cube > 0.1 * shape { return cube }
        // Near zero the density is x^(a-1) / Γ(a).
        let logGamma: Double = lgamma(shape + 1).0
        return Swift.max(exp((log(share) + logGamma) / shape), Double.leastNormalMagnitude)
    }

    private static func cornishFisher(_ z: Double, _ shape: Double) -> Double {
        let root = shape.squareRoot()
        let square = z * z
        return shape + z * root + (square - 1) / 3 + z * (square - 7) / (36 * root)
            - ((3 * square + 7) * square - 16) / (810 * shape)
    }

    /// `Σ x^n / ((a+1)…(a+n))`, so that the share below is `x^a e^(-x) / Γ(a+1)` times it.
    private static func series(_ x: Double, _ a: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        var denominator = a
        for _ in 0..<Inversion.largestTermCount {
            denominator += 1
            term *= x / denominator
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum
    }

    /// Lentz's evaluation of the fraction `1/(x+1-a- 1(1-a)/(x+3-a- …))`.
    private static func continuedFraction(_ x: Double, _ a: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / (b == 0 ? tiny : b)
        var result = d
        for i in 1..<Inversion.largestTermCount {
            let step = Double(i)
            let an = -step * (step - a)
            b += 2
            d = an * d + b
            if abs(d) < tiny { d = tiny }
            c = b + an / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            result *= factor
            if abs(factor - 1) < 1e-16 { break }
        }
        return result
    }
}
