// Gives columns other names.

import Diagnostics
import Stages
import Tabular

/// Gives columns other names.
///
///     - rename: { 通话时长: talk, 坐席: agent }
///
/// All names change at once, so two columns may exchange theirs. Later rules and stages know only the new names.
///
/// - Errors: an unknown column; a new name that another column bears; the same new name twice.
///
/// | 坐席 | → agent |
/// |------|---------|
/// | 王芳 | 王芳    |
package struct Rename: CleaningRule {
    package static let declaration = OptionKey(
        "rename", .entries(.text), help: Wording(en: "gives columns other names", zh: "重命名列"))

    package let identity: RuleIdentity
    /// In the order written.
    fileprivate let names: [(old: SourceText, new: SourceText)]

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let entries = reader.allEntries()
        if entries.isEmpty {
            reader.reportNothing(of: identity)
            return nil
        }
        names = entries.compactMap { entry in
            OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: reader.collector).map { new in
                (SourceText(entry.key, start: entry.keyLocation), new)
            }
        }
        let areDistinct = OptionReader.areDistinct(names.map(\.new), of: identity, collector: reader.collector)
        guard areDistinct, names.count == entries.count else { return nil }
    }

    package var mentionedColumns: [SourceText] { names.map(\.old) }

    package func sources(of column: String) -> [String] {
        [names.first { $0.new.text == column }?.old.text ?? column]
    }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedRename? {
        var isRight = true
        let leaving = Set(names.map(\.old.text))
        var renamed = schema.columns
        for (old, new) in names {
            if schema.knownType(of: old, collector: collector) == nil { isRight = false }
            if schema.type(of: new.text) != nil, !leaving.contains(new.text) {
                let help = Wording(en: "choose another name", zh: "请换一个名称")
                collector.add(CleaningDiagnostics.nameTaken(new, of: identity, help: help))
                isRight = false
            }
        }
        // After a mistake too, as far as possible, so that later rules are not told of the names made here.
        for (index, column) in schema.columns.enumerated() {
            guard let (_, new) = names.first(where: { $0.old.text == column.name }) else { continue }
            let isTaken = schema.type(of: new.text) != nil && !leaving.contains(new.text)
            if !isTaken { renamed[index].name = new.text }
        }
        schema.renamePeople(names.map { ($0.old.text, $0.new.text) })
        schema.columns = renamed
        for index in schema.currencyColumns.indices {
            let (amount, column) = (schema.currencyColumns[index].amount, schema.currencyColumns[index].column)
            for (old, new) in names {
                if old.text == amount { schema.currencyColumns[index].amount = new.text }
                if old.text == column { schema.currencyColumns[index].column = new.text }
            }
        }
        for (old, new) in names where schema.opaqueColumns.contains(old.text) { schema.opaqueColumns.insert(new.text) }
        return isRight ? PreparedRename(rule: self) : nil
    }

    package var line: Wording { Wording(names.map { "'\($0.old.text)' → '\($0.new.text)'" }.joined(separator: ", ")) }
}

/// The rule with its old names known, and its new ones free.
package struct PreparedRename: PreparedRule {
    package let rule: Rename

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        for (old, _) in rule.names { _ = try table.plannedIndex(of: old.text, by: rule.identity) }
        var table = table
        for (index, column) in table.columns.enumerated() {
            if let (_, new) = rule.names.first(where: { $0.old.text == column.name }) {
                table.columns[index].name = new.text
            }
        }
        return RuleOutcome(table: table)
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        for (old, _) in rule.names { _ = try scope.column(old.text) }
        return RuleSQL(names: rule.names.map { ($0.old.text, $0.new.text) })
    }
}
