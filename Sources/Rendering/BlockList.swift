// Reads `blocks:`, the list of what a report shows.

import Diagnostics
import Stages

/// The blocks of a report as written, in order.
///
///     blocks: [summary, headlines, { breakdowns: { most_labels: 20 } }, books]
///
/// - Errors: a word that is no block, a block named twice, a list without any; all are collected.
struct BlockList {
    private(set) var blocks: [any ReportBlock] = []
    private let subject: Wording
    private let collector: DiagnosticCollector
    private var words: Set<String> = []

    init(_ node: OptionNode, of subject: Wording, collector: DiagnosticCollector) {
        self.subject = subject
        self.collector = collector
        let items: [OptionNode] =
            switch node.content {
            case .list(let items): items
            case .scalar, .mapping: [node]
            case .empty: []
            }
        if items.isEmpty { collector.add(RenderingDiagnostics.noBlocks(at: node.location)) }
        for item in items { read(item) }
    }

    private mutating func read(_ node: OptionNode) {
        let word: SourceText
        let options: OptionNode
        switch node.content {
        case .scalar(let text):
            word = SourceText(text, start: node.location)
            options = OptionNode(.empty, at: node.location)
        case .mapping(let entries) where entries.count == 1:
            word = SourceText(entries[0].key, start: entries[0].keyLocation)
            options = entries[0].value
        case .mapping, .list, .empty:
            collector.add(RenderingDiagnostics.notOneBlock(node))
            return
        }
        guard let type = BlockCatalogue.named[word.text] else {
            collector.add(
                StagesDiagnostics.unknownChoice(word, of: subject, choices: BlockCatalogue.all.map { $0.word }))
            return
        }
        if !words.insert(word.text).inserted, !type.mayRepeat {
            collector.add(RenderingDiagnostics.repeatedBlock(word))
        }
        let reader = OptionReader(
            options, of: Wording(en: "block '\(type.word)'", zh: "内容块 '\(type.word)'"), keys: type.keys,
            collector: collector)
        blocks.append(type.init(reader))
        reader.finish()
    }
}
