// A cell of the results that somebody asks about, and where a plan has it.

import Stages
import Tabular

/// A cell by the names that results give it.
package struct AskedCell: Sendable {
    package var metric: String
    /// The first day and the one after the last; nil for all time.
    package var start: Int?
    package var end: Int?
    /// Keys of segments, each with the key of a label.
    package var labels: [(segment: String, label: String)]

    package init(metric: String, start: Int?, end: Int?, labels: [(segment: String, label: String)]) {
        self.metric = metric
        self.start = start
        self.end = end
        self.labels = labels
    }
}

/// Where a plan has a cell.
struct AskedPlace {
    /// A position in the plan's metrics.
    var metric: Int
    /// A position in the plan's breakdowns.
    var breakdown: Int
    /// A position in the breakdown's periods.
    var position: Int
    var period: Period
    /// The segments of the breakdown, each with the position and the key of the label asked for.
    var labels: [(segment: String, label: Int, key: String)]

    /// Nil where the plan has no such cell.
    init?(_ cell: AskedCell, in plan: AggregationPlan, periods: [BreakdownPeriods], segments: [Segment]) {
        guard let metric = plan.metrics.firstIndex(where: { $0.description.key == cell.metric }) else { return nil }
        for breakdown in plan.metrics[metric].breakdowns {
            let keys = plan.breakdowns[breakdown].segments
            guard keys.sorted() == cell.labels.map(\.segment).sorted(),
                let position = periods[breakdown].shown.firstIndex(where: {
                    $0.start == cell.start && $0.end == cell.end
                })
            else { continue }
            let labels = keys.compactMap { key -> (segment: String, label: Int, key: String)? in
                guard let asked = cell.labels.first(where: { $0.segment == key })?.label,
                    let number = segments.first(where: { $0.key == key })?.labels.firstIndex(where: { $0.key == asked })
                else { return nil }
                return (key, number, asked)
            }
            guard labels.count == keys.count else { return nil }
            self.metric = metric
            self.breakdown = breakdown
            self.position = position
            self.period = periods[breakdown].periods[position]
            self.labels = labels
            return
        }
        return nil
    }

    /// The metric and all that it is made from, those first.
    func metrics(in plan: AggregationPlan) -> [Int] {
        var needed: Set<Int> = []
        func visit(_ position: Int) {
            guard needed.insert(position).inserted else { return }
            for operand in plan.metrics[position].computation.operands { visit(operand) }
        }
        visit(metric)
        return needed.sorted()
    }
}
