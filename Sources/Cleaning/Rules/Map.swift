// Replaces listed texts by others.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Replaces listed texts by others.
///
///     - map: { column: queue, values: { 客服一组: support, 客服二组: support, 测试: }, otherwise: other }
///
/// Texts are compared exactly. A value without a new text (`测试:` above) becomes missing. `otherwise` says what becomes
/// of texts that are not listed: `keep` (the default), `missing`, or a text; in quotes, `"keep"` is a text too. How
/// many cells were not listed, and which listed values never occur, is told after the run.
///
/// - Missing: stays missing; use ``Fill`` for it.
/// - Errors: an unknown column; a column that holds no texts; a value listed twice.
///
/// | queue      | → queue |
/// |------------|---------|
/// | `客服一组`  | support |
/// | `测试`      | missing |
/// | `海外`      | other   |
package struct Map: CleaningRule {
    package static let declaration = OptionKey(
        "map", .mapping([RuleColumns.one, values, otherwise]),
        help: Wording(en: "replaces listed texts by others", zh: "将所列文本替换为其他文本"))

    static let values = OptionKey(
        "values", .entries(.either([.text, .nothing])), isRequired: true,
        help: Wording(
            en: "the texts and what replaces each; one without a new text becomes missing", zh: "原文本与新文本的对照；不写新文本的置为缺失")
    )
    static let otherwise = OptionKey(
        "otherwise", .text,
        help: Wording(
            en: "what becomes of texts that are not listed: keep, missing or a text; keep unless said",
            zh: "未列出的文本如何处理：keep、missing 或一个文本，默认 keep"))

    /// What becomes of a text that is not listed.
    package enum Otherwise: Sendable, Equatable {
        case keep
        case missing
        case text(String)
    }

    package let identity: RuleIdentity
    fileprivate let column: SourceText
    /// In the order written; nil becomes missing.
    fileprivate let values: [(old: SourceText, new: String?)]
    fileprivate let otherwise: Otherwise

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let column = reader.text(RuleColumns.one)
        let values = Self.values(reader, of: identity)
        if let node = reader.node(Self.otherwise) {
            guard let text = reader.text(Self.otherwise) else { return nil }
            switch text.text {
            case "keep" where !node.isQuoted: otherwise = .keep
            case "missing" where !node.isQuoted: otherwise = .missing
            default: otherwise = .text(text.text)
            }
        } else {
            otherwise = .keep
        }
        guard let column, let values else { return nil }
        self.column = column
        self.values = values
    }

    package var mentionedColumns: [SourceText] { [column] }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedMap? {
        let help = Wording(
            en: "numbers and dates are changed with 'derive', 'missing' or 'fill'",
            zh: "数字和日期请用 'derive'、'missing' 或 'fill'")
        return schema.areTexts([column], of: identity, collector: collector, help: help)
            ? PreparedMap(rule: self) : nil
    }

    package var line: Wording {
        let pairs = values.map { "\"\($0.old.text)\" → \($0.new.map { "\"\($0)\"" } ?? "·")" }
        let rest =
            switch otherwise {
            case .keep: Wording(en: "others stay", zh: "其余不变")
            case .missing: Wording(en: "others become missing", zh: "其余置为缺失")
            case .text(let text): Wording(en: "others become \"\(text)\"", zh: "其余变为 \"\(text)\"")
            }
        return Wording(
            en: "'\(column.text)': \(pairs.joined(separator: ", ")); \(rest.english)",
            zh: "'\(column.text)'：\(pairs.joined(separator: "、"))；\(rest.chinese)")
    }

    private static func values(
        _ reader: OptionReader, of identity: RuleIdentity
    ) -> [(old: SourceText, new: String?)]? {
        guard let node = reader.node(Self.values) else { return nil }
        let subject = Wording(
            en: "'values' of \(identity.wording.english)", zh: "\(identity.wording.chinese) 的 'values'")
        let list = OptionReader(node, of: subject, form: Self.values.value, collector: reader.collector)
        let entries = list.allEntries()
        if entries.isEmpty {
            switch node.content {
            case .mapping(let written) where !written.isEmpty: break  // told by the reader
            case .empty, .mapping:
                reader.collector.add(CleaningDiagnostics.emptyList("values", of: identity, at: node.location))
            case .scalar, .list: break  // told by the reader
            }
            return nil
        }
        var values: [(old: SourceText, new: String?)] = []
        for entry in entries {
            let old = SourceText(entry.key, start: entry.keyLocation)
            if case .empty = entry.value.content {
                values.append((old, nil))
            } else if let new = OptionReader.text(
                entry.value, of: Wording("\"\(entry.key)\""), collector: reader.collector)
            {
                values.append((old, new.text))
            }
        }
        if case .mapping(let written) = node.content, written.count > entries.count { return nil }
        let areDistinct = OptionReader.areDistinct(values.map(\.old), of: identity, collector: reader.collector)
        return areDistinct && values.count == entries.count ? values : nil
    }
}

