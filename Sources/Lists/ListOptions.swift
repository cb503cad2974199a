// What may be written under `lists:` in a pipeline file.

import Diagnostics
import Expressions
import Stages

/// The `lists:` part of a pipeline file: what somebody is to do something about.
///
///     lists:
///       followups_due: true
///       slow_tickets: { of: tickets, when: resolved is missing and opened < as_of - 3 d, id: ticket_id, owner: agent, due: opened + 3 d }
///       praise: { of: agents, by: agent, id: agent_id, when_metric: csat_top2.low >= 85% }
package struct ListOptions: Sendable {
    /// In the order written.
    var lists: [WrittenList] = []

    package init() {}

    /// Reads the options; every mistake is collected.
    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        guard let node else { return }
        let reader = OptionReader(node, of: Wording("'lists'"), form: ListKeys.form, collector: collector)
        for entry in reader.allEntries() {
            guard Self.isFileName(entry.key) else {
                collector.add(ListDiagnostics.unusableName(SourceText(entry.key, start: entry.keyLocation)))
                continue
            }
            if lists.contains(where: { $0.key.text.lowercased() == entry.key.lowercased() }) {
                collector.add(ListDiagnostics.sameFile(SourceText(entry.key, start: entry.keyLocation)))
                continue
            }
            if let list = WrittenList(entry, collector: collector) { lists.append(list) }
        }
    }

    /// Letters and digits of any script, `_` and `-`: it becomes the name of a file.
    private static func isFileName(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= 120
            && key.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-".unicodeScalars.contains($0)
            }
    }

    /// The names of the lists, in the order written.
    package var names: [String] { lists.map(\.key.text) }

    /// By table, every column that lists mention.
    package func mentionedColumns(tables: [(name: String, kind: String?)]) -> [String: Set<String>] {
        var mentioned: [String: Set<String>] = [:]
        for (source, table) in sources(tables) {
            for column in source.formulas.flatMap({ $0.columns(of: table) }) {
                mentioned[column.table.text, default: []].insert(column.column.text)
            }
        }
        return mentioned
    }

    /// The columns of linked tables that lists mention.
    package func linkedColumns(tables: [(name: String, kind: String?)]) -> [ColumnReference] {
        sources(tables).flatMap { source, table in
            source.formulas.flatMap { $0.columns(of: table) }.filter { $0.mentioner != nil }
        }
    }

    private func sources(
        _ tables: [(name: String, kind: String?)]
    ) -> [(source: WrittenSource, table: SourceText)] {
        lists.flatMap { list in
            list.sources.flatMap { source in list.tables(of: source, among: tables).map { (source, $0) } }
        }
    }
}

/// A list as it is written: its sources, of a built-in one those of the built-in with what the user says instead.
struct WrittenList: Sendable {
    var key: SourceText
    var title: Wording?
    var most: Int?
    var once: Bool
    /// Whether it is one of ours, which does without columns that are not needed.
    var builtIn: String?
    var sources: [WrittenSource] = []

    /// Nil for a list that is not asked for, or not read.
    init?(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        key = SourceText(entry.key, start: entry.keyLocation)
        var node = entry.value
        let subject = Wording(en: "list '\(entry.key)'", zh: "名单 '\(entry.key)'")
        if let text = node.sourceText {
            switch text.text.lowercased() {
            case "true", "yes", "是": node = OptionNode(.mapping([]), at: node.location)
            case "false", "no", "否": return nil
            default:
                collector.add(
                    StagesDiagnostics.wrongValue(
                        of: subject, expected: Wording(en: "'true' or a mapping", zh: " 'true' 或键值表"), found: text))
                return nil
            }
        }
        let names = BuiltInLists.names
        var named = names.contains(entry.key) ? entry.key : nil
        if case .mapping(let entries) = node.content {
            if entries.contains(where: { ["of", "any"].contains($0.key) }) { named = nil }
            if let list = entries.first(where: { $0.key == "list" })?.value.sourceText { named = list.text }
        }
        if let name = named, let ours = BuiltInLists.node(name, collector: collector) {
            builtIn = name
            node = ours.with(node)
        } else if case .mapping(let entries) = node.content, entries.isEmpty {
            collector.add(ListDiagnostics.unknownList(key, known: names))
            return nil
        }
        let reader = OptionReader(node, of: subject, keys: ListKeys.all, collector: collector)
        if let text = reader.text(ListKeys.list), !names.contains(text.text) {
            collector.add(StagesDiagnostics.unknownChoice(text, of: Wording("'list'"), choices: names))
        }
        title = reader.wording(ListKeys.title)
        most = reader.integer(ListKeys.most)
        once = reader.flag(ListKeys.once) ?? false
        let own = WrittenSource(reader, subject: subject)
        if let node = reader.node(ListKeys.any) {
            guard case .list(let items) = node.content else {
                collector.add(StagesDiagnostics.wrongKind(of: Wording("'any'"), expected: .list, found: node))
                reader.finish()
                return nil
            }
            for item in items {
                let part = OptionReader(item, of: subject, keys: ListKeys.ofSource, collector: collector)
                if let source = WrittenSource(part, subject: subject) { sources.append(source) }
                part.finish()
            }
        } else if let own {
            sources = [own]
        } else {
            reader.reportMissing(reader.has(ListKeys.of) ? ListKeys.id : ListKeys.of)
        }
        reader.finish()
    }

