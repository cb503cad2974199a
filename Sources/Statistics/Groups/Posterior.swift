// What is known of the true value of a group once its own rows and those of its peers have been looked at.
import Glibc

/// The distribution of the true value of a group.
package enum Posterior: Hashable, Sendable {
    /// Of a share.
    case beta(alpha: Double, beta: Double)
    /// Of a mean.
    case normal(mean: Double, deviation: Double)
    /// Of events per exposure.
    case gamma(shape: Double, rate: Double)

    package var mean: Double {
        switch self {
        case .beta(let alpha, let beta): alpha / (alpha + beta)
        case .normal(let mean, _): mean
        case .gamma(let shape, let rate): shape / rate
        }
    }

    /// The interval with the same share of the distribution on both of its sides.
    ///
    /// - Missing: nil where a parameter is no positive number.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        switch self {
        case .beta(let alpha, let beta):
            guard let low = BetaDistribution.quantile(level.tail, alpha: alpha, beta: beta),
                let high = BetaDistribution.quantile(level.tail, alpha: beta, beta: alpha)
            else { return nil }
            return Interval(low: low, high: 1 - high)
        case .normal(let mean, let deviation):
            let reach = level.normalQuantile * deviation
            return Interval(low: mean - reach, high: mean + reach)
        case .gamma(let shape, let rate):
            guard let low = GammaDistribution.quantile(level.tail, shape: shape),
                let high = GammaDistribution.quantile(1 - level.tail, shape: shape)
            else { return nil }
            return Interval(low: low / rate, high: high / rate)
        }
    }

    /// The distribution with the same mean and no less than a variance.
    func widened(to variance: Double) -> Posterior {
        guard variance > 0, variance.isFinite else { return self }
        switch self {
        case .beta(let alpha, let beta):
            let size = alpha + beta
            // One of two rows is as wide as a share can be known and still have a summit.
            let wider = Swift.min(size, Swift.max(2, mean * (1 - mean) / variance - 1))
            return .beta(alpha: alpha / size * wider, beta: beta / size * wider)
        case .normal(let mean, let deviation):
            return .normal(mean: mean, deviation: Swift.max(deviation, variance.squareRoot()))
        case .gamma(let shape, let rate):
            let wider = Swift.min(shape, Swift.max(0.5, mean * mean / variance))
            return .gamma(shape: wider, rate: wider * rate / shape)
        }
    }

    // MARK: On a line without ends

    /// About where most of the distribution lies on a line without ends, on which its density has one summit and no pole: logits for
    /// shares, logarithms for rates. Who ranks groups may look at them there, for a rank is the same on every scale.
    var place: (centre: Double, deviation: Double) {
        switch self {
        case .beta(let alpha, let beta):
            (log(alpha / beta), (Self.logVariance(alpha) + Self.logVariance(beta)).squareRoot())
        case .normal(let mean, let deviation): (mean, deviation)
        case .gamma(let shape, let rate): (log(shape / rate), Self.logVariance(shape).squareRoot())
        }
    }

    /// A point of that line, with what all densities there are made of.
    struct Point {
        let value: Double
        let exponential: Double
        /// log(1 + exponential)
        let logarithm: Double

        init(_ value: Double) {
            self.value = value
            exponential = exp(value)
            logarithm = value > 30 ? value : log1p(exponential)
        }
    }

    /// The logarithm of the density at some points of that line, but for an additive constant.
    func logDensity(at points: [Point]) -> [Double] {
        switch self {
        case .beta(let alpha, let beta): points.map { alpha * $0.value - (alpha + beta) * $0.logarithm }
        case .normal(let mean, let deviation):
            points.map { point in
                let distance = (point.value - mean) / deviation
                return -distance * distance / 2
            }
        case .gamma(let shape, let rate): points.map { shape * $0.value - rate * $0.exponential }
        }
    }

    /// Nearly the variance of the logarithm of what has a gamma distribution of that shape.
    private static func logVariance(_ shape: Double) -> Double { 1 / shape + 1 / (2 * shape * shape) }
}

extension BetaDistribution {
    /// The value with `share` of the distribution below it.
    ///
    /// - Missing: nil unless both parameters are positive and finite and `share` lies strictly between 0 and 1.
    static func quantile(_ share: Double, alpha: Double, beta: Double) -> Double? {
        guard share > 0, share < 1, alpha > 0, beta > 0, alpha.isFinite, beta.isFinite else { return nil }
        let start = startingPoint(share, alpha: alpha, beta: beta)
        return Inversion.solve(from: start, low: 0, high: 1) { value in
            let rest = 1 - value
            guard let found = shares(at: value, complement: rest, alpha: alpha, beta: beta) else { return nil }
            let error = found.below - share
            let density = SaddlePointDensity.beta(alpha, beta, at: value, complement: rest) / (value * rest)
            // Halley's step: how the density bends is known too.
            let bend = error / density * ((alpha - 1) / value - (beta - 1) / rest) / 2
            return (error, density * (1 - Swift.max(-0.5, Swift.min(bend, 0.5))))
        }
    }

    /// - Source: Abramowitz & Stegun 26.5.22; for parameters below 1, where it fails, the normal distribution of logits.
    private static func startingPoint(_ share: Double, alpha: Double, beta: Double) -> Double {
        let z = NormalDistribution.quantile(share)
        guard alpha > 1, beta > 1 else {
            let place = Posterior.beta(alpha: alpha, beta: beta).place
            return 1 / (1 + exp(-(place.centre + z * place.deviation)))
        }
        let (first, second) = (1 / (2 * alpha - 1), 1 / (2 * beta - 1))
        let bow = (z * z - 3) / 6
        let mean = 2 / (first + second)
        let way =
            -z * (mean + bow).squareRoot() / mean - (second - first) * (bow + 5.0 / 6 - 2 / (3 * mean))
        return way.isFinite ? alpha / (alpha + beta * exp(2 * way)) : alpha / (alpha + beta)
    }
}
