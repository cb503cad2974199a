// What rolling up does, in SQL: a query that groups.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The rolling up of a table's rows, in SQL.
struct RollUpSQL {
    private(set) var rule = RuleSQL()
    private let scope: RuleSQLScope
    private let keys: [String]
    /// Columns, as SQL writes them, whose least and greatest in a group are those of its first and its last row.
    private var (first, last): (String, String)

    /// - Errors: an internal error when a column of the plan is absent.
    init(_ prepared: PreparedRollUp, _ scope: RuleSQLScope) throws(DiagnosedFailure) {
        self.scope = scope
        var keys: [String] = []
        for column in prepared.rule.key { keys.append(try scope.column(column.text)) }
        self.keys = keys
        (first, last) = (scope.table.rowNumber, scope.table.rowNumber)
        if let order = prepared.rule.order { addPlaces(try scope.column(order.text), prepared.orderType) }
        var values: [RuleSQL.Value] = []
        for (gathering, formula) in zip(prepared.rule.gatherings, prepared.formulas) {
            values.append(
                RuleSQL.Value(column: gathering.name.text, sql: value(gathering.way, formula, values.count + 1)))
        }
        rule.grouping = RuleSQL.Grouping(
            keys: prepared.rule.key.map(\.text), values: values, into: prepared.into)
    }

    private func window(_ parts: [String] = [], by order: String) -> String {
        "row_number() OVER (PARTITION BY \((keys + parts).joined(separator: ", ")) ORDER BY \(order))"
    }

    /// Rows without a place in the order stand behind all others for the first, and before them for the last.
    private mutating func addPlaces(_ cell: String, _ type: ColumnType?) {
        let row = scope.table.rowNumber
        let value = type == .real ? "CASE WHEN NOT isnan(\(cell)) THEN \(cell) END" : cell
        (first, last) = (scope.table.free("first_place"), scope.table.free("last_place"))
        rule.aids = [
            (first, window(by: "\(value) NULLS LAST, \(row)")), (last, window(by: "\(value) NULLS FIRST, \(row)")),
        ]
    }

    private mutating func value(_ way: Gathering.Way, _ formula: BoundFormula?, _ number: Int) -> String {
        guard let formula else { return "count(*)" }
        let (dialect, type, operand) = (scope.dialect, formula.type, scope.sql(formula))
        let isThere = "\(operand) IS NOT NULL"
        let isNumber = type == .real ? "NOT isnan(\(operand))" : isThere
        switch way {
        case .first: return "min_by(\(operand), \(first)) FILTER (WHERE \(isThere))"
        case .last: return "max_by(\(operand), \(last)) FILTER (WHERE \(isThere))"
        case .min: return "min(\(operand)) FILTER (WHERE \(isNumber))"
        case .max: return "max(\(operand)) FILTER (WHERE \(isNumber))"
        case .sum:
            let sum = dialect.sum(operand, of: type, where: isThere)
            return type == .decimal ? sum : "CAST(\(sum) AS \(dialect.type(type)))"
        case .count: return "count(*) FILTER (WHERE \(operand))"
        case .any: return "coalesce(bool_or(\(operand)), FALSE)"
        case .distinct: return "count(DISTINCT \(operand))"
        case .join:
            // Each text where it stands first, and no other.
            let text = scope.table.free("joined_\(number)")
            rule.aids.append((text, "CASE WHEN \(window([operand], by: first)) = 1 THEN \(operand) END"))
            return dialect.joined(text, by: String(decoding: Gathering.separator, as: UTF8.self), inOrderOf: first)
        }
    }
}