    /// The tables that a source looks at: of a built-in list, those of its kind.
    func tables(of source: WrittenSource, among tables: [(name: String, kind: String?)]) -> [SourceText] {
        guard builtIn != nil else { return [source.table] }
        if source.isTableOfUser { return [source.table] }
        return tables.filter { $0.kind == source.table.text }
            .map { SourceText($0.name, start: key.start) }
    }
}

/// Rows of one table that a list takes.
struct WrittenSource: Sendable {
    var table: SourceText
    /// Whether the user named the table, where it is a source of a built-in list.
    var isTableOfUser: Bool
    var when: Expression?
    var unless: Expression?
    /// From whose time on a row is known.
    var since: Expression?
    /// Columns of what happened.
    var happened: [Expression]
    /// Segments with the labels that are taken.
    var chosen: [(segment: SourceText, labels: [SourceText])] = []
    var by: SourceText?
    var whenMetric: Expression?
    var yearly: Expression?
    var within: Int
    var lunar: Expression?
    var limit: Expression?
    var id: Expression
    var name: Expression?
    var owner: Expression?
    var due: Expression?
    var order: Expression?
    var descending: Bool
    var reason: Wording?
    var show: [Expression]

    /// Nil where it has no table or no id; every key is asked for.
    init?(_ reader: OptionReader, subject: Wording) {
        let table = reader.text(ListKeys.of)
        let id = reader.expression(ListKeys.id)
        when = reader.expression(ListKeys.when)
        unless = reader.expression(ListKeys.unless)
        since = reader.text(ListKeys.since).flatMap { Expression($0, collector: reader.collector) }
        happened = (reader.texts(ListKeys.happened) ?? []).compactMap { Expression($0, collector: reader.collector) }
        by = reader.text(ListKeys.by)
        whenMetric = reader.expression(ListKeys.whenMetric)
        yearly = reader.expression(ListKeys.yearly)
        within = reader.integer(ListKeys.within) ?? 30
        lunar = reader.expression(ListKeys.lunar)
        limit = reader.expression(ListKeys.limit)
        name = reader.expression(ListKeys.name)
        owner = reader.expression(ListKeys.owner)
        due = reader.expression(ListKeys.due)
        order = reader.expression(ListKeys.order)
        descending = reader.flag(ListKeys.descending) ?? false
        reason = reader.wording(ListKeys.reason)
        show = (reader.texts(ListKeys.show) ?? []).compactMap { Expression($0, collector: reader.collector) }
        if let node = reader.node(ListKeys.chosen) {
            let entries = OptionReader(
                node, of: Wording("'in'"), form: ListKeys.chosen.value, collector: reader.collector)
            for entry in entries.allEntries() {
                chosen.append((SourceText(entry.key, start: entry.keyLocation), entries.texts(of: entry) ?? []))
            }
        }
        guard let table, let id else {
            // Beside `any` the keys of a source are not needed; the list tells of them where they are.
            return nil
        }
        (self.table, self.id) = (table, id)
        isTableOfUser = !table.start.file.hasPrefix(BuiltInLists.folder)
    }

    /// Those over the rows of its table.
    var formulas: [Expression] {
        [when, unless, since, yearly, lunar, id, name, owner, due, whenMetric == nil ? order : nil].compactMap { $0 }
            + happened + show
    }
}
