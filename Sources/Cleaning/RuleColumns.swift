// How rules name their columns, read and checked in one way for all of them.

import Diagnostics
import Stages
import Tabular

/// The keys by which rules name the columns they are for.
enum RuleColumns {
    /// Of a rule for one column.
    static let one = OptionKey(
        "column", .name(.column), isRequired: true, help: Wording(en: "the column", zh: "所针对的列"))

    /// Of a rule for one column or for several, which are alike to it.
    static let column = OptionKey("column", .name(.column), help: Wording(en: "the column", zh: "所针对的列"))
    static let columns = OptionKey(
        "columns", .oneOrMore(.name(.column)),
        help: Wording(en: "the columns; this or 'column' is needed", zh: "所针对的多列；与 'column' 二者必写其一"))
}

extension OptionReader {
    /// The columns a rule is for: `column: a`, or `columns: [a, b]`. Nil after a mistake.
    func columns(of rule: RuleIdentity) -> [SourceText]? {
        let one = entry(RuleColumns.column)
        let many = entry(RuleColumns.columns)
        if one != nil, let many {
            collector.add(CleaningDiagnostics.eitherKey("column", "columns", of: rule, at: many.keyLocation))
            return nil
        }
        if one != nil { return text(RuleColumns.column).map { [$0] } }
        guard many != nil else {
            reportMissing(RuleColumns.columns)
            return nil
        }
        return names(RuleColumns.columns, of: rule)
    }

    /// The names behind `key`: a list or one, none of them twice. Nil when it is absent and after a mistake.
    func names(_ key: OptionKey, of rule: RuleIdentity) -> [SourceText]? {
        node(key).flatMap { Self.names($0, key.word, of: rule, collector: collector) }
    }

    /// A list of names, or one name, none of them twice. Nil after a mistake.
    static func names(
        _ node: OptionNode, _ key: String, of rule: RuleIdentity, collector: DiagnosticCollector
    ) -> [SourceText]? {
        var items = [node]
        if case .list(let list) = node.content { items = list }
        if items.isEmpty {
            collector.add(CleaningDiagnostics.emptyList(key, of: rule, at: node.location))
            return nil
        }
        let texts = items.map { text($0, of: Wording("'\(key)'"), collector: collector) }
        let names = texts.compactMap(\.self)
        return areDistinct(names, of: rule, collector: collector) && names.count == texts.count ? names : nil
    }

    /// Tells that a rule of entries has none, unless what stands there is no mapping, which has been told.
    func reportNothing(of rule: RuleIdentity) {
        switch node.content {
        case .empty, .mapping: collector.add(CleaningDiagnostics.emptyList(rule.name, of: rule, at: node.location))
        case .scalar, .list: break
        }
    }

    /// Whether no name stands twice; every repetition is reported.
    static func areDistinct(_ names: [SourceText], of rule: RuleIdentity, collector: DiagnosticCollector) -> Bool {
        var seen: Set<String> = []
        var isRight = true
        for name in names where !seen.insert(name.text).inserted {
            collector.add(CleaningDiagnostics.repeatedName(name, of: rule))
            isRight = false
        }
        return isRight
    }
}

extension TableSchema {
    /// The type of a column that a rule names; nil, and a message with the nearest name, when there is none.
    func knownType(of column: SourceText, collector: DiagnosticCollector) -> ColumnType? {
        if let type = type(of: column.text) { return type }
        if opaqueColumns.contains(column.text) { return nil }
        collector.add(StagesDiagnostics.unknownColumn(column, table: name, known: columnNames))
        return nil
    }

    /// Whether all columns are known and hold texts; every other is reported.
    func areTexts(
        _ columns: [SourceText], of rule: RuleIdentity, collector: DiagnosticCollector, help: Wording? = nil
    ) -> Bool {
        var isRight = true
        for column in columns {
            guard let type = knownType(of: column, collector: collector) else {
                isRight = false
                continue
            }
            if type != .text {
                collector.add(
                    CleaningDiagnostics.wrongType(
                        column, of: rule, expected: CleaningDiagnostics.aTextColumn, found: type, help: help))
                isRight = false
            }
        }
        return isRight
    }
}

extension Table {
    /// Where a planned column stands; its absence is our own bug.
    func plannedIndex(of column: String, by rule: RuleIdentity) throws(DiagnosedFailure) -> Int {
        guard let index = index(of: column) else {
            throw DiagnosedFailure(CleaningDiagnostics.columnAbsent(column, of: rule))
        }
        return index
    }
}

extension [SourceText] {
    /// The names in single quotes, for a plan's line.
    var listed: Wording {
        Wording(
            en: map { "'\($0.text)'" }.joined(separator: ", "), zh: map { "'\($0.text)'" }.joined(separator: "、"))
    }
}
