// How raw numbers of rows become numbers in the unit of a metric.

import Diagnostics
import Stages
import Statistics
import Tabular

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
