// A distribution whose formulas are checked: data only, to be counted.

import Diagnostics
import Stages

/// A checked distribution.
struct PlannedDistribution: Sendable {
    struct Item: Sendable {
        /// As written.
        var key: String
        var title: Wording
        var formula: BoundFormula
    }

    var key: String
    var title: Wording
    var form: Distribution.Form
    var table: String
    var items: [Item]
    var condition: BoundFormula?
    /// The date or instant column that says when a row counts; nil for rows whenever they were.
    var time: String?
    var segment: String?
    /// Of a scale all of them; of categories those that are named.
    var order: [String]
    var words: [String: Wording]
    var neutral: ClosedRange<Int>?
    var top: Int
    /// What stands between choices.
    var split: String?
    /// Before what a choice ends.
    var until: String?
    var most: Int
    var unit: MetricUnit
    var place: SourceLocation

    /// An answer as a step that the pipeline file names, or that the data show.
    func step(_ answer: String, isNamed: Bool) -> Distribution.Step {
        Distribution.Step(key: answer, title: words[answer] ?? Wording(answer), isNamed: isNamed)
    }

    /// The plan in words.
    var line: Wording {
        let columns = items.map(\.key)
        let by = segment.map { Wording(en: " by \($0)", zh: "，按 \($0)") } ?? Wording("")
        return Wording(
            en:
                "distribution '\(key)' (\(form.rawValue)): \(columns.joined(separator: ", ")) of '\(table)'\(by.english)",
            zh: "分布 '\(key)'（\(form.rawValue)）：表 '\(table)' 的 \(columns.joined(separator: "、"))\(by.chinese)")
    }
}
