// What a rolled-up row gathers from the rows of its key, as it is written.

import Diagnostics
import Expressions
import Stages

/// A column of a rolled-up table, and how it is put together.
struct Gathering: Sendable {
    /// How a value is put together, named as the user writes it.
    enum Way: String, Sendable, CaseIterable { case first, last, min, max, sum, count, distinct, any, join }

    let name: SourceText
    let way: Way
    /// Of what; nil counts all rows.
    let formula: Expression?

    /// `opened = first(time)`.
    var line: String { "\(name.text) = \(way.rawValue)(\(formula?.source.text ?? Self.rows))" }

    fileprivate static let rows = "rows"

    /// What stands between texts that are joined.
    static let separator = Array("; ".utf8)
}

extension [Gathering] {
    /// What a column of the rolled-up table is made from: itself for one of the key.
    func sources(of column: String) -> [String] {
        guard let gathering = first(where: { $0.name.text == column }) else { return [column] }
        return gathering.formula?.columnNames.map(\.text) ?? []
    }
}

extension Gathering.Way {
    var key: OptionKey { OptionKey(rawValue, form, help: help) }

    private var form: OptionValue {
        let named = OptionValue.entries(.formula)
        return self == .count ? named : .either([.oneOrMore(.name(.column)), named])
    }

    private var help: Wording {
        switch self {
        case .first: Wording(en: "the first value that is there", zh: "首个不缺失的值")
        case .last: Wording(en: "the last value that is there", zh: "末个不缺失的值")
        case .min: Wording(en: "the smallest value", zh: "最小值")
        case .max: Wording(en: "the largest value", zh: "最大值")
        case .sum: Wording(en: "the sum of the values", zh: "各值之和")
        case .count: Wording(en: "how many rows there are ('rows'), or fulfil a condition", zh: "行数（'rows'），或满足条件的行数")
        case .distinct: Wording(en: "how many different values there are", zh: "不同值的个数")
        case .any: Wording(en: "whether a row fulfils a condition", zh: "是否有行满足条件")
        case .join: Wording(en: "the different texts in their order, with '; ' between them", zh: "不同的文本，按先后以 '; ' 相连")
        }
    }

    /// Whether it asks whether rows fulfil a condition.
    var asksCondition: Bool { self == .count || self == .any }
}

extension Gathering {
    /// All that is written, in its order; nil after a mistake, which has been told.
    static func all(_ reader: OptionReader, of rule: RuleIdentity) -> [Gathering]? {
        var found: [String: [Gathering]] = [:]
        var isRight = true
        for way in Way.allCases {
            guard let node = reader.node(way.key) else { continue }
            let gatherings = read(way, node, of: rule, reader.collector)
            found[way.rawValue] = gatherings
            isRight = isRight && gatherings != nil
        }
        guard isRight, case .mapping(let entries) = reader.node.content else { return isRight ? [] : nil }
        return entries.flatMap { found[$0.key] ?? [] }
    }

    private static func read(
        _ way: Way, _ node: OptionNode, of rule: RuleIdentity, _ collector: DiagnosticCollector
    ) -> [Gathering]? {
        let word = way.rawValue
        switch node.content {
        case .empty:
            collector.add(CleaningDiagnostics.emptyList(word, of: rule, at: node.location))
            return nil
        case .scalar, .list:
            if way == .count {
                collector.add(StagesDiagnostics.wrongKind(of: Wording("'\(word)'"), expected: .mapping, found: node))
                return nil
            }
            guard let names = OptionReader.names(node, word, of: rule, collector: collector) else { return nil }
            let gatherings = names.compactMap { name in
                column(name, collector).map { Gathering(name: name, way: way, formula: $0) }
            }
            return gatherings.count == names.count ? gatherings : nil
        case .mapping:
            let form = OptionValue.entries(.formula)
            let reader = OptionReader(node, of: Wording("'\(word)'"), form: form, collector: collector)
            let entries = reader.allEntries()
            reader.finish()
            if entries.isEmpty { collector.add(CleaningDiagnostics.emptyList(word, of: rule, at: node.location)) }
            let gatherings = entries.compactMap { entry -> Gathering? in
                let name = SourceText(entry.key, start: entry.keyLocation)
                if way == .count, entry.value.sourceText?.text == rows {
                    return Gathering(name: name, way: way, formula: nil)
                }
                return OptionReader.expression(entry.value, of: Wording("'\(entry.key)'"), collector: collector).map {
                    Gathering(name: name, way: way, formula: $0)
                }
            }
            return gatherings.isEmpty || gatherings.count < entries.count ? nil : gatherings
        }
    }

    /// The formula that is nothing but a column.
    private static func column(_ name: SourceText, _ collector: DiagnosticCollector) -> Expression? {
        Expression(SourceText(Expression.spelled(column: name.text), start: name.start), collector: collector)
    }
}
