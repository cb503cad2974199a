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
/// - Missing: a row for which the condition is missing (neither true nor false) is not kept, as in SQL's WHERE, and not even
///   `direction != 'internal'` keeps a row without a direction. How many there are is told: as a note; as a warning, when they are
///   more than one in twenty of the rows in the report's period (of fewer than twenty rows, more than half); and these end the run
///   (65) when a built-in metric needs the column. Say what is meant, and nothing is told:
///   `direction is missing or direction = 'in'` keeps them, `direction is not missing and direction = 'in'` does not.
/// - Errors: mistakes in the condition, with their place; a condition that too many rows in the report's period do not answer.
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
        let decisions = try formula.decisions(for: table, by: identity, context)
        let undecided = UndecidedRows(
            decisions.map(\.undecided), of: table, names: condition.columnNames.map(\.text), context.stage)
        try undecided?.tell(condition, by: identity, to: context.stage.collector)
        let (kept, leaving) = table.keeping(decisions.map(\.isTrue), context)
        condition.tell(of: table, after: kept, by: identity, to: context.stage.collector)
        return RuleOutcome(table: kept, leavingByFile: leaving)
    }

    package var line: Wording {
        Wording(
            en: "only rows with \(condition.source.text)" + (reason.map { ": \($0.english)" } ?? ""),
            zh: "只保留满足 \(condition.source.text) 的行" + (reason.map { "：\($0.chinese)" } ?? ""))
    }
}
