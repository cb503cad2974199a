// The gate every run passes: the row ledger balances, or there is no report.

import Diagnostics
import Stages
import Tabular

/// Proves that every row that was read is accounted for.
package enum LedgerCheck {
    /// - Errors: `ledger-imbalance`, one diagnostic per sum that does not add up; also when a rejected row is missing from
    ///   the rejects.
    package static func verify(_ tables: TableSet) throws(DiagnosedFailure) {
        var found: [Diagnostic] = []
        for ledger in tables.ledgers {
            found += ledger.imbalances().map(PipelinesDiagnostics.ledgerImbalance)
            guard let table = tables[ledger.table] else { continue }
            if table.rowCount != ledger.kept {
                found.append(
                    PipelinesDiagnostics.ledgerImbalance(
                        Wording(
                            en:
                                "table '\(ledger.table)' has \(English.count(table.rowCount, "row")), the ledger says \(ledger.kept)",
                            zh: "表 '\(ledger.table)' 有 \(table.rowCount) 行，账目为 \(ledger.kept) 行")))
            }
        }
        let rejected = tables.ledgers.reduce(0) { $0 + $1.count(of: .rejected) }
        if rejected != tables.rejects.count {
            found.append(
                PipelinesDiagnostics.ledgerImbalance(
                    Wording(
                        en: "\(English.count(rejected, "row")) rejected, but \(tables.rejects.count) set aside",
                        zh: "拒绝 \(rejected) 行，但登记了 \(tables.rejects.count) 行")))
        }
        if !found.isEmpty { throw DiagnosedFailure(found) }
    }
}
