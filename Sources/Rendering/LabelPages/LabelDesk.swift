// What the sections of a label's page are written from.

import Diagnostics
import Documents
import Stages
import Tabular

/// A label, what is known of it, and the words of one language.
struct LabelDesk {
    let facts: LabelFacts
    /// A position in the segment's labels.
    let label: Int
    let desk: ReportDesk

    /// The cell of the report's period.
    func cell(_ metric: MetricDescription) -> MetricCell? {
        desk.cells.cell(metric.key, facts.breakdown, desk.results.period, labels: [label])
    }

    /// Titles of metrics in a row.
    func joined(_ names: [String]) -> String { names.joined(separator: desk.language == .chinese ? "、" : ", ") }
}
