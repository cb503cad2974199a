// Sets rows aside that cannot be trusted.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Sets rows aside that cannot be trusted.
///
///     - reject: { when: talk < 0 s, because: negative talk time }
///     - reject: { when: csat > 5, because: { zh: 评分超出范围, en: score out of range } }
///
/// Every rejected row stands in `rejects.csv` with its place, its raw text, the first column that the condition
/// mentions, and the reason; without `because` the reason is the condition. A text in the condition that never occurs in its
/// column is told of, and so is a condition that every row fulfils.
///
/// - Missing: a row for which the condition is missing (neither true nor false) is not rejected. Write
///   `talk < 0 s or talk is missing` to reject it too.
/// - Errors: mistakes in the condition, with their place.
///
/// | talk    | → kept |
/// |---------|--------|
/// | 12 s    | yes    |
/// | -3 s    | no     |
/// | missing | yes    |
package struct Reject: CleaningRule {
    package static let declaration = OptionKey(
        "reject", .mapping([when, because]),
        help: Wording(en: "sets rows aside that cannot be trusted", zh: "剔除不可信的行"))

    static let when = OptionKey(
        "when", .formula, isRequired: true,
        help: Wording(en: "which rows are set aside; one for which it is missing is not", zh: "剔除哪些行；条件缺失的行不剔除"))
    static let because = OptionKey(
        "because", .wording,
        help: Wording(
            en: "the reason that 'rejects.csv' gives; the condition itself unless said",
            zh: "写入 'rejects.csv' 的原因，默认为条件本身"))
    package static let departure: Departure? = .rejected

    package let identity: RuleIdentity
    fileprivate let condition: Expression
    fileprivate let reason: Wording

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let source = reader.text(Self.when)
        let reason = reader.wording(Self.because)
        guard let source, let condition = Expression(source, collector: reader.collector) else { return nil }
        self.condition = condition
        self.reason = reason ?? CleaningDiagnostics.holds(source.text)
    }

    package var mentionedColumns: [SourceText] { condition.columnNames }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedReject? {
        BoundFormula(condition, for: schema, expecting: .flag, collector: collector)
            .map { PreparedReject(rule: self, condition: $0) }
    }

    package var line: Wording {
        Wording(
            en: "rows with \(condition.source.text) are set aside: \(reason.english)",
            zh: "剔除满足 \(condition.source.text) 的行：\(reason.chinese)")
    }
}

/// The rule with its condition bound to the table.
package struct PreparedReject: PreparedRule {
    package let rule: Reject
    fileprivate let condition: BoundFormula

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let (expression, identity) = (condition.expression, rule.identity)
        let ready = try condition.ready(for: table, context.stage)
        let isRejected = parallelMap(table.chunks, jobs: context.jobs) { ready.isTrue($0) }
        let column = expression.columnNames.first?.text
        let rejects = context.rejects(isRejected, of: table, by: Reject.name) { _, _ in (column, rule.reason) }
        let (kept, leaving) = table.keeping(isRejected.map { $0.map { !$0 } }, context)
        expression.tell(of: table, after: kept, by: identity, to: context.stage.collector)
        return RuleOutcome(table: kept, leavingByFile: leaving, rejects: rejects)
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        RuleSQL(condition: "NOT coalesce(\(scope.sql(condition)), FALSE)")
    }
}
