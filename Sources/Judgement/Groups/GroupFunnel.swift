// The funnel around the common value of some groups, in the metric's unit.

import Stages
import Statistics

/// Limits for groups of any size.
struct GroupFunnel {
    /// The common value: all amounts ÷ all sizes.
    let common: Double
    private let funnel: Funnel
    private let factor: Double
    private let sizes: ClosedRange<Double>
    private let points: [Int: Funnel.Point]

    /// - Missing: nil where all values are the same.
    init?(_ samples: GroupSamples, _ dispersion: GroupJudgement.Dispersion) {
        let sizes = samples.samples.map(\.size)
        guard let least = sizes.min(), let most = sizes.max(), least > 0 else { return nil }
        let common = ExactSum(samples.samples.map(\.amount)).total / ExactSum(sizes).total
        let scale: Funnel.Scale
        switch samples.kind {
        case .share:
            guard common > 0, common < 1 else { return nil }
            scale = .share(common)
        case .rate:
            guard common > 0 else { return nil }
            scale = .ratio
        case .mean:
            let deviation = samples.pooledDeviation
            guard deviation > 0 else { return nil }
            scale = .mean(common, deviation: deviation)
        }
        self.common = common
        self.sizes = least...most
        factor = samples.factor
        let points = samples.samples.map { sample -> Funnel.Point in
            switch samples.kind {
            case .share: .init(value: sample.amount / sample.size, size: sample.size)
            case .rate: .init(value: sample.amount / (sample.size * common), size: sample.size * common)
            case .mean: .init(value: sample.value, size: sample.size)
            }
        }
        funnel = Funnel(scale, points: points, dispersion: Self.dispersion(dispersion))
        self.points = Dictionary(
            zip(samples.samples.map(\.label), points), uniquingKeysWith: { first, _ in first })
    }

    var dispersionRatio: Double { funnel.ratio }

    func limits(ofSize size: Double, at level: ConfidenceLevel) -> Interval? {
        guard funnel.scale == .ratio else {
            return funnel.limits(ofSize: size, at: level)?.scaled(by: factor)
        }
        return funnel.limits(ofSize: size * common, at: level)?.scaled(by: common * factor)
    }

    /// Where a group lies; see ``Funnel/excludes(_:at:)``.
    func place(ofLabel label: Int) -> GroupJudgement.Place {
        guard let point = points[label] else { return .within }
        if funnel.excludes(point, at: .permille998) { return .beyond998 }
        return funnel.excludes(point, at: .percent95) ? .beyond95 : .within
    }

    /// The limits from the smallest group to the largest.
    func curve(points: Int) -> [GroupJudgement.FunnelPoint] {
        (0..<points).compactMap { point in
            // Closer together where limits bend more.
            let step = Double(point) / Double(points - 1)
            let size = sizes.lowerBound + (sizes.upperBound - sizes.lowerBound) * step * step
            guard let inner = limits(ofSize: size, at: .percent95), let outer = limits(ofSize: size, at: .permille998)
            else { return nil }
            return GroupJudgement.FunnelPoint(size: size, inner: .init(inner), outer: .init(outer))
        }
    }

    private static func dispersion(_ dispersion: GroupJudgement.Dispersion) -> Funnel.Dispersion {
        switch dispersion {
        case .additive: .additive
        case .multiplicative: .multiplicative
        case .none: .none
        }
    }
}
