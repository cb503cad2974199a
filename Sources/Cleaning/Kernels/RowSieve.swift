// Lets rows leave a table, counts which file each came from, and writes down those that are set aside.

import Diagnostics
import Stages
import Tabular

extension RuleContext {
    /// Some rows of a table as they are to stand in `rejects.csv`.
    ///
    /// - Shape: one array per chunk, one entry per row.
    /// - Parameter fault: the column at fault in a row, and why it is set aside.
    func rejects(
        _ isRejected: [[Bool]], of table: Table, by rule: String,
        fault: (Chunk, Int) -> (column: String?, reason: Wording)
    ) -> RejectedRows {
        var rejects = RejectedRows()
        for (chunk, isRejected) in zip(table.chunks, isRejected) where isRejected.contains(true) {
            var chunk = chunk
            chunk.origin = chunk.origin.loaded
            for row in isRejected.indices where isRejected[row] {
                let raw = raw.rawRow(row, of: chunk)
                let (column, reason) = fault(chunk, row)
                rejects.append(
                    RejectedRow(
                        file: chunk.origin.file, line: raw?.line ?? chunk.origin.line(ofRow: row) ?? 0,
                        byte: raw?.byte ?? chunk.origin.byte(ofRow: row) ?? 0, column: column, stage: .clean,
                        rule: rule, reason: reason, raw: raw?.text ?? ""))
            }
        }
        return rejects
    }
}

extension Table {
    /// The table with only the rows for which `isKept` is true, and how many left of each file.
    ///
    /// - Shape: one array per chunk, one entry per row.
    func keeping(_ isKept: [[Bool]], _ context: RuleContext) -> (table: Table, leavingByFile: [Int: Int]) {
        var leaving: [Int: Int] = [:]
        for (chunk, kept) in zip(chunks, isKept) {
            let count = kept.count { !$0 }
            if count > 0 { leaving[chunk.origin.file, default: 0] += count }
        }
        guard !leaving.isEmpty else { return (self, [:]) }
        var table = self
        let store = context.stage.store
        table.chunks = parallelMap(Array(zip(chunks, isKept)), jobs: context.jobs) { chunk, kept in
            store.keep(chunk.filtered(kept))
        }
        return (table, leaving)
    }
}
