// What lists are going to hold: checked formulas over tables, and what was left out of built-in ones.

import Diagnostics
import Expressions
import Stages

/// A checked plan of all lists.
package struct ListPlan: Sendable {
    var lists: [PlannedList] = []

    package init() {}

    /// The names of their files, without folder and ending, in the order written.
    package var names: [String] { lists.map(\.key) }

    /// The plan in words.
    package var lines: [Wording] {
        lists.map { list in
            let tables = list.sources.map(\.table).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                .joined(separator: ", ")
            return Wording(
                en: "list '\(list.key)' (\(list.title.english)) of \(tables)",
                zh: "名单 '\(list.key)'（\(list.title.chinese)），来自 \(tables)")
        }
    }
}

/// A list whose formulas are checked.
struct PlannedList: Sendable {
    var key: String
    var title: Wording
    var most: Int?
    var once: Bool
    var place: SourceLocation
    var sources: [PlannedSource] = []
    /// What a built-in list would also look at, and cannot.
    var leftOut: [Wording] = []
}

/// Rows of a table, and what is said of each.
struct PlannedSource: Sendable {
    struct Shown: Sendable {
        var title: String
        var formula: BoundFormula
        /// Whether its cells name people; nil where nobody said.
        var namesPeople: Bool?
    }

    var table: String
    var when: BoundFormula?
    var unless: BoundFormula?
    /// What of the rows is known at the moment of the report.
    var known = PlannedKnowledge()
    var chosen: [(segment: String, labels: Set<String>)]
    var by: String?
    var metric: MetricCondition?
    var yearly: BoundFormula?
    var within: Int
    var lunar: BoundFormula?
    var id: Shown
    var name: Shown?
    var owner: BoundFormula?
    var due: BoundFormula?
    var order: BoundFormula?
    var descending: Bool
    var reason: Wording
    var show: [Shown]
}

/// A condition on the metrics of a segment's labels, and the number they are ranked by.
struct MetricCondition: Sendable {
    /// A number of a metric that a formula mentions.
    struct Mention: Sendable, Hashable {
        enum Part: String, Sendable, CaseIterable {
            case value, low, high, n
        }

        var metric: String
        var part: Part

        var name: String { "\(metric).\(part.rawValue)" }
    }

    var mentions: [Mention]
    var condition: TypedExpression
    var order: TypedExpression?

    /// The metrics, each once, in the order mentioned.
    var metrics: [String] {
        mentions.reduce(into: []) { if !$0.contains($1.metric) { $0.append($1.metric) } }
    }
}
