// The cells of a formula over metrics, in SQL.

import Expressions
import Stages
import Tabular

/// What ``Calculation`` does, as a query over the cells of its operands.
struct CalculationSQL {
    private let planned: PlannedCalculation
    private let cells: [String]
    private let dialect: SQLDialect
    private let zone: String
    private let valuesOfNothing: [MetricValue?]
    private let breakdowns: [Int]

    /// - Parameters:
    ///   - cells: per operand, where its cells are kept.
    ///   - valuesOfNothing: per operand, what it comes to where its table has rows in the period, but none of these labels.
    init(
        _ planned: PlannedCalculation, cells: [String], dialect: SQLDialect, zone: String,
        valuesOfNothing: [MetricValue?], breakdowns: [Int]
    ) {
        self.planned = planned
        self.cells = cells
        self.dialect = dialect
        self.zone = zone
        self.valuesOfNothing = valuesOfNothing
        self.breakdowns = breakdowns
    }

    var query: String {
        let chosen = "WHERE breakdown IN (\(breakdowns.map(String.init).joined(separator: ", ")))"
        let places = cells.map { "SELECT breakdown, period, segment FROM \($0) \(chosen)" }
        var columns = ["places.breakdown", "places.period", "places.segment"]
        var joins: [String] = []
        for (position, cells) in cells.enumerated() {
            let (own, seen) = ("o\(position + 1)", "e\(position + 1)")
            joins.append(
                "LEFT JOIN \(cells) \(own) ON \(own).breakdown = places.breakdown AND \(own).period = places.period"
                    + " AND \(own).segment = places.segment")
            var value = "WHEN \(own).n IS NOT NULL THEN \(own).value"
            if let nothing = valuesOfNothing[position] {
                joins.append(
                    "LEFT JOIN (SELECT DISTINCT breakdown, period FROM \(cells)) \(seen)"
                        + " ON \(seen).breakdown = places.breakdown AND \(seen).period = places.period")
                value += " WHEN \(seen).period IS NOT NULL THEN \(nothing.text)"
            }
            let factor = planned.unitFactors[position].map { " * CAST(\($0.doubleValue) AS DOUBLE)" } ?? ""
            columns.append("(CASE \(value) END)\(factor) AS operand_\(position + 1)")
            columns.append("coalesce(\(own).n, 0) AS n_\(position + 1)")
        }
        return """
            WITH places AS (
            \(places.joined(separator: "\nUNION\n"))
            ),
            operands AS (
            SELECT \(columns.joined(separator: ",\n  "))
            FROM places
            \(joins.joined(separator: "\n"))
            )
            SELECT breakdown, period, segment, CASE WHEN \(dialect.isFinite("value")) THEN value END AS value,
              \(parts.numerator) AS numerator, \(parts.denominator) AS denominator, n
            FROM (SELECT *, \(value) AS value, \(observations) AS n FROM operands)
            """
    }

    private var value: String {
        let formula = planned.formula.sql(
            zone: zone, dialect: dialect, columns: cells.indices.map { "operand_\($0 + 1)" })
        return "CAST(\(formula) AS DOUBLE)" + (planned.factor == 1 ? "" : " * CAST(\(planned.factor) AS DOUBLE)")
    }

    private var parts: (numerator: String, denominator: String) {
        planned.isRatio && cells.count == 2
            ? ("operand_1", "operand_2") : (dialect.missing(.real), dialect.missing(.real))
    }

    private var observations: String {
        if planned.isRatio, cells.count == 2 { return "n_2" }
        let columns = planned.areQuantities.enumerated().map { (n: "n_\($0 + 1)", isQuantity: $1) }
        return planned.formula.observations(
            of: columns, fewest: { "least(\($0), \($1))" }, most: { "greatest(\($0), \($1))" }) ?? "0"
    }
}
