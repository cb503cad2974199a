// Keeps the rows that a report is about.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Keeps the rows that a report is about, and lets the others go.
///
///     - keep: { when: direction = 'in' }
///     - keep: { when: queue != 'test', because: test calls are nobody's work }
///
/// A text in the condition that never occurs in its column is told of, and so is a condition that no row fulfils.
///
/// Nothing is wrong with the others: they are counted as filtered, and do not stand in `rejects.csv`. `because` is for
/// the reader of the file and of `rapport plan`.
///
/// - Missing: a row for which the condition is missing (neither true nor false) is not kept, as in SQL's WHERE. Write
///   `direction = 'in' or direction is missing` to keep it.
/// - Errors: mistakes in the condition, with their place.
///
/// | direction | → kept |
/// |-----------|--------|
/// | in        | yes    |
/// | out       | no     |
/// | missing   | no     |
package struct Keep: CleaningRule {
    package static let name = "keep"
    package static let departure: Departure? = .filtered

    package let identity: RuleIdentity
    private let condition: Expression
    private let reason: Wording?
    private var formula: Formula?

    package init?(_ node: OptionNode, of identity: RuleIdentity, collector: DiagnosticCollector) {
        self.identity = identity
        let reader = OptionReader(node, of: identity.wording, collector: collector)
        let source = reader.requiredText("when")
        reason = reader.wording("because")
        reader.finish()
        guard let source, let condition = Expression(source, collector: collector) else { return nil }
        self.condition = condition
    }

    package var mentionedColumns: [SourceText] { condition.columnNames }

    package func checked(against schema: inout TableSchema, collector: DiagnosticCollector) -> Keep? {
        var rule = self
        rule.formula = Formula(condition, for: schema, expecting: .flag, collector: collector)
        return rule.formula == nil ? nil : rule
    }

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        guard let formula else { throw DiagnosedFailure(CleaningDiagnostics.notChecked(identity)) }
        let isKept = try formula.isTrue(for: table, by: identity, context)
        let (kept, leaving) = table.keeping(isKept, context)
        condition.tell(of: table, after: kept, by: identity, to: context.stage.collector)
        return RuleOutcome(table: kept, leavingByFile: leaving)
    }

    package var line: Wording {
        Wording(
            en: "only rows with \(condition.source.text)" + (reason.map { ": \($0.english)" } ?? ""),
            zh: "只保留满足 \(condition.source.text) 的行" + (reason.map { "：\($0.chinese)" } ?? ""))
    }
}
