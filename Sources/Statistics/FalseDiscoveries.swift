// What p values come to when many questions are asked at once.

/// The adjustment of Benjamini and Hochberg: of what is found with an adjusted value below a share, so large a share is expected by chance.
package enum FalseDiscoveries {
    /// The adjusted values, in the order of `values`.
    ///
    /// - Parameter tested: how many were tested; those that are not among `values` count with a p of 1.
    /// - Complexity: O(n log n).
    /// - Source: Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289–300.
    package static func adjusted(_ values: [Double], tested: Int) -> [Double] {
        adjusted(values, tested: tested, factor: 1)
    }

    private static func adjusted(_ values: [Double], tested: Int, factor: Double) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var adjusted = values
        var least = 1.0
        for (rank, index) in order.enumerated().reversed() {
            least = min(least, factor * values[index] * Double(max(tested, values.count)) / Double(rank + 1))
            adjusted[index] = least
        }
        return adjusted
    }

    /// The adjusted values where nothing is known of how the questions depend on each other.
    ///
    /// - Complexity: O(n log n).
    /// - Source: Benjamini, Y. and Yekutieli, D. (2001), The Annals of Statistics 29, 1165–1188.
    package static func adjustedUnderDependence(_ values: [Double], tested: Int) -> [Double] {
        let harmonic = (0..<max(tested, values.count)).reduce(0) { $0 + 1 / Double($1 + 1) }
        return adjusted(values, tested: tested, factor: harmonic)
    }

    /// The adjusted values by which the chance of a single false finding is held.
    ///
    /// - Complexity: O(n log n).
    /// - Source: Holm, S. (1979), Scandinavian Journal of Statistics 6, 65–70.
    package static func holm(_ values: [Double], tested: Int) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var adjusted = values
        var greatest = 0.0
        for (rank, index) in order.enumerated() {
            greatest = max(greatest, min(1, values[index] * Double(max(tested, values.count) - rank)))
            adjusted[index] = greatest
        }
        return adjusted
    }
}
