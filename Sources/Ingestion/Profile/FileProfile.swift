// What a file holds, column by column, for somebody who sees it for the first time.
import Diagnostics
import Stages
import Tabular

/// The description of one file.
package struct FileProfile: Sendable {
    /// How the file is written, and how that was told.
    package var file: InputFile
    package var columns: [ColumnProfile]
    /// Rows that have too few or too many cells, that ran together, or that are the header again.
    package var raggedRows: Int
    /// Exports whose headers it has.
    package var exports: [String]

    package init(file: InputFile, columns: [ColumnProfile], raggedRows: Int, exports: [String]) {
        self.file = file
        self.columns = columns
        self.raggedRows = raggedRows
        self.exports = exports
    }
}

/// The description of one column.
package struct ColumnProfile: Sendable {
    package var name: String
    /// The narrowest type that all cells fit.
    package var type: ColumnType
    /// The narrower type that nearly fitted, and the first cell that spoke against it.
    package var against: (type: ColumnType, cell: WitnessCell)?
    package var present: Int
    package var missing: Int
    package var distinct: Int
    /// By value; texts by their bytes. Nil when every cell is missing.
    package var minimum: String?
    package var maximum: String?
    /// The first few different values.
    package var examples: [String]
    /// Of a column of few different texts: each with its number of rows, the commonest first.
    package var values: [(text: String, count: Int)]
    /// What a user should look at.
    package var hints: [Wording]

    package init(
        name: String, type: ColumnType, against: (type: ColumnType, cell: WitnessCell)?, present: Int, missing: Int,
        distinct: Int, minimum: String?, maximum: String?, examples: [String], values: [(text: String, count: Int)],
        hints: [Wording]
    ) {
        self.name = name
        self.type = type
        self.against = against
        self.present = present
        self.missing = missing
        self.distinct = distinct
        self.minimum = minimum
        self.maximum = maximum
        self.examples = examples
        self.values = values
        self.hints = hints
    }
}

extension Ingestion {
    /// Describes a file: reads all of it, with the types its cells show.
    ///
    /// - Parameter settings: the options of a table as in a pipeline file (`encoding`, `header` …), without `files`; nil for none.
    /// - Parameter exports: the formats that it may have.
    ///
    /// Errors: the file cannot be read, or its dates need `dates:` and the order is not told by any cell; the latter
    /// leaves the column as text with a hint.
    package static func profile(
        _ path: String, settings: OptionNode? = nil, exports: ExportCatalogue = .builtIn, context: StageContext
    ) throws(DiagnosedFailure) -> FileProfile {
        var entries: [OptionNode.Entry] = []
        let location = SourceLocation(file: path)
        if let settings, case .mapping(let given) = settings.content { entries = given }
        // Characters of a pattern in the name itself mean themselves.
        let literal = path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
        let files = OptionNode(.scalar(literal), at: location)
        entries.append(OptionNode.Entry(key: "files", keyLocation: location, value: files))
        let silent = DiagnosticCollector()
        let table = TableOptions(
            OptionNode.Entry(
                key: "profile", keyLocation: location, value: OptionNode(.mapping(entries), at: location)),
            collector: silent)
        guard !silent.hasErrors else {
            // Whoever profiles wrote them on the command line.
            let mistakes = silent.diagnostics.map { Diagnostic(.usage($0.kind.name), $0.message, help: $0.help) }
            context.collector.add(mistakes)
            throw DiagnosedFailure(mistakes)
        }
        var quiet = context
        quiet.collector = silent
        let profiling = Profiling(options: table, exports: exports, context: quiet)
        do throws(DiagnosedFailure) {
            return try profiling.profile()
        } catch {
            context.collector.add(error.diagnostics)
            throw error
        }
    }
}

/// The profiling of one file.
private struct Profiling {
    let options: TableOptions
    let exports: ExportCatalogue
    let context: StageContext

