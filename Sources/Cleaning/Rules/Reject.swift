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
    package static let name = "reject"
    package static let departure: Departure? = .rejected

    package let identity: RuleIdentity
    private let condition: Expression
    private let reason: Wording
    private var formula: Formula?

    package init?(_ node: OptionNode, of identity: RuleIdentity, collector: DiagnosticCollector) {
        self.identity = identity
        let reader = OptionReader(node, of: identity.wording, collector: collector)
        let source = reader.requiredText("when")
        let reason = reader.wording("because")
        reader.finish()
        guard let source, let condition = Expression(source, collector: collector) else { return nil }
        self.condition = condition
        self.reason = reason ?? CleaningDiagnostics.holds(source.text)
    }

    package var mentionedColumns: [SourceText] { condition.columnNames }

    package func checked(against schema: inout TableSchema, collector: DiagnosticCollector) -> Reject? {
        var rule = self
        rule.formula = Formula(condition, for: schema, expecting: .flag, collector: collector)
        return rule.formula == nil ? nil : rule
    }

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        guard let formula else { throw DiagnosedFailure(CleaningDiagnostics.notChecked(identity)) }
        let isRejected = try formula.isTrue(for: table, by: identity, context)
        let column = condition.columnNames.first?.text
        var rejects = RejectedRows()
        for (chunk, isRejected) in zip(table.chunks, isRejected) where isRejected.contains(true) {
            var chunk = chunk
            chunk.origin = chunk.origin.loaded
            for row in isRejected.indices where isRejected[row] {
                let raw = context.raw.rawRow(row, of: chunk)
                rejects.append(
                    RejectedRow(
                        file: chunk.origin.file, line: raw?.line ?? chunk.origin.line(ofRow: row) ?? 0,
                        byte: raw?.byte ?? chunk.origin.byte(ofRow: row) ?? 0, column: column, stage: .clean,
                        rule: Self.name, reason: reason, raw: raw?.text ?? ""))
            }
        }
        let (kept, leaving) = table.keeping(isRejected.map { $0.map { !$0 } }, context)
        condition.tell(of: table, after: kept, by: identity, to: context.stage.collector)
        return RuleOutcome(table: kept, leavingByFile: leaving, rejects: rejects)
    }

    package var line: Wording {
        Wording(
            en: "rows with \(condition.source.text) are set aside: \(reason.english)",
            zh: "剔除满足 \(condition.source.text) 的行：\(reason.chinese)")
    }
}
