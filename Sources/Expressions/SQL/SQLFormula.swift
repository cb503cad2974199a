// A checked formula as SQL, so that another engine can be asked the same question.

import Tabular

extension TypedExpression {
    /// The formula in SQL.
    ///
    /// Columns are typed as ``SQLDialect/type(_:scale:digits:)`` says. `zone` is the IANA identifier of the zone in which instants
    /// have days.
    ///
    /// - Parameter columns: for each column of the scope its name in SQL, as SQL writes it; that of the scope unless said.
    ///
    /// SQL fails where Rapport gives a missing value for an overflow. Integers beside decimals are cast to
    /// DECIMAL(18, 0): with wider types engines would drop decimals to keep within 38 digits.
    package func sql(zone: String, dialect: SQLDialect = .duckDB, columns: [String]? = nil) -> String {
        SQLFormula(zone: zone, dialect: dialect, columns: columns).text(of: root)
    }
}

/// Writes the parts of a formula as SQL, every operation in parentheses.
private struct SQLFormula {
    let zone: String
    let dialect: SQLDialect
    let columns: [String]?

    func text(of node: TypedNode) -> String {
        switch node {
        case .constant(let constant): return dialect.literal(constant)
        case .localInstant(let local): return universal(dialect.literal(.instant(local)))
        case .missing(let type): return dialect.missing(type ?? .text)
        case .column(let index, _, let name):
            guard let columns, columns.indices.contains(index) else { return dialect.identifier(name) }
            return columns[index]
        case .converted(let operand, let type): return converted(operand, to: type)
        case .negated(let operand): return "(-\(text(of: operand)))"
        case .arithmetic(let sign, let left, let right, let type): return arithmetic(sign, left, right, type)
        case .comparison(let sign, let left, let right):
            return "(\(text(of: left)) \(sign.rawValue) \(text(of: right)))"
        case .all(let parts): return "(\(parts.map(text(of:)).joined(separator: " AND ")))"
        case .any(let parts): return "(\(parts.map(text(of:)).joined(separator: " OR ")))"
        case .not(let operand): return "(NOT \(text(of: operand)))"
        case .isMissing(let operand): return "(\(text(of: operand)) IS NULL)"
        case .between(let operand, let low, let high):
            return "(\(text(of: operand)) BETWEEN \(text(of: low)) AND \(text(of: high)))"
        case .membership(let operand, let choices):
            return "(\(text(of: operand)) IN (\(choices.map(text(of:)).joined(separator: ", "))))"
        case .like(let operand, let pattern):
            return dialect.like(text(of: operand), pattern)
        case .call(let function, let arguments, _): return call(function, arguments)
        case .clocked(let function, let clock, let arguments): return clocked(function, clock, arguments)
        }
    }

    // MARK: Business hours

    private func clocked(_ function: Function, _ clock: BusinessClock, _ arguments: [TypedNode]) -> String {
        let clock = BusinessClockSQL(of: clock, dialect: dialect)
        switch function {
        case .isWorkingDay: return clock.isWorking(onDay: day(arguments[0]))
        default:
            let open = arguments.map { clock.openTime(before: text(of: $0), onDay: day($0)) }
            return "(\(open[1]) - \(open[0]))"
        }
    }

    /// A timestamp of the local clock as one of UTC.
    private func universal(_ local: String) -> String { dialect.converted(local, from: zone, to: "UTC") }

    /// A timestamp of UTC as one of the local clock.
    private func local(_ universal: String) -> String { dialect.converted(universal, from: "UTC", to: zone) }

    private func converted(_ operand: TypedNode, to type: ColumnType) -> String {
        let text = text(of: operand)
        return switch type {
        case .decimal: "CAST(\(text) AS DECIMAL(18, 0))"
        case .instant: universal("CAST(\(text) AS \(dialect.type(.instant)))")
        default: "CAST(\(text) AS \(dialect.type(type)))"
        }
    }

