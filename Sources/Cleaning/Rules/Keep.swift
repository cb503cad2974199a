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
    package static let declaration = OptionKey(
        "keep", .mapping([when, because]),
        help: Wording(en: "keeps the rows that a report is about, and lets the others go", zh: "只保留报告所需的行"))

    static let when = OptionKey(
        "when", .formula, isRequired: true,
        help: Wording(en: "which rows are kept; one for which it is missing is not", zh: "保留哪些行；条件缺失的行不保留"))
    static let because = OptionKey(
        "because", .wording,
        help: Wording(en: "why, for the reader of the file and of the plan", zh: "原因，供阅读流程文件和计划的人参考"))
    package static let departure: Departure? = .filtered

    package let identity: RuleIdentity
    fileprivate let condition: Expression
    fileprivate let reason: Wording?

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let source = reader.text(Self.when)
        reason = reader.wording(Self.because)
        guard let source, let condition = Expression(source, collector: reader.collector) else { return nil }
        self.condition = condition
    }

    package var mentionedColumns: [SourceText] { condition.columnNames }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedKeep? {
        BoundFormula(condition, for: schema, expecting: .flag, collector: collector)
            .map { PreparedKeep(rule: self, condition: $0) }
    }

    package var line: Wording {
        Wording(
            en: "only rows with \(condition.source.text)" + (reason.map { ": \($0.english)" } ?? ""),
            zh: "只保留满足 \(condition.source.text) 的行" + (reason.map { "：\($0.chinese)" } ?? ""))
    }
}

/// The rule with its condition bound to the table.
package struct PreparedKeep: PreparedRule {
    package let rule: Keep
    fileprivate let condition: BoundFormula

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let (expression, identity) = (condition.expression, rule.identity)
        let ready = try condition.ready(for: table, context.stage)
        let decisions = parallelMap(table.chunks, jobs: context.jobs) { ready.decisions($0) }
        let undecided = UndecidedRows(
            decisions.map(\.undecided), of: table, names: expression.columnNames.map(\.text), context.stage)
        try undecided?.tell(expression, by: identity, to: context.stage.collector)
        let (kept, leaving) = table.keeping(decisions.map(\.isTrue), context)
        expression.tell(of: table, after: kept, by: identity, to: context.stage.collector)
        return RuleOutcome(table: kept, leavingByFile: leaving)
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        RuleSQL(condition: scope.sql(condition))
    }
}
