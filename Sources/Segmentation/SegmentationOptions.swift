// What may be written under `link:` and `segment:`.

import Diagnostics
import Stages

/// The links and segments of a pipeline file as written, each read but not yet compared with any table.
///
///     link:
///       calls.customer: customers.customer_id
///       calls.phone: { else: customers.phone }
///     segment:
///       region: { geography: area, from: [customers.province, customers.address] }
///       queue: { column: calls.queue }
package struct SegmentationOptions: Sendable {
    /// What may stand behind `link`: columns, and the key of another table that each leads to.
    package static let linkForm = OptionValue.entries(.either([.name(.tableColumn), .mapping([otherwise])]))
    /// What may stand behind `segment`: names, each with one way to divide.
    package static let segmentForm = OptionValue.entries(
        .either(SegmenterCatalogue.segmenters.map { .mapping($0.keys) }))

    static let otherwise = OptionKey(
        "else", .name(.tableColumn), isRequired: true,
        help: Wording(
            en: "the key of another table, used where earlier links to that table find no partner",
            zh: "另一表的键，仅在此前通向该表的关联找不到对应时使用"))

    /// In the order written.
    package var links: [WrittenLink] = []
    package var segments: [WrittenSegment] = []
    /// Segments whose options could not be read; that has been reported.
    package var unreadable: [SegmentIdentity] = []
    /// How many links are named, also those with a mistake.
    package private(set) var declaredLinkCount = 0

    package init(segment: OptionNode?, link: OptionNode?, collector: DiagnosticCollector) {
        if let link { readLinks(link, collector) }
        if let segment { readSegments(segment, collector) }
    }

    /// By table, the names of all columns that links and segments read.
    package var mentionedColumns: [String: Set<String>] {
        let columns =
            links.flatMap { [$0.from, $0.to] } + segments.flatMap { $0.segmenter.mentionedColumns }
        return columns.reduce(into: [:]) { $0[$1.table.text, default: []].insert($1.column.text) }
    }

    /// The columns of linked tables that formulas of segments mention.
    package var linkedColumns: [ColumnReference] {
        segments.flatMap { $0.segmenter.mentionedColumns }.filter { $0.mentioner != nil }
    }

    /// By table, the columns that tell customers apart: those of links and the customers of segments.
    package var keyColumns: [String: Set<String>] {
        let columns = links.flatMap { [$0.from, $0.to] } + segments.compactMap(\.segmenter.customer)
        return columns.reduce(into: [:]) { $0[$1.table.text, default: []].insert($1.column.text) }
    }

    private mutating func readLinks(_ node: OptionNode, _ collector: DiagnosticCollector) {
        let reader = OptionReader(node, of: Wording("'link'"), form: Self.linkForm, collector: collector)
        for entry in reader.allEntries() {
            declaredLinkCount += 1
            let subject = Wording(en: "link '\(entry.key)'", zh: "关联 '\(entry.key)'")
            let key = SourceText(entry.key, start: entry.keyLocation)
            let from = ColumnReference(key)
            if from == nil { collector.add(SegmentationDiagnostics.notTableAndColumn(key, of: Wording("'link'"))) }
            var target: SourceText?
            var isElse = false
            if case .mapping = entry.value.content {
                let options = OptionReader(entry.value, of: subject, keys: [Self.otherwise], collector: collector)
                target = options.text(Self.otherwise)
                options.finish()
                isElse = true
            } else {
                target = OptionReader.text(entry.value, of: subject, collector: collector)
            }
            guard let target else { continue }
            let to = ColumnReference(target)
            if to == nil { collector.add(SegmentationDiagnostics.notTableAndColumn(target, of: subject)) }
            if let from, let to { links.append(WrittenLink(from: from, to: to, isElse: isElse)) }
        }
    }

    private mutating func readSegments(_ node: OptionNode, _ collector: DiagnosticCollector) {
        let reader = OptionReader(node, of: Wording("'segment'"), form: Self.segmentForm, collector: collector)
        for entry in reader.allEntries() {
            let identity = SegmentIdentity(key: entry.key, location: entry.keyLocation)
            if let problem = SegmentationDiagnostics.problem(withKeyOf: identity) { collector.add(problem) }
            guard case .mapping(let entries) = entry.value.content else {
                collector.add(
                    StagesDiagnostics.wrongKind(of: identity.wording, expected: .mapping, found: entry.value))
                unreadable.append(identity)
                continue
            }
            let segmenters = SegmenterCatalogue.segmenters.filter { type in entries.contains { $0.key == type.name } }
            guard segmenters.count == 1, let type = segmenters.first else {
                collector.add(
                    SegmentationDiagnostics.notOneKind(
                        of: identity, found: entries.filter { SegmenterCatalogue.names.contains($0.key) },
                        among: entries, known: SegmenterCatalogue.names, at: entry.value.location))
                unreadable.append(identity)
                continue
            }
            let options = OptionReader(entry.value, of: identity.wording, keys: type.keys, collector: collector)
            let title = options.wording(SegmentKeys.title)
            let segmenter = type.init(options, of: identity)
            options.finish()
            if let segmenter {
                segments.append(WrittenSegment(identity: identity, title: title, segmenter: segmenter))
            } else {
                unreadable.append(identity)
            }
        }
    }
}

extension OptionReader {
    /// The value of `key` as `table.column`, or as a column of the table that `of` names.
    func columns(_ key: OptionKey, of table: SourceText?) -> [ColumnReference]? {
        guard let texts = texts(key) else { return nil }
        let columns = texts.compactMap { text -> ColumnReference? in
            if let table { return ColumnReference(table: table, column: text) }
            if let column = ColumnReference(text) { return column }
            collector.add(SegmentationDiagnostics.notTableAndColumn(text, of: keyWording(key)))
            return nil
        }
        if texts.isEmpty, let node = node(key) {
            collector.add(SegmentationDiagnostics.emptyList(key.word, at: node.location))
        }
        return columns.isEmpty ? nil : columns
    }
}