    private func arithmetic(
        _ sign: ArithmeticOperator, _ left: TypedNode, _ right: TypedNode, _ result: ColumnType
    ) -> String {
        let first = text(of: left)
        let second = text(of: right)
        switch (left.type, sign, right.type, result) {
        case (_, .divide, _, .real):
            return "(CAST(\(first) AS DOUBLE) / nullif(CAST(\(second) AS DOUBLE), 0))"
        case (_, .divide, _, .duration):
            return "CAST(round(CAST(\(first) AS DOUBLE) / nullif(CAST(\(second) AS DOUBLE), 0)) AS BIGINT)"
        case (.duration, .multiply, .integer, _): return "(\(first) * \(second))"
        case (.duration, .multiply, .real, _): return "CAST(round(CAST(\(first) AS DOUBLE) * \(second)) AS BIGINT)"
        case (.duration, .multiply, _, _):
            return "CAST(round(CAST(\(first) AS DECIMAL(18, 0)) * \(second)) AS BIGINT)"
        case (.instant, _, .instant, _): return dialect.milliseconds(from: second, to: first)
        case (.instant, _, _, _): return dialect.moment(first, sign.rawValue, milliseconds: second)
        case (.date, .subtract, .date, _): return dialect.days(from: second, to: first)
        case (.date, _, .integer, _): return dialect.day(first, sign.rawValue, days: second)
        default: return "(\(first) \(sign.rawValue) \(second))"
        }
    }

    // MARK: Functions

    private func call(_ function: Function, _ arguments: [TypedNode]) -> String {
        let texts = arguments.map(text(of:))
        let list = texts.joined(separator: ", ")
        let first = texts[0]
        switch function {
        case .length: return dialect.wide("length(\(list))")
        case .lower, .upper, .contains, .replace, .abs, .coalesce, .least, .greatest:
            return "\(function.rawValue)(\(list))"
        case .startsWith: return dialect.begins(first, with: texts[1])
        case .endsWith: return dialect.ends(first, with: texts[1])
        case .trim: return trimmed(first)
        case .substring:
            let count = texts.count > 2 ? " AND \(texts[2]) >= 0" : ""
            return "CASE WHEN \(texts[1]) >= 1\(count) THEN substring(\(list)) END"
        case .concat: return "(\(texts.joined(separator: " || ")))"
        case .round where arguments.count > 1:
            if case .constant(.integer(let decimals)) = arguments[1] { return "round(\(first), \(decimals))" }
            return "round(\(list))"
        case .round, .floor, .ceil: return "CAST(\(function.rawValue)(\(first)) AS BIGINT)"
        case .if: return "CASE WHEN \(first) THEN \(texts[1]) ELSE \(texts[2]) END"
        case .date where arguments[0].type == .text:
            let text = trimmed(first)
            return "CASE WHEN \(dialect.matches(text, "\\d{4}-\\d{2}-\\d{2}")) THEN TRY_CAST(\(text) AS DATE) END"
        case .date: return day(arguments[0])
        case .year, .quarter, .month, .day:
            return dialect.wide("\(function.rawValue)(\(day(arguments[0])))")
        case .weekday: return dialect.wide(dialect.weekday(day(arguments[0])))
        case .hour, .minute: return dialect.wide("\(function.rawValue)(\(local(first)))")
        case .daysBetween: return dialect.days(from: day(arguments[0]), to: day(arguments[1]))
        case .seconds: return "(CAST(\(first) AS DECIMAL(18, 0)) * 0.001)"
        case .minutes: return "(CAST(\(first) AS DOUBLE) / 60000)"
        case .hours: return "(CAST(\(first) AS DOUBLE) / 3600000)"
        case .days: return "(CAST(\(first) AS DOUBLE) / 86400000)"
        case .number: return number(first)
        case .text: return spelled(arguments[0])
        // They are parts of their own, with their calendar.
        case .businessTime, .isWorkingDay: return dialect.missing(function.resultType([]))
        }
    }

    private func day(_ moment: TypedNode) -> String {
        dialect.day(of: text(of: moment), type: moment.type ?? .date, zone: zone)
    }

    private func trimmed(_ text: String) -> String {
        let blank = "[\\t\\n\\v\\f\\r\\p{Z}]+"
        return dialect.removing("^\(blank)|\(blank)$", from: text)
    }

    private func number(_ text: String) -> String {
        let text = trimmed(text)
        let form = "[+-]?0*(?:[0-9]{1,12}(?:\\.[0-9]{0,6}0*)?|\\.[0-9]{1,6}0*)"
        return "CASE WHEN \(dialect.matches(text, form)) THEN CAST(\(text) AS \(dialect.type(.decimal))) END"
    }

    private func spelled(_ operand: TypedNode) -> String {
        let text = "CAST(\(text(of: operand)) AS \(dialect.type(.text)))"
        guard operand.type == .decimal else { return text }
        return "CASE WHEN contains(\(text), '.') THEN "
            + dialect.trimmed(dialect.trimmed(text, ofLast: "0"), ofLast: ".") + " ELSE \(text) END"
    }
}
