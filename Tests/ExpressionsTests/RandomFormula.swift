// Random formulas of a wanted type over the columns of a random table.

import Tabular
import TestSupport

/// Writes random well-typed formulas.
///
/// They keep clear of what SQL answers with an error (overflow) and of comparing quotients of decimals, which two
/// engines may round differently in the last digit.
struct RandomFormula {
    var random: SplitMix64
    /// Whether quotients of decimals may occur; only where the result is compared with a tolerance.
    private var allowsQuotients = false

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func formula(of type: ColumnType) -> String {
        allowsQuotients = type == .real
        defer { allowsQuotients = false }
        return write(type, 4)
    }

    private mutating func write(_ type: ColumnType, _ depth: Int) -> String {
        if depth <= 0 || random.chance(0.15) { return leaf(type) }
        switch random.pick(from: [0, 0, 0, 0, 1, 2, 3]) {
        case 1:
            let (condition, value) = (write(.flag, depth - 1), write(type, depth - 1))
            return "if(\(condition), \(value)" + (random.chance(0.2) ? ")" : ", \(write(type, depth - 1)))")
        case 2: return "coalesce(\(write(type, depth - 1)), \(write(type, depth - 1)))"
        case 3 where type != .flag:
            return "\(random.pick("least", "greatest"))(\(write(type, depth - 1)), \(write(type, depth - 1)))"
        default: return operation(type, depth - 1)
        }
    }

    private mutating func leaf(_ type: ColumnType) -> String {
        if random.chance(0.04) { return "coalesce(missing, \(constant(type)))" }
        if random.chance(0.35) { return constant(type) }
        return switch type {
        case .text: random.pick("name", "queue", "id")
        case .integer: "count"
        case .decimal: "amount"
        case .real: "score"
        case .flag: "resolved"
        case .date: "day"
        case .instant: "at"
        case .duration: "wait"
        }
    }

    private mutating func constant(_ type: ColumnType) -> String {
        switch type {
        case .text: Literal.text(random.pick("", "客服一组", "sales", "a", "o", "1", "12.50", "2026-01-31", "it's", "%"))
        case .integer: "\(Int.random(in: -3...9, using: &random))"
        case .decimal: random.pick("0.5", "-1.25", "80%", "2.0", "12.75", "100.0")
        case .real: random.pick("1e0", "-25e-2", "5e-1", "3e0")
        case .flag: random.pick("true", "false")
        case .date: random.pick("2026-08-26", "2026-09-01", "date '2024-02-29'")
        case .instant:
            random.pick(
                "instant '2026-09-10T00:30:00Z'", "instant '2026-09-10 00:30'", "instant '1969-12-31T20:00:00.250Z'")
        case .duration: random.pick("20 s", "-1500 ms", "90 min", "0 s", "3 d")
        }
    }

    private mutating func operation(_ type: ColumnType, _ depth: Int) -> String {
        switch type {
        case .text: text(depth)
        case .integer: integer(depth)
        case .decimal: decimal(depth)
        case .real: real(depth)
        case .flag: flag(depth)
        case .date:
            random.pick(
                "(\(write(.date, depth)) + \(leaf(.integer)))", "date(\(write(.instant, depth)))",
                "(\(leaf(.date)) - 7 d)", "date(\(write(.text, depth)))")
        case .instant: "(\(write(.instant, depth)) \(random.pick("+", "-")) \(write(.duration, depth)))"
        case .duration: duration(depth)
        }
    }

    private mutating func text(_ depth: Int) -> String {
        switch Int.random(in: 0...6, using: &random) {
        case 0: "\(random.pick("lower", "upper", "trim"))(\(write(.text, depth)))"
        case 1: "replace(\(write(.text, depth)), \(leaf(.text)), \(leaf(.text)))"
        case 2: "substring(\(write(.text, depth)), \(write(.integer, depth)))"
        case 3: "substring(\(write(.text, depth)), \(leaf(.integer)), \(leaf(.integer)))"
        case 4: "concat(\(write(.text, depth)), \(write(.text, depth)))"
        case 5: "text(\(write(random.pick(.integer, .date, .flag, .decimal), depth)))"
        default: "trim(\(leaf(.text)))"
        }
    }

    private mutating func integer(_ depth: Int) -> String {
        switch Int.random(in: 0...7, using: &random) {
        case 0, 1: "(\(write(.integer, depth)) \(random.pick("+", "-")) \(write(.integer, depth)))"
        case 2: "(\(leaf(.integer)) * \(leaf(.integer)))"
        case 3: "length(\(write(.text, depth)))"
        case 4: "\(random.pick("round", "floor", "ceil"))(\(write(random.pick(.decimal, .real, .integer), depth)))"
        case 5:
            "\(random.pick("year", "quarter", "month", "day", "weekday"))(\(write(moment(), depth)))"
        case 6: "\(random.pick("hour", "minute"))(\(write(.instant, depth)))"
        default:
            random.pick(
                "(-\(leaf(.integer)))", "abs(\(write(.integer, depth)))",
                "days_between(\(write(.date, depth)), \(write(random.pick(.date, .instant), depth)))",
                "(\(write(.date, depth)) - \(write(.date, depth)))")
        }
    }

