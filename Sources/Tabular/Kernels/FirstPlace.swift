// The one search by halves: where something begins to hold.

extension Range<Int> {
    /// The first number for which something holds that holds for all behind it too; the end of the range where it holds for none.
    ///
    /// - Complexity: O(log count).
    @inlinable
    @inline(__always)
    package func firstPlace(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low &+ (high &- low) / 2
            if holds(middle) { high = middle } else { low = middle &+ 1 }
        }
        return low
    }
}
