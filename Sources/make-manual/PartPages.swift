// The pages of rules, segmenters and kinds of metrics: names and keys from the program, the rest from their doc comments.

import Cleaning
import Pipelines
import Segmentation
import Stages

enum PartPages {
    /// In the order of the manual.
    static func rules(_ comments: DocComments) throws(ManualMistake) -> [Page] {
        let names = RuleCatalogue.rules.map { ("\($0)", $0.declaration) }
        let symbols = Dictionary(uniqueKeysWithValues: names.map { ($0, $1.word) })
        var pages: [Page] = []
        for (type, declaration) in names {
            let comment = try comments.comment(ofType: type, in: "Sources/Cleaning/Rules")
            pages.append(page(declaration.word, comment, symbols, KeyTable.section(of: declaration)))
        }
        return pages
    }

    /// In the order of the manual.
    static func segmenters(_ comments: DocComments) throws(ManualMistake) -> [Page] {
        let types = SegmenterCatalogue.segmenters
        let symbols = Dictionary(uniqueKeysWithValues: types.map { ("\($0)", $0.name) })
        var pages: [Page] = []
        for type in types {
            let comment = try comments.comment(ofType: "\(type)", in: "Sources/Segmentation/Segmenters")
            pages.append(page(type.name, comment, symbols, KeyTable.section(type.keys)))
        }
        return pages
    }

    /// One page per key that says a metric's kind; a comment may stand for several.
    static func kinds(_ comments: DocComments) throws(ManualMistake) -> [Page] {
        var found: [String: DocComments.Comment] = [:]
        for file in comments.sources.files(in: "Sources/Aggregation", ending: ".swift") {
            for comment in try comments.all(in: file) where comment.lines[0].hasPrefix("`") {
                let heading = comment.lines[0].split(separator: " – ", maxSplits: 1)[0]
                for word in heading.matches(of: #/`(\w+): /#).map({ String($0.1) }) where found[word] == nil {
                    found[word] = comment
                }
            }
        }
        var pages: [Page] = []
        for kind in PipelineKeys.metricKinds {
            guard let comment = found[kind.key.word] else {
                throw ManualMistake(
                    "Sources/Aggregation: expected a doc comment that begins with '`\(kind.key.word): ', found none")
            }
            pages.append(page(kind.key.word, comment, [:], KeyTable.section([kind.key] + kind.furtherKeys)))
        }
        return pages
    }

    private static func page(
        _ name: String, _ comment: DocComments.Comment, _ symbols: [String: String], _ keys: [String]
    ) -> Page {
        Page(
            name: name, summary: comment.summary, body: comment.markdown(symbols: symbols) + keys,
            source: comment.source)
    }
}
