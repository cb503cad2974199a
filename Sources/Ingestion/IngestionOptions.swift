// Exactly what may be written under `ingest:` in a pipeline file.
import Diagnostics
import Stages
import Tabular

/// The `ingest:` part of a pipeline file: which files become which tables, and how they are to be read.
package struct IngestionOptions: Sendable {
    /// In the order written.
    package var tables: [TableOptions]

    /// Reads the options, collecting every mistake.
    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        guard let node else {
            tables = []
            return
        }
        let reader = OptionReader(node, of: Wording("'ingest'"), collector: collector)
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

    /// The table kinds the catalogue knows.
    package static let kinds = [
        "calls", "tickets", "surveys", "survey_invites", "sales", "leads", "customers", "agents", "agent_states",
        "agent_days", "paid_time", "qa_evals", "assessments", "trainings", "costs", "benefits", "targets", "followups",
        "process_events", "incidents",
    ]

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
        let reader = OptionReader(node, of: subject, collector: collector)
        files = reader.texts("files") ?? []
        if !reader.has("files") { reader.reportMissing("files") }
        kind = reader.text("kind")?.text ?? (Self.kinds.contains(entry.key) ? entry.key : nil)
        export = reader.text("export")
        if let text = reader.text("encoding") {
            encoding = TextEncoding(name: text.text)
            if encoding == nil {
                collector.add(
                    StagesDiagnostics.unknownChoice(text, of: Wording("'encoding'"), choices: TextEncoding.choices))
            }
        }
        if let text = reader.text("delimiter") {
            (hasDelimiter, delimiter) = Self.delimiter(text, collector)
        }
        if let text = reader.text("quote") {
            switch text.text {
            case "\"": quote = 0x22
            case "'": quote = 0x27
            default:
                collector.add(
                    StagesDiagnostics.unknownChoice(text, of: Wording("'quote'"), choices: ["\"", "'"]))
            }
        }
        readEscape(reader, collector)
        lineEnd = reader.choice("line_end", as: LineEndChoice.self)
        readHeader(reader, collector)
        footers = (reader.texts("footer") ?? []).map(\.text)
        stops = (reader.texts("stop_at") ?? []).map(\.text)
        if let text = reader.text("timezone") {
            zone = TimeZoneTable(identifier: text.text)
            if zone == nil { collector.add(IngestionDiagnostics.unknownZone(text)) }
        }
        dateOrder = reader.choice("dates", as: DateOrder.self)
        currency = reader.currency("currency")
        decimalComma = reader.choice("decimal", as: DecimalMark.self).map { $0 == .comma }
        missing = (reader.texts("missing") ?? []).map(\.text)
        personal = reader.texts("personal") ?? []
        missingOnly = reader.texts("missing_only").map { $0.map(\.text) }
        if let share = reader.number("reject_limit") {
            if (0...1).contains(share) {
                rejectLimit = share
            } else if let text = reader.text("reject_limit") {
                collector.add(
                    StagesDiagnostics.wrongValue(
                        of: Wording("'reject_limit'"),
                        expected: Wording(en: "a share from 0% to 100%", zh: " 0% 到 100% 的比例"), found: text))
            }
        }
        mayBeEmpty = reader.flag("may_be_empty") ?? false
        mayRepeatFiles = reader.flag("may_repeat_files") ?? false
        open = reader.node("open").map { OpenDays($0, collector: collector) }
        every = reader.choice("every", as: Grain.self)
        rowLimit = reader.size("row_limit", collector: collector) ?? rowLimit
        if let node = reader.node("columns") {
            let subject = Wording(en: "'columns' of table '\(entry.key)'", zh: "表 '\(entry.key)' 的 'columns'")
            let inner = OptionReader(node, of: subject, collector: collector)
            columns = inner.allEntries().map { ColumnOptions($0, collector: collector) }
        }
        reader.finish()
    }

    private mutating func readHeader(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        let names = reader.texts("names")
        if case .list? = reader.node("header")?.content {
            readHeaderLines(reader.texts("header") ?? [], collector)
            if let first = names?.first { collector.add(IngestionDiagnostics.namesWithHeader(at: first.start)) }
            return
        }
        guard let text = reader.text("header") else {
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
        guard let text = reader.text("escape") else { return }
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

/// How rows end, as the user declares it.
enum LineEndChoice: String, CaseIterable, Sendable {
    case lf, crlf, cr
}

/// The decimal mark of a file's numbers.
private enum DecimalMark: String, CaseIterable {
    case point, comma
}

/// What a bad cell does.
package enum BadCellPolicy: String, CaseIterable, Sendable, Equatable {
    /// The row is set aside.
    case reject
    /// The cell is missing; it is counted and told.
    case missing
}

/// How moments of a column are written when they are plain numbers.
package enum InstantFormat: String, CaseIterable, Sendable, Equatable {
    case epochSeconds = "epoch_s"
    case epochMilliseconds = "epoch_ms"
}

/// How one column is read.
package struct ColumnOptions: Sendable {
    /// The name the rest of the pipeline uses.
    package var name: SourceText
    /// The header it comes from; the name itself when nothing is said.
    package var header: SourceText
    /// The header of the time of day, where the column is a moment whose date and time stand in two columns.
    package var timeHeader: SourceText?
    /// The headers that the file must have for it.
    var headers: [SourceText] { [header] + (timeHeader.map { [$0] } ?? []) }
    package var type: ColumnType?
    package var unit: DurationUnit?
    package var format: InstantFormat?
    /// The currency of the column's amounts.
    package var currency: String?
    /// The column that names the currency of each row.
    package var currencyColumn: SourceText?
    package var bad: BadCellPolicy = .reject
    /// Whether a file without this column is refused.
    package var isRequired = true
    /// Whether long numbers in it are as they were written, although they look shortened by a spreadsheet.
    var isIntact = false
    /// Whether its cells name people; nil to go by its name.
    package var isPersonal: Bool?

    init(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        name = SourceText(entry.key, start: entry.keyLocation)
        header = name
        if let text = entry.value.sourceText {
            header = text
            return
        }
        if case .empty = entry.value.content { return }
        let subject = Wording(en: "column '\(entry.key)'", zh: "列 '\(entry.key)'")
        let reader = OptionReader(entry.value, of: subject, collector: collector)
        readFrom(reader, collector)
        type = reader.choice("type", as: ColumnType.self)
        unit = reader.choice("unit", as: DurationUnit.self)
        format = reader.choice("format", as: InstantFormat.self)
        readCurrency(reader, collector)
        bad = reader.choice("bad", as: BadCellPolicy.self) ?? .reject
        isRequired = reader.flag("required") ?? true
        isIntact = reader.flag("intact") ?? false
        isPersonal = reader.flag("personal")
        reader.finish()
        if unit != nil {
            if type == nil { type = .duration }
            if type != .duration, let text = reader.text("unit") {
                collector.add(IngestionDiagnostics.keyNeedsType(text, key: "unit", type: .duration))
            }
        }
        if currency != nil || currencyColumn != nil {
            if type == nil { type = .decimal }
            if type != .decimal, let place = reader.node("currency")?.location {
                let text = SourceText(currency ?? "", start: place)
                collector.add(IngestionDiagnostics.keyNeedsType(text, key: "currency", type: .decimal))
            }
        }
        if format != nil {
            if type == nil { type = .instant }
            if type != .instant, let text = reader.text("format") {
                collector.add(IngestionDiagnostics.keyNeedsType(text, key: "format", type: .instant))
            }
            if timeHeader != nil, let text = reader.text("format") {
                collector.add(IngestionDiagnostics.formatOfTwoColumns(text))
            }
        }
        if let timeHeader {
            if type == nil { type = .instant }
            if type != .instant { collector.add(IngestionDiagnostics.twoColumnsNeedInstant(timeHeader)) }
        }
    }

    /// A code, or `{ column: 币种, is: CNY }` where another column names the currency of each row.
    private mutating func readCurrency(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        guard let node = reader.node("currency"), case .mapping = node.content else {
            currency = reader.currency("currency")
            return
        }
        let own = OptionReader(node, of: Wording("'currency'"), collector: collector)
        currencyColumn = own.requiredText("column")
        currency = own.currency("is")
        // One that cannot be read has been told of.
        if own.has("is"), currency == nil { currencyColumn = nil }
        own.finish()
    }

    /// A header, or `[date, time]`.
    private mutating func readFrom(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        guard let node = reader.node("from") else { return }
        guard case .list(let items) = node.content else {
            if let from = reader.text("from") { header = from }
            return
        }
        let texts = reader.texts("from") ?? []
        guard texts.count == 2, items.count == 2 else {
            if texts.count == items.count { collector.add(IngestionDiagnostics.twoHeadersExpected(at: node.location)) }
            return
        }
        (header, timeHeader) = (texts[0], texts[1])
    }
}
