// A number that a metric came to, and what it is a number of.

import Documents
import Tabular

/// A number a metric came to: exact where the data are exact.
package enum MetricValue: Sendable, Hashable {
    case exact(ExactDecimal)
    case real(Double)

    package var doubleValue: Double {
        switch self {
        case .exact(let decimal): decimal.doubleValue
        case .real(let double): double
        }
    }

    package var isFinite: Bool {
        switch self {
        case .exact: true
        case .real(let double): double.isFinite
        }
    }

    /// The number where it is a whole one and known exactly.
    package var wholeNumber: Int? {
        guard case .exact(let decimal) = self, decimal.scale == 0 else { return nil }
        return Int(exactly: decimal.units)
    }

    /// The shortest text that reads back as the same number, with a point, without a group mark.
    package var text: String {
        switch self {
        case .exact(let decimal): return decimal.description
        case .real(let double):
            if double == double.rounded(), abs(double) < 1e15 { return String(Int64(double)) }
            return double.description
        }
    }
}

/// What a metric's numbers are.
package enum MetricUnit: Sendable, Hashable {
    /// A share of 1, shown as a percentage.
    case fraction
    /// Per thousand of the exposure.
    case perThousand
    /// Points of a scale or of NPS; never with a percent sign.
    case points
    case count
    case seconds, minutes, hours, days
    /// Money of an ISO 4217 currency; of none that is known where the code is empty.
    case currency(String)
    /// A plain number.
    case number

    /// How results files write it.
    package var text: String {
        switch self {
        case .fraction: "fraction"
        case .perThousand: "per_1000"
        case .points: "points"
        case .count: "count"
        case .seconds: "s"
        case .minutes: "min"
        case .hours: "h"
        case .days: "d"
        case .currency(let code): code.isEmpty ? "money" : code
        case .number: "number"
        }
    }
}

/// What writers of large files append to their bytes.
extension [UInt8] {
    /// The number exactly as ``MetricValue/text`` prints it.
    package mutating func append(number: MetricValue) {
        switch number {
        case .exact(let decimal): append(decimal: decimal)
        case .real(let real): append(real: real)
        }
    }
}
