// Rows for which a condition is neither true nor false, since a cell it asks for is missing: counted, and those of the report's period.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The rows that a condition does not decide.
struct UndecidedRows: Sendable {
    var count = 0
    /// Those in the report's period, and all rows that are.
    var reported: (count: Int, rows: Int)?
    /// The columns of the condition that are missing in some of them, in the order written.
    var columns: [String] = []
    var period: Period = .allTime
    /// Whether a built-in metric cannot do without a column that is missing in one of the reported.
    var isNeeded = false

    /// Nil when there are none.
    ///
    /// - Shape: `undecided` has a bit per row for every chunk of the table.
    /// - Complexity: O(rows / 64) where there are none; else O(rows).
    init?(_ undecided: [[UInt64]], of table: Table, names: [String], _ context: StageContext) {
        count = undecided.reduce(0) { $0 + $1.reduce(0) { $0 + $1.nonzeroBitCount } }
        if count == 0 { return nil }
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            guard let index = table.index(of: name) else { continue }
            let isMissing = zip(table.chunks, undecided).contains { chunk, words in
                guard let present = chunk.columns.presence(of: index).words else { return false }
                return zip(words, present).contains { $0 & ~$1 != 0 }
            }
            if isMissing { columns.append(name) }
        }
        guard let wanted = context.reported[table.name] else { return }
        period = wanted.period
        let needed = columns.filter(wanted.needed.contains).compactMap { table.index(of: $0) }
        let counts = parallelMap(Array(zip(table.chunks, undecided)), jobs: context.jobs) { chunk, words in
            let inside = wanted.words(of: chunk, in: table, zone: context.zone)
            let lacksNeeded = needed.contains { index in
                guard let present = chunk.columns.presence(of: index).words else { return false }
                return words.indices.contains { words[$0] & inside[$0] & ~present[$0] != 0 }
            }
            return (
                isNeeded: lacksNeeded,
                count: zip(words, inside).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount },
                rows: inside.reduce(0) { $0 + $1.nonzeroBitCount }
            )
        }
        isNeeded = counts.contains(where: \.isNeeded)
        reported = counts.reduce(into: (count: 0, rows: 0)) {
            $0.count += $1.count
            $0.rows += $1.rows
        }
    }

    /// Tells how many they are.
    ///
    /// - Errors: they are many of the rows in the report's period, and a metric needs what is missing.
    func tell(
        _ condition: Expression, by rule: RuleIdentity, to collector: DiagnosticCollector
    ) throws(DiagnosedFailure) {
        let severity: Severity =
            if let reported, ReportedRows.areMany(reported.count, of: reported.rows) {
                isNeeded ? .error : .warning
            } else {
                .note
            }
        let found = CleaningDiagnostics.undecided(self, condition.source, severity, by: rule)
        if severity == .error { throw DiagnosedFailure(found) }
        collector.add(found)
    }
}
