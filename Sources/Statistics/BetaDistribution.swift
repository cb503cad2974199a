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
        let pending = PendingShare(at: value, complement: complement, alpha: alpha, beta: beta)
        return pending.shares(continuedFraction(pending.x, pending.a, pending.b))
    }

    /// The odds, `x ÷ (1 - x)`, of the value with so much of the distribution below it.
    ///
    /// - Missing: nil unless both parameters are positive and finite.
    static func odds(below share: Double, _ alpha: Double, _ beta: Double) -> Double? {
        let value = Inversion.solve(from: alpha / (alpha + beta), low: 0, high: 1) { point in
            shares(at: point, complement: 1 - point, alpha: alpha, beta: beta).map {
                // Without a slope the bracket is halved.
                ($0.below - share, 0)
            }
        }
        return value.map { $0 / (1 - $0) }
    }

    /// A share but for its continued fraction, which takes nearly all of the time.
    struct PendingShare {
        fileprivate let x: Double
        fileprivate let a: Double
        fileprivate let b: Double
        private let density: Double
        private let isBelow: Bool

        /// - Bounds: the parameters are positive and finite, `value` and `complement` positive.
        init(at value: Double, complement: Double, alpha: Double, beta: Double) {
            density = SaddlePointDensity.beta(alpha, beta, at: value, complement: complement)
            isBelow = value <= (alpha + 1) / (alpha + beta + 2)
            (x, a, b) = isBelow ? (value, alpha, beta) : (complement, beta, alpha)
        }

        func shares(_ fraction: Double) -> (below: Double, above: Double) {
            let share = Swift.min(1, density * fraction / a)
            return isBelow ? (share, 1 - share) : (1 - share, share)
        }
    }

    /// Some shares at once, to the same bits: divisions, each of which waits for the one before, are made for all of them side by side.
    ///
    /// - Shape: no more than ``laneCount``.
    static func shares(_ pending: [PendingShare]) -> [(below: Double, above: Double)] {
        var (x, a, b) = (Lanes(repeating: 0.5), Lanes(repeating: 1), Lanes(repeating: 1))
        for (lane, share) in pending.enumerated() { (x[lane], a[lane], b[lane]) = (share.x, share.a, share.b) }
        let fractions = continuedFractions(x, a, b)
        return pending.enumerated().map { lane, share in share.shares(fractions[lane]) }
    }

    private typealias Lanes = SIMD4<Double>
    static let laneCount = Lanes.scalarCount

    /// ``continuedFraction(_:_:_:)`` step by step for all lanes; one that has settled stays as it is.
    private static func continuedFractions(_ x: Lanes, _ a: Lanes, _ b: Lanes) -> Lanes {
        let (tiny, one) = (Lanes(repeating: 1e-300), Lanes(repeating: 1))
        func kept(_ value: Lanes) -> Lanes {
            value.replacing(with: tiny, where: (value .< tiny) .& (value .> -tiny))
        }
        var c = one
        var d = one / kept(one - (a + b) * x / (a + one))
        var result = d
        var isOpen = SIMDMask<SIMD4<Int64>>(repeating: true)
        for i in 1..<Inversion.largestTermCount {
            let m = Lanes(repeating: Double(i))
            let place = a + 2 * m
            let even = m * (b - m) * x / ((place - one) * place)
            d = one / kept(one + even * d)
            c = kept(one + even / c)
            result.replace(with: result * (d * c), where: isOpen)
            let odd = -(a + m) * (a + b + m) * x / (place * (place + one))
            d = one / kept(one + odd * d)
            c = kept(one + odd / c)
            let factor = d * c
            result.replace(with: result * factor, where: isOpen)
            let gap = factor - one
            isOpen = isOpen .& ((gap .>= 1e-16) .| (gap .<= -1e-16))
            if !any(isOpen) { break }
        }
        return result
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
