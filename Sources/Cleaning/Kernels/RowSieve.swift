// Lets rows leave a table, and counts which file each came from.

import Diagnostics
import Stages
import Tabular

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
