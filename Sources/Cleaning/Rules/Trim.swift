// Takes the blanks off both ends of texts.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Takes the blanks off both ends of texts.
///
///     - trim: [agent, queue]
///     - trim: all
///
/// Blanks are Unicode white space (the full-width space U+3000 and the no-break space too), and the invisible U+200B,
/// U+2060 and U+FEFF. `all` means every text column that the pipeline uses.
///
/// - Missing: stays missing; a text of nothing but blanks becomes missing.
/// - Errors: an unknown column; a column that holds no texts.
///
/// | agent     | → agent |
/// |-----------|---------|
/// | `" 王芳　"` | `王芳`  |
/// | `"A 1"`   | `A 1`   |
/// | `"   "`   | missing |
package struct Trim: CleaningRule {
    package static let declaration = OptionKey(
        "trim",
        .either([
            .choice(["all"]), .oneOrMore(.name(.column)), .mapping([RuleColumns.column, RuleColumns.columns]),
        ]),
        help: Wording(en: "takes the blanks off both ends of texts", zh: "去除文本首尾的空白"))

    package let identity: RuleIdentity
    /// nil means all text columns.
    fileprivate let columns: [SourceText]?

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let (node, collector) = (reader.node, reader.collector)
        if case .scalar("all") = node.content, !node.isQuoted {
            columns = nil
            return
        }
        switch node.content {
        case .mapping:
            guard let columns = reader.columns(of: identity) else { return nil }
            self.columns = columns
        case .empty:
            collector.add(CleaningDiagnostics.emptyList(Self.name, of: identity, at: node.location))
            return nil
        case .scalar, .list:
            guard let columns = OptionReader.names(node, Self.name, of: identity, collector: collector) else {
                return nil
            }
            self.columns = columns
        }
    }

    package var mentionedColumns: [SourceText] { columns ?? [] }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedTrim? {
        schema.areTexts(columns ?? [], of: identity, collector: collector)
            ? PreparedTrim(
                rule: self, columns: (columns?.map(\.text)) ?? schema.columns.filter { $0.type == .text }.map(\.name))
            : nil
    }

    package var line: Wording {
        guard let columns else {
            return Wording(en: "no blanks at the ends of any text", zh: "去除所有文本首尾的空白")
        }
        return Wording(
            en: "no blanks at the ends of \(columns.listed.english)", zh: "去除 \(columns.listed.chinese) 首尾的空白")
    }
}

/// The rule with its columns known to be texts.
package struct PreparedTrim: PreparedRule {
    package let rule: Trim
    /// Of `all`, those that are not read too.
    fileprivate let columns: [String]

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var indices = table.columns.indices.filter { table.columns[$0].type == .text }
        if let columns = rule.columns {
            indices = []
            for column in columns { indices.append(try table.plannedIndex(of: column.text, by: rule.identity)) }
        }
        var outcome = RuleOutcome(table: table)
        for index in indices {
            let (table, changed) = outcome.table.rewritingTexts(
                ofColumn: index, context
            ) { text, _, scratch in
                let kept = Blanks.trimmed(text)
                if kept.isEmpty { return .missing }
                if kept.count == text.count { return .unchanged }
                scratch.append(contentsOf: text[kept])
                return .rewritten
            }
            outcome.table = table
            outcome.changedCells += changed
        }
        return outcome
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        let read = rule.columns == nil ? columns.filter(scope.table.hasColumn) : columns
        return try scope.changing(read) { cell in
            let blanks = Blanks.pattern + "+"
            return "nullif(\(scope.dialect.removing("\\A\(blanks)|\(blanks)\\z", from: cell)), '')"
        }
    }
}