    func profile() throws(DiagnosedFailure) -> FileProfile {
        let shown = recognisedExports()
        let planning = TablePlanning(
            options: options, export: shown.layout, exports: exports, requested: [], baseFolder: "",
            defaultZone: context.zone, context: context)
        let search = planning.search()
        let outcomes = search.paths.map { FileRecognition.outcome(path: $0, declared: search.format) }
        guard var table = planning.plan(search, outcomes)?.0, let file = table.files.first else {
            throw DiagnosedFailure(context.collector.diagnostics.filter { $0.severity == .error })
        }
        let names = file.names
        table.files[0].places = Array(names.indices)
        table.files[0].timePlaces = Array(repeating: nil, count: names.count)
        let (conventions, footers) = (table.conventions, table.footers)
        let evidence: [ColumnEvidence]
        do throws(SourceProblem) {
            evidence = try table.withRightEncoding(ofFile: 0) { (file) throws(SourceProblem) in
                try EvidencePass.gather(
                    file, places: Array(names.indices), conventions: conventions, footers: footers, context: context)
            }
        } catch {
            throw DiagnosedFailure(IngestionDiagnostics.unreadable(error, file: file.path))
        }
        table.columns = zip(names, evidence).map { name, found in
            var plan = ColumnPlan(name: name, type: found.type, dateOrder: options.dateOrder, bad: .missing)
            if plan.type == .date || plan.type == .instant, plan.dateOrder == nil {
                switch found.dateOrder {
                case .notNeeded: break
                case .order(let order): plan.dateOrder = order
                case .open, .contradictory: plan.type = .text
                }
            }
            return PlannedColumn(plan: plan, evidence: Wording(""))
        }
        (table.rejectLimit, table.mayMixSigns) = (1, true)
        let dictionaries = table.columns.map { $0.plan.type == .text ? TextInterner() : nil }
        var reading = TableReading(
            table: table, firstFile: 0, dictionaries: dictionaries, context: context)
        try reading.read()
        context.collector.add(reading.tales)
        let read = reading.takeTable(pools: dictionaries.map { $0?.pool(jobs: 1) })
        let columns = table.columns.indices.map { index in
            column(index, plan: table.columns[index].plan, evidence[index], read, zone: conventions.zone)
        }
        guard let input = reading.files.first else { throw DiagnosedFailure([]) }
        let ofHeader = exports.recognised(FileSigns(file.recognised)).map(\.name)
        return FileProfile(
            file: input, columns: columns, raggedRows: reading.rejects.count,
            exports: ofHeader.isEmpty ? shown.names : ofHeader)
    }

    /// The exports whose marks the file shows, wherever its header is; of a single one with a layout of its own that layout, and nothing
    /// of its columns.
    private func recognisedExports() -> (names: [String], layout: ExportFormat?) {
        let paths = options.files.flatMap { FilePattern($0.text, folder: "").matches().paths }
        guard let path = paths.first, let found = exports.recognised(path: path, of: options) else { return ([], nil) }
        guard found.count == 1, var layout = found.first, layout.hasLayout else {
            return (found.map(\.name), nil)
        }
        (layout.columns, layout.rules) = ([], [])
        return (found.map(\.name), layout)
    }

    private func column(
        _ index: Int, plan: ColumnPlan, _ evidence: ColumnEvidence, _ table: Table, zone: TimeZoneTable
    ) -> ColumnProfile {
        var summary = ColumnSummary(zone: zone)
        for chunk in table.chunks where chunk.columns.indices.contains(index) { summary.add(chunk.columns[index]) }
        return ColumnProfile(
            name: plan.name, type: plan.type,
            // That a name is no number surprises nobody; that one of a thousand amounts is none does.
            against: plan.type == .text && !summary.looksLikeNumbersOrTimes ? nil : evidence.spokeAgainst,
            present: evidence.present,
            missing: evidence.missing, distinct: summary.distinct, minimum: summary.minimum, maximum: summary.maximum,
            examples: summary.examples, values: summary.values, hints: hints(plan, evidence, summary))
    }

    private func hints(_ plan: ColumnPlan, _ evidence: ColumnEvidence, _ summary: ColumnSummary) -> [Wording] {
        var hints: [Wording] = []
        if plan.type == .text {
            switch evidence.dateOrder {
            case .open(let cell, let orders) where evidence.looksLikeTime:
                let help = IngestionDiagnostics.datesHelp(orders)
                hints.append(
                    Wording(
                        en: "dates such as \(quoted: cell.text): \(help.english)",
                        zh: "含 \(quoted: cell.text) 之类的日期：\(help.chinese)"))
            case .contradictory(let first, let second) where evidence.looksLikeTime:
                hints.append(
                    Wording(
                        en: "dates of both orders: \(quoted: first.cell.text) and \(quoted: second.cell.text)",
                        zh: "两种日期顺序并存：\(quoted: first.cell.text) 和 \(quoted: second.cell.text)"))
            default: break
            }
            if summary.looksLikeDuration {
                hints.append(
                    Wording(en: "durations: write 'type: duration'", zh: "像是时长：请写 'type: duration'"))
            }
            if summary.looksLikeFlag {
                hints.append(Wording(en: "yes or no: write 'type: flag'", zh: "像是是否：请写 'type: flag'"))
            }
            if summary.maskedCount > 0 {
                hints.append(
                    Wording(
                        en:
                            "\(English.count(summary.maskedCount, "value")) \(English.form(summary.maskedCount, "is", "are")) masked "
                            + "(such as \(quoted: summary.maskedExample)): no key for joining",
                        zh: "\(summary.maskedCount) 个值已脱敏（例如 \(quoted: summary.maskedExample)），不能用作关联键"))
            }
        }
        if evidence.damage.isDamage {
            let found = IngestionDiagnostics.words(evidence.damage)
            hints.append(
                Wording(en: "\(found.english): no key for joining", zh: "\(found.chinese)，不能用作关联键"))
        }
        return hints
    }
}
