// The words of a workbook that no other format needs, in both languages.

import Diagnostics

/// What heads of columns and sheets are called in the language of a document.
struct SheetWords: Sendable {
    let language: Language

    /// The first sheet.
    static let overview = Wording(en: "Overview", zh: "概览")
    static let lowerEnd = Wording(en: "lower end", zh: "下限")
    static let upperEnd = Wording(en: "upper end", zh: "上限")
    static let relative = Wording(en: "relative", zh: "相对变化")
    static let meaning = Wording(en: "meaning", zh: "判断")
    static let note = Wording(en: "To mind", zh: "注意")
    static let status = Wording(en: "Status", zh: "状态")
    static let observations = Wording(en: "number of observations (n)", zh: "样本量（n）")

    subscript(_ word: Wording) -> String { word[language] }

    /// A title and what of it a column holds: `95% interval, lower end`.
    func part(_ title: String, _ word: Wording) -> String {
        title.isEmpty ? self[word] : title + Punctuation(language).comma + self[word]
    }
}
