// The cells of several metrics beside each other, in SQL.

import Expressions

/// A place for every cell that one of several metrics has, with what each comes to there.
struct OperandsSQL {
    /// Where the cells of each are kept.
    let cells: [String]
    let absent: [AbsentCellsSQL]
    /// Positions in the plan.
    let breakdowns: [Int]
    /// What each is multiplied by; nil for one that stays as it is.
    var factors: [Double?] = []

    /// Two common tables, of which `operands` has breakdown, period, segment, and of each metric `operand_1` and `n_1`.
    var tables: String {
        let chosen = "WHERE breakdown IN (\(breakdowns.map(String.init).joined(separator: ", ")))"
        let places = cells.map { "SELECT breakdown, period, segment FROM \($0) \(chosen)" }
        var columns = ["places.breakdown", "places.period", "places.segment"]
        var joins: [String] = []
        for (position, cells) in cells.enumerated() {
            let (own, known) = ("o\(position + 1)", "e\(position + 1)")
            joins.append(
                "LEFT JOIN \(cells) \(own) ON \(own).breakdown = places.breakdown AND \(own).period = places.period"
                    + " AND \(own).segment = places.segment")
            var value = "WHEN \(own).n IS NOT NULL THEN \(own).value"
            if let nothing = absent[position].value {
                joins.append(
                    "LEFT JOIN (\(absent[position].places)) \(known)"
                        + " ON \(known).breakdown = places.breakdown AND \(known).period = places.period")
                value += " WHEN \(known).period IS NOT NULL THEN \(nothing)"
            }
            let factor = factors.indices.contains(position) ? factors[position] : nil
            let times = factor.map { " * CAST(\($0) AS DOUBLE)" } ?? ""
            columns.append("(CASE \(value) END)\(times) AS operand_\(position + 1)")
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
            """
    }
}
