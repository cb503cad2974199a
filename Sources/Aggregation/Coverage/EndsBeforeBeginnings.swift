// Rows that end before they begin: they stand at no moment, and must not be missed in silence.

import Diagnostics
import Stages
import Tabular

extension TableRows {
    /// What is to be said of the rows that stand: a warning where some end before they begin.
    ///
    /// - Parameter spans: positions of the columns from and until which rows stand.
    /// - Complexity: O(rows) for each.
    func endsBeforeBeginnings(_ spans: [(begin: Int, end: Int)], jobs: Int) -> [Diagnostic] {
        spans.compactMap { span in
            let rows = self
            let counts = parallelMap(Array(0..<chunkCount), jobs: jobs) { index -> Int in
                switch (rows.column(span.begin, inChunk: index), rows.column(span.end, inChunk: index)) {
                case (.instant(let begins), .instant(let ends)): Self.count(begins, ends)
                case (.date(let begins), .date(let ends)): Self.count(begins, ends)
                default: 0
                }
            }
            let count = counts.reduce(0, +)
            guard count > 0 else { return nil }
            return AggregationDiagnostics.endsBeforeBeginnings(
                count, of: table.rowCount, begin: planned.columns[span.begin].name, end: planned.columns[span.end].name,
                table: planned.name)
        }
    }

    private static func count<Time: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ begins: PrimitiveColumn<Time>, _ ends: PrimitiveColumn<Time>
    ) -> Int {
        begins.values.indices.count { row in
            begins.presence[row] && ends.presence[row] && ends.values[row] < begins.values[row]
        }
    }
}
