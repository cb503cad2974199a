// What a page says of how answers spread, in both languages.

import Diagnostics
import Stages

/// Sentences about distributions. Numbers come as they are printed.
enum DistributionWords {
    typealias Count = ReportWords.Count

    /// Answers that follow each other: `4–5`, `satisfied or very satisfied`, `poor to fair`.
    static func span(_ answers: [Wording]) -> Wording {
        guard let first = answers.first, let last = answers.last else { return Wording("") }
        if answers.count == 1 { return quoted(first) }
        if Double(first.english) != nil, Double(last.english) != nil {
            return Wording(en: "\(first.english)–\(last.english)", zh: "\(first.chinese)–\(last.chinese)")
        }
        let (one, other) = (quoted(first), quoted(last))
        return answers.count == 2
            ? Wording(en: "\(one.english) or \(other.english)", zh: "\(one.chinese)或\(other.chinese)")
            : Wording(en: "\(one.english) to \(other.english)", zh: "\(one.chinese)至\(other.chinese)")
    }

    /// An answer within a sentence: words stand between quotes, numbers do not.
    private static func quoted(_ answer: Wording) -> Wording {
        func quoted(_ text: String) -> String { Double(text) == nil ? "“\(text)”" : text }
        return Wording(en: quoted(answer.english), zh: quoted(answer.chinese))
    }

    /// The head of the column of the highest answers' share.
    static func share(of answers: Wording) -> Wording {
        Wording(en: "Answered \(answers.english)", zh: "选\(spaced(answers))的占比")
    }

    /// Chinese with blanks around a number, and none around a quote.
    private static func spaced(_ answers: Wording) -> String {
        answers.chinese.hasPrefix("“") ? answers.chinese : " \(answers.chinese) "
    }

    /// Chinese with a blank before a number, at the end of a sentence.
    private static func unspaced(_ answers: Wording) -> String {
        answers.chinese.hasPrefix("“") ? answers.chinese : " \(answers.chinese)"
    }

    /// A share with its interval: `84.2% (95% interval 81.0–87.1%)`.
    private static func told(_ share: Told) -> Wording {
        Wording(
            en: share.interval.map { "\(share.share) (95% interval \($0))" } ?? share.share,
            zh: share.interval.map { "\(share.share)（95% 区间 \($0)）" } ?? share.share)
    }

    /// A share as it is printed, with its interval, and what it is of.
    struct Told {
        var name: Wording
        var share: String
        var interval: String?
    }

    /// What is said of several items: the item of the largest and of the smallest share of high answers.
    static func items(_ answers: Wording, highest: Told, lowest: Told) -> Wording {
        let (high, low) = (told(highest), told(lowest))
        return Wording(
            en: "Answers of \(answers.english) are most frequent for \(highest.name.english), \(high.english), "
                + "and least frequent for \(lowest.name.english), \(low.english).",
            zh: "\(share(of: answers).chinese)：\(highest.name.chinese)最高，为 \(high.chinese)；"
                + "\(lowest.name.chinese)最低，为 \(low.chinese)。")
    }

    /// What is said of one item: the shares of its high and of its low answers.
    static func item(high: Told, low: Told?) -> Wording {
        let share = told(high)
        return Wording(
            en: "\(share.english) answered \(high.name.english)"
                + (low.map { "; \($0.share) answered \($0.name.english)." } ?? "."),
            zh: "\(share.chinese)选\(unspaced(high.name))" + (low.map { "；\($0.share) 选\(unspaced($0.name))。" } ?? "。"))
    }

    /// - Parameter together: how many of the first come to which share.
    static func categories(first: Told, second: Told?, together: (count: Int, share: String)?) -> Wording {
        let share = told(first)
        return Wording(
            en: "Most frequent is \(first.name.english), \(share.english)"
                + (second.map { ", then \($0.name.english), \($0.share)" } ?? "")
                + (together.map { "; the first \($0.count) come to \($0.share)." } ?? "."),
            zh: "最多的是“\(first.name.chinese)”，占 \(share.chinese)"
                + (second.map { "，其次是“\($0.name.chinese)”，占 \($0.share)" } ?? "")
                + (together.map { "；前 \($0.count) 项合计 \($0.share)。" } ?? "。"))
    }

