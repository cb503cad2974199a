// How SQL finds the label of every row of a segment, and what a segmenter may use to say it.

import Diagnostics
import Expressions
import Stages
import Tabular

/// How SQL finds the labels of a segment; labels are their keys, that of a row whose value is not known `unknown`.
package enum SegmentSQL: Sendable {
    /// From each row by itself: by home, an expression over its columns.
    case expressions([String: String])
    /// From all rows together: by home, a query that gives every row's number as `row_of_home`, and its `label`.
    case queries([String: String])
    /// From texts that SQL cannot read: by home, the columns that hold them. The labels of the texts that occur are handed over.
    case texts([String: [String]])
    /// Not at all. The label of every row is handed over.
    case unsaid
}

/// What a segmenter may use to say in SQL what it does.
package struct SegmentSQLScope: Sendable {
    package let script: SQLScript
    package let links: LinkGraph
    package let periods: ReportPeriods
    private let tables: [String: SQLTable]

    init(script: SQLScript, links: LinkGraph, periods: ReportPeriods, tables: [String: SQLTable]) {
        self.script = script
        self.links = links
        self.periods = periods
        self.tables = tables
    }

    package var dialect: SQLDialect { script.dialect }

    /// A table of the plan.
    ///
    /// - Errors: an internal error when it is absent.
    func table(_ name: String) throws(DiagnosedFailure) -> SQLTable {
        guard let table = tables[name] else {
            throw DiagnosedFailure(SegmentationDiagnostics.internalError("table '\(name)' is absent"))
        }
        return table
    }

    /// A formula over a table.
    func sql(_ formula: BoundFormula, of table: String) throws(DiagnosedFailure) -> String {
        formula.sql(in: try self.table(table), of: script)
    }

    /// The label of rows whose value is not known, as a literal.
    var unknown: String { dialect.unknownLabel }

    /// What a missing label stands for.
    func known(_ label: String) -> String { "coalesce(\(label), \(unknown))" }
}

extension SQLDialect {
    /// The label of rows whose value is not known, as a literal.
    var unknownLabel: String { text(SegmentLabel.unknown.key) }
}
