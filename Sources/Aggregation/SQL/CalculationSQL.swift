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
    private let absent: [AbsentCellsSQL]
    private let breakdowns: [Int]

    /// - Parameters:
    ///   - cells: per operand, where its cells are kept.
    ///   - absent: per operand, what its cells come to that are not there.
    init(
        _ planned: PlannedCalculation, cells: [String], absent: [AbsentCellsSQL], breakdowns: [Int],
        dialect: SQLDialect, zone: String
    ) {
        self.planned = planned
        self.cells = cells
        self.dialect = dialect
        self.zone = zone
        self.absent = absent
        self.breakdowns = breakdowns
    }

    var query: String {
        let operands = OperandsSQL(
            cells: cells, absent: absent, breakdowns: breakdowns, factors: planned.unitFactors.map { $0?.doubleValue })
        return """
            \(operands.tables)
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