    static func amounts(median: String, lower: String, upper: String) -> Wording {
        Wording(
            en: "Half are at \(median) or below; the middle half lies between \(lower) and \(upper).",
            zh: "一半不超过 \(median)；居中的一半在 \(lower) 与 \(upper) 之间。")
    }

    static func median(_ median: String) -> Wording { Wording(en: "Median \(median)", zh: "中位数 \(median)") }

    // MARK: What it rests on

    /// `n = 795; 5 rows without an answer do not count.`
    static func base(n: Count, empty: Count, outside: Count) -> Wording {
        Wording(
            en: "n = \(n.text)" + emptyRows(empty, outside).english,
            zh: "n = \(n.text)" + emptyRows(empty, outside).chinese)
    }

    private static func emptyRows(_ empty: Count, _ outside: Count) -> Wording {
        let none = empty.number + outside.number == 0
        return Wording(
            en: none
                ? "; every row has an answer."
                : "; "
                    + [
                        empty.number > 0 ? "\(empty.of("row")) without an answer" : nil,
                        outside.number > 0 ? "\(outside.of("row")) with an answer off the scale" : nil,
                    ].compactMap { $0 }.joined(separator: " and ")
                    + " \(English.form(empty.number + outside.number, "does", "do")) not count.",
            zh: none
                ? "，各行均有回答。"
                : "；"
                    + [
                        empty.number > 0 ? "\(empty.text) 行未答" : nil,
                        outside.number > 0 ? "\(outside.text) 行的答案不在量表内" : nil,
                    ].compactMap { $0 }.joined(separator: "，") + "，不计入。")
    }

    /// How to read the drawings of a section.
    ///
    /// - Parameter hasScales: whether there are bars around neutral answers among them.
    static func note(hasScales: Bool) -> Wording {
        Wording(
            en: "Shares are of the rows with an answer, with Wilson's intervals."
                + (hasScales
                    ? " Bars of a scale have their zero in the middle of the neutral answers, or between the low and the high ones "
                        + "where there are none." : ""),
            zh: "占比以有回答的行为基数，区间为 Wilson 区间。"
                + (hasScales ? "量表的条形以中间答案的正中为零点；没有中间答案时，零点在低分与高分之间。" : ""))
    }

    static func outside(_ outside: Count) -> Wording {
        Wording(
            en: "\(outside.of("answer")) off the scale \(English.form(outside.number, "does", "do")) not count.",
            zh: "\(outside.text) 个答案不在量表内，不计入。")
    }

    static let histogram = Wording(en: "Answers by range; the bar below is the middle half", zh: "各区间的回答数；下方横条为居中的一半")

    static let severalChoices = Wording(
        en: "An answer may hold several choices, so that shares come to more than 100%.", zh: "一份回答可选多项，各项占比之和超过 100%。")

    static let othersAreMentions = Wording(
        en: "Others counts how often they were chosen.", zh: "“其他”为被选次数。")

    static let rareAnswers = Wording(
        en: "Others are answers that few gave, or beyond the first.", zh: "“其他”为人数较少或未单列的答案。")

    /// Labels that are hidden, and those for which there is no room; nothing where there is none.
    static func labelsLeftOut(hidden: Count, further: Count) -> [Wording] {
        let ofHidden = Wording(
            en: "\(hidden.of("label")) of too few answers, or from which such could be reckoned, "
                + "\(English.form(hidden.number, "is", "are")) not shown.",
            zh: "\(hidden.text) 个标签回答过少，或可据以推算此类标签，不予显示。")
        let ofFurther = Wording(
            en:
                "\(further.of("further label")) \(English.form(further.number, "stands", "stand")) in distributions.csv.",
            zh: "另有 \(further.text) 个标签见 distributions.csv。")
        return (hidden.number > 0 ? [ofHidden] : []) + (further.number > 0 ? [ofFurther] : [])
    }

    static func below(_ end: String) -> Wording { Wording(en: "below \(end)", zh: "\(end) 以下") }

    static func from(_ end: String) -> Wording { Wording(en: "\(end) and above", zh: "\(end) 及以上") }
}
