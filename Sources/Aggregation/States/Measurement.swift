// What a metric came to in one group: value, parts, n, interval, and what is needed to compare it with another.

import Diagnostics
import Stages
import Statistics
import Tabular

/// A metric's result in one group.
///
/// - Units: those of the metric.
/// - Missing: `value` is nil when there was nothing to measure or to divide by.
struct Measurement: Sendable, Equatable {
    var value: MetricValue?
    var numerator: MetricValue?
    var denominator: MetricValue?
    var n: Int
    var interval: Interval?
    var evidence: Evidence
    var exactness: Exactness

    /// Where the exact number stands of a value that is printed from the nearest real.
    enum Exactness: Sendable, Equatable {
        case unknown
        /// Numerator ÷ denominator × this factor.
        case quotient(times: Int)
        indirect case ratio(ExactRatio)
    }

    /// What a difference is judged by.
    enum Evidence: Sendable, Equatable {
        case none
        case proportion(Proportion)
        case weightedShare(WeightedShare)
        case mean(SampleMean)
        case promoters(NetPromoterScore)
    }

    init(
        value: MetricValue?, numerator: MetricValue? = nil, denominator: MetricValue? = nil, n: Int,
        interval: Interval? = nil, evidence: Evidence = .none, exactness: Exactness = .unknown
    ) {
        // A number that is none (a sum past all bounds, an infinite cell) is never shown as one.
        self.value = Self.finite(value)
        self.numerator = Self.finite(numerator)
        self.denominator = Self.finite(denominator)
        self.n = n
        self.interval = self.value == nil ? nil : interval
        self.evidence = self.value == nil ? .none : evidence
        self.exactness = exactness
    }

    /// The value as a fraction, for comparisons that a last bit must not decide; nil where only a real is known.
    var ratio: ExactRatio? {
        switch (value, exactness) {
        case (nil, _): return nil
        case (.exact(let decimal), _): return ExactRatio(decimal)
        case (.real, .ratio(let ratio)): return ratio
        case (.real, .quotient(let factor)):
            guard case .exact(let above)? = numerator, case .exact(let below)? = denominator,
                let first = ExactRatio(above), let second = ExactRatio(below),
                let quotient = ExactRatio.quotient(first, second)
            else { return nil }
            return factor == 1 ? quotient : ExactRatio.product(quotient, ExactRatio(factor))
        case (.real, .unknown): return nil
        }
    }

    /// An exact number has at most 128 bits and is finite.
    private static func finite(_ value: MetricValue?) -> MetricValue? {
        if case .real(let number)? = value, !number.isFinite { nil } else { value }
    }

    /// Nothing was seen.
    static let nothing = Measurement(value: nil, n: 0)

    static func count(_ count: Int) -> MetricValue { .exact(ExactDecimal(count)) }
}
