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

/// How a metric's raw numbers become numbers of its unit.
///
/// Durations are milliseconds while rows are read and seconds, minutes, hours or days in the results; everything else
/// stays as it is.
struct UnitScale: Sendable, Equatable {
    /// Raw units per unit of the metric.
    let divisor: Int64

    /// Nothing to convert.
    static let none = UnitScale(divisor: 1)

    private init(divisor: Int64) { self.divisor = divisor }

    /// The scale from a column's type to a unit; nil when a duration is asked for in a unit that is none of time.
    init?(from type: ColumnType, to unit: MetricUnit) {
        guard type == .duration else {
            self = .none
            return
        }
        switch unit {
        case .seconds: divisor = 1000
        case .minutes: divisor = 60_000
        case .hours: divisor = 3_600_000
        case .days: divisor = 86_400_000
        default: return nil
        }
    }

    /// Whether an exact raw number stays exact.
    var isExact: Bool { divisor == 1 || divisor == 1000 }

    func value(_ raw: ExactDecimal) -> MetricValue {
        switch divisor {
        case 1: .exact(raw)
        case 1000: .exact(ExactDecimal(units: raw.units, scale: raw.scale + 3))
        default: .real(raw.doubleValue / Double(divisor))
        }
    }

    /// A raw sum over a count, or over 1, in the unit of the metric.
    func ratio(_ raw: ExactDecimal, over count: Int = 1) -> ExactRatio? {
        ExactRatio(raw).flatMap { .quotient($0, ExactRatio(Int(divisor))) }
            .flatMap { count == 1 ? $0 : .quotient($0, ExactRatio(count)) }
    }

    func value(_ raw: Double) -> MetricValue { .real(number(raw)) }

    func number(_ raw: Double) -> Double { divisor == 1 ? raw : raw / Double(divisor) }

    func interval(_ raw: Interval?) -> Interval? {
        raw.flatMap { Interval(low: number($0.low), high: number($0.high)) }
    }
}
