// What may be written under `clean:`: per table a list of rules, each a single key with its options.

import Diagnostics
import Stages

/// The rules of `clean:` as written, each read but not yet compared with any column.
///
///     clean:
///       calls:
///         - trim: [agent, queue]
///         - drop_duplicates: { key: call_id, keep: last }
///         - reject: { when: talk < 0 s, because: negative talk time }
package struct CleaningOptions: Sendable {
    /// The rules of one table.
    package struct TableRules: Sendable {
        package var table: SourceText
        package var rules: [any CleaningRule]
    }

    /// What may stand behind `clean`: a list of rules per table.
    package static let form = OptionValue.entries(
        .either([
            .oneOrMore(.either([.oneKey(RuleCatalogue.declarations), .choice(RuleCatalogue.namesAlone)])), .nothing,
        ]))

    /// Stands for all columns of a table in ``mentionedColumns``.
    package static let everyColumn = "*"

    package var tables: [TableRules] = []

    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        guard let node else { return }
        let reader = OptionReader(node, of: Wording("'clean'"), form: Self.form, collector: collector)
        for entry in reader.allEntries() {
            let table = SourceText(entry.key, start: entry.keyLocation)
            let nodes: [OptionNode]
            switch entry.value.content {
            case .empty: nodes = []
            case .list(let items): nodes = items
            case .mapping(let entries) where entries.count == 1: nodes = [entry.value]
            case .scalar, .mapping:
                let subject = Wording(en: "the rules of table '\(entry.key)'", zh: "表 '\(entry.key)' 的规则")
                collector.add(StagesDiagnostics.wrongKind(of: subject, expected: .list, found: entry.value))
                continue
            }
            let rules = nodes.enumerated().compactMap { index, node in
                Self.rule(node, of: entry.key, ordinal: index + 1, collector: collector)
            }
            tables.append(TableRules(table: table, rules: rules))
        }
    }

    /// By table, the names of all columns that rules mention; ``everyColumn`` when one compares whole rows.
    package var mentionedColumns: [String: Set<String>] {
        tables.reduce(into: [:]) { mentioned, list in
            for rule in list.rules {
                mentioned[list.table.text, default: []].formUnion(rule.mentionedColumns.map(\.text))
                if rule.needsEveryColumn { mentioned[list.table.text, default: []].insert(Self.everyColumn) }
            }
        }
    }

    /// By table, the columns of the export that the keys of `drop_duplicates` and other keys are made from.
    ///
    /// - Parameter others: keys of later stages, named as cleaning leaves them.
    package func keyColumns(with others: [String: Set<String>]) -> [String: Set<String>] {
        // Tables that rules make come before those they are made from.
        inOrderOfMaking.reversed().reduce(into: others) { keys, list in
            var names = keys[list.table.text] ?? []
            for rule in list.rules.reversed() {
                names = Set(names.flatMap { rule.sources(of: $0) })
                names.formUnion(rule.keyColumns)
                if let made = rule.newTable {
                    names.formUnion((keys[made.name.text] ?? []).flatMap { made.sources(of: $0) })
                }
            }
            keys[list.table.text] = names
        }
    }

    /// The tables that rules make beside their own, each with the table whose rules make it.
    package var newTables: [(table: any NewTable, source: String)] {
        inOrderOfMaking.flatMap { list in
            list.rules.compactMap { rule in rule.newTable.map { ($0, list.table.text) } }
        }
    }

    /// The lists as they were written, but each behind that which makes its table.
    var inOrderOfMaking: [TableRules] {
        var left = tables
        var ordered: [TableRules] = []
        var unmade = Set(tables.flatMap { $0.rules.compactMap { $0.newTable?.name.text } })
        while !left.isEmpty {
            // Where tables are made of each other in a circle, none of them comes to be.
            guard let next = left.firstIndex(where: { !unmade.contains($0.table.text) }) else { return ordered + left }
            let list = left.remove(at: next)
            unmade.subtract(list.rules.compactMap { $0.newTable?.name.text })
            ordered.append(list)
        }
        return ordered
    }

    private static func rule(
        _ node: OptionNode, of table: String, ordinal: Int, collector: DiagnosticCollector
    ) -> (any CleaningRule)? {
        let entry: OptionNode.Entry
        switch node.content {
        case .mapping(let entries) where entries.count == 1: entry = entries[0]
        case .scalar(let name):
            // A rule without options, `- normalise`: the rule itself says what it lacks.
            let nothing = OptionNode(.empty, at: node.location)
            entry = OptionNode.Entry(key: name, keyLocation: node.location, value: nothing)
        case .mapping, .list, .empty:
            collector.add(CleaningDiagnostics.notOneRule(node))
            return nil
        }
        guard let type = RuleCatalogue.rule(named: entry.key) else {
            collector.add(CleaningDiagnostics.unknownRule(entry, known: RuleCatalogue.names))
            return nil
        }
        let identity = RuleIdentity(name: entry.key, table: table, ordinal: ordinal, location: entry.keyLocation)
        let reader = OptionReader(
            entry.value, of: identity.wording, form: type.declaration.value, collector: collector)
        let rule = type.init(reader, of: identity)
        reader.finish()
        return rule
    }
}
