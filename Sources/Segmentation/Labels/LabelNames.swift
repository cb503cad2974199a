// Names that the pipeline file gives to labels: `labels: { true: long, false: { zh: 短, en: Short } }`.

import Diagnostics
import Stages

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
