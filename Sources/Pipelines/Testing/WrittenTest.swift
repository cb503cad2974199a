// A test as it is written: rows, and what must come of them; mistakes that need no table are told here.

import Diagnostics
import Stages

/// An entry of `tests:`.
struct WrittenTest: Sendable {
    /// What the user calls it, and where.
    var name: SourceText
    var tables: [GivenRows] = []
    var period: SourceText?
    var asOf: SourceText?
    var expectations: [Expectation] = []
    /// Where the rows to be set aside are counted; nil where none must be.
    var rejected: ExpectedRejects?

    /// All tests of `tests:`, in the order written.
    static func all(_ node: OptionNode?, collector: DiagnosticCollector) -> [WrittenTest] {
        guard let node else { return [] }
        let reader = OptionReader(node, of: Wording("'tests'"), form: TestKeys.form, collector: collector)
        return reader.allEntries().map { WrittenTest($0, collector: collector) }
    }

    private init(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        name = SourceText(entry.key, start: entry.keyLocation)
        let subject = Wording(en: "test '\(entry.key)'", zh: "测试 '\(entry.key)'")
        let reader = OptionReader(entry.value, of: subject, keys: TestKeys.ofTest, collector: collector)
        if let node = reader.node(TestKeys.tables) {
            let inner = OptionReader(
                node, of: Wording("'tables'"), form: TestKeys.tables.value, collector: collector)
            tables = inner.allEntries().compactMap { GivenRows($0, collector: collector) }
        }
        period = reader.text(TestKeys.period)
        asOf = reader.text(TestKeys.asOf)
        if let node = reader.node(TestKeys.expect) {
            let inner = OptionReader(
                node, of: Wording("'expect'"), form: TestKeys.expect.value, collector: collector)
            expectations = inner.allEntries().compactMap { Expectation(of: $0, collector: collector) }
        }
        if let node = reader.node(TestKeys.expectBy) {
            let items: [OptionNode]
            if case .list(let list) = node.content { items = list } else { items = [node] }
            expectations += items.compactMap { Expectation(cell: $0, collector: collector) }
        }
        if let node = reader.node(TestKeys.rejected) {
            rejected = ExpectedRejects(node, reader, collector: collector)
        }
        let expectsNothing = [TestKeys.expect, TestKeys.expectBy, TestKeys.rejected].allSatisfy {
            !reader.has($0)
        }
        if expectsNothing { reader.reportMissing(TestKeys.expect) }
        reader.finish()
    }
}

/// The rows of one table of a test.
struct GivenRows: Sendable {
    enum Content: Sendable {
        /// CSV with a header.
        case text(String)
        /// A file beside the pipeline.
        case file
        case nothing
    }

    var table: SourceText
    var content: Content
    /// What is written, with its place.
    var written: SourceText
    /// Whether each line of the text is a line of the pipeline file, those behind the one on which it begins.
    var hasOwnLines = false

    init?(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        table = SourceText(entry.key, start: entry.keyLocation)
        if case .empty = entry.value.content {
            content = .nothing
            written = SourceText("", start: entry.value.location)
            return
        }
        let subject = Wording(en: "the rows of table '\(entry.key)'", zh: "表 '\(entry.key)' 的行")
        guard let text = OptionReader.text(entry.value, of: subject, collector: collector) else { return nil }
        written = text
        guard !text.text.allSatisfy(\.isWhitespace) else {
            collector.add(TestDiagnostics.noHeader(of: table, at: text.start))
            return nil
        }
        content = text.text.contains { $0.isNewline } ? .text(text.text) : .file
        hasOwnLines = !entry.value.isQuoted
    }
}

/// How many rows must be set aside.
struct ExpectedRejects: Sendable {
    /// Of all tables; nil where it is said by table.
    var all: (count: Int, place: SourceLocation)?
    var byTable: [(table: SourceText, count: Int, place: SourceLocation)] = []

    init?(_ node: OptionNode, _ reader: OptionReader, collector: DiagnosticCollector) {
        if case .mapping(let entries) = node.content {
            for entry in entries {
                guard let count = Self.count(entry.value, of: entry.key, collector) else { continue }
                byTable.append(
                    (SourceText(entry.key, start: entry.keyLocation), count, entry.value.location))
            }
            return
        }
        guard let count = Self.count(node, of: TestKeys.rejected.word, collector) else { return nil }
        all = (count, node.location)
    }

    private static func count(_ node: OptionNode, of key: String, _ collector: DiagnosticCollector) -> Int? {
        guard let text = OptionReader.text(node, of: Wording("'\(key)'"), collector: collector) else { return nil }
        if let count = Int(text.text), (0...1_000_000).contains(count) { return count }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording("'\(key)'"),
                expected: Wording(en: "a number of rows, such as 1", zh: "行数，如 1"), found: text))
        return nil
    }
}
