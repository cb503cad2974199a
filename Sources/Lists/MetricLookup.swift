// Decides a condition on metrics for the labels of a segment, by the cells as they are shown.

import Expressions
import Stages
import Tabular

/// The metrics of labels, and what a condition says of them.
///
/// A metric that is hidden, undefined, below its minimum n, or a sum of a period that is not over, is not known; a label is taken only
/// where the condition holds whatever the number that is not known: so that a list neither judges by chance nor tells what is hidden.
struct MetricLookup {
    private let cells: [String: [String: MetricCell]]
    private var held: Set<String> = []
    private var orders: [String: Double] = [:]
    private var known: Set<String> = []

    init(_ metric: MetricCondition, by segment: String, in results: MetricResults, of labels: Set<String>) {
        var cells: [String: [String: MetricCell]] = [:]
        let keys = results.segments.first { $0.key == segment }?.labels.map(\.key) ?? []
        let breakdown = Breakdown(segments: [segment])
        let wanted = Set(metric.metrics)
        let descriptions = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for cell in results.cells where cell.breakdown == breakdown && cell.period == results.period {
            guard wanted.contains(cell.metric), let label = cell.labels.first, keys.indices.contains(label),
                labels.contains(keys[label]), let description = descriptions[cell.metric],
                Self.isKnown(cell, description)
            else { continue }
            cells[keys[label], default: [:]][cell.metric] = cell
        }
        self.cells = cells
        // Nobody is a person that could be praised or helped.
        let rows = labels.subtracting([SegmentLabel.unknown.key]).sorted()
        func column(_ mention: MetricCondition.Mention, otherwise: Double?) -> Column {
            let values = rows.map { cells[$0]?[mention.metric].flatMap { mention.value(of: $0) } }
            let isKnown = rows.map { cells[$0]?[mention.metric] != nil }
            return .real(
                PrimitiveColumn(
                    zip(values, isKnown).map { $1 ? $0 ?? 0 : otherwise ?? 0 },
                    presence: Presence(count: rows.count) { values[$0] != nil || !isKnown[$0] && otherwise != nil }))
        }
        func chunk(otherwise: Double?) -> Chunk {
            Chunk(
                rowCount: rows.count, columns: metric.mentions.map { column($0, otherwise: otherwise) },
                origin: RowOrigin(file: 0))
        }
        let context = EvaluationContext(zone: .utc)
        let truths = [nil, -1e300, 1e300].map { metric.condition.isTrue(chunk: chunk(otherwise: $0), context: context) }
        for (position, label) in rows.enumerated() {
            if cells[label]?.isEmpty == false { known.insert(label) }
            if truths.allSatisfy({ $0[position] }) { held.insert(label) }
        }
        if let order = metric.order,
            case .real(let values) = order.evaluate(chunk: chunk(otherwise: nil), context: context)
        {
            for (position, label) in rows.enumerated() { orders[label] = values[position] }
        }
    }

    private static func isKnown(_ cell: MetricCell, _ metric: MetricDescription) -> Bool {
        switch cell.status {
        case .hidden, .undefined: false
        case .partial: !metric.counts && !metric.isAdditive && cell.n >= metric.minimumN
        default: cell.n >= metric.minimumN
        }
    }

    /// Whether any of its metrics is.
    func isKnown(_ label: String) -> Bool { known.contains(label) }
    func holds(_ label: String) -> Bool { known.contains(label) && held.contains(label) }
    func order(_ label: String) -> Double? { orders[label] }
    func cell(of metric: String, _ label: String) -> MetricCell? { cells[label]?[metric] }
}

extension MetricCondition.Mention {
    fileprivate func value(of cell: MetricCell) -> Double? {
        switch part {
        case .value: cell.value?.doubleValue
        case .low: cell.low
        case .high: cell.high
        case .n: Double(cell.n)
        }
    }
}
