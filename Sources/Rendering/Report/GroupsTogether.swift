// What several labels of a segment come to together, computed anew from what their shown cells are made of.

import Stages
import Tabular

/// Labels as one: the sum of their numerators ÷ that of their denominators, and no mean of their values.
///
/// Labels whose cells are hidden have nothing to add, so what comes out tells nothing of them.
struct GroupsTogether {
    private let cells: [Int: MetricCell]

    /// - Missing: nil where labels share rows or things, of which each would count several times.
    init?(_ judgement: GroupJudgement, _ metric: MetricDescription, _ desk: ReportDesk) {
        guard metric.footing.whole == nil else { return nil }
        let results = desk.results
        let positions = desk.cells.positions(metric.key, Breakdown(segments: [judgement.segment])).filter {
            results.cells[$0].period == results.period
        }
        if let total = desk.cells.position(metric.key, .total, results.period),
            results.labelsShareThings(positions, of: results.cells[total].n)
        {
            return nil
        }
        var cells: [Int: MetricCell] = [:]
        for position in positions {
            if let label = results.cells[position].labels.first { cells[label] = results.cells[position] }
        }
        self.cells = cells
    }

    /// - Missing: nil where a cell does not tell what it is made of.
    func value(of labels: [Int]) -> Double? {
        var (above, below) = (0.0, 0.0)
        var factor: Double?
        for label in labels {
            guard let cell = cells[label], cell.status != .hidden, let value = cell.value?.doubleValue,
                let numerator = cell.numerator?.doubleValue, let denominator = cell.denominator?.doubleValue,
                denominator > 0
            else { return nil }
            above += numerator
            below += denominator
            if numerator != 0 {
                let own = value / (numerator / denominator)
                if let factor, abs(own / factor - 1) > 1e-9 { return nil }
                factor = factor ?? own
            }
        }
        return below > 0 ? (factor ?? 1) * above / below : nil
    }
}
