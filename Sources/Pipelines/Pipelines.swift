// The one sentence of the program: a pipeline file is checked, planned, run through the five stages, and its report published.

import Aggregation
import CLinux
import Cleaning
import Diagnostics
import Foundation
import Ingestion
import Judgement
import Lists
import Rendering
import Segmentation
import Stages
import Tabular

/// Plans and runs pipelines: the front door of everything below the command.
package enum Pipelines {
    /// The version of Rapport, as reports name it.
    package static let version = "0.1.0"

    /// Plans a pipeline without running it. Every mistake is in the collector.
    package static func plan(
        path: String, options: RunOptions, collector: DiagnosticCollector
    ) -> PipelinePlan? {
        linux_raise_file_limit()
        return PipelinePlan(path: path, options: options, collector: collector)
    }

    /// Runs a pipeline and publishes its report.
    ///
    /// - Errors: everything that ends a run is thrown as diagnostics; warnings are in the collector. When it throws, the
    ///   previous report stands as it was.
    package static func run(
        path: String, options: RunOptions, collector: DiagnosticCollector
    ) throws(DiagnosedFailure) -> RunSummary {
        guard let plan = plan(path: path, options: options, collector: collector), !collector.hasErrors else {
            throw DiagnosedFailure([])
        }
        return try run(plan, options: options, collector: collector)
    }

    /// Runs a checked plan through the five stages.
    package static func run(
        _ plan: PipelinePlan, options: RunOptions, collector: DiagnosticCollector
    ) throws(DiagnosedFailure) -> RunSummary {
        let tools = try tools(of: plan, options: options)
        let target = plan.target(out: options.output)
        let folder = try RunFolder(
            target: target, inputs: plan.guardedFiles, names: plan.rendering.fileNames + [RunRecord.fileName],
            wait: options.waitLimit, onWaiting: options.waiting)
        let store = chunkStore(options, beside: folder.parent)
        let context = context(of: plan, options: options, store: store, collector: collector)
        var timer = StageTimer(now: options.steadySeconds)

        let (results, books, links) = try measure(plan, context: context, timer: &timer)
        try context.checkStore()
        let paths = RecordedPaths(of: plan, books)
        let facts = RunFacts(of: plan, books, links: links, paths: paths, told: collector.diagnostics)
        let (rendered, _) = sideBySide(jobs: options.jobs) { () -> Result<[RenderedFile], DiagnosedFailure> in
            do throws(DiagnosedFailure) {
                return .success(
                    try Rendering.run(plan.rendering, results: results, facts: facts, tools: tools, context: context))
            } catch {
                return .failure(error)
            }
        } _: {
            folder.forgetCachedReport()
        }
        var files = try rendered.get()
        timer.finish(.render)

        let cost = RunCost(
            secondsByStage: timer.secondsByStage, peakMemory: StageTimer.peakMemory,
            memoryLimit: options.memoryLimit, spilledBytes: store.spilled?.bytes ?? 0)
        tell(cost, store, to: collector)
        let record = RunRecord(
            facts: facts, exports: plan.file.exports.files.map { (paths.name(of: $0.path), $0.fingerprint) },
            parts: PlanParts(of: plan),
            results: results.results, languages: plan.file.languages,
            cost: options.isClockFixed ? nil : cost,
            printer: tools.printer.map(RunPrinter.init), outputs: files.map(\.name))
        files.append(record.file)
        try folder.publish(files, jobs: options.jobs)
        return RunSummary(target: target, files: files.map(\.name), books: books, results: results.results, cost: cost)
    }

    /// What the files of the report need of the machine.
    private static func tools(
        of plan: PipelinePlan, options: RunOptions
    ) throws(DiagnosedFailure) -> RenderingTools {
        try RenderingTools(
            for: plan.rendering, printer: options.variable("RAPPORT_BROWSER"),
            searchPath: options.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin", folders: options.temporaryFolders)
    }

    /// Where rows are kept when memory gets short.
    static func chunkStore(_ options: RunOptions, beside folder: String?) -> ChunkStore {
        let memory = ProcessMemory()
        return ChunkStore(
            limit: options.memoryLimit, machineBytes: options.machineMemory,
            folders: options.temporaryFolders + [folder].compactMap { $0 }, residentBytes: { memory.recentBytes })
    }

    /// What the stages of a run may use of the world outside.
    static func context(
        of plan: PipelinePlan, options: RunOptions, store: ChunkStore, collector: DiagnosticCollector
    ) -> StageContext {
        var context = StageContext(
            collector: collector, zone: plan.file.zone, asOf: plan.asOf, jobs: options.jobs,
            blockSize: options.blockSize, progress: options.progress, store: store,
            allowsOverflow: plan.file.allowsOverflow, textLimit: plan.file.textLimit ?? 1 << 24)
        context.isExample = plan.isExample
        return context
    }

    /// Says when rows were kept in a file, and when memory was not enough all the same.
    private static func tell(_ cost: RunCost, _ store: ChunkStore, to collector: DiagnosticCollector) {
        guard let limit = cost.memoryLimit else { return }
        if let (folder, bytes) = store.spilled {
            collector.add(PipelinesDiagnostics.keptRowsInFile(bytes: bytes, folder: folder, limit: limit))
        }
        if cost.peakMemory > limit {
            collector.add(PipelinesDiagnostics.heldMoreMemory(bytes: cost.peakMemory, limit: limit))
        }
    }

    /// The gate of empty tables: a report of dashes must not take the place of the last good one.
    private static func refuseEmptiness(
        _ plan: PipelinePlan, of tables: TableSet, context: StageContext
    ) throws(DiagnosedFailure) {
        try EmptyTables.refuse(tables, mayBeEmpty: plan.file.tablesThatMayBeEmpty)
        let found = Aggregation.periodsWithoutRows(plan.aggregation, in: tables.tables, context: context)
        let errors = found.filter { $0.severity == .error }
        if !errors.isEmpty { throw DiagnosedFailure(errors) }
        context.collector.add(found)
    }

    /// From files to results: the four stages that look at rows. No table outlives it, so that its memory serves rendering.
    private static func measure(
        _ plan: PipelinePlan, context: StageContext, timer: inout StageTimer
    ) throws(DiagnosedFailure) -> (results: ShownResults, books: TableSet, links: [LinkMatch]) {
        let (read, raw) = try ingest(plan, context: context, timer: &timer)
        let (segmented, books) = try segment(plan, consume read, raw: raw, context: context, timer: &timer)
        let links = segmented.links
        let candidates = try Lists.candidates(plan.lists, in: segmented, context: context)
        var telling = context
        telling.inputPaths = books.files.map(\.path)
        let results = try Aggregation.run(plan.aggregation, on: consume segmented, context: telling)
        plan.file.calendar?.tellYears(met: context, periods: plan.periods)
        timer.finish(.aggregate)
        let shown = Rendering.shown(consume results, by: plan.rendering)
            .with { Judgement.run(plan.judgement, on: $0, jobs: context.jobs, collector: context.collector) }
            .with { Lists.run(plan.lists, candidates, on: $0) }
        context.collector.add(Judgement.targetsWithoutBaseline(shown.results))
        return (shown, books, links)
    }

    /// From files to tables, and what reads their rows again.
    static func ingest(
        _ plan: PipelinePlan, context: StageContext, timer: inout StageTimer
    ) throws(DiagnosedFailure) -> (read: TableSet, raw: any RawRowSource) {
        var (read, raw) = try Ingestion.run(plan.ingestion, context: context)
        // Tables that came before memory got short go where those after went.
        if context.store.isShort { for index in read.tables.indices { context.store.keep(&read.tables[index].chunks) } }
        try context.checkStore()
        timer.finish(.ingest)
        return (read, raw)
    }

    /// From tables as they were read to those whose rows are cleaned and divided, with the books kept on them.
    static func segment(
        _ plan: PipelinePlan, _ read: consuming TableSet, raw: any RawRowSource, context: StageContext,
        timer: inout StageTimer
    ) throws(DiagnosedFailure) -> (segmented: SegmentedTables, books: TableSet) {
        var reporting = context
        reporting.reported = plan.aggregation.reportedRows
        let tables = try Cleaning.run(plan.cleaning, on: consume read, raw: raw, context: reporting)
        try raw.verify()
        timer.finish(.clean)
        try LedgerCheck.verify(tables)
        try refuseEmptiness(plan, of: tables, context: context)
        var books = tables
        books.tables = []
        let segmented = try Segmentation.run(
            plan.segmentation, on: consume tables, periods: plan.periods, context: reporting)
        timer.finish(.segment)
        return (segmented, books)
    }
}

/// What a finished run tells its caller.
package struct RunSummary: Sendable {
    /// The folder the report stands in.
    package var target: String
    /// The names of the files in it.
    package var files: [String]
    /// Files, rejected rows and ledgers; the tables themselves are gone.
    package var books: TableSet
    package var results: MetricResults
    package var cost: RunCost
}