/// The rule with its column known to hold texts.
package struct PreparedMap: PreparedRule {
    package let rule: Map

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let index = try table.plannedIndex(of: rule.column.text, by: rule.identity)
        var known = TextPoolBuilder()
        for value in rule.values { _ = known.code(for: value.old.text) }
        var isSeen = [Bool](repeating: false, count: rule.values.count)
        var unlisted: [(text: String, cells: Int)] = []
        let (mapped, changed) = table.rewritingTexts(ofColumn: index, context) { text, cells, scratch in
            if let position = known.existingCode(for: text).map({ Int($0) }) {
                isSeen[position] = true
                guard let new = rule.values[position].new else { return .missing }
                scratch.append(contentsOf: new.utf8)
                return scratch.elementsEqual(text) ? .unchanged : .rewritten
            }
            unlisted.append((String(decoding: text, as: UTF8.self), cells))
            switch rule.otherwise {
            case .keep: return .unchanged
            case .missing: return .missing
            case .text(let new):
                scratch.append(contentsOf: new.utf8)
                return scratch.elementsEqual(text) ? .unchanged : .rewritten
            }
        }
        warnOfLookalikes(unlisted, unseen: rule.values.indices.filter { !isSeen[$0] }, context)
        report(unlisted, unseen: rule.values.indices.filter { !isSeen[$0] }, context)
        return RuleOutcome(table: mapped, changedCells: changed)
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        let dialect = scope.dialect
        func literal(_ text: String?) -> String { text.map(dialect.text) ?? dialect.missing(.text) }
        return try scope.changing([rule.column.text]) { cell in
            let cases = rule.values.map { "WHEN \(cell) = \(dialect.text($0.old.text)) THEN \(literal($0.new))" }
            let rest =
                switch rule.otherwise {
                case .keep: cell
                case .missing: literal(nil)
                case .text(let text): "CASE WHEN \(cell) IS NOT NULL THEN \(literal(text)) END"
                }
            return "CASE\n    \((cases + ["ELSE \(rest)"]).joined(separator: "\n    "))\n  END"
        }
    }

    /// A listed value that never occurs beside a text that looks like it and is not listed: most likely the same was meant.
    private func warnOfLookalikes(_ unlisted: [(text: String, cells: Int)], unseen: [Int], _ context: RuleContext) {
        for position in unseen {
            let listed = rule.values[position].old.text
            let folded = LookalikeText.folded(listed)
            let alike = unlisted.filter { LookalikeText.folded($0.text) == folded }.max { left, right in
                left.cells != right.cells
                    ? left.cells < right.cells : right.text.utf8.lexicographicallyPrecedes(left.text.utf8)
            }
            guard let alike, !folded.isEmpty else { continue }
            context.stage.collector.add(
                CleaningDiagnostics.lookalike(
                    of: rule.values[position].old, found: alike.text, cells: alike.cells, in: rule.column.text,
                    by: rule.identity))
        }
    }

    private func report(_ unlisted: [(text: String, cells: Int)], unseen: [Int], _ context: RuleContext) {
        if !unseen.isEmpty {
            context.stage.collector.add(
                CleaningDiagnostics.neverSeen(
                    unseen.map { rule.values[$0].old.text }, of: rule.values.count, in: rule.column.text,
                    by: rule.identity))
        }
        let became: Wording
        switch rule.otherwise {
        case .keep: return
        case .missing: became = Wording(en: "become missing", zh: "置为缺失")
        case .text(let text): became = Wording(en: "become \"\(text)\"", zh: "变为 \"\(text)\"")
        }
        guard !unlisted.isEmpty else { return }
        // The most frequent first; ties in the order of the bytes, so that nothing depends on how chunks were cut.
        let sorted = unlisted.sorted { left, right in
            left.cells != right.cells
                ? left.cells > right.cells : left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
        }
        context.stage.collector.add(
            CleaningDiagnostics.notListed(
                sorted, cells: sorted.reduce(0) { $0 + $1.cells }, in: rule.column.text, became: became,
                by: rule.identity))
    }
}
