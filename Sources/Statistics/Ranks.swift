// Ranks of values, ties sharing the mean of theirs, and how many ways of dealing ranks out have a sum.

/// Ranks, from 1 for the least value.
enum Ranks {
    /// The ranks of values, doubled so that those of ties are whole.
    ///
    /// - Shape: one per value.
    /// - Complexity: O(n log n).
    static func doubled(_ values: [Double]) -> [Int] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Int](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            // Positions start + 1 … end: twice their mean is their sum at both ends.
            for index in order[start..<end] { ranks[index] = start + 1 + end }
            start = end
        }
        return ranks
    }

    /// In how many ways so many of some numbers have each sum.
    ///
    /// - Shape: by sum, from 0 to that of all.
    /// - Complexity: O(numbers · chosen · sum).
    static func sums(choosing chosen: Int, of numbers: [Int]) -> [Double] {
        let whole = numbers.reduce(0, +)
        var ways = [[Double]](repeating: [Double](repeating: 0, count: whole + 1), count: chosen + 1)
        ways[0][0] = 1
        for number in numbers {
            for count in stride(from: chosen, to: 0, by: -1) {
                for sum in stride(from: whole, through: number, by: -1) {
                    ways[count][sum] += ways[count - 1][sum - number]
                }
            }
        }
        return ways[chosen]
    }

    /// In how many ways any of some numbers have each sum.
    ///
    /// - Shape: by sum, from 0 to that of all.
    static func sums(ofAnyOf numbers: [Int]) -> [Double] {
        let whole = numbers.reduce(0, +)
        var ways = [Double](repeating: 0, count: whole + 1)
        ways[0] = 1
        for number in numbers {
            for sum in stride(from: whole, through: number, by: -1) { ways[sum] += ways[sum - number] }
        }
        return ways
    }

    /// Twice the smaller tail at a sum.
    static func twoSided(_ sum: Int, _ ways: [Double]) -> Double {
        let whole = ways.reduce(0, +)
        let below = ways[...sum].reduce(0, +) / whole
        let above = ways[sum...].reduce(0, +) / whole
        return min(1, 2 * min(below, above))
    }

    static func median(ofSorted values: [Double]) -> Double? { SampleQuantile.linear(0.5, ofSorted: values) }
}
