// Reads the file of an export format: every key it may hold, and what is wrong with it, each mistake with its own place.
import Diagnostics
import Stages
import Tabular

extension ExportFormat {
    /// Reads a format from the root of its file; nil when it has no name or no column.
    ///
    /// Errors: all are collected, unknown and repeated keys among them.
    package init?(_ node: OptionNode, collector: DiagnosticCollector) {
        if case .empty = node.content {
            collector.add(ExportDiagnostics.emptyFile(at: node.location))
            return nil
        }
        let reader = OptionReader(
            node, of: Wording(en: "the export", zh: "导出格式"), keys: ExportKeys.all, collector: collector)
        let name = reader.text(ExportKeys.name)
        title = reader.wording(ExportKeys.title) ?? Wording(name?.text ?? "")
        notes = reader.text(ExportKeys.notes)?.text ?? ""
        kind = reader.text(ExportKeys.kind)?.text
        marks = reader.node(ExportKeys.marks).map { ExportMarks.read($0, collector: collector) } ?? []
        zone = reader.text(TableKeys.timezone)
        headerRows = reader.integer(ExportKeys.headerRows) ?? 1
        hasShortYears = reader.flag(ExportKeys.shortYears) ?? false
        let key = name ?? SourceText("", start: node.location)
        layout = Self.layout(of: key, reader, collector)
        if headerRows > 1, layout.header != .automatic, let entry = reader.entry(ExportKeys.headerRows) {
            collector.add(ExportDiagnostics.rowsOfDeclaredHeader(at: entry.keyLocation))
        }
        columns = reader.node(ExportKeys.columns).map { Self.columns($0, collector) } ?? []
        rules = reader.node(ExportKeys.clean).map { Self.rules($0, collector) } ?? []
        cautions = reader.node(ExportKeys.cautions).map { Self.cautions($0, collector) } ?? []
        reader.finish()
        guard let name, !columns.isEmpty else { return nil }
        self.name = name.text
        location = name.start
    }

    private static func layout(
        of name: SourceText, _ reader: OptionReader, _ collector: DiagnosticCollector
    ) -> TableOptions {
        let files = OptionNode.Entry(
            key: "files", keyLocation: name.start, value: OptionNode(.scalar(name.text), at: name.start))
        let entries = ExportKeys.ofTables.compactMap { reader.entry($0) } + [files]
        return TableOptions(
            OptionNode.Entry(
                key: name.text, keyLocation: name.start, value: OptionNode(.mapping(entries), at: reader.node.location)),
            collector: collector)
    }

    private static func columns(_ node: OptionNode, _ collector: DiagnosticCollector) -> [ExportColumn] {
        let reader = OptionReader(
            node, of: Wording("'columns'"), form: ExportKeys.columns.value, collector: collector)
        var columns: [ExportColumn] = []
        /// Folded headers, and the columns that have them.
        var known: [String: String] = [:]
        for entry in reader.allEntries() {
            let column = ExportColumn(entry, collector: collector)
            for header in column.headers where column.timeHeaders.isEmpty {
                let other = known.updateValue(column.name, forKey: HeaderName.folded(header))
                if let other, other != column.name {
                    collector.add(
                        ExportDiagnostics.headerOfTwoColumns(
                            header, first: other, second: column.name, at: entry.keyLocation))
                }
            }
            columns.append(column)
        }
        return columns
    }

    private static func rules(_ node: OptionNode, _ collector: DiagnosticCollector) -> [OptionNode] {
        guard case .list(let rules) = node.content else {
            collector.add(StagesDiagnostics.wrongKind(of: Wording("'clean'"), expected: .list, found: node))
            return []
        }
        return rules
    }

    private static func cautions(_ node: OptionNode, _ collector: DiagnosticCollector) -> [Wording] {
        var nodes = [node]
        if case .list(let items) = node.content { nodes = items }
        return nodes.compactMap { OptionReader.wording($0, of: Wording("'cautions'"), collector: collector) }
    }
}

extension ExportColumn {
    /// Which of several headers is meant where a file has more than one.
    private enum Preference: String, CaseIterable { case first }

    /// A header, a list of the headers it may have, or a mapping that says more; without anything its own name is its header.
    fileprivate init(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        name = entry.key
        (headers, timeHeaders, values, prefersFirst) = ([entry.key], [], [], false)
        var shared: [OptionNode.Entry] = []
        let subject = Wording(en: "column '\(entry.key)'", zh: "列 '\(entry.key)'")
        switch entry.value.content {
        case .empty: break
        case .scalar(let header): headers = [header]
        case .list(let items):
            headers = items.compactMap { OptionReader.text($0, of: subject, collector: collector)?.text }
        case .mapping:
            let reader = OptionReader(entry.value, of: subject, keys: ExportKeys.ofColumn, collector: collector)
            headers = reader.texts(ExportKeys.columnHeaders).map { $0.map(\.text) } ?? headers
            timeHeaders = (reader.texts(ExportKeys.time) ?? []).map(\.text)
            prefersFirst = reader.choice(ExportKeys.prefer, as: Preference.self) == .first
            if let map = reader.node(ExportKeys.map) { values = Self.values(map, collector) }
            shared = ExportKeys.ofTableColumns.compactMap { reader.entry($0) }
            reader.finish()
        }
        let options = ColumnOptions(
            OptionNode.Entry(
                key: entry.key, keyLocation: entry.keyLocation,
                value: OptionNode(.mapping(shared), at: entry.value.location)),
            collector: collector)
        type = options.type ?? (timeHeaders.isEmpty ? .text : .instant)
        (unit, format, bad, isPersonal) = (options.unit, options.format, options.bad, options.isPersonal)
        if !timeHeaders.isEmpty, type != .instant {
            collector.add(ExportDiagnostics.timeOfNoInstant(at: entry.keyLocation))
        }
        if !values.isEmpty, type != .text {
            collector.add(ExportDiagnostics.mapOfNoText(at: entry.keyLocation))
        }
        if type == .duration, unit == nil {
            collector.add(ExportDiagnostics.durationWithoutUnit(name, at: entry.keyLocation))
        }
    }

    private static func values(_ node: OptionNode, _ collector: DiagnosticCollector) -> [(from: String, to: String)] {
        let reader = OptionReader(
            node, of: Wording("'map'"), form: ExportKeys.map.value, collector: collector)
        return reader.allEntries().compactMap { entry in
            OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: collector).map {
                (entry.key, $0.text)
            }
        }
    }
}
