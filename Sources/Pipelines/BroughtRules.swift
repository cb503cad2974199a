// The rules that exports bring, put before the user's own rules of the same table.

import Cleaning
import Diagnostics
import Ingestion
import Stages

/// The rules of `clean:` as they are applied: those of exports first.
///
/// They are option nodes in the language of `clean:`, so that the plan shows them, the ledger counts them and mistakes in them are told
/// like those of any rule, with the file, line and column of the export's own file.
struct BroughtRules {
    /// By table the nodes that its export brings and the user does not turn off, in the order of the tables.
    private var tables: [(table: SourceText, rules: [OptionNode])] = []

    init(_ formats: [String: ExportFormat], of ingest: IngestionOptions, collector: DiagnosticCollector) {
        for table in ingest.tables {
            guard let format = formats[table.name.text] else { continue }
            let rules = table.exportRules.rules(of: format, collector: collector)
            if !rules.isEmpty { tables.append((table.name, rules)) }
        }
    }

    var isEmpty: Bool { tables.isEmpty }

    /// Per table the columns that they mention.
    var mentionedColumns: [String: Set<String>] {
        // Their mistakes are told where all rules are read.
        CleaningOptions(before(nil), collector: DiagnosticCollector()).mentionedColumns
    }

    /// The whole of `clean:` with these rules before those of each table.
    func before(_ clean: OptionNode?) -> OptionNode {
        var entries: [OptionNode.Entry] = []
        if case .mapping(let written)? = clean?.content { entries = written }
        var added: [OptionNode.Entry] = []
        for (table, rules) in tables {
            if let index = entries.firstIndex(where: { $0.key == table.text }) {
                entries[index].value = Self.list(rules, before: entries[index].value)
            } else {
                added.append(
                    OptionNode.Entry(
                        key: table.text, keyLocation: table.start, value: OptionNode(.list(rules), at: table.start)))
            }
        }
        let place = clean?.location ?? tables.first?.table.start ?? SourceLocation(file: "")
        return OptionNode(.mapping(added + entries), at: place)
    }

    private static func list(_ rules: [OptionNode], before own: OptionNode) -> OptionNode {
        switch own.content {
        case .list(let written): OptionNode(.list(rules + written), at: own.location)
        case .empty: OptionNode(.list(rules), at: own.location)
        // A single rule without its dash, or something that is told as no list.
        case .mapping(let entries) where entries.count == 1: OptionNode(.list(rules + [own]), at: own.location)
        case .mapping, .scalar: own
        }
    }
}
