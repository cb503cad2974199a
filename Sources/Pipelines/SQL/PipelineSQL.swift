// A pipeline as SQL: the script that asks another engine for the numbers of its results, and the tables that it reads.

import Aggregation
import Cleaning
import Diagnostics
import Expressions
import Foundation
import Segmentation
import Stages
import Tabular

/// The tables that a script begins with.
package enum SQLBeginning: Sendable {
    case cleaned
    /// Those before cleaning, with a statement for every rule.
    case ingested
}

extension Pipelines {
    /// Reads, cleans and divides the tables of a pipeline, and gives the script that computes its results from them.
    ///
    /// - Parameters:
    ///   - beginning: the tables that the script begins with.
    ///   - tables: the folder for the tables that the script reads; nil where they are somewhere else.
    ///   - language: of the comments.
    /// - Errors: as for a run. The folder takes the place of nothing but an empty one, or what was written there in the same way.
    package static func sql(
        path: String, options: RunOptions, dialect: SQLDialect, from beginning: SQLBeginning, tables: String?,
        language: Language, collector: DiagnosticCollector
    ) throws(DiagnosedFailure) -> String {
        guard let plan = plan(path: path, options: options, collector: collector), !collector.hasErrors else {
            throw DiagnosedFailure([])
        }
        let folder = try tables.map { (target) throws(DiagnosedFailure) in
            try RunFolder(
                target: target, content: .tables, inputs: plan.guardedFiles, names: [RunRecord.fileName])
        }
        let store = chunkStore(options, beside: folder?.parent)
        let context = context(of: plan, options: options, store: store, collector: collector)
        var timer = StageTimer(now: options.steadySeconds)
        let (read, raw) = try ingest(plan, context: context, timer: &timer)
        let ingested = beginning == .ingested ? read.tables : nil
        let (segmented, books) = try segment(plan, consume read, raw: raw, context: context, timer: &timer)
        // Where a run would be refused, so is the script.
        let explained = try Aggregation.run(plan.aggregation, on: segmented, context: context).explanations
        plan.file.calendar?.tellYears(met: context, periods: plan.periods)
        var script = SQLScript(dialect: dialect, zone: plan.file.zone.identifier)
        if let clock = plan.clock { script.give(clock) }
        let cleaned = try Cleaning.addSQL(
            of: plan.cleaning, on: ingested, cleaned: plan.segmentation.unlinked(segmented), to: &script)
        let divided = try Segmentation.addSQL(
            of: plan.segmentation, on: segmented, as: cleaned, periods: plan.periods, to: &script)
        try Aggregation.addSQL(
            of: plan.aggregation, on: segmented, as: divided, context: context, explained: explained, to: &script)
        if plan.clock != nil { script.withdrawUnusedClock() }
        try context.checkStore()
        let names = SQLFileNames(of: script)
        if let folder {
            try publish(script, names, plan, books, links: segmented.links, in: folder, options, collector)
        }
        let text = SQLText(script, heading: plan.heading, language: language).text(
            readingFrom: tables.map { folder in { names.path(of: $0, in: absolute(folder)) } })
        // The tables were read once more, from the temporary file where memory was short.
        try context.checkStore()
        return text
    }

    private static func publish(
        _ script: SQLScript, _ names: SQLFileNames, _ plan: PipelinePlan, _ books: TableSet, links: [LinkMatch],
        in folder: RunFolder, _ options: RunOptions, _ collector: DiagnosticCollector
    ) throws(DiagnosedFailure) {
        var files = script.given.indices.map { position in
            var file = RenderedFile(
                name: names[position], at: 0,
                of: TableText(script.given[position].table).pieces(script.given[position].sql))
            // They may name people.
            file.permissions = 0o600
            return file
        }
        let paths = RecordedPaths(of: plan, books)
        let record = RunRecord(
            facts: RunFacts(of: plan, books, links: links, paths: paths, told: collector.diagnostics),
            exports: plan.file.exports.files.map { (paths.name(of: $0.path), $0.fingerprint) },
            parts: PlanParts(of: plan),
            results: MetricResults(metrics: [], breakdowns: [], segments: [], period: plan.periods.period),
            languages: plan.file.languages, cost: nil, outputs: files.map(\.name))
        files.append(record.file)
        try folder.publish(files, jobs: options.jobs)
    }

    /// A path that an engine finds wherever it is called.
    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

/// The names of the files that hold a script's tables.
struct SQLFileNames {
    private let names: [String]

    /// Letters and digits stay; whatever else a table's name holds could lead out of the folder.
    init(of script: SQLScript) {
        var unique = SQLNames()
        names = script.given.map { given in
            let safe = given.table.name.unicodeScalars.map { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "_"
                    ? Character(scalar) : "-"
            }
            return unique.unique(String(safe.prefix(60))) + TableText.fileEnd
        }
    }

    subscript(position: Int) -> String { names[position] }

    func path(of position: Int, in folder: String) -> String { folder + "/" + names[position] }
}
