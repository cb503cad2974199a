// Between which ranks the truth of a group lies, given what is known of all.
import Glibc

/// The ranks that groups may truly have, where each is known only as a distribution; rank 1 has the highest value.
///
/// The others above a group, given its own value, are a sum of independent chances: counted exactly up to ``mostCountedGroups``, by the
/// normal distribution with its skewness for more. Values are taken at some points of the line. So ranks have their probabilities to
/// about 0.001, as near as a million random draws, and the same every time; of more groups each end of an interval is within one rank.
///
/// - Complexity: O(groups² · points) for those that are counted, O(groups · points) for more.
/// - Source: Volkova, A. Yu. (1996), Theory of Probability and its Applications 40, 791–794, for the normal distribution with skewness.
package struct RankIntervals: Sendable {
    /// Of so many groups the ranks are counted.
    package static let mostCountedGroups = 50
    static let pointCount = 256

    /// How likely a group lies at each point, and how likely it is above one.
    private struct Shares {
        let masses: [Double]
        let above: [Double]
    }

    private let groups: [Shares]
    /// By point, how many groups are above it, on average.
    private let means: [Double]
    /// By point, how likely every number of groups is above it; of many groups by number, how likely at most so many are above each point.
    private let above: [[Double]]

    package init(_ posteriors: [Posterior]) {
        let points = Self.points(for: posteriors).map { Posterior.Point($0) }
        let groups = posteriors.map { Self.shares($0.logDensity(at: points), points) }
        self.groups = groups
        let places = 0..<max(0, points.count - 1)
        means = places.map { place in groups.reduce(0) { $0 + $1.above[place] } }
        above =
            groups.count <= Self.mostCountedGroups
            ? places.map { Self.counts(above: $0, groups) } : Self.cumulativeCounts(above: places, groups)
    }

    /// The ranks of a group that its true one lies between, 5 % left out on each side.
    ///
    /// - Bounds: from 1 to the number of groups.
    package func ranks(ofGroup group: Int) -> ClosedRange<Int> {
        let last = groups.count - 1
        let shares = cumulativeShares(ofGroup: group)
        let near = max(0, min(Int(expectedRank(ofGroup: group).rounded()) - 1, last - 1))
        let low = SampleQuantile.firstIndex(in: 0..<last, near: near) { shares($0) >= 0.05 }
        let high = SampleQuantile.firstIndex(in: low..<last, near: max(low, near)) { shares($0) >= 0.95 }
        return low + 1...high + 1
    }

    /// The mean of the ranks that a group may have.
    package func expectedRank(ofGroup group: Int) -> Double {
        var expected = 1.0
        let shares = groups[group]
        for (point, mass) in shares.masses.enumerated() { expected += mass * (means[point] - shares.above[point]) }
        return expected
    }

    // MARK: One group

    /// How likely no more than some number of others is above a group.
    private func cumulativeShares(ofGroup group: Int) -> (Int) -> Double {
        if groups.count > Self.mostCountedGroups { return { approximateShare(atMost: $0, above: group) } }
        var reached = 0.0
        let cumulative = counts(above: group).map { share in
            reached += share
            return reached
        }
        return { cumulative[$0] }
    }

    /// How likely every number of others above a group is, counted.
    ///
    /// - Shape: from none to all others; empty where groups are too many to be counted.
    package func counts(above group: Int) -> [Double] {
        guard groups.count <= Self.mostCountedGroups else { return [] }
        var all = [Double](repeating: 0, count: groups.count)
        for (point, mass) in groups[group].masses.enumerated() where mass > 1e-12 {
            Self.add(mass, of: above[point], without: groups[group].above[point], to: &all)
        }
        return all
    }

    /// How likely no more than some number of others is above a group, by the numbers of all groups: the group itself, which is above a
    /// point by a chance, is taken out as if that chance were spread evenly between a number and the next.
    package func approximateShare(atMost number: Int, above group: Int) -> Double {
        let (these, next) = (above[number], above[min(number + 1, above.count - 1)])
        let shares = groups[group]
        var sum = 0.0
        for (point, mass) in shares.masses.enumerated() {
            let chance = shares.above[point]
            sum += mass * (these[point] + chance * (next[point] - these[point]))
        }
        return sum
    }

    // MARK: All groups

    /// How likely every number of groups is above a point.
    private static func counts(above point: Int, _ groups: [Shares]) -> [Double] {
        var counts = [1.0] + [Double](repeating: 0, count: groups.count)
        for (most, group) in groups.enumerated() {
            let above = group.above[point]
            for number in stride(from: most + 1, to: 0, by: -1) {
                counts[number] += above * (counts[number - 1] - counts[number])
            }
            counts[0] *= 1 - above
        }
        return counts
    }

    /// Adds how likely every number is when one chance among all is taken out, from the end at which no rounding grows.
    private static func add(_ mass: Double, of counts: [Double], without chance: Double, to all: inout [Double]) {
        var last = 0.0
        if chance < 0.5 {
            let scale = 1 / (1 - chance)
            let carried = chance * scale
            for number in all.indices {
                last = max(0, counts[number] * scale - carried * last)
                all[number] += mass * last
            }
        } else {
            let scale = 1 / chance
            let carried = (1 - chance) * scale
            for number in all.indices.reversed() {
                last = max(0, counts[number + 1] * scale - carried * last)
                all[number] += mass * last
            }
        }
    }

    /// By number, how likely at most so many groups are above each point, by the normal distribution with skewness.
    private static func cumulativeCounts(above points: Range<Int>, _ groups: [Shares]) -> [[Double]] {
        let moments = points.map { point in
            var (mean, variance, third) = (0.0, 0.0, 0.0)
            for group in groups {
                let above = group.above[point]
                let spread = above * (1 - above)
                mean += above
                variance += spread
                third += spread * (1 - 2 * above)
            }
            let deviation = max(1e-9, variance).squareRoot()
            return (mean: mean, deviation: deviation, skewness: third / (deviation * deviation * deviation))
        }
        return (0...groups.count).map { number in
            moments.map { moments in
                let distance = (Double(number) + 0.5 - moments.mean) / moments.deviation
                if abs(distance) > 8 { return distance > 0 ? 1 : 0 }
                let density = exp(-distance * distance / 2) * 0.3989422804014327
                let bend = moments.skewness * (1 - distance * distance) / 6 * density
                return min(1, max(0, NormalDistribution.cumulative(distance) + bend))
            }
        }
    }

    // MARK: Points

    /// Points of the line, closer together where more of the groups are.
    private static func points(for posteriors: [Posterior]) -> [Double] {
        let steps = max(12, 4 * pointCount / max(1, posteriors.count))
        var all: [Double] = []
        all.reserveCapacity(posteriors.count * (steps + 1))
        for (number, posterior) in posteriors.enumerated() {
            let place = posterior.place
            guard place.deviation > 0, place.centre.isFinite else { continue }
            // Groups that are alike have points beside each other's, not upon them: golden fractions of a step.
            let offset = (Double(number) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
            for step in 0...steps {
                all.append(place.centre + place.deviation * (12 * (Double(step) + offset) / Double(steps) - 6))
            }
        }
        all.sort()
        guard all.count > pointCount else { return all }
        return (0..<pointCount).map { all[$0 * (all.count - 1) / (pointCount - 1)] }
    }

    /// How likely a value lies between one point and the next, and above the middle of both, by a density that is known but for its scale.
    private static func shares(_ logDensity: [Double], _ points: [Posterior.Point]) -> Shares {
        let summit = logDensity.max() ?? 0
        let density = logDensity.map { $0 - summit < -60 ? 0 : exp($0 - summit) }
        var masses: [Double] = []
        masses.reserveCapacity(points.count)
        var all = 0.0
        for point in points.indices.dropFirst() {
            let mass = (density[point] + density[point - 1]) / 2 * (points[point].value - points[point - 1].value)
            masses.append(mass)
            all += mass
        }
        var above: [Double] = []
        above.reserveCapacity(points.count)
        let scale = all > 0 ? 1 / all : 0
        var below = 0.0
        for place in masses.indices {
            masses[place] *= scale
            above.append(max(0, 1 - below - masses[place] / 2))
            below += masses[place]
        }
        return Shares(masses: masses, above: above)
    }
}
