// Whether two orders of the same things go together: Kendall's τ_b, which minds ties.
import Glibc

/// The association of two orders.
package struct KendallTau: Sendable {
    package let tau: Double
    /// By Fieller's variance on the scale of Fisher's z; nil for fewer than five things.
    package let interval: Interval?
    /// By the error that holds for any ties and any association.
    package let largeSampleInterval: Interval?

    /// - Missing: nil for fewer than two things, lists of different length, or where one of both orders has but one value.
    /// - Complexity: O(n²).
    /// - Source: Kendall (1945), Biometrika 33, 239–251; Fieller, Hartley & Pearson (1957), Biometrika 44, 470–481; Brown & Benedetti
    ///   (1977), Journal of the American Statistical Association 72, 309–315.
    package init?(_ first: [Double], _ second: [Double], at level: ConfidenceLevel = .percent95) {
        let count = first.count
        guard count > 1, second.count == count else { return nil }
        // By thing: how many go the same way with it less how many go the other way, and how many are tied with it, itself too.
        var agreements = [Double](repeating: 0, count: count)
        var tied = [(first: Double, second: Double)](repeating: (0, 0), count: count)
        for one in 0..<count {
            for other in 0..<count {
                let (x, y) = (Self.sign(first[one] - first[other]), Self.sign(second[one] - second[other]))
                agreements[one] += x * y
                if x == 0 { tied[one].first += 1 }
                if y == 0 { tied[one].second += 1 }
            }
        }
        let n = Double(count)
        let rows = n * n - tied.reduce(0) { $0 + $1.first }
        let columns = n * n - tied.reduce(0) { $0 + $1.second }
        guard rows > 0, columns > 0 else { return nil }
        let scale = (rows * columns).squareRoot()
        let tau = agreements.reduce(0, +) / scale
        self.tau = tau
        if count > 4, tau.magnitude < 1 {
            let reach = level.normalQuantile * (0.437 / (n - 4)).squareRoot()
            interval = Interval(low: tanh(atanh(tau) - reach), high: tanh(atanh(tau) + reach))
        } else {
            interval = nil
        }
        let squares = zip(agreements, tied).reduce(0.0) { sum, thing in
            let part = 2 * scale * thing.0 + tau * (thing.1.first * columns + thing.1.second * rows)
            return sum + part * part
        }
        let centre = n * n * n * tau * tau * (rows + columns) * (rows + columns)
        let error = max(0, squares - centre).squareRoot() / (scale * scale)
        largeSampleInterval = Interval(
            low: tau - level.normalQuantile * error, high: tau + level.normalQuantile * error)
    }

    private static func sign(_ number: Double) -> Double { number > 0 ? 1 : number < 0 ? -1 : 0 }
}
