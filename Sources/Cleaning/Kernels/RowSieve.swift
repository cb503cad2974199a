// Lets rows leave a table, and counts which file each came from.

import Diagnostics
import Stages
import Tabular

extension Table {
    /// The table with only the rows for which `isKept` is true, and how many left of each file.
    ///
    /// - Shape: one array per chunk, one entry per row.
    func keeping(_ isKept: [[Bool]], jobs: Int) -> (table: Table, leavingByFile: [Int: Int]) {
        var leaving: [Int: Int] = [:]
        for (chunk, kept) in zip(chunks, isKept) {
            let count = kept.count { !$0 }
            if count > 0 { leaving[chunk.origin.file, default: 0] += count }
        }
        guard !leaving.isEmpty else { return (self, [:]) }
        var table = self
        table.chunks = parallelMap(Array(zip(chunks, isKept)), jobs: jobs) { chunk, kept in chunk.filtered(kept) }
        return (table, leaving)
    }
}
