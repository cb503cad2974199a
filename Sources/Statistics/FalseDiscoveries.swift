// What p values come to when many questions are asked at once.

/// The adjustment of Benjamini and Hochberg: of what is found with an adjusted value below a share, so large a share is expected by chance.
package enum FalseDiscoveries {
    /// The adjusted values, in the order of `values`.
    ///
    /// - Parameter tested: how many were tested; those that are not among `values` count with a p of 1.
    /// - Complexity: O(n log n).
    /// - Source: Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289–300.
    package static func adjusted(_ values: [Double], tested: Int) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var adjusted = values
        var least = 1.0
        for (rank, index) in order.enumerated().reversed() {
            least = min(least, values[index] * Double(max(tested, values.count)) / Double(rank + 1))
            adjusted[index] = least
        }
        return adjusted
    }
}
