// Which of the rules that a table's export brings are applied: all of them, none, or those that the user names.
import Diagnostics
import Stages

/// What `export_rules` says for a table.
package enum ExportRules: Sendable {
    case all
    case none
    /// Those of these names.
    case only([SourceText])

    /// `yes`, `no`, or a list of names of rules.
    init(_ reader: OptionReader) {
        switch reader.node(TableKeys.exportRules)?.content {
        case nil: self = .all
        case .list: self = .only(reader.texts(TableKeys.exportRules) ?? [])
        default: self = reader.flag(TableKeys.exportRules) == false ? .none : .all
        }
    }

    /// The rules of a format that are applied, in its order.
    ///
    /// Errors: a name that none of its rules has.
    package func rules(of format: ExportFormat, collector: DiagnosticCollector) -> [OptionNode] {
        if case .only(let names) = self {
            for name in names where !format.ruleNames.contains(name.text) {
                collector.add(ExportDiagnostics.unknownRule(name, of: format.name, known: format.ruleNames))
            }
        }
        return format.rules.filter { isApplied(ExportFormat.ruleName($0)) }
    }

    /// The names of the rules of a format that are applied, in its order.
    func names(of format: ExportFormat) -> [String] { format.rules.map(ExportFormat.ruleName).filter(isApplied) }

    private func isApplied(_ name: String) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .only(let names): names.contains { $0.text == name }
        }
    }
}
