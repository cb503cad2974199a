// A distribution as it is written in the pipeline file.

import Diagnostics
import Expressions
import Stages

/// How some answers spread, as it is asked for.
///
///     distributions:
///       ratings: { scale: [attitude, speed], of: surveys, order: 1..5, by: region }
///       wishes: { categories: wishes, of: surveys, split: "┋", most: 8 }
///       duration: { amounts: duration, of: surveys }
package struct DistributionRequest: Sendable {
    /// A column of a scale; categories and amounts have one.
    struct Item: Sendable {
        var formula: Expression
        var title: Wording?
    }

    var key: SourceText
    var form: Distribution.Form
    var items: [Item]
    var table: SourceText
    var title: Wording?
    var condition: Expression?
    var time: SourceText?
    var segment: SourceText?
    /// The answers in their order; nil where none is written.
    var order: [SourceText]?
    var neutral: [SourceText]?
    var top: Int?
    var split: String?
    var until: String?
    var most = 8
    /// By answer.
    var words: [String: Wording] = [:]

    /// The keys of an entry that no form has.
    private static func unknownWords(of node: OptionNode) -> [String] {
        guard case .mapping(let entries) = node.content else { return [] }
        let known = Set(DistributionKeys.forms.flatMap(\.keys).map(\.word))
        return entries.map(\.key).filter { !known.contains($0) }
    }

    /// Reads an entry of `distributions`; every mistake is collected.
    init?(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        key = SourceText(entry.key, start: entry.keyLocation)
        let subject = Wording(en: "distribution '\(entry.key)'", zh: "分布 '\(entry.key)'")
        let written = DistributionKeys.forms.filter { entry.value.has($0.key) }
        guard let found = written.first, written.count == 1 else {
            // Where none is written, a word that is none of its keys may be meant for one.
            let found = written.isEmpty ? Self.unknownWords(of: entry.value) : written.map(\.key.word)
            collector.add(AggregationDiagnostics.distributionForm(key, found: found))
            return nil
        }
        let reader = OptionReader(entry.value, of: subject, keys: found.keys, collector: collector)
        form = found.form
        let table = reader.text(DistributionKeys.of)
        title = reader.wording(DistributionKeys.title)
        condition = reader.expression(DistributionKeys.condition)
        time = reader.text(DistributionKeys.time)
        segment = reader.text(DistributionKeys.by)
        items = []
        switch form {
        case .scale:
            items = Self.items(reader)
            order = reader.texts(DistributionKeys.order)
            neutral = reader.texts(DistributionKeys.neutral)
            top = reader.integer(DistributionKeys.top)
            words = Self.words(reader)
        case .categories:
            items = reader.expression(DistributionKeys.categories).map { [Item(formula: $0)] } ?? []
            order = reader.texts(DistributionKeys.order)
            split = reader.text(DistributionKeys.split)?.text
            until = reader.text(DistributionKeys.until)?.text
            most = reader.integer(DistributionKeys.most) ?? most
            words = Self.words(reader)
        case .amounts:
            items = reader.expression(DistributionKeys.amounts).map { [Item(formula: $0)] } ?? []
        }
        reader.finish()
        guard let table, !items.isEmpty else { return nil }
        self.table = table
    }

    private static func items(_ reader: OptionReader) -> [Item] {
        guard let node = reader.node(DistributionKeys.scale) else { return [] }
        return AggregationOptions.items(of: node).compactMap { node in
            let subject = Wording(en: "an entry of 'scale'", zh: "'scale' 的一项")
            guard case .mapping = node.content else {
                return OptionReader.text(node, of: subject, collector: reader.collector)
                    .flatMap { Expression($0, collector: reader.collector) }.map { Item(formula: $0) }
            }
            let item = OptionReader(node, of: subject, keys: DistributionKeys.ofItem, collector: reader.collector)
            let (formula, title) = (
                item.expression(DistributionKeys.column), item.wording(DistributionKeys.title)
            )
            item.finish()
            return formula.map { Item(formula: $0, title: title) }
        }
    }

    private static func words(_ reader: OptionReader) -> [String: Wording] {
        guard let node = reader.node(DistributionKeys.words) else { return [:] }
        let entries = OptionReader(
            node, of: Wording("'words'"), form: DistributionKeys.words.value, collector: reader.collector)
        return entries.allEntries().reduce(into: [:]) { words, entry in
            words[AnswerText.standard(entry.key)] = OptionReader.wording(
                entry.value, of: Wording("'\(entry.key)'"), collector: reader.collector)
        }
    }

    /// Every formula over the rows of its table.
    var formulas: [Expression] { items.map(\.formula) + [condition].compactMap { $0 } }
}

/// How answers are compared: numbers by what they are worth.
enum AnswerText {
    /// `5`, `5.0` and `05` are the same answer.
    static func standard(_ text: String) -> String {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }),
            let number = Double(text)
        else { return text }
        return MetricValue.real(number).text
    }

    /// The answers of an order in which `1..5` stands for five; nil where a range has no end, or more than a hundred answers.
    static func order(_ written: [SourceText]) -> [String]? {
        var answers: [String] = []
        for text in written {
            let ends = text.text.split(separator: "..", omittingEmptySubsequences: false)
            guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]) else {
                answers.append(standard(text.text))
                continue
            }
            guard abs(first.distance(to: last)) < 100 else { return nil }
            let range = Array(min(first, last)...max(first, last)).map(String.init)
            answers += first <= last ? range : range.reversed()
        }
        return answers
    }
}
