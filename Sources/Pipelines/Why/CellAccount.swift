// What is known of one number of a finished run: from its record, and from its rows counted once more where they are still the same.

import Aggregation
import Cleaning
import Diagnostics
import Expressions
import Ingestion
import Rendering
import Segmentation
import Stages
import Tabular

/// The account of a cell.
package struct CellAccount: Sendable {
    let run: FinishedRun
    let cell: RecordedCell
    /// What rests on fewer rows is hidden; nil where the record does not say.
    let floor: Int?
    /// Nil of a hidden cell.
    let counting: RowCounting?

    /// The rows of each metric over rows that it is made from, where they could be counted.
    package var traces: [ShownTrace] {
        if case .done(let counted) = counting { counted.traces } else { [] }
    }

    /// The script that gives the cell again, in English; nil where there is none.
    package var sql: String? {
        if case .done(let counted) = counting { counted.sql?.english } else { nil }
    }
}

/// What came of counting the rows of a cell once more.
enum RowCounting: Sendable {
    struct Counted: Sendable {
        var pipeline: String
        var traces: [ShownTrace]
        /// The names of the files, by their index.
        var files: [String]
        /// Nil where SQL cannot say the cell.
        var sql: Wording?
    }

    case done(Counted)
    /// Why rows are not counted.
    case impossible(Wording)
}

extension Pipelines {
    /// Tells how a number of a finished run came about.
    ///
    /// - Parameters:
    ///   - folder: the folder that a run has published.
    ///   - path: the pipeline file; nil for one of the run's name and content in the working folder or its `pipelines`.
    /// - Errors: the folder is none of a run; there is no such cell.
    package static func why(
        run folder: String, _ question: CellQuestion, pipeline path: String?, options: RunOptions
    ) throws(DiagnosedFailure) -> CellAccount {
        let run = try FinishedRun(folder: folder)
        let cell = try run.cell(question)
        let floor = run.record.plan?.suppressBelow
        guard !cell.isHidden else { return CellAccount(run: run, cell: cell, floor: floor, counting: nil) }
        let recounting = CellRecounting(run: run, cell: cell)
        return CellAccount(run: run, cell: cell, floor: floor, counting: recounting.counting(path, options: options))
    }
}

/// The first stages of a run gone through again for one of its cells.
private struct CellRecounting {
    let run: FinishedRun
    let cell: RecordedCell

    func counting(_ given: String?, options: RunOptions) -> RowCounting {
        guard let path = given ?? found() else {
            return .impossible(WhyWords.noPipeline(run.record.pipeline.name))
        }
        let collector = DiagnosticCollector()
        var options = options
        // To the millisecond as the run had it.
        options.asOf = .now(run.results.asOf)
        var plan = Pipelines.plan(path: path, options: options, collector: collector)
        if let planned = plan, planned.periods.period.name != run.record.period.name, !collector.hasErrors {
            options.period = run.record.period.name
            plan = Pipelines.plan(path: path, options: options, collector: collector)
        }
        guard let plan else { return .impossible(WhyWords.cannotPlan(first(collector.diagnostics))) }
        if let change = change(of: plan) { return .impossible(change) }
        if collector.hasErrors { return .impossible(WhyWords.cannotPlan(first(collector.diagnostics))) }
        do throws(DiagnosedFailure) {
            return try counted(plan, options: options, collector: collector)
        } catch {
            return .impossible(WhyWords.cannotRead(first(error.diagnostics)))
        }
    }

    private func first(_ diagnostics: [Diagnostic]) -> Wording? {
        diagnostics.first { $0.severity == .error }?.publicMessage
    }

    /// The pipeline file where a run is usually called, if it is the very one.
    private func found() -> String? {
        let name = run.record.pipeline.name
        return ["\(name).yml", "pipelines/\(name).yml", "\(name).yaml", "pipelines/\(name).yaml"].first { path in
            PipelineFile.readBytes(path, collector: DiagnosticCollector())
                .map { $0.withUnsafeBytes { Fingerprint.of($0).description } } == run.record.pipeline.fingerprint
        }
    }

