// What a user wrote in a pipeline file, read in full: every mistake that needs no data to be seen is told here.

import Aggregation
import Cleaning
import Diagnostics
import Foundation
import Ingestion
import Judgement
import Lists
import OptionFiles
import Rendering
import Segmentation
import Stages
import Tabular

/// A pipeline file, key by key, in the order the data flow.
package struct PipelineFile: Sendable {
    /// As the user named it.
    package var path: String
    /// The file's name without folder and ending: the name of fixtures, reports and runs.
    package var name: String
    /// The folder that file names in it are relative to.
    package var folder: String
    package var bytes: [UInt8]

    package var title: Wording
    package var languages: [Language]
    package var zone: TimeZoneTable
    package var period: PeriodOptions
    /// When business is open; nil where the file does not say.
    package var calendar: CalendarFacts?
    /// On which days rows can be expected, of tables that do not say so themselves.
    package var open: OpenDays
    /// Whether what formulas cannot compute is left out; else it ends the run.
    package var allowsOverflow: Bool
    /// The most bytes of a text that a formula makes; nil for what is usual.
    package var textLimit: Int?
    /// Where reports go, when the file says so.
    package var output: String?
    /// The currency of amounts for which nothing else is said.
    package var currency: String?
    /// The user's own export formats.
    package var exports: ExportFiles
    package var ingest: IngestionOptions
    /// `clean:` as written, where rules of exports are put before it.
    var cleanNode: OptionNode?
    package var clean: CleaningOptions
    package var segment: SegmentationOptions
    package var aggregate: AggregationOptions
    package var judge: JudgementOptions
    var judgements: AskedJudgements
    package var lists: ListOptions
    package var render: RenderingOptions
    /// All that is written, with the values of its variables.
    var root: OptionNode
    /// `tests:` as written, which a run does not look at.
    var testsNode: OptionNode?

    /// Reads a pipeline file. Nil when it cannot be read at all or is not YAML; lesser mistakes leave a file that can be checked on.
    package init?(path: String, settings: [String: String], collector: DiagnosticCollector) {
        guard let bytes = Self.readBytes(path, collector: collector) else { return nil }
        guard let text = OptionFileText.read(bytes, path: path, collector: collector),
            let tree = OptionFileReader.read(text, file: path, collector: collector)
        else { return nil }
        self.init(tree, path: path, bytes: bytes, settings: settings, collector: collector)
    }

    /// Reads the tree of a pipeline file.
    init(
        _ tree: OptionNode, path: String, bytes: [UInt8], settings: [String: String], collector: DiagnosticCollector
    ) {
        let url = URL(fileURLWithPath: path)
        self.path = path
        self.bytes = bytes
        name = url.deletingPathExtension().lastPathComponent
        folder = Self.realFolder(of: path)

        let given = Self.variables(of: tree, settings: settings, collector: collector)
        root = given.substituted(inFile: tree, collector: collector)
        let reader = OptionReader(
            root, of: Wording(en: "the pipeline file", zh: "流程文件"), keys: PipelineKeys.all, collector: collector)
        title = reader.wording(PipelineKeys.title) ?? Wording(name)
        languages = Self.languages(reader.texts(PipelineKeys.languages), collector: collector)
        zone = Self.zone(reader.text(PipelineKeys.timezone), collector: collector)
        period = PeriodOptions(reader.node(PipelineKeys.period), file: path, collector: collector)
        calendar = reader.node(PipelineKeys.calendar).map {
            CalendarFacts($0, folder: Self.realFolder(of: path), collector: collector)
        }
        open = reader.node(PipelineKeys.open).map { OpenDays($0, collector: collector) } ?? OpenDays()
        allowsOverflow = reader.choice(PipelineKeys.overflow, as: OverflowPolicy.self) == .missing
        textLimit = reader.size(PipelineKeys.textLimit)
        output = Self.output(reader, folder: folder, collector: collector)
        _ = reader.node(PipelineKeys.set)
        currency = reader.currency(PipelineKeys.currency)
        exports = ExportFiles(
            Self.paths(reader.texts(PipelineKeys.exports) ?? [], folder: folder), collector: collector)
        ingest = IngestionOptions(reader.node(PipelineKeys.ingest), collector: collector)
        for index in ingest.tables.indices where ingest.tables[index].currency == nil {
            ingest.tables[index].currency = currency
        }
        open.take(calendar?.calendar, collector: collector)
        for index in ingest.tables.indices {
            ingest.tables[index].open?.take(calendar?.calendar, collector: collector)
        }
        cleanNode = reader.node(PipelineKeys.clean)
        clean = CleaningOptions(cleanNode, collector: collector)
        segment = SegmentationOptions(
            segment: reader.node(PipelineKeys.segment), link: reader.node(PipelineKeys.link), collector: collector)
        aggregate = AggregationOptions(reader.node(PipelineKeys.aggregate), collector: collector)
        judge = JudgementOptions(reader, PipelineKeys.judge)
        judgements = AskedJudgements(
            scorecards: ScorecardOptions(reader, PipelineKeys.scorecards),
            raters: RaterOptions(reader, PipelineKeys.raters), effects: EffectOptions(reader, PipelineKeys.effects),
            actions: ActionOptions(reader, PipelineKeys.actions),
            alerts: AlertOptions(reader.node(PipelineKeys.alerts), collector: collector))
        lists = ListOptions(reader.node(PipelineKeys.lists), collector: collector)
        render = RenderingOptions(reader.node(PipelineKeys.render), collector: collector)
        testsNode = reader.node(PipelineKeys.tests)
        reader.finish()
    }

    /// When the rows of each table can be expected.
    package var calendars: [String: TableCalendar] {
        var calendars: [String: TableCalendar] = [:]
        for table in ingest.tables {
            calendars[table.name.text] = TableCalendar(
                open: table.open ?? open, every: table.every,
                isRarelyDaily: table.kind.map { TableCalendar.rareKinds.contains($0) } ?? false)
        }
        // Rows that are made of others come when those come.
        for (made, source) in clean.newTables {
            guard let calendar = calendars[source] else { continue }
            calendars[made.name.text] = TableCalendar(
                open: calendar.open, every: calendar.every,
                isRarelyDaily: made.kind.map { TableCalendar.rareKinds.contains($0) } ?? false)
        }
        return calendars
    }

    /// The names and kinds of all tables: those of files, and those that rules make of them.
    var tableKinds: [(name: String, kind: String?)] {
        ingest.tables.map { ($0.name.text, $0.kind) } + clean.newTables.map { ($0.table.name.text, $0.table.kind) }
    }

    /// The tables of which a report may do without a row: those that say so, and those made of them.
    var tablesThatMayBeEmpty: Set<String> {
        var names = Set(ingest.tables.filter(\.mayBeEmpty).map(\.name.text))
        for (made, source) in clean.newTables where names.contains(source) { names.insert(made.name.text) }
        return names
    }

    // MARK: Single keys

    static func readBytes(_ path: String, collector: DiagnosticCollector) -> [UInt8]? {
        do throws(SourceProblem) {
            if let bytes = try RegularFile.bytes(of: path, limit: largestFile) { return bytes }
            collector.add(
                PipelinesDiagnostics.unreadablePipeline(
                    path, reason: PipelinesDiagnostics.tooLarge))
        } catch {
            collector.add(PipelinesDiagnostics.unreadablePipeline(path, reason: PipelinesDiagnostics.reason(error)))
        }
        return nil
    }

    static let largestFile = 1 << 20

    private static func variables(
        of tree: OptionNode, settings: [String: String], collector: DiagnosticCollector
    ) -> Variables {
        var values: [String: String] = [:]
        if case .mapping(let entries) = tree.content, let set = entries.first(where: { $0.key == "set" }) {
            let reader = OptionReader(
                set.value, of: Wording("'set'"), form: PipelineKeys.set.value, collector: collector)
            for entry in reader.allEntries() {
                values[entry.key] =
                    OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: collector)?.text
            }
        }
        let known = Variables.names(in: tree).union(values.keys)
        for name in settings.keys.sorted() where !known.contains(name) {
            collector.add(PipelinesDiagnostics.unknownSetting(name, known: Array(known)))
        }
        values.merge(settings) { _, given in given }
        return Variables(values, given: Set(settings.keys))
    }

    /// The folder that holds a file, without links: `..` in a name then leads where it does for everybody.
    private static func realFolder(of path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let real = realpath(folder, nil) else { return folder }
        defer { free(real) }
        return String(cString: real)
    }

    /// Paths in the file are relative to its folder.
    private static func paths(_ texts: [SourceText], folder: String) -> [SourceText] {
        texts.map { $0.text.hasPrefix("/") ? $0 : SourceText(folder + "/" + $0.text, start: $0.start) }
    }

    /// Where reports go when the file says so; a relative folder begins where the file is.
    private static func output(
        _ reader: OptionReader, folder: String, collector: DiagnosticCollector
    ) -> String? {
        guard let node = reader.node(PipelineKeys.output) else { return nil }
        if case .empty = node.content {
            collector.add(PipelinesDiagnostics.emptyOutputKey(at: node.location))
            return nil
        }
        guard let text = reader.text(PipelineKeys.output) else { return nil }
        guard !text.text.allSatisfy(\.isWhitespace) else {
            collector.add(PipelinesDiagnostics.emptyOutputKey(at: text.start))
            return nil
        }
        return text.text.hasPrefix("/") ? text.text : folder + "/" + text.text
    }

    private static func languages(_ texts: [SourceText]?, collector: DiagnosticCollector) -> [Language] {
        guard let texts else { return Language.allCases }
        var languages: [Language] = []
        for text in texts {
            if let language = Language(code: text.text) {
                if !languages.contains(language) { languages.append(language) }
            } else {
                collector.add(
                    StagesDiagnostics.unknownChoice(
                        text, of: Wording("'languages'"), choices: Language.allCases.map(\.rawValue)))
            }
        }
        return languages.isEmpty ? Language.allCases : languages
    }

    private static func zone(_ text: SourceText?, collector: DiagnosticCollector) -> TimeZoneTable {
        let usual = TimeZoneTable(identifier: "Asia/Shanghai") ?? TimeZoneTable(identifier: "+08:00") ?? .utc
        guard let text else { return usual }
        if let zone = TimeZoneTable(identifier: text.text) { return zone }
        collector.add(PipelinesDiagnostics.unknownZone(text))
        return usual
    }
}
