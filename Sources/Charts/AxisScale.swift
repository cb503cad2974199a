// An axis scale maps values to positions and has ticks at round numbers.
import Glibc

/// The range of an axis, its ticks and their labels.
package struct AxisScale {
    let low: Double
    let high: Double
    let ticks: [(value: Double, label: String)]

    /// Which distances between ticks are round.
    package enum Steps: Hashable, Sendable {
        /// 1, 2 and 5 times a power of ten.
        case decimal
        /// Of seconds: those of a clock, then whole days.
        case clock
    }

    /// What values may lie on an axis: finite, and small enough that differences stay finite too.
    static func isDrawable(_ value: Double) -> Bool { abs(value) <= 1e300 }

    /// A scale over `values` with about `count` ticks; no two labels are alike.
    ///
    /// - Parameter limits: what is possible at all, such as 0…1; no tick lies beyond it.
    init(
        over values: [Double], limits: ClosedRange<Double>?, includesZero: Bool, count: Int, steps: Steps = .decimal,
        format: (Double) -> String
    ) {
        var (low, high) = Self.extent(of: values, limits: limits, includesZero: includesZero)
        var step = Self.roundStep(atLeast: (high - low) / Double(Swift.max(count, 1)), steps)
        var ticks: [(value: Double, label: String)] = []
        for _ in 0..<12 {
            let first = (low / step).rounded(.down)
            let last = Swift.max((high / step).rounded(.up), first + 1)
            ticks = stride(from: first, through: last, by: 1).prefix(100).map { position in
                let value = position == 0 ? 0 : position * step
                return (value, format(value))
            }
            // Whole numbers, for example, cannot show steps of a half: then the steps grow.
            if Set(ticks.map(\.label)).count == ticks.count { break }
            step = Self.roundStep(atLeast: step * 1.5, steps)
        }
        if let limits { ticks.removeAll { !limits.contains(Self.snapped($0.value, to: limits, step)) } }
        low = Swift.min(low, ticks.first?.value ?? low)
        high = Swift.max(high, ticks.last?.value ?? high)
        if !(low < high) { high = low + Swift.max(abs(low), 1) }
        self.low = low
        self.high = high
        self.ticks = ticks
    }

    /// Where a value lies: 0 at the low end, 1 at the high one.
    func fraction(of value: Double) -> Double {
        Swift.min(Swift.max((value - low) / (high - low), 0), 1)
    }

    private static func extent(
        of values: [Double], limits: ClosedRange<Double>?, includesZero: Bool
    ) -> (low: Double, high: Double) {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        // When zero is not far below, a scale without it would make small changes look large.
        if includesZero || (low > 0 && low <= high * 0.4) { low = Swift.min(low, 0) }
        if includesZero || (high < 0 && high >= low * 0.4) { high = Swift.max(high, 0) }
        if high - low <= abs(high) * 1e-9 {
            let room = high == 0 ? 1 : abs(high) * 0.1
            if low != 0 || high != 0 { low -= room }
            high += room
        }
        if let limits {
            low = Swift.max(low, Swift.min(limits.lowerBound, high))
            high = Swift.min(high, Swift.max(limits.upperBound, low))
            if !(low < high) { (low, high) = (limits.lowerBound, limits.upperBound) }
        }
        return low < high && Self.isDrawable(low) && Self.isDrawable(high) ? (low, high) : (0, 1)
    }

    /// The smallest round step that is not less than `step`.
    private static func roundStep(atLeast step: Double, _ steps: Steps) -> Double {
        if steps == .clock, step > 5 {
            let ofClock = [10.0, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400]
            if let found = ofClock.first(where: { $0 >= step * 0.999_999 }) { return found }
            return decimalStep(atLeast: step / 86_400) * 86_400
        }
        return decimalStep(atLeast: step)
    }

    /// The smallest of 1, 2, 5 times a power of ten that is not less than `step`.
    private static func decimalStep(atLeast step: Double) -> Double {
        guard step > 1e-300, step.isFinite else { return step > 1 ? 1e300 : 1e-12 }
        let power = pow(10, log10(step).rounded(.down))
        for factor in [1.0, 2, 5] where factor * power >= step * 0.999_999 { return factor * power }
        return 10 * power
    }

    /// A tick that misses a limit by rounding alone counts as lying on it.
    private static func snapped(_ value: Double, to limits: ClosedRange<Double>, _ step: Double) -> Double {
        if abs(value - limits.lowerBound) < step * 1e-6 { return limits.lowerBound }
        if abs(value - limits.upperBound) < step * 1e-6 { return limits.upperBound }
        return value
    }
}
