// Whether the means of groups differ by more than the numbers within them: the F test of one-way analysis of variance.

/// One-way analysis of variance.
///
/// - Source: Fisher, R. A. (1925), Statistical Methods for Research Workers.
package struct GroupMeansTest: Sendable {
    /// The mean of each group less that of all; 0 for a group without numbers.
    package let effects: [Double]
    package let p: Double
    /// Numbers less groups: what is left to tell how much numbers vary within groups.
    package let freedom: Int

    /// - Parameter groups: for each number its group, from 0.
    /// - Missing: nil without two groups, without more numbers than groups, and where nothing varies within groups.
    package init?(_ values: [Double], groups: [Int], of groupCount: Int) {
        guard values.count == groups.count else { return nil }
        var sums = [Double](repeating: 0, count: groupCount)
        var counts = [Int](repeating: 0, count: groupCount)
        for (value, group) in zip(values, groups) {
            sums[group] += value
            counts[group] += 1
        }
        let present = counts.count { $0 > 0 }
        guard present > 1, values.count > present else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let effects = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) - mean : 0 }
        var (between, within) = (0.0, 0.0)
        for (value, group) in zip(values, groups) {
            let rest = value - mean - effects[group]
            between += effects[group] * effects[group]
            within += rest * rest
        }
        let (first, second) = (Double(present - 1), Double(values.count - present))
        guard within > 0 else { return nil }
        let ratio = between / first / (within / second)
        let scale = second + first * ratio
        guard
            let shares = BetaDistribution.shares(
                at: second / scale, complement: first * ratio / scale, alpha: second / 2, beta: first / 2)
        else { return nil }
        self.effects = effects
        p = shares.below
        freedom = values.count - present
    }
}