    private mutating func moment() -> ColumnType { random.pick(.date, .instant) }

    private mutating func decimal(_ depth: Int) -> String {
        switch Int.random(in: 0...5, using: &random) {
        case 0, 1:
            "(\(write(.decimal, depth)) \(random.pick("+", "-")) \(write(random.pick(.decimal, .integer), depth)))"
        case 2: "(\(leaf(.decimal)) * \(leaf(random.pick(.decimal, .integer))))"
        case 3: "round(\(write(.decimal, depth)), \(Int.random(in: 0...3, using: &random)))"
        case 4: "seconds(\(write(.duration, depth)))"
        default: random.pick("(-\(leaf(.decimal)))", "abs(\(write(.decimal, depth)))", "number(\(write(.text, depth)))")
        }
    }

    private mutating func real(_ depth: Int) -> String {
        // Within a formula whose result is exact only what is exact in binary, so that no rounding can tip a
        // comparison.
        let wasAllowed = allowsQuotients
        defer { allowsQuotients = wasAllowed }
        switch Int.random(in: 0...4, using: &random) {
        case 0, 1: return "(\(write(.real, depth)) \(random.pick("+", "-", "*")) \(leaf(.real)))"
        case 2 where allowsQuotients:
            return "(\(leaf(random.pick(.decimal, .integer))) / \(leaf(random.pick(.decimal, .integer, .real))))"
        case 3 where allowsQuotients: return "\(random.pick("minutes", "hours", "days"))(\(leaf(.duration)))"
        default:
            return random.pick(
                "(-\(leaf(.real)))", "abs(\(write(.real, depth)))", "(\(leaf(.real)) + \(leaf(.integer)))")
        }
    }

    private mutating func flag(_ depth: Int) -> String {
        let outer = allowsQuotients
        allowsQuotients = false
        defer { allowsQuotients = outer }
        let type = random.pick(ColumnType.text, .integer, .decimal, .real, .date, .instant, .duration)
        switch Int.random(in: 0...10, using: &random) {
        case 0: return "(\(write(.flag, depth)) and \(write(.flag, depth)))"
        case 1: return "(\(write(.flag, depth)) or \(write(.flag, depth)))"
        case 2: return "(not \(write(.flag, depth)))"
        case 3, 4:
            return "(\(write(type, depth)) \(random.pick("=", "!=", "<", "<=", ">", ">=")) \(write(type, depth)))"
        case 5:
            return "(\(write(type, depth)) \(random.pick("", "not "))between \(leaf(type)) and \(write(type, depth)))"
        case 6:
            return "(\(write(type, depth)) \(random.pick("", "not "))in (\(leaf(type)), \(leaf(type)), \(leaf(type))))"
        case 7: return "(\(write(random.pick(type, .flag), depth)) is \(random.pick("", "not "))missing)"
        case 9: return "is_working_day(\(write(moment(), depth)))"
        case 8:
            let pattern = random.pick("%服%", "_", "s%", "%s", "a_", "%_t_%", "")
            return "(\(write(.text, depth)) \(random.pick("", "not "))like '\(pattern)')"
        default:
            return random.pick(
                "contains(\(write(.text, depth)), \(leaf(.text)))",
                "starts_with(\(write(.text, depth)), \(leaf(.text)))",
                "ends_with(\(leaf(.text)), \(write(.text, depth)))",
                "(\(write(.flag, depth)) = \(write(.flag, depth)))",
                "(\(write(.decimal, depth)) > \(write(.integer, depth)))",
                "(\(write(.instant, depth)) >= \(write(.date, depth)))")
        }
    }

    private mutating func duration(_ depth: Int) -> String {
        switch Int.random(in: 0...4, using: &random) {
        case 0: "(\(write(.duration, depth)) \(random.pick("+", "-")) \(write(.duration, depth)))"
        case 1: "(\(leaf(.duration)) * \(leaf(random.pick(.integer, .decimal, .real))))"
        case 2: "(\(write(.instant, depth)) - \(write(random.pick(.instant, .date), depth)))"
        case 3: "business_time(\(write(.instant, depth)), \(write(.instant, depth)))"
        default:
            random.pick("abs(\(leaf(.duration)))", "(-\(leaf(.duration)))", "(\(leaf(.duration)) / \(leaf(.integer)))")
        }
    }
}

/// Literals of the formula language.
private enum Literal {
    static func text(_ text: String) -> String {
        "'" + text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }
}
