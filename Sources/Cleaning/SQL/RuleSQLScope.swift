// What a rule may use to say in SQL what it does.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The table that a rule cleans, as SQL sees it just before.
package struct RuleSQLScope: Sendable {
    let script: SQLScript
    let table: SQLTable
    private let rule: RuleIdentity

    init(_ rule: RuleIdentity, on table: SQLTable, of script: SQLScript) {
        self.rule = rule
        self.table = table
        self.script = script
    }

    var dialect: SQLDialect { script.dialect }

    /// A column of the table, as SQL writes it.
    ///
    /// - Errors: an internal error when it is absent.
    func column(_ name: String) throws(DiagnosedFailure) -> String {
        guard table.hasColumn(name) else { throw DiagnosedFailure(CleaningDiagnostics.columnAbsent(name, of: rule)) }
        return table.column(name)
    }

    /// New values for columns, each from its own cell of the row.
    ///
    /// - Errors: an internal error when a column is absent.
    func changing(_ columns: [String], to value: (_ cell: String) -> String) throws(DiagnosedFailure) -> RuleSQL {
        var step: [RuleSQL.Value] = []
        for name in columns { step.append(RuleSQL.Value(column: name, sql: value(try column(name)))) }
        return RuleSQL(steps: step.isEmpty ? [] : [step])
    }

    /// A formula over the row.
    func sql(_ formula: BoundFormula) -> String { formula.sql(in: table, of: script) }

    /// A window over the rows before, in their order: all of the file, or only those of its parts.
    ///
    /// - Errors: an internal error when the table has no numbers of files.
    func upToRow(ofPart part: String? = nil) throws(DiagnosedFailure) -> String {
        guard let file = table.fileNumber else {
            throw DiagnosedFailure(CleaningDiagnostics.columnAbsent("file_number", of: rule))
        }
        let parts = [file, part].compactMap(\.self).joined(separator: ", ")
        return "OVER (PARTITION BY \(parts) ORDER BY \(table.rowNumber))"
    }
}
