// A literal value of a formula: what stands for itself, whatever the row.

import Tabular

/// A typed value written out in a formula, a parameter or a replacement.
package enum Constant: Sendable, Hashable {
    case text(String)
    case integer(Int64)
    /// `units` × 10⁻ˢ with s = `scale` in 0...18.
    case decimal(units: Int64, scale: Int)
    case real(Double)
    case flag(Bool)
    /// Days since 1970-01-01.
    case date(Int32)
    /// Milliseconds since 1970-01-01T00:00:00Z.
    case instant(Int64)
    /// Milliseconds.
    case duration(Int64)

    package var type: ColumnType {
        switch self {
        case .text: .text
        case .integer: .integer
        case .decimal: .decimal
        case .real: .real
        case .flag: .flag
        case .date: .date
        case .instant: .instant
        case .duration: .duration
        }
    }

    /// The number as a binary floating-point number; a duration in milliseconds; nil for what is no number.
    package var realValue: Double? {
        switch self {
        case .integer(let value), .duration(let value): Double(value)
        case .decimal(let units, let scale): ExactDecimal(units: Int128(units), scale: scale).doubleValue
        case .real(let value): value
        case .text, .flag, .date, .instant: nil
        }
    }

    /// The same value as another type where nothing is lost in kind: integer to decimal, either to real. Nil otherwise.
    package func converted(to type: ColumnType) -> Constant? {
        if type == self.type { return self }
        switch (self, type) {
        case (.integer(let value), .decimal): return .decimal(units: value, scale: 0)
        case (.integer, .real), (.decimal, .real): return realValue.map(Constant.real)
        default: return nil
        }
    }

    /// The value with its sign turned, or nil for what has no sign or would overflow.
    var negated: Constant? {
        switch self {
        case .integer(let value): value == .min ? nil : .integer(-value)
        case .decimal(let units, let scale): units == .min ? nil : .decimal(units: -units, scale: scale)
        case .real(let value): .real(-value)
        case .duration(let value): value == .min ? nil : .duration(-value)
        case .text, .flag, .date, .instant: nil
        }
    }

    /// A column that holds the value in every row.
    package func column(count: Int) -> Column {
        switch self {
        case .text(let text):
            let codes = PrimitiveColumn([UInt32](repeating: 0, count: count))
            return .text(TextColumn(codes: codes, pool: TextPool([text])))
        case .integer(let value): return .integer(PrimitiveColumn([Int64](repeating: value, count: count)))
        case .decimal(let units, let scale):
            let column = PrimitiveColumn([Int64](repeating: units, count: count))
            return .decimal(DecimalColumn(units: column, scale: scale))
        case .real(let value): return .real(PrimitiveColumn([Double](repeating: value, count: count)))
        case .flag(let value): return .flag(PrimitiveColumn([Bool](repeating: value, count: count)))
        case .date(let value): return .date(PrimitiveColumn([Int32](repeating: value, count: count)))
        case .instant(let value): return .instant(PrimitiveColumn([Int64](repeating: value, count: count)))
        case .duration(let value): return .duration(PrimitiveColumn([Int64](repeating: value, count: count)))
        }
    }
}

extension Constant: CustomStringConvertible {
    /// As it is written in a formula; reading it gives the same constant.
    package var description: String {
        switch self {
        case .text(let text): return Self.quoted(text, by: "'")
        case .integer(let value): return String(value)
        case .decimal(let units, let scale):
            let text = ExactDecimal(units: Int128(units), scale: scale).description
            return text.utf8.contains(UInt8(ascii: ".")) ? text : text + ".0"
        case .real(let value):
            let text = value.description
            return text.utf8.contains(UInt8(ascii: "e")) ? text : text + "e0"
        case .flag(let value): return value ? "true" : "false"
        case .date(let day): return CivilDate(dayNumber: Int(day)).isoText
        case .instant(let instant): return "instant '\(ISOText.localTime(instant))Z'"
        case .duration(let milliseconds):
            let longest = DurationUnit.allCases.last { milliseconds % $0.milliseconds == 0 } ?? .milliseconds
            let unit = milliseconds == 0 ? .seconds : longest
            return "\(milliseconds / unit.milliseconds) \(unit.rawValue)"
        }
    }

    /// `text` between two quote signs, those inside it doubled.
    ///
    /// Scalars are compared: a quote that carries a combining mark is a quote nonetheless, and the Greek varia, which is equal to a
    /// back quote as a character, is none.
    static func quoted(_ text: String, by quote: Unicode.Scalar) -> String {
        "\(quote)" + text.unicodeScalars.map { $0 == quote ? "\(quote)\(quote)" : "\($0)" }.joined() + "\(quote)"
    }
}

/// The units a length of time can be written in, shortest first.
enum DurationUnit: String, CaseIterable, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min"
    case hours = "h"
    case days = "d"

    var milliseconds: Int64 {
        switch self {
        case .milliseconds: 1
        case .seconds: 1000
        case .minutes: 60_000
        case .hours: 3_600_000
        case .days: 86_400_000
        }
    }
}

extension Constant {
    /// The day of `2026-09-14`, or nil when there is no such day.
    init?(isoDate text: String) {
        guard let date = CivilDate(isoText: text) else { return nil }
        self = .date(Int32(clamping: date.dayNumber))
    }
}
