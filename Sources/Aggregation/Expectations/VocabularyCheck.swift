// What must occur in the columns of a table for its metrics to mean anything: words, scores of a scale, texts, labels.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Something to look for in a column once its rows are there.
struct VocabularyCheck: Sendable {
    enum Subject: Sendable, Hashable {
        /// A text column of a kind of table holds words that built-in metrics know.
        case words(column: Int, name: String, kind: String)
        /// A column that built-in metrics need in every row has a cell in nearly all.
        case cells(column: Int, name: String, kind: String)
        /// A column of lengths of time holds none below zero.
        case lengths(column: Int)
        /// One moment, which built-in metrics measure to, is not before the other, which they measure from.
        case order(later: Int, earlier: Int)
        /// A column of numbers holds scores of a scale.
        case scores(column: Int, low: Double, high: Double)
        /// A condition of the user's on the texts of a column is fulfilled by some row.
        case text(column: Int, Expression.ComparedText)
        /// A flag that the user's formulas ask for is that of some row.
        case flag(column: Int, Expression.ComparedFlag)
        /// A column of amounts, added up per row, holds those of the rows and not those of the orders they belong to.
        case amounts(column: Int, order: Int)
        /// A label that the user's formulas compare a segment with is one that it has; by position in the table's segments.
        case label(segment: Int, Expression.ComparedText)
    }

    var subject: Subject
    /// Where the user can mend what is found.
    var place: SourceLocation
    /// The keys of the metrics that ask.
    var metrics: [String]
    /// By metric whose scale is set by parameters, those that cut it, such as from which score on somebody is satisfied.
    var cuts: [String: [String]] = [:]

    /// Whether it tells of scores outside the scale of a metric.
    func tellsScores(of metric: String) -> Bool {
        if case .scores = subject { metrics.contains(metric) } else { false }
    }
}
