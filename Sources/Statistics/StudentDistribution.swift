// Student's t distribution: how far a mean of few values strays.
import Glibc
import Synchronization

/// Student's t distribution.
package enum StudentDistribution {
    /// The share of the distribution above `value`.
    ///
    /// - Missing: nil unless the degrees of freedom are positive and finite and `value` is a number.
    /// - Source: NIST DLMF 8.17, `P(T > t) = I_{ν/(ν+t²)}(ν/2, ½) / 2` for t ≥ 0.
    package static func shareAbove(_ value: Double, degreesOfFreedom: Double) -> Double? {
        guard degreesOfFreedom > 0, degreesOfFreedom.isFinite, !value.isNaN else { return nil }
        let square = value * value
        guard square.isFinite else { return value > 0 ? 0 : 1 }
        let total = degreesOfFreedom + square
        let shares = BetaDistribution.shares(
            at: degreesOfFreedom / total, complement: square / total, alpha: degreesOfFreedom / 2, beta: 0.5)
        guard let tail = shares?.below else { return nil }
        return value >= 0 ? tail / 2 : 1 - tail / 2
    }

    /// The value with `share` of the distribution below it.
    ///
    /// - Missing: nil unless the degrees of freedom are positive and finite and `share` lies strictly between 0 and 1.
    /// - Source: Abramowitz & Stegun 26.7.5 (expansion around the normal quantile) as start, refined by Newton steps;
    ///   exact forms for 1 and 2 degrees of freedom.
    package static func quantile(_ share: Double, degreesOfFreedom: Double) -> Double? {
        guard degreesOfFreedom > 0, degreesOfFreedom.isFinite, share > 0, share < 1 else { return nil }
        if share == 0.5 { return 0 }
        if share > 0.5 { return quantile(above: 1 - share, degreesOfFreedom) }
        return quantile(above: share, degreesOfFreedom).map { -$0 }
    }

    /// The value with `tail`, less than one half, of the distribution above it.
    private static func quantile(above tail: Double, _ freedom: Double) -> Double? {
        if freedom == 1 { return 1 / tan(Double.pi * tail) }
        if freedom == 2 { return (1 - 2 * tail) / (2 * tail * (1 - tail)).squareRoot() }
        let z = -NormalDistribution.quantile(tail)
        let start = expansion(z, freedom)
        // Beyond this the expansion itself is good to the last digit.
        if freedom > 2e4 { return start }
        let logRatio = halfStepLogGamma(freedom / 2)
        // The logarithm of the tail is nearly straight, so Newton steps converge from afar even for heavy tails.
        return Inversion.solve(from: Swift.max(start, 1e-3), low: 0, high: .infinity) { value in
            guard let above = shareAbove(value, degreesOfFreedom: freedom), above > 0 else { return nil }
            let exponent = logRatio - (freedom + 1) / 2 * log1p(value * value / freedom)
            let density = exp(exponent) / (freedom * Double.pi).squareRoot()
            return (log(tail / above), density / above)
        }
    }

    private static func expansion(_ z: Double, _ freedom: Double) -> Double {
        let s = z * z
        let first = z * (s + 1) / 4
        let second = z * ((5 * s + 16) * s + 3) / 96
        let third = z * (((3 * s + 19) * s + 17) * s - 15) / 384
        return z + (first + (second + third / freedom) / freedom) / freedom
    }

    /// `log(Γ(x + ½) / Γ(x))`; only the slope of a Newton step needs it.
    private static func halfStepLogGamma(_ x: Double) -> Double {
        let upper: Double = lgamma(x + 0.5).0
        let lower: Double = lgamma(x).0
        return upper - lower
    }
}

/// Student's quantiles at one level for many means: worked out once for means of the same count.
///
/// A quantile takes some ten evaluations of the distribution, 20 µs in all for 4,000 degrees of freedom; a report of 3,600
/// cells has 1,210 different counts, and other metrics of the report have many of them again.
package struct StudentQuantiles: Sendable {
    private let level: ConfidenceLevel
    private var known: [Int: Double?] = [:]

    private struct Key: Hashable {
        var level: ConfidenceLevel
        var degreesOfFreedom: Int
    }

    /// What has been worked out for anyone, by any thread.
    private static let knownToAll = Mutex<[Key: Double?]>([:])

    package init(at level: ConfidenceLevel = .percent95) { self.level = level }

    /// The value with half of what the level leaves out below it; negative.
    ///
    /// - Missing: nil unless the degrees of freedom are positive.
    package mutating func lower(degreesOfFreedom: Int) -> Double? {
        if let known = known[degreesOfFreedom] { return known }
        let key = Key(level: level, degreesOfFreedom: degreesOfFreedom)
        let quantile: Double?
        if let known = Self.knownToAll.withLock({ $0[key] }) {
            quantile = known
        } else {
            quantile = StudentDistribution.quantile(level.tail, degreesOfFreedom: Double(degreesOfFreedom))
            Self.knownToAll.withLock { $0[key] = .some(quantile) }
        }
        known[degreesOfFreedom] = .some(quantile)
        return quantile
    }
}
