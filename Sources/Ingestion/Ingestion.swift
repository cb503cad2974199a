// The first stage: CSV exports in, typed tables and an account of every row out.
import Diagnostics
import Stages
import Tabular

/// Reads exports: finds files, recognises encoding, dialect and header, converts cells, keeps the books.
package enum Ingestion {
    /// Finds the files, recognises how they are written, and settles the columns' types.
    ///
    /// - Parameter requested: per table the column names that the rest of the pipeline mentions; only these are read.
    /// - Parameter keys: per table those of them that tell rows or customers apart.
    /// - Parameter links: columns that will be compared: their texts get the same codes.
    /// - Parameter baseFolder: where relative patterns begin.
    /// - Parameter exports: the formats that files may have.
    /// - Parameter formats: by table its format, as ``formats(of:among:baseFolder:context:)`` found it; nil to have it found here.
    /// - Parameter ofRules: per table the columns that its format's own rules mention.
    ///
    /// Errors: all are collected; a table with an error is left out of the plan's tables, and its schema is opaque.
    package static func plan(
        _ options: IngestionOptions, requested: [String: Set<String>], keys: [String: Set<String>] = [:],
        links: [ColumnLink] = [], baseFolder: String, defaultZone: TimeZoneTable,
        exports: ExportCatalogue = .builtIn, formats given: [String: ExportFormat]? = nil,
        ofRules: [String: Set<String>] = [:], context: StageContext
    ) -> IngestionPlan {
        var plan = IngestionPlan(links: links)
        let formats = given ?? formats(of: options, among: exports, baseFolder: baseFolder, context: context)
        // Tables are planned side by side, and what is said of them is told in the pipeline file's order.
        let plannings = options.tables.map { table in
            var context = context
            context.collector = DiagnosticCollector()
            return TablePlanning(
                options: table, export: formats[table.name.text], exports: exports,
                requested: requested[table.name.text] ?? [], ofRules: ofRules[table.name.text] ?? [],
                keys: keys[table.name.text] ?? [], baseFolder: baseFolder, defaultZone: defaultZone, context: context)
        }
        let searches = plannings.map { $0.search() }
        // The files of all tables side by side: many tables have but one.
        let wanted = searches.flatMap { search in search.paths.map { (path: $0, format: search.format) } }
        var outcomes = parallelMap(wanted, jobs: context.jobs) {
            FileRecognition.outcome(path: $0.path, declared: $0.format)
        }[...]
        let tasks = zip(plannings, searches).map { planning, search in
            defer { outcomes = outcomes.dropFirst(search.paths.count) }
            return (planning: planning, search: search, outcomes: Array(outcomes.prefix(search.paths.count)))
        }
        let planned = parallelMap(tasks, jobs: context.jobs) { $0.planning.plan($0.search, $0.outcomes) }
        for (planning, planned) in zip(plannings, planned) {
            context.collector.add(allOf: planning.collector)
            let table = planning.options
            plan.schemas.append(
                planned?.1
                    ?? TableSchema(
                        name: table.name.text, kind: table.kind, columns: [], location: table.name.start, isOpaque: true
                    ))
            if let planned { plan.tables.append(planned.0) }
        }
        return plan
    }

    /// Reads all tables.
    ///
    /// Shape: the tables hold the requested columns in the plan's order; rows stand in the order of files and lines.
    /// Errors: a file that cannot be read to its end, or of which too many rows were rejected, fails the run.
    package static func run(
        _ plan: IngestionPlan, context: StageContext
    ) throws(DiagnosedFailure) -> (tables: TableSet, raw: any RawRowSource) {
        let shared = SharedDictionaries(plan.tables, links: plan.links)
        let keys = shared.numbersOfKeys(plan.tables)
        let dictionaries = (0..<shared.count).map { TextInterner(holdsKeys: keys.contains($0)) }
        var readings: [Int: TableReading] = [:]
        var failures: [Diagnostic] = []
        for index in shared.readingOrder {
            var reading = TableReading(
                table: plan.tables[index], firstFile: plan.tables[..<index].reduce(0) { $0 + $1.files.count },
                dictionaries: shared.numbers[index].map { $0.map { dictionaries[$0] } }, context: context)
            do throws(DiagnosedFailure) {
                try reading.read()
            } catch {
                failures += error.diagnostics
            }
            readings[index] = reading
        }
        // Whatever the order of reading, the books are in the order of the pipeline file.
        let pools = dictionaries.map { $0.pool(jobs: context.jobs) }
        var set = TableSet()
        var sources: [IngestedFile] = []
        for index in plan.tables.indices {
            // Taken out, so that its chunks have one owner and are changed where they are.
            guard var reading = readings.removeValue(forKey: index) else { continue }
            context.collector.add(reading.tales)
            let table = reading.takeTable(pools: shared.numbers[index].map { $0.map { pools[$0] } })
            context.collector.add(reading.totals(in: table))
            if failures.isEmpty {
                let found = reading.repetitions(in: table) + reading.damagedKeys(in: table)
                failures += found.filter { $0.severity == .error }
                context.collector.add(found.filter { $0.severity != .error })
            }
            set.tables.append(table)
            set.files += reading.files
            set.rejects += reading.rejects
            set.ledgers.append(reading.ledger)
            sources += reading.sources
        }
        guard failures.isEmpty else {
            context.collector.add(failures)
            throw DiagnosedFailure(failures)
        }
        return (set, IngestedFiles(files: sources))
    }
}
