// Rows that end before they begin: they stand at no moment, and must not be missed in silence.

import Diagnostics
import Stages
import Tabular

extension AggregationPlan {
    /// The columns from and until which rows of a table stand, each pair once.
    func standingSpans(ofTable table: Int) -> [StandingSpan] {
        var spans: [StandingSpan] = []
        for metric in metrics {
            guard case .rows(let row) = metric.computation, row.table == table, let time = row.time,
                case .standing(let until, _) = row.attribution
            else { continue }
            let span = StandingSpan(begin: time, end: until)
            if !spans.contains(span) { spans.append(span) }
        }
        return spans
    }
}

/// The columns from and until which rows stand, by their positions in the scope of their table.
struct StandingSpan: Hashable, Sendable {
    var begin: Int
    var end: Int
}

extension TableRows {
    /// What is to be said of the rows that stand: a warning where some end before they begin.
    ///
    /// Metrics that look for such rows themselves, to leave them out, are named with it: one cause, one sentence.
    ///
    /// - Complexity: O(rows) for each.
    func endsBeforeBeginnings(_ spans: [StandingSpan], jobs: Int) -> [Diagnostic] {
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
                count, of: table.rowCount, leftOutBy: metrics(leavingOutEndsBefore: span),
                begin: planned.columns[span.begin].name, end: planned.columns[span.end].name, table: planned.name)
        }
    }

    /// The metrics that measure from the one to the other, and leave rows out where it is before.
    private func metrics(leavingOutEndsBefore span: StandingSpan) -> [String] {
        planned.checks.flatMap { $0.subject == .order(later: span.end, earlier: span.begin) ? $0.metrics : [] }
    }

    private static func count<Time: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ begins: PrimitiveColumn<Time>, _ ends: PrimitiveColumn<Time>
    ) -> Int {
        begins.values.indices.count { row in
            begins.presence[row] && ends.presence[row] && ends.values[row] < begins.values[row]
        }
    }
}
