// The gate after cleaning: a table has rows, or there is no report, unless it may be empty.

import Diagnostics
import Stages
import Tabular

enum EmptyTables {
    /// - Errors: `no-rows`, one diagnostic per table without any row that must have some.
    static func refuse(_ tables: TableSet, mayBeEmpty: Set<String>) throws(DiagnosedFailure) {
        let found = tables.tables.filter { $0.rowCount == 0 && !mayBeEmpty.contains($0.name) }.map { table in
            let ledger = tables.ledgers.first { $0.table == table.name } ?? TableLedger(table: table.name)
            return ledger.read == 0
                ? StagesDiagnostics.noRows(of: table.name, files: tables.files.count { $0.table == table.name })
                : PipelinesDiagnostics.noRowLeft(ledger)
        }
        if !found.isEmpty { throw DiagnosedFailure(found) }
    }
}
