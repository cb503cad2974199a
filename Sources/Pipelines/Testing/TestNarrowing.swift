// Leaves of a pipeline what a test asks for: its metrics and those they are made from, the tables and segments that these need.

import Aggregation
import Cleaning
import Diagnostics
import Ingestion
import Lists
import Segmentation
import Stages
import Tabular

/// A pipeline file whose tables are those of a test.
///
/// What no expected value needs is left out, so that rows need be given of that alone which a test is about: a table that is not given
/// stays only where it is needed, and is empty.
struct TestNarrowing {
    private(set) var file: PipelineFile
    /// By table the format of its export; files are looked at only where a table leaves its format to them.
    let formats: [String: ExportFormat]
    /// By table the columns that the metrics look at.
    let mentioned: [String: Set<String>]

    init(
        _ test: WrittenTest, _ tables: TestTables, of whole: PipelineFile, catalogue: MetricCatalogue,
        periods: [String: Period]
    ) {
        // What is wrong with them is told where the pipeline itself is checked.
        let context = StageContext(collector: DiagnosticCollector(), zone: whole.zone, asOf: 0)
        formats = Ingestion.formats(
            of: whole.ingest, among: whole.exports.catalogue, baseFolder: whole.folder, context: context)
        var whole = whole
        whole.ingest.takeKinds(from: formats)
        file = whole
        file.lists = ListOptions()
        var keys: [SourceText] = []
        for expectation in test.expectations where !keys.contains(where: { $0.text == expectation.metric.text }) {
            keys.append(expectation.metric)
        }
        file.aggregate = whole.aggregate.narrowed(
            to: keys, by: Self.divisions(test, periods: periods), catalogue: catalogue)
        let known = whole.ingest.tables.map { (name: $0.name.text, kind: $0.kind) }
        let columns = MentionedColumns(of: file.aggregate, catalogue: catalogue, tables: known)
        mentioned = columns.needed
        narrowSegments(to: Set(test.expectations.flatMap { $0.labels.map(\.segment.text) }), mentioned)

        var needed = Set(test.tables.map(\.table.text)).union(mentioned.keys)
        if !file.segment.segments.isEmpty {
            needed.formUnion(file.segment.mentionedColumns.keys)
        }
        let linked = file.segment.linkedColumns + columns.linked
        for column in linked {
            needed.formUnion(whole.segment.links.tables(from: column.mentioner ?? "", to: column.table.text))
        }
        if !linked.isEmpty { file.segment.links = whole.segment.links }
        file.ingest.tables.removeAll { !needed.contains($0.name.text) }
        file.segment.links.removeAll { !needed.contains($0.from.table.text) || !needed.contains($0.to.table.text) }
        file.clean.tables.removeAll { !needed.contains($0.table.text) }
        if let node = whole.cleanNode, case .mapping(let entries) = node.content {
            file.cleanNode = OptionNode(.mapping(entries.filter { needed.contains($0.key) }), at: node.location)
        }
        for index in file.ingest.tables.indices {
            let table = file.ingest.tables[index]
            file.ingest.tables[index].readExample(
                tables.files[table.name.text], usualTypes: table.kind.map(Aggregation.usualTypes) ?? [:])
        }
    }

    /// The segments that cells are divided by, those that formulas of metrics mention, and the ones these are made from.
    private mutating func narrowSegments(to keys: Set<String>, _ mentioned: [String: Set<String>]) {
        let names = mentioned.values.reduce(into: keys) { $0.formUnion($1) }
        file.segment.segments.removeAll { !names.contains($0.identity.key) }
        file.segment.unreadable.removeAll { !names.contains($0.key) }
        if file.segment.segments.isEmpty, file.segment.unreadable.isEmpty { file.segment.links = [] }
    }

    /// The ways in which the cells of a test divide: by segments, and by the grain of a period within that of the test.
    private static func divisions(_ test: WrittenTest, periods: [String: Period]) -> [[SourceText]] {
        var divisions: [[SourceText]] = []
        func add(_ words: [SourceText]) {
            let isThere = divisions.contains { Set($0.map(\.text)) == Set(words.map(\.text)) }
            if !words.isEmpty, !isThere { divisions.append(words) }
        }
        for expectation in test.expectations {
            let segments = expectation.labels.map(\.segment)
            add(segments)
            if let text = expectation.period, text.text != test.period?.text,
                let grain = periods[text.text]?.grain
            {
                add([SourceText(grain.rawValue, start: text.start)] + segments)
            }
        }
        return divisions
    }
}
