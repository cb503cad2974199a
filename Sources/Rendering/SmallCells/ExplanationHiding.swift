// Explanations of changes, as far as the cells behind them are shown.

import Stages
import Tabular

extension MetricResults {
    /// The explanations without what would tell of hidden cells.
    ///
    /// - Precondition: hidden cells have been masked.
    func shownExplanations() -> [Explanation] {
        if explanations.isEmpty { return [] }
        let index = CellIndex(self)
        return explanations.map { explanation in
            explanation.hidden { labels, period in
                let breakdown = labels.isEmpty ? .total : explanation.breakdown
                return index.cell(explanation.metric, breakdown, period, labels: labels)?.status == .hidden
            }
        }
    }
}
