// What became of the rows of a table on their way into a cell: how many left at which step, file by file.

import Stages
import Tabular

/// The rows of one table on their way into a cell of one metric.
package struct RowTrace: Sendable {
    /// Where a row leaves, in the order in which it is asked.
    package enum Step: Sendable, Hashable {
        /// It has no time.
        case untimed
        /// It counts in other periods.
        case otherPeriod
        /// It bears other labels.
        case otherLabel
        /// It does not fulfil a condition, by its place among ``RowTrace/conditions``.
        case condition(Int)
        /// A value that the metric looks at is missing.
        case missingValue
        /// A row alone does not tell: it is not the one of its kind that counts.
        case notChosen
        /// It counts.
        case entered
    }

    /// A row that counts.
    package struct Sample: Sendable {
        /// The index of its file.
        package var file: Int
        /// Where it stands there; nil where that was not kept.
        package var line: Int?
        /// Its key; nil where the table has none that may be told.
        package var key: String?
    }

    /// The metric that looks at the rows: the one asked about, or one that it is made from.
    package var metric: String
    package var table: String
    /// The column that says when a row counts.
    package var time: String?
    /// The conditions, as formulas.
    package var conditions: [String]
    /// Whether only some rows of a kind count, such as each customer's first.
    package var chooses: Bool
    /// By the index of their file, then by where they leave.
    package var rows: [Int: [Step: Int]] = [:]
    /// The first rows that count, in the order of the files.
    package var samples: [Sample] = []
    /// Whether the rows that count of some files are all rows of some labels: what the files have then tells what the labels have.
    package var filesFollowLabels = false

    /// All steps, in order.
    package var steps: [Step] {
        [.untimed, .otherPeriod, .otherLabel] + conditions.indices.map { .condition($0) }
            + [.missingValue, .notChosen, .entered]
    }

    /// How many rows leave at a step, of all files.
    package func count(_ step: Step) -> Int { rows.values.reduce(0) { $0 + ($1[step] ?? 0) } }
}

/// Joins files and labels that have rows in common.
struct FilesAndLabels {
    private var parent: [Int: Int] = [:]
    private var numbers: [[UInt32]: Int] = [:]

    /// Notes a row of a file that bears some labels.
    mutating func join(file: Int, labels: [UInt32]) {
        let number = numbers[labels] ?? -1 - numbers.count
        numbers[labels] = number
        let (one, other) = (root(of: file), root(of: number))
        if one != other { parent[one] = other }
    }

    /// Whether the files fall into parts that share no label.
    var fallApart: Bool {
        let files = Set(parent.keys.filter { $0 >= 0 }).union(parent.values.filter { $0 >= 0 })
        return Set(files.map { root(of: $0) }).count > 1
    }

    private func root(of place: Int) -> Int {
        var place = place
        while let above = parent[place] { place = above }
        return place
    }
}
