// The hall between the five stages: what a stage is given, and the values handed from one to the next.

import Diagnostics
import Expressions
import Tabular

/// The five stages, in the order the data passes them.
package enum StageName: String, Sendable, CaseIterable {
    case ingest, clean, segment, aggregate, render
}

/// What every stage may use of the world outside: a place for its diagnostics, the clock, the zone, how many threads, and
/// where rows are kept.
///
/// Nothing in Rapport asks the machine for the time, the zone or randomness; it is all here.
package struct StageContext: Sendable {
    package var collector: DiagnosticCollector
    /// The zone in which periods are cut and dates are shown.
    package var zone: TimeZoneTable
    /// The moment the report is made for.
    /// - Units: milliseconds since 1970-01-01T00:00:00Z.
    package var asOf: Int64
    /// How many threads may work at once, at least 1. No result depends on it.
    package var jobs: Int
    /// How much of a file is read at once; nil for what is fastest. No result depends on it.
    /// - Units: bytes.
    package var blockSize: Int?
    /// How much of the inputs a plan may look at.
    package var depth = PlanningDepth.whole
    /// Told now and then what is being done, on any thread; for a terminal.
    package var progress: @Sendable (Progress) -> Void
    /// Where the chunks of tables are kept. No result depends on it.
    package var store: ChunkStore
    /// Whether what formulas cannot compute is missing; else it ends the run.
    package var allowsOverflow: Bool
    /// Whether the rows are a few that somebody made up to test a pipeline: what only whole data can fulfil is not asked of them.
    package var isExample = false
    /// The input files as messages name them, by their numbers; empty where nobody has told them.
    package var inputPaths: [String] = []
    /// By table, the rows that the report is about; of tables that no metric counts by a time nothing is known.
    package var reported: [String: ReportedRows] = [:]
    /// Counts the rows in which formulas overflow, until ``checkOverflows(of:at:)`` looks at it.
    package let overflows: OverflowTally

    package init(
        collector: DiagnosticCollector, zone: TimeZoneTable, asOf: Int64, jobs: Int = 1, blockSize: Int? = nil,
        progress: @escaping @Sendable (Progress) -> Void = { _ in }, store: ChunkStore = .unlimited,
        allowsOverflow: Bool = false, textLimit: Int = 1 << 24
    ) {
        self.allowsOverflow = allowsOverflow
        overflows = OverflowTally(textLimit: textLimit, growthLimit: store.machineBytes.map { $0 / 2 } ?? .max)
        self.collector = collector
        self.zone = zone
        self.asOf = asOf
        self.jobs = max(1, jobs)
        self.blockSize = blockSize
        self.progress = progress
        self.store = store
    }

    /// The local day of `asOf`.
    package var today: Int { Int(zone.localDay(of: asOf)) }

    /// Tells of the rows in which formulas overflowed since the last look, and of those whose texts they could not read.
    ///
    /// - Errors: there are rows of the former kind, and they are not allowed.
    /// - Parameter formulas: whose formulas these are, where `subject` names only some of them.
    package func checkOverflows(
        of subject: Wording, formulas: Wording? = nil, at location: SourceLocation? = nil
    ) throws(DiagnosedFailure) {
        for (call, rows) in overflows.unread.take(of: (formulas ?? subject).english) {
            collector.add(StagesDiagnostics.unreadTexts(call, of: formulas ?? subject, rows: rows, at: location))
        }
        let (tooMany, textLimit) = (overflows.hasTooManyTexts, overflows.hasLongTexts ? overflows.textLimit : nil)
        let rows = overflows.take()
        if tooMany { throw DiagnosedFailure(StagesDiagnostics.tooManyTexts(of: subject, at: location)) }
        if rows == 0 { return }
        let problem = StagesDiagnostics.overflow(
            of: subject, rows: rows, at: location, isAllowed: allowsOverflow, textLimit: textLimit)
        if !allowsOverflow { throw DiagnosedFailure(problem) }
        collector.add(problem)
    }

    /// - Errors: rows could not be put into the temporary file, or not be read from it.
    package func checkStore() throws(DiagnosedFailure) {
        if let problem = store.problem { throw DiagnosedFailure(StagesDiagnostics.cannotKeepRows(problem)) }
    }
}

/// How much of the inputs a plan looks at.
package enum PlanningDepth: Sendable {
    /// As much as a run needs: types that nobody declared are learnt from every cell, and a file that is missing is an error.
    case whole
    /// Headers and a first block, for a check beside any amount of data; a file that is missing is a warning.
    case beginning
}

/// How far a stage has come.
package struct Progress: Sendable {
    package var stage: StageName
    /// What is being worked on: a file, a table, a metric.
    package var subject: String
    /// Done and to do, in bytes for files and in steps else; nil when unknown.
    package var done: Int?
    package var total: Int?

    package init(stage: StageName, subject: String, done: Int? = nil, total: Int? = nil) {
        self.stage = stage
        self.subject = subject
        self.done = done
        self.total = total
    }
}
