// Tests of built-in metrics: a file that holds nothing but tests, and the plainest pipeline around each of them.

import Aggregation
import Diagnostics
import OptionFiles
import Stages
import Tabular

@testable import Pipelines

/// The tests of a file of examples, in which every table bears the name of its kind.
enum CatalogueExamples {
    /// Runs the tests of a file that has the key `tests` alone.
    ///
    /// The pipeline around a test reads each table that is given, of the kind by whose name it is called, in Asia/Shanghai, and measures what
    /// is expected. A column all of whose cells are like `10 s` is one of lengths of time; other types are learnt from the cells. Unless a
    /// test names a period, it is all time, and the moment is the first of 2030.
    /// - Errors: a file that cannot be read is the failure of a test by the file's name.
    static func outcomes(path: String) -> [TestOutcome] {
        let collector = DiagnosticCollector()
        let tests = read(path, collector: collector)
        let catalogue = BuiltInCatalogue.metrics(collector: collector)
        guard !collector.hasErrors else {
            let place = SourceLocation(file: path)
            return [TestOutcome(name: SourceText(path, start: place), failures: collector.diagnostics)]
        }
        let options = RunOptions(asOf: .fixed("2030-01-01"))
        return tests.map { test in
            let own = DiagnosticCollector()
            let file = PipelineFile(pipeline(around: test, path), path: path, bytes: [], settings: [:], collector: own)
            if own.hasErrors { return TestOutcome(name: test.name, failures: own.diagnostics) }
            return Pipelines.outcome(of: test, in: file, catalogue: catalogue, options: options)
        }
    }

    /// The metrics that the examples of a file say something of, and the columns they give that no table of the kind has.
    static func contents(path: String) -> (metrics: Set<String>, unknownColumns: [String]) {
        var metrics: Set<String> = []
        var unknown: [String] = []
        for test in read(path, collector: DiagnosticCollector()) {
            metrics.formUnion(test.expectations.map(\.metric.text))
            for rows in test.tables {
                guard case .text(let text) = rows.content, let header = lines(text).first else { continue }
                let kind = rows.table.text
                unknown += header.filter { CanonicalTables.column(String($0), ofKind: kind) == nil }.map {
                    "\(kind).\($0)"
                }
            }
        }
        return (metrics, unknown)
    }

    private static func read(_ path: String, collector: DiagnosticCollector) -> [WrittenTest] {
        guard let bytes = PipelineFile.readBytes(path, collector: collector),
            let text = OptionFileText.read(bytes, path: path, collector: collector),
            let tree = OptionFileReader.read(text, file: path, collector: collector)
        else { return [] }
        let reader = OptionReader(
            tree, of: Wording(en: "the examples", zh: "示例文件"), keys: [PipelineKeys.tests.required],
            collector: collector)
        let tests = WrittenTest.all(reader.node(PipelineKeys.tests.required), collector: collector)
        reader.finish()
        return tests
    }

    private static func pipeline(around test: WrittenTest, _ path: String) -> OptionNode {
        let place = test.name.start
        func entry(_ key: String, _ content: OptionNode.Content) -> OptionNode.Entry {
            OptionNode.Entry(key: key, keyLocation: place, value: OptionNode(content, at: place))
        }
        let tables = test.tables.map { rows in
            let lengths = columnsOfLengths(rows).map { name in
                entry(name, .mapping([entry("type", .scalar("duration")), entry("unit", .scalar("text"))]))
            }
            let flags = columnsOfFlags(rows).map { entry($0, .mapping([entry("type", .scalar("flag"))])) }
            let options = [
                entry("kind", .scalar(rows.table.text)), entry("files", .scalar(rows.table.text)),
                entry("columns", .mapping(lengths + flags)),
            ]
            return OptionNode.Entry(
                key: rows.table.text, keyLocation: rows.table.start,
                value: OptionNode(.mapping(options), at: rows.table.start))
        }
        // From Monday to Friday, nine to six.
        let businessHours = entry("hours", .mapping([entry("mon-fri", .scalar("09:00-18:00"))]))
        var named: [SourceText] = []
        for metric in test.expectations.map(\.metric) where !named.contains(where: { $0.text == metric.text }) {
            named.append(metric)
        }
        let metrics = named.map { OptionNode(.scalar($0.text), at: $0.start) }
        // Mixes are those of these columns.
        let segments = ["channel", "category", "step"].compactMap { name -> OptionNode.Entry? in
            let homes = test.tables.filter { header($0).contains(name) }.map { "\($0.table.text).\(name)" }
            if homes.isEmpty { return nil }
            return entry(
                name, .mapping([entry("column", .list(homes.map { OptionNode(.scalar($0), at: place) }))]))
        }
        return OptionNode(
            .mapping([
                entry("timezone", .scalar("Asia/Shanghai")), entry("calendar", .mapping([businessHours])),
                entry("ingest", .mapping(tables)), entry("segment", .mapping(segments)),
                entry("aggregate", .mapping([entry("metrics", .list(metrics))])),
            ]), at: place)
    }

    /// The columns whose cells name their unit, such as `10 s`: nothing but a declaration makes them lengths of time.
    private static func columnsOfLengths(_ rows: GivenRows) -> [String] {
        guard case .text(let text) = rows.content else { return [] }
        let lines = lines(text)
        guard let header = lines.first else { return [] }
        return header.indices.filter { column in
            let cells = lines.dropFirst().compactMap { $0.indices.contains(column) ? $0[column] : nil }
                .filter { !$0.allSatisfy(\.isWhitespace) }
            return !cells.isEmpty && cells.allSatisfy(isLength)
        }.map { String(header[$0]) }
    }

    /// The columns that are flags where built-in metrics look at them; without a cell, or with `1` and `0`, they might be anything.
    private static func columnsOfFlags(_ rows: GivenRows) -> [String] {
        let flags = CanonicalTables.table(rows.table.text)?.columns.filter { $0.type == .flag }.map(\.name) ?? []
        return header(rows).filter(flags.contains)
    }

    private static func header(_ rows: GivenRows) -> [String] {
        guard case .text(let text) = rows.content else { return [] }
        return lines(text).first?.map { String($0) } ?? []
    }

    private static func lines(_ text: String) -> [[Substring]] {
        text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private static func isLength(_ cell: Substring) -> Bool {
        let number = cell.prefix { $0.isASCII && ($0.isNumber || "-.".contains($0)) }
        let word = cell[number.endIndex...].drop { $0 == " " }
        return Double(number) != nil && ["ms", "s", "min", "h", "d"].contains(word)
    }
}
