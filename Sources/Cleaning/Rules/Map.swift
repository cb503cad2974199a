// Replaces listed texts by others.

import Diagnostics
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
    package static let name = "map"

    /// What becomes of a text that is not listed.
    package enum Otherwise: Sendable, Equatable {
        case keep
        case missing
        case text(String)
    }

    package let identity: RuleIdentity
    private let column: SourceText
    /// In the order written; nil becomes missing.
    private let values: [(old: SourceText, new: String?)]
    private let otherwise: Otherwise

    package init?(_ node: OptionNode, of identity: RuleIdentity, collector: DiagnosticCollector) {
        self.identity = identity
        let reader = OptionReader(node, of: identity.wording, collector: collector)
        let column = reader.column()
        let values = Self.values(reader, of: identity)
        switch reader.node("otherwise") {
        case nil: otherwise = .keep
        case let node?:
            guard let text = OptionReader.text(node, of: Wording("'otherwise'"), collector: collector) else {
                reader.finish()
                return nil
            }
            switch text.text {
            case "keep" where !node.isQuoted: otherwise = .keep
            case "missing" where !node.isQuoted: otherwise = .missing
            default: otherwise = .text(text.text)
            }
        }
        reader.finish()
        guard let column, let values else { return nil }
        self.column = column
        self.values = values
    }

    package var mentionedColumns: [SourceText] { [column] }

    package func checked(against schema: inout TableSchema, collector: DiagnosticCollector) -> Map? {
        let help = Wording(
            en: "numbers and dates are changed with 'derive', 'missing' or 'fill'",
            zh: "数字和日期请用 'derive'、'missing' 或 'fill'")
        return schema.areTexts([column], of: identity, collector: collector, help: help) ? self : nil
    }

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let index = try table.plannedIndex(of: column.text, by: identity)
        var known = TextPoolBuilder()
        for value in values { _ = known.code(for: value.old.text) }
        var isSeen = [Bool](repeating: false, count: values.count)
        var unlisted: [(text: String, cells: Int)] = []
        let (mapped, changed) = table.rewritingTexts(ofColumn: index, context) { text, cells, scratch in
            if let position = known.existingCode(for: text).map({ Int($0) }) {
                isSeen[position] = true
                guard let new = values[position].new else { return .missing }
                scratch.append(contentsOf: new.utf8)
                return scratch.elementsEqual(text) ? .unchanged : .rewritten
            }
            unlisted.append((String(decoding: text, as: UTF8.self), cells))
            switch otherwise {
            case .keep: return .unchanged
            case .missing: return .missing
            case .text(let new):
                scratch.append(contentsOf: new.utf8)
                return scratch.elementsEqual(text) ? .unchanged : .rewritten
            }
        }
        warnOfLookalikes(unlisted, unseen: values.indices.filter { !isSeen[$0] }, context)
        report(unlisted, unseen: values.indices.filter { !isSeen[$0] }, context)
        return RuleOutcome(table: mapped, changedCells: changed)
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
        guard let node = reader.node("values") else {
            reader.reportMissing("values")
            return nil
        }
        let subject = Wording(
            en: "'values' of \(identity.wording.english)", zh: "\(identity.wording.chinese) 的 'values'")
        let list = OptionReader(node, of: subject, collector: reader.collector)
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

    /// A listed value that never occurs beside a text that looks like it and is not listed: most likely the same was meant.
    private func warnOfLookalikes(_ unlisted: [(text: String, cells: Int)], unseen: [Int], _ context: RuleContext) {
        for position in unseen {
            let listed = values[position].old.text
            let folded = LookalikeText.folded(listed)
            let alike = unlisted.filter { LookalikeText.folded($0.text) == folded }.max { left, right in
                left.cells != right.cells
                    ? left.cells < right.cells : right.text.utf8.lexicographicallyPrecedes(left.text.utf8)
            }
            guard let alike, !folded.isEmpty else { continue }
            context.stage.collector.add(
                CleaningDiagnostics.lookalike(
                    of: values[position].old, found: alike.text, cells: alike.cells, in: column.text, by: identity))
        }
    }

    private func report(_ unlisted: [(text: String, cells: Int)], unseen: [Int], _ context: RuleContext) {
        if !unseen.isEmpty {
            context.stage.collector.add(
                CleaningDiagnostics.neverSeen(
                    unseen.map { values[$0].old.text }, of: values.count, in: column.text, by: identity))
        }
        let became: Wording
        switch otherwise {
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
                sorted, cells: sorted.reduce(0) { $0 + $1.cells }, in: column.text, became: became, by: identity))
    }
}
