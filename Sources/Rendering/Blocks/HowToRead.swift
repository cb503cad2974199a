// `how-to-read`: what the signs and words of a report mean.

import Diagnostics
import Documents
import Stages

/// How to read intervals, verdicts, targets, small samples and rounded numbers.
struct HowToRead: ReportBlock {
    static let word = "how-to-read"
    static let help = Wording(
        en: "what intervals, verdicts and marks mean", zh: "区间、判定与标记的含义")

    func section(from desk: ReportDesk) -> Document.Section? {
        let sentences = [
            ReportWord.readInterval, .readNoise, .readTarget, .readSample, .readRounding,
        ]
        return Document.Section(
            anchor: Self.word, title: desk.words[.howToRead], isListed: false, isClosing: true,
            continues: Definitions.word,
            elements: [.list(Document.List(sentences.map { Document.List.Item(desk.words[$0]) }))])
    }
}
