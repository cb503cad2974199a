// Which metrics rest on the same rows, so that the cells of one tell those of another, at the same place or at others.

import Stages

/// Quantities that are hidden together.
struct Relatives {
    /// Quantities of which each follows from the others at the same place: a formula and its operands, a deviation and the mean.
    private(set) var alike: [[Int]] = []
    /// Metrics that tell of rows of other periods, and the quantities of which a hidden cell is told by their differences.
    private(set) var lines: [Line] = []
    struct Line {
        var metrics: [Int]
        var quantities: [Int]
        /// Whether the quantities tell all of the metrics, each cell that of its labels and another period.
        var isMade: Bool
        /// Whether all metrics of these tables that look beyond their period do so at its start and its end alone.
        var isOfMoments: Bool
    }

    init(_ quantities: PublishedQuantities) {
        let metrics = quantities.metrics
        let keys = Set(metrics.map(\.key))
        for (position, metric) in metrics.enumerated() {
            let secret = quantities.secret[position]
            if quantities.isToldByParts[position] { unite(quantities.operands[position] + [secret]) }
            if metric.footing.tellsSpread {
                // Those of the same n tell of the same rows.
                let same = metrics.indices.filter {
                    quantities.sample[$0] == quantities.sample[position] && !metrics[$0].counts
                }
                unite(same.map { quantities.secret[$0] } + [secret])
            }
            guard metric.footing.looksBeyondPeriod else { continue }
            let ofSameTable = metrics.indices.filter { other in
                metrics[other].footing.tables.contains { metric.footing.tables.contains($0) }
            }
            // What it is made from tells all of it, where the report shows that.
            let isMade = !metric.operands.isEmpty && metric.operands.allSatisfy(keys.contains)
            let others = isMade ? quantities.operands[position] : ofSameTable.map { quantities.secret[$0] }
            let isOfMoments = ofSameTable.allSatisfy { other in
                !metrics[other].footing.looksBeyondPeriod || metrics[other].footing.looksAtMoments
            }
            add(position, toldBy: Set(others + [secret]).sorted(), isMade, isOfMoments)
        }
    }

    private mutating func add(_ metric: Int, toldBy quantities: [Int], _ isMade: Bool, _ isOfMoments: Bool) {
        let known = lines.firstIndex {
            $0.quantities == quantities && $0.isMade == isMade && $0.isOfMoments == isOfMoments
        }
        if let known {
            lines[known].metrics.append(metric)
        } else {
            lines.append(
                Line(metrics: [metric], quantities: quantities, isMade: isMade, isOfMoments: isOfMoments))
        }
    }

    /// The sums over all labels that metrics which look beyond their period may tell, where no breakdown shows them.
    func totals(
        of quantity: Int, _ quantities: PublishedQuantities, _ places: CellPlaces
    ) -> [CellSums.Shape.Whole] {
        guard lines.contains(where: { !$0.isMade && $0.quantities.contains(quantity) }) else { return [] }
        return places.breakdowns.indices.compactMap { position in
            let breakdown = places.breakdowns[position]
            let total = places.breakdowns.firstIndex(of: Breakdown(grain: breakdown.grain))
            let isTold = total.map { quantities.isShown(quantity, by: $0) } ?? false
            if breakdown.segments.isEmpty || isTold || !quantities.isShown(quantity, by: position) { return nil }
            return CellSums.Shape.Whole(breakdown: position, segments: breakdown.segments)
        }
    }

    private mutating func unite(_ quantities: [Int]) {
        let related = Set(quantities).sorted()
        if related.count > 1 { alike.append(related) }
    }
}
