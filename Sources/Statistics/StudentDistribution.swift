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
        if let exact = exactQuantile(above: tail, freedom) { return exact }
        let slope = TailSlope(freedom)
        return Inversion.solve(from: start(above: tail, freedom), low: 0, high: .infinity) { value in
            guard let above = shareAbove(value, degreesOfFreedom: freedom), above > 0 else { return nil }
            return slope.error(of: tail, above: above, at: value)
        }
    }

    /// The values with `share`, less than one half, of the distribution below them, for some degrees of freedom; the same bits as those
    /// found one by one.
    static func quantiles(below share: Double, degreesOfFreedom: [Int]) -> [Double?] {
        var quantiles = degreesOfFreedom.map { freedom in
            freedom > 0 ? exactQuantile(above: share, Double(freedom)) : nil
        }
        let open = degreesOfFreedom.indices.filter { degreesOfFreedom[$0] > 0 && quantiles[$0] == nil }
        for first in stride(from: 0, to: open.count, by: BetaDistribution.laneCount) {
            let lanes = open[first..<min(first + BetaDistribution.laneCount, open.count)]
            let found = search(above: share, lanes.map { Double(degreesOfFreedom[$0]) })
            for (index, quantile) in zip(lanes, found) { quantiles[index] = quantile }
        }
        return quantiles.map { $0.map { -$0 } }
    }

    private static func exactQuantile(above tail: Double, _ freedom: Double) -> Double? {
        if freedom == 1 { return 1 / tan(Double.pi * tail) }
        if freedom == 2 { return (1 - 2 * tail) / (2 * tail * (1 - tail)).squareRoot() }
        // Beyond this the expansion itself is good to the last digit.
        return freedom > 2e4 ? expansion(-NormalDistribution.quantile(tail), freedom) : nil
    }

    private static func start(above tail: Double, _ freedom: Double) -> Double {
        Swift.max(expansion(-NormalDistribution.quantile(tail), freedom), 1e-3)
    }

    /// Searches for some quantiles side by side.
    private static func search(above tail: Double, _ freedoms: [Double]) -> [Double?] {
        var found = [Double?](repeating: nil, count: freedoms.count)
        var searches = freedoms.map { Inversion.Search(from: start(above: tail, $0), low: 0, high: .infinity) }
        let slopes = freedoms.map { TailSlope($0) }
        var open = Array(freedoms.indices)
        for _ in 0..<500 where !open.isEmpty {
            let shares = BetaDistribution.shares(
                open.map { lane in
                    let square = searches[lane].point * searches[lane].point
                    let total = freedoms[lane] + square
                    return BetaDistribution.PendingShare(
                        at: freedoms[lane] / total, complement: square / total, alpha: freedoms[lane] / 2, beta: 0.5)
                })
            for (lane, share) in zip(open, shares) {
                let above = share.below / 2
                let (error, slope) = slopes[lane].error(of: tail, above: above, at: searches[lane].point)
                if above > 0, !error.isNaN { found[lane] = searches[lane].advance(error: error, slope: slope) }
                if found[lane] != nil || !(above > 0) || error.isNaN { open.removeAll { $0 == lane } }
            }
        }
        for lane in open { found[lane] = searches[lane].point }
        return found
    }

    /// How far a tail is from the one wanted, and how fast that changes.
    ///
    /// The logarithm of the tail is nearly straight, so Newton steps converge from afar even for heavy tails.
    private struct TailSlope {
        private let freedom: Double
        private let logRatio: Double

        init(_ freedom: Double) {
            self.freedom = freedom
            logRatio = halfStepLogGamma(freedom / 2)
        }

        func error(of tail: Double, above: Double, at value: Double) -> (error: Double, slope: Double) {
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
/// A quantile takes some ten evaluations of the distribution; a report has far fewer different counts than cells, and its metrics share
/// many of them.
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

    /// Works out the quantiles of some degrees of freedom that are not known yet, several at a time.
    package mutating func prepare(degreesOfFreedom: some Sequence<Int>) {
        let wanted = Set(degreesOfFreedom).subtracting(known.keys).sorted()
        let keys = wanted.map { Key(level: level, degreesOfFreedom: $0) }
        let found = Self.knownToAll.withLock { all in keys.map { all[$0] } }
        for (freedom, quantile) in zip(wanted, found) {
            if let quantile { known[freedom] = .some(quantile) }
        }
        let unknown = wanted.filter { known[$0] == nil }
        let quantiles = StudentDistribution.quantiles(below: level.tail, degreesOfFreedom: unknown)
        for (freedom, quantile) in zip(unknown, quantiles) { known[freedom] = .some(quantile) }
        Self.knownToAll.withLock { all in
            for (freedom, quantile) in zip(unknown, quantiles) {
                all[Key(level: level, degreesOfFreedom: freedom)] = .some(quantile)
            }
        }
    }

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
