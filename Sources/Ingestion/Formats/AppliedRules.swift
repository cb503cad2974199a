// The rules of a format as the user lets them be applied.
import Diagnostics
import Stages

extension ExportRules {
    /// The rules of a format that are applied, in its order.
    ///
    /// Errors: a name that none of its rules has.
    package func rules(of format: ExportFormat, collector: DiagnosticCollector) -> [OptionNode] {
        if case .only(let names) = self {
            for name in names where !format.ruleNames.contains(name.text) {
                collector.add(ExportDiagnostics.unknownRule(name, of: format.name, known: format.ruleNames))
            }
        }
        return format.rules.filter { applies(ExportFormat.ruleName($0)) }
    }

    /// The names of the rules of a format that are applied, in its order.
    func names(of format: ExportFormat) -> [String] { format.rules.map(ExportFormat.ruleName).filter(applies) }
}
