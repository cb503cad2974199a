// `conventions`: how customers and rows are grouped.

import Diagnostics
import Documents
import Stages

/// The conventions by which segments divide.
///
/// - Shape: a sentence per segment that has one.
/// - Missing: without any the block is left out.
struct Conventions: ReportBlock {
    static let word = "conventions"
    static let help = Wording(en: "how customers and rows are grouped", zh: "客户与行的分组约定")

    func section(from desk: ReportDesk) -> Document.Section? {
        let items = desk.results.segments.compactMap { segment in
            segment.convention.map {
                Document.List.Item($0[desk.language], lead: .term(segment.title[desk.language]))
            }
        }
        guard !items.isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: desk.words[.conventions], continues: Definitions.word,
            elements: [.list(Document.List(items))])
    }
}
