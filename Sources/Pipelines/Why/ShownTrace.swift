// What may be told of the rows of a cell, so that no cell that is hidden can be reckoned from it.

import Aggregation

/// The rows of a table on their way into a cell, as they may be told.
///
/// - Missing: what is not told is nil; steps stand together in one line where one alone would tell of few rows.
package struct ShownTrace: Sendable {
    /// Steps at which rows leave.
    package struct Line: Sendable {
        package var steps: [RowTrace.Step]
        /// Nil where it is not told.
        package var rows: Int?
    }

    package var trace: RowTrace
    package var lines: [Line]
    /// How many rows count; nil where it is not told.
    package var entered: Int?
    /// By the index of their file, how many of its rows count; nil where it is not told.
    package var files: [Int: Int]?
    /// Rows that count, where it is told how many there are.
    package var samples: [RowTrace.Sample]
}

/// What of a run's numbers is hidden, for those who count rows once more.
///
/// Rows are counted here by other steps than in the results, which the hiding of cells does not know. So while anything is hidden, nothing
/// is told of rows by labels but what the results tell, and nothing by files that follow labels or the parts of a period.
struct TraceHiding: Sendable {
    /// So many rows are enough.
    let floor: Int
    let cell: RecordedCell
    /// How many rows results tell of it.
    private let told: Set<Int>
    private let hidesAnything: Bool
    /// Whether a cell of a part of the period is hidden.
    private let hidesParts: Bool

    init(floor: Int, cell: RecordedCell, in results: RecordedResults) {
        self.floor = floor
        self.cell = cell
        told = Set([cell.n, cell.value.flatMap { Int(exactly: $0.value) }].compactMap(\.self))
        let hidden = results.cells.filter(\.isHidden)
        hidesAnything = !hidden.isEmpty
        hidesParts = hidden.contains { part in
            (part.start != cell.start || part.end != cell.end)
                && (cell.start.map { ($0 <= part.start ?? "") } ?? true)
                && (cell.end.map { (part.end ?? "~") <= $0 } ?? true)
        }
    }

    private var isOpen: Bool { floor <= 1 || !hidesAnything }
    private func isSmall(_ rows: Int) -> Bool { rows > 0 && rows < floor }

    func shown(_ trace: RowTrace) -> ShownTrace {
        let entered = trace.count(.entered)
        let isToldByResults = trace.metric == cell.metric && told.contains(entered)
        let mayTell =
            isToldByResults || floor <= 1 || (!isSmall(entered) && (isOpen || cell.labels.isEmpty))
        let files = trace.rows.mapValues { $0[.entered] ?? 0 }.filter { $0.value > 0 }
        let tellsFiles =
            mayTell
            && (floor <= 1 || files.count <= 1
                || !files.values.contains(where: isSmall)
                    && (isOpen || cell.labels.isEmpty && !trace.filesFollowLabels && !hidesParts))
        return ShownTrace(
            trace: trace, lines: lines(trace, tellsEntered: mayTell), entered: mayTell ? entered : nil,
            files: tellsFiles ? files : nil, samples: mayTell ? trace.samples : [])
    }

    private func lines(_ trace: RowTrace, tellsEntered: Bool) -> [ShownTrace.Line] {
        // Rows without a time stand in the results.
        let untimed = ShownTrace.Line(steps: [.untimed], rows: trace.count(.untimed))
        let all = trace.steps.filter { $0 != .untimed && $0 != .entered }
        guard tellsEntered else { return [untimed, ShownTrace.Line(steps: all, rows: nil)] }
        var groups: [[RowTrace.Step]]
        if !isOpen, !cell.labels.isEmpty {
            groups = [[.otherPeriod], all.filter { $0 != .otherPeriod }]
        } else {
            groups = all.map { [$0] }
        }
        func rows(_ steps: [RowTrace.Step]) -> Int { steps.reduce(0) { $0 + trace.count($1) } }
        // A line of few rows is joined with the one before it, the first with the one behind.
        while floor > 1, let small = groups.lastIndex(where: { isSmall(rows($0)) }), groups.count > 1 {
            let before = groups[..<small].lastIndex { rows($0) > 0 } ?? (small > 0 ? small - 1 : 0)
            let range =
                small > 0 ? before...small : 0...(groups.indices.dropFirst().first { rows(groups[$0]) > 0 } ?? 1)
            groups.replaceSubrange(range, with: [groups[range].flatMap { $0 }])
        }
        return [untimed] + groups.map { ShownTrace.Line(steps: $0, rows: rows($0)) }
    }
}
