// Periods with moments beside them, as a table in SQL.

import Expressions
import Tabular

/// Rows of breakdown, period and some moments.
struct PeriodMoments {
    /// The names of the moments.
    let names: [String]
    let isDate: Bool
    /// - Shape: as many times as there are names; that before all others is missing.
    var rows: [(breakdown: Int, period: UInt32, times: [Int64])]

    /// A query for them.
    func query(_ dialect: SQLDialect) -> String {
        let missing = dialect.missing(isDate ? .date : .instant)
        if rows.isEmpty {
            let columns = names.map { "\(missing) AS \($0)" }
            return "SELECT 0 AS breakdown, 0 AS period, \(columns.joined(separator: ", ")) WHERE FALSE"
        }
        let values = rows.map { breakdown, period, times in
            let literals = times.map { time in
                time == .min ? missing : dialect.literal(isDate ? .date(Int32(clamping: time)) : .instant(time))
            }
            return "(" + (["\(breakdown)", "\(period)"] + literals).joined(separator: ", ") + ")"
        }
        return "SELECT * FROM (VALUES\n  \(values.joined(separator: ",\n  "))\n"
            + ") AS p(breakdown, period, \(names.joined(separator: ", ")))"
    }
}
