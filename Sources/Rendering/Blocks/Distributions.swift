// `distributions`: how answers spread, a drawing and its numbers for each that `aggregate` asks for.

import Diagnostics
import Documents
import Stages

/// How answers spread.
///
/// - Shape: per distribution a title, a sentence, a drawing in a table or a figure, what it rests on, and its numbers.
/// - Missing: what has no answer, or is hidden, is left out; without distributions the block is left out.
struct Distributions: ReportBlock {
    static let word = "distributions"
    static let help = Wording(
        en: "how answers spread: scales, categories and amounts, as drawings and in figures",
        zh: "回答的分布：量表、类别与数额，附图与数据")

    static let mostLabelsKey = OptionKey(
        "most_labels", .integer(1...500),
        help: Wording(
            en: "how many labels of a segment are shown, those with the most answers; 12 unless said",
            zh: "每个分组最多显示几个标签，取回答最多者；默认 12"))
    static let keys = [mostLabelsKey]

    /// So many labels of a segment are shown.
    var mostLabels = 12

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostLabelsKey) { mostLabels = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let elements = desk.results.distributions.flatMap { distribution -> [Document.Element] in
            guard distribution.totals.contains(where: { !$0.isHidden && $0.n > 0 }) else { return [] }
            let shown = ShownLabels(of: distribution, most: mostLabels)
            let told: [Document.Element] =
                switch distribution.form {
                case .scale: ScaleExhibit(shown, desk).elements
                case .categories: CategoriesExhibit(shown, desk).elements
                case .amounts: AmountsExhibit(shown, desk).elements
                }
            return [.heading(Document.Heading(distribution.title[desk.language]))] + told
        }
        guard !elements.isEmpty else { return nil }
        let note = DistributionWords.note(
            hasScales: desk.results.distributions.contains { $0.form == .scale })
        return Document.Section(
            anchor: Self.word, title: desk.words[.distributions],
            elements: elements + [.paragraph(Document.Paragraph(note[desk.language], isNote: true))])
    }
}
