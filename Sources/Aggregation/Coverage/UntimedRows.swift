// Rows without the moment that every row of their kind has: they fall in no period, and a lost column would empty a report.

import Diagnostics
import Stages
import Tabular

extension TableRows {
    /// What is to be said of the times by which metrics count: a warning where more than slips lack one, an error where most
    /// rows of a table of twenty and more do.
    ///
    /// Only of moments that no row is without: a call begins, a ticket is opened. An order that is not paid has no time of payment, and
    /// that is right.
    ///
    /// - Parameter times: positions of columns of the table.
    /// - Complexity: O(chunks) for each.
    func untimedRows(_ times: Set<Int>) -> [Diagnostic] {
        times.sorted().compactMap { time in
            guard planned.columns.indices.contains(time), Self.momentsOfEveryRow.contains(planned.columns[time].name)
            else { return nil }
            let presences = presences(ofColumn: time)
            let rows = presences.reduce(0) { $0 + $1.count }
            let missing = presences.reduce(0) { $0 + $1.missingCount }
            guard missing > 0, ReportedRows.areMany(missing, of: rows) else { return nil }
            return AggregationDiagnostics.untimedRows(
                missing, of: rows, column: planned.columns[time].name, table: planned.name,
                isError: rows >= 20 && missing * 2 > rows)
        }
    }

    /// By which built-in metrics count calls, tickets, and answers and costs.
    private static let momentsOfEveryRow: Set<String> = ["start", "opened", "time"]
}
