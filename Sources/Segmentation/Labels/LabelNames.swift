// Names that the pipeline file gives to labels: `labels: { true: long, false: { zh: 短, en: Short } }`.

import Diagnostics
import Expressions
import Stages
import Tabular

/// What values are called.
///
/// A plain text renames the label; a mapping of languages only gives it a title. Values with the same name become one
/// label.
struct LabelNames: Sendable {
    struct Entry: Sendable {
        var value: String
        var label: SegmentLabel
    }

    /// In the order written, which is the order of the labels.
    var entries: [Entry] = []

    init() {}

    init(_ reader: OptionReader) {
        guard let node = reader.node(SegmentKeys.labels) else { return }
        let names = OptionReader(
            node, of: reader.keyWording(SegmentKeys.labels), form: SegmentKeys.labels.value,
            collector: reader.collector)
        for entry in names.allEntries() {
            let subject = Wording("'\(entry.key)'")
            if let name = entry.value.sourceText {
                entries.append(Entry(value: entry.key, label: SegmentLabel(key: name.text)))
            } else if let title = OptionReader.wording(entry.value, of: subject, collector: reader.collector) {
                entries.append(Entry(value: entry.key, label: SegmentLabel(key: entry.key, title: title)))
            }
        }
    }

    func label(of value: String) -> SegmentLabel? {
        entries.first { $0.value.utf8.elementsEqual(value.utf8) }?.label
    }

    /// The label of a value in SQL, as ``ValueLabels`` gives it.
    func sql(of value: String, _ scope: SegmentSQLScope) -> String {
        let (dialect, unknown) = (scope.dialect, SegmentLabel.unknown.key)
        let text = "CAST(\(value) AS \(dialect.type(.text)))"
        var renamed = entries.map { (value: $0.value, label: $0.label.key) }
        // An empty text is none, and one that reads like the label of what is missing is another label.
        renamed += [(value: "", label: unknown), (value: unknown, label: ValueLabels.label(of: unknown).key)]
        let cases = renamed.map { "WHEN \(dialect.text($0.value)) THEN \(dialect.text($0.label))" }
        return "CASE \(text) \(cases.joined(separator: " ")) ELSE \(scope.known(text)) END"
    }
}

extension OptionReader {
    /// The value of `key` as a list of labels, each one text or a mapping of languages.
    func labelList(_ key: OptionKey, of segment: SegmentIdentity) -> [SegmentLabel]? {
        guard let node = node(key) else { return nil }
        guard case .list(let items) = node.content else {
            collector.add(StagesDiagnostics.wrongKind(of: keyWording(key), expected: .list, found: node))
            return nil
        }
        var labels: [SegmentLabel] = []
        for item in items {
            guard let title = Self.wording(item, of: keyWording(key), collector: collector) else { continue }
            let label = SegmentLabel(key: title.english, title: title)
            if label.key == SegmentLabel.unknown.key {
                collector.add(
                    SegmentationDiagnostics.reservedLabel(SourceText(label.key, start: item.location), of: segment))
            }
            if labels.contains(where: { $0.key == label.key }) {
                collector.add(
                    SegmentationDiagnostics.repeatedLabel(SourceText(label.key, start: item.location), of: segment))
            }
            labels.append(label)
        }
        return labels
    }
}
