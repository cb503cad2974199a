// Exactly what may be written under `ingest:` in a pipeline file.
import Diagnostics
import Stages
import Tabular

/// The `ingest:` part of a pipeline file: which files become which tables, and how they are to be read.
package struct IngestionOptions: Sendable {
    /// What may stand behind `ingest`: names of tables, each with its files or with a mapping.
    package static let form = OptionValue.entries(.either([.text, .mapping(TableKeys.all)]))

    /// In the order written.
    package var tables: [TableOptions]

    /// Reads the options, collecting every mistake.
    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        guard let node else {
            tables = []
            return
        }
        let reader = OptionReader(node, of: Wording("'ingest'"), form: Self.form, collector: collector)
        tables = reader.allEntries().map { TableOptions($0, collector: collector) }
        reader.finish()
    }
}

/// How one table is read.
package struct TableOptions: Sendable {
    package var name: SourceText
    /// What the rows are; nil for a table of its own kind.
    package var kind: String?
    package var files: [SourceText]
    package var export: SourceText?
    /// Which of the rules that the export brings are applied.
    package var exportRules = ExportRules.all
    var encoding: TextEncoding?
    var hasDelimiter = false
    var delimiter: UInt8?
    var quote: UInt8?
    /// The sign that takes the meaning from the one behind it; nil where quotes are doubled.
    var escape: UInt8?
    var lineEnd: LineEndChoice?
    var header = HeaderChoice.automatic
    var footers: [String] = []
    /// Texts of the row at which the data end.
    var stops: [String] = []
    var zone: TimeZoneTable?
    var dateOrder: DateOrder?
    var decimalComma: Bool?
    /// The currency of the table's amounts.
    package var currency: String?
    /// Spellings added to the default ones.
    var missing: [String] = []
    /// Spellings that replace all others.
    var missingOnly: [String]?
    /// The share of a file's rows that may be rejected before the run fails.
    var rejectLimit = 0.1
    /// Whether the report is made although the table has no row for its period.
    package var mayBeEmpty = false
    /// Whether files of the same content are read all the same.
    var mayRepeatFiles = false
    /// The most bytes of a row.
    var rowLimit = RecordBlock.rowLimit
    package var columns: [ColumnOptions] = []
    /// On which days rows can be expected, where the table differs from the pipeline.
    package var open: OpenDays?
    /// Rows come once in each period of this length.
    package var every: Grain?
    /// Columns that name people, besides those known as such by their names.
    var personal: [SourceText] = []
    /// Of a table whose rows are an example, the types of columns that no cell shows and nobody declares; nil where its files are exports.
    var exampleTypes: [String: ColumnType]?

    init(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        name = SourceText(entry.key, start: entry.keyLocation)
        let subject = Wording(en: "table '\(entry.key)'", zh: "表 '\(entry.key)'")
        var node = entry.value
        // `customers: exports/customers.csv` is short for a mapping with `files` alone.
        if case .scalar = node.content {
            node = OptionNode(
                .mapping([OptionNode.Entry(key: "files", keyLocation: entry.keyLocation, value: node)]),
                at: node.location)
        }
        let reader = OptionReader(node, of: subject, keys: TableKeys.all, collector: collector)
        files = reader.texts(TableKeys.files) ?? []
        kind = reader.text(TableKeys.kind)?.text ?? TableKind.named(entry.key)
        export = reader.text(TableKeys.export)
        exportRules = ExportRules(reader)
        if let text = reader.text(TableKeys.encoding) {
            encoding = TextEncoding(name: text.text)
            if encoding == nil {
                collector.add(
                    StagesDiagnostics.unknownChoice(text, of: Wording("'encoding'"), choices: TextEncoding.choices))
            }
        }
        if let text = reader.text(TableKeys.delimiter) {
            (hasDelimiter, delimiter) = Self.delimiter(text, collector)
        }
        if let text = reader.text(TableKeys.quote) {
            switch text.text {
            case "\"": quote = 0x22
            case "'": quote = 0x27
            default:
                collector.add(
                    StagesDiagnostics.unknownChoice(text, of: Wording("'quote'"), choices: ["\"", "'"]))
            }
        }
        readEscape(reader, collector)
        lineEnd = reader.choice(TableKeys.lineEnd, as: LineEndChoice.self)
        readHeader(reader, collector)
        footers = (reader.texts(TableKeys.footer) ?? []).map(\.text)
        stops = (reader.texts(TableKeys.stopAt) ?? []).map(\.text)
        if let text = reader.text(TableKeys.timezone) {
            zone = TimeZoneTable(identifier: text.text)
            if zone == nil { collector.add(IngestionDiagnostics.unknownZone(text)) }
        }
        dateOrder = reader.choice(TableKeys.dates, as: DateOrder.self)
        currency = reader.currency(TableKeys.currency)
        decimalComma = reader.choice(TableKeys.decimal, as: DecimalMark.self).map { $0 == .comma }
        missing = (reader.texts(TableKeys.missing) ?? []).map(\.text)
        personal = reader.texts(TableKeys.personal) ?? []
        missingOnly = reader.texts(TableKeys.missingOnly).map { $0.map(\.text) }
        rejectLimit = reader.share(TableKeys.rejectLimit) ?? rejectLimit
        mayBeEmpty = reader.flag(TableKeys.mayBeEmpty) ?? false
        mayRepeatFiles = reader.flag(TableKeys.mayRepeatFiles) ?? false
        open = reader.node(TableKeys.open).map { OpenDays($0, collector: collector) }
        every = reader.choice(TableKeys.every, as: Grain.self)
        rowLimit = reader.size(TableKeys.rowLimit) ?? rowLimit
        if let node = reader.node(TableKeys.columns) {
            let subject = Wording(en: "'columns' of table '\(entry.key)'", zh: "表 '\(entry.key)' 的 'columns'")
            let inner = OptionReader(
                node, of: subject, form: TableKeys.columns.value, collector: collector)
            columns = inner.allEntries().map { ColumnOptions($0, collector: collector) }
        }
        reader.finish()
    }

    private mutating func readHeader(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        let names = reader.texts(TableKeys.names)
        if case .list? = reader.node(TableKeys.header)?.content {
            readHeaderLines(reader.texts(TableKeys.header) ?? [], collector)
            if let first = names?.first { collector.add(IngestionDiagnostics.namesWithHeader(at: first.start)) }
            return
        }
        guard let text = reader.text(TableKeys.header) else {
            if let names, let first = names.first {
                collector.add(IngestionDiagnostics.namesWithHeader(at: first.start))
            }
            return
        }
        if text.text == "none" {
            header = .none(names: (names ?? []).map(\.text))
        } else if let line = Int(text.text), line > 0 {
            header = .line(line)
            if let first = names?.first { collector.add(IngestionDiagnostics.namesWithHeader(at: first.start)) }
        } else {
            collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'header'"),
                    expected: Wording(
                        en: "the line of the header, a list of lines, or 'none'", zh: "表头所在的行号、行号列表或 'none'"),
                    found: text))
        }
    }

    /// `[1, 2]`: the lines on which the rows of the header begin, from top to bottom.
    private mutating func readHeaderLines(_ texts: [SourceText], _ collector: DiagnosticCollector) {
        var lines: [Int] = []
        for text in texts {
            guard let line = Int(text.text), line > lines.last ?? 0 else {
                collector.add(
                    StagesDiagnostics.wrongValue(
                        of: Wording("'header'"),
                        expected: Wording(en: "lines in ascending order", zh: "由小到大的行号"), found: text))
                return
            }
            lines.append(line)
        }
        if !lines.isEmpty { header = .lines(lines) }
    }

    private mutating func readEscape(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        guard let text = reader.text(TableKeys.escape) else { return }
        let bytes = Array(text.text.utf8)
        let isSign = bytes.count == 1 && bytes[0] > 0x20 && bytes[0] < 0x7F && !isLetterOrDigit(bytes[0])
        if text.text.lowercased() == "backslash" {
            escape = 0x5C
        } else if isSign, bytes[0] == quote ?? 0x22 {
            // Two quotes for one: what every file is read with.
            escape = nil
        } else if isSign, !hasDelimiter || bytes[0] != delimiter {
            escape = bytes[0]
        } else {
            collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'escape'"),
                    expected: Wording(en: "a sign such as '\\', other than the delimiter", zh: "'\\' 之类的单个符号，且不是分隔符"),
                    found: text))
        }
    }

    private func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }

    private static func delimiter(_ text: SourceText, _ collector: DiagnosticCollector) -> (Bool, UInt8?) {
        switch text.text.lowercased() {
        case "tab", "\t", "\\t": return (true, 0x09)
        case "comma": return (true, 0x2C)
        case "semicolon": return (true, 0x3B)
        case "pipe": return (true, 0x7C)
        case "none": return (true, nil)
        default:
            let bytes = Array(text.text.utf8)
            if bytes.count == 1, bytes[0] > 0x20, bytes[0] < 0x7F, bytes[0] != 0x22, bytes[0] != 0x27 {
                return (true, bytes[0])
            }
            collector.add(
                StagesDiagnostics.unknownChoice(
                    text, of: Wording("'delimiter'"), choices: [",", ";", "|", "tab", "none"]))
            return (false, nil)
        }
    }
}
