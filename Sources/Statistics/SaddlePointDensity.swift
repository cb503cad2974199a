// Densities of the gamma and beta families, with the digits that plain log-gamma differences lose.
import Glibc

/// The factors the incomplete gamma and beta functions share, accurate for small and for very large parameters.
///
/// - Source: Loader, C. (2000), Fast and Accurate Computation of Binomial Probabilities.
enum SaddlePointDensity {
    /// `x^a e^(-x) / Γ(a + 1)`: the Poisson probability of `a` when `x` are expected, also between whole numbers.
    static func poisson(_ a: Double, expecting x: Double) -> Double {
        if x == 0 { return a == 0 ? 1 : 0 }
        if a == 0 { return exp(-x) }
        return exp(-stirlingError(a) - deviance(a, x)) / (2 * Double.pi * a).squareRoot()
    }

    /// `Γ(a + b) / (Γ(a) Γ(b)) · x^a · y^b`, where `y` is `1 - x` given separately to keep its digits.
    static func beta(_ a: Double, _ b: Double, at x: Double, complement y: Double) -> Double {
        if x <= 0 || y <= 0 { return 0 }
        let n = a + b
        let correction = stirlingError(n) - stirlingError(a) - stirlingError(b)
        let distance = deviance(a, n * x) + deviance(b, n * y)
        return exp(correction - distance) * (a / n * b / (2 * Double.pi)).squareRoot()
    }

    /// What Stirling's approximation of `log Γ(n + 1)` leaves out.
    static func stirlingError(_ n: Double) -> Double {
        if n < 15 {
            let logarithm: Double = lgamma(n + 1).0
            return logarithm - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi)
        }
        let square = n * n
        let inner = 1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - (691.0 / 360_360) / square) / square) / square
        return (1.0 / 12 - (1.0 / 360 - inner / square) / square) / n
    }

    /// `x log(x / m) + m - x`, by a series where the terms would cancel.
    static func deviance(_ x: Double, _ m: Double) -> Double {
        if x == 0 { return m }
        guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
        let v = (x - m) / (x + m)
        var sum = (x - m) * v
        var term = 2 * x * v
        for j in 1..<1000 {
            term *= v * v
            let next = sum + term / Double(2 * j + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }
}