    /// What has changed of the pipeline since the run; nil for nothing.
    private func change(of plan: PipelinePlan) -> Wording? {
        let fingerprint = plan.file.bytes.withUnsafeBytes { Fingerprint.of($0).description }
        if fingerprint != run.record.pipeline.fingerprint { return WhyWords.otherPipeline(plan.file.path) }
        if plan.file.exports.files.map(\.fingerprint) != (run.record.pipeline.exports ?? []).map(\.fingerprint) {
            return WhyWords.otherExports
        }
        if let parts = run.record.plan, parts != PlanParts(of: plan) { return WhyWords.otherPlan }
        return nil
    }

    private func counted(
        _ plan: PipelinePlan, options: RunOptions, collector: DiagnosticCollector
    ) throws(DiagnosedFailure) -> RowCounting {
        let store = Pipelines.chunkStore(options, beside: nil)
        let context = Pipelines.context(of: plan, options: options, store: store, collector: collector)
        var timer = StageTimer(now: options.steadySeconds)
        let (read, raw) = try Pipelines.ingest(plan, context: context, timer: &timer)
        let paths = RecordedPaths(of: plan, read)
        let inputs = read.files.map { [$0.table, paths.name(of: $0.path), $0.fingerprint] }
        let recorded = run.record.inputs.map { [$0.table, $0.path, $0.fingerprint] }
        if inputs != recorded {
            return .impossible(WhyWords.otherInputs(Set(inputs).symmetricDifference(recorded).map { $0[1] }))
        }
        let (segmented, books) = try Pipelines.segment(plan, read, raw: raw, context: context, timer: &timer)
        let kept = Dictionary(books.ledgers.map { ($0.table, $0.kept) }) { first, _ in first }
        if let ledger = run.record.ledger.first(where: { kept[$0.table] != $0.kept }) {
            return .impossible(WhyWords.otherLedger(ledger.table, version: run.record.tool.version))
        }
        let asked = AskedCell(
            metric: cell.metric, start: cell.start.flatMap { CivilDate(isoText: $0[...])?.dayNumber },
            end: cell.end.flatMap { CivilDate(isoText: $0[...])?.dayNumber },
            labels: cell.labels.map { ($0.key, $0.value ?? "") })
        guard
            let traces = try Aggregation.trace(
                asked, of: plan.aggregation, on: segmented, keys: keys(of: plan), context: context)
        else { return .impossible(WhyWords.noRows) }
        let hiding = TraceHiding(floor: plan.rendering.suppressBelow, cell: cell, in: run.results)
        let sql = try sql(of: asked, plan, segmented, context)
        try context.checkStore()
        return .done(
            RowCounting.Counted(
                pipeline: plan.file.path, traces: traces.map(hiding.shown), files: inputs.map { $0[1] }, sql: sql))
    }

    private func sql(
        of cell: AskedCell, _ plan: PipelinePlan, _ segmented: SegmentedTables, _ context: StageContext
    ) throws(DiagnosedFailure) -> Wording? {
        var script = SQLScript(dialect: .duckDB, zone: plan.file.zone.identifier)
        if let clock = plan.clock { script.give(clock) }
        let cleaned = try Cleaning.addSQL(
            of: plan.cleaning, on: nil, cleaned: plan.segmentation.unlinked(segmented), to: &script)
        let divided = try Segmentation.addSQL(
            of: plan.segmentation, on: segmented, as: cleaned, periods: plan.periods, to: &script)
        guard
            try Aggregation.addSQL(
                of: plan.aggregation, for: cell, on: segmented, as: divided, context: context, to: &script)
        else { return nil }
        script.withdrawUnread()
        func text(_ language: Language) -> String {
            SQLText(script, heading: plan.heading, language: language).text(readingFrom: nil)
        }
        return Wording(en: text(.english), zh: text(.chinese))
    }

    /// By table, the column that tells its rows apart and names nobody: that by which duplicates are found, or to which links lead.
    private func keys(of plan: PipelinePlan) -> [String: String] {
        var keys: [String: String] = [:]
        for schema in plan.segmentation.tables {
            let ofRules = plan.cleaning.keyColumns(of: schema.name)
            let ofLinks = plan.segmentation.links.links.filter { $0.toTable == schema.name }.map(\.toColumn)
            keys[schema.name] = (ofRules + ofLinks).first { column in
                schema.namesPeople[column] != true && schema.type(of: column) != nil
            }
        }
        return keys
    }
}
