// Whether an amount, such as that of rewards, goes with the scores of a scorecard: whoever scores more, has more.

import Stages
import Statistics
import Tabular

/// The association of scores with a metric.
///
/// It looks at what is shown: who has no score, or whose amount is hidden, takes no part. Of what adds up, nobody's row is 0: who was not
/// rewarded got nothing.
struct ScoreAlignment {
    let results: MetricResults
    let sections: [CellSection]

    /// - Missing: nil where the scorecard is set beside nothing.
    func aligned(_ scorecard: Scorecard, with metric: String?) -> Scorecard.Alignment? {
        guard let metric = results.metrics.first(where: { $0.key == metric }) else { return nil }
        var amounts: [[Int]: MetricCell] = [:]
        for section in sections
        where results.metrics[section.metric].key == metric.key && section.breakdown == scorecard.breakdown {
            for position in section.cells(in: results.period) {
                amounts[results.cells[position].labels] = results.cells[position]
            }
        }
        let pairs = scorecard.scores.compactMap { score -> (score: Double, amount: Double)? in
            guard let points = score.value?.points, let amount = Self.amount(amounts[score.labels], of: metric) else {
                return nil
            }
            return (points, amount)
        }
        var alignment = Scorecard.Alignment(
            metric: metric.key, labels: pairs.count, leftOut: scorecard.scores.count - pairs.count)
        if pairs.count >= Scorecard.Alignment.fewest, let tau = KendallTau(pairs.map(\.score), pairs.map(\.amount)) {
            alignment.tau = tau.tau
            alignment.low = tau.interval?.low
            alignment.high = tau.interval?.high
        }
        return alignment
    }

    private static func amount(_ cell: MetricCell?, of metric: MetricDescription) -> Double? {
        // Who is in no row has had nothing; of whom a row lacks the amount nobody knows.
        guard let cell else { return metric.isAdditive ? 0 : nil }
        guard ![.hidden, .partial, .undefined].contains(cell.status), !metric.isFew(cell.n),
            let value = cell.value?.doubleValue, value.isFinite
        else { return nil }
        return value
    }
}
