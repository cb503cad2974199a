// An interval is what a number might as well have been: two limits, both inclusive.

/// A closed range of plausible values around an estimate.
///
/// - Units: those of the estimate.
/// - Bounds: both limits are inclusive; `low <= high` always holds, and neither is nan.
package struct Interval: Hashable, Sendable {
    package let low: Double
    package let high: Double

    /// The interval from `low` to `high`.
    ///
    /// - Missing: nil when a limit is nan or the limits are the wrong way round.
    package init?(low: Double, high: Double) {
        guard low <= high else { return nil }
        self.low = low
        self.high = high
    }

    /// The interval between two limits in either order, both known to be numbers.
    init(between first: Double, and second: Double) {
        self.low = Swift.min(first, second)
        self.high = Swift.max(first, second)
    }

    /// The distance between the limits.
    package var width: Double { high - low }

    /// Whether `value` is one of the plausible values; nan never is.
    package func contains(_ value: Double) -> Bool { low <= value && value <= high }

    /// Whether the data speak against `value`: it lies strictly outside; nan is never excluded.
    package func excludes(_ value: Double) -> Bool { value < low || high < value }

    /// The same interval cut to what is possible at all, such as 0…1 for a share.
    package func clipped(to limits: Interval) -> Interval {
        func clip(_ value: Double) -> Double { Swift.min(Swift.max(value, limits.low), limits.high) }
        return Interval(between: clip(low), and: clip(high))
    }

    /// The same interval in another unit, such as shares turned into points.
    package func scaled(by factor: Double) -> Interval? {
        Interval(low: Swift.min(low * factor, high * factor), high: Swift.max(low * factor, high * factor))
    }
}
