// The slow twin of `calculate`: one cell after the other, from the outcomes of other metrics.

import Tabular

/// A formula over the outcomes of metrics.
package enum CalculationTwin {
    package typealias Outcomes = [MetricTwin.Place: MetricTwin.Outcome]

    /// A metric that the formula mentions.
    package struct Operand {
        package var outcomes: Outcomes
        /// Whether it counts, so that labels without any row are 0 where the table has rows in the period.
        package var isCount: Bool

        package init(_ outcomes: Outcomes, isCount: Bool) {
            self.outcomes = outcomes
            self.isCount = isCount
        }
    }

    /// The outcome wherever an operand has one; a `ratio` rests on its denominator, else on what `observations` makes of all n.
    package static func outcomes(
        _ operands: [Operand], isRatio: Bool, observations: ([Int]) -> Int, _ formula: ([Double?]) -> Double?
    ) -> Outcomes {
        var result: Outcomes = [:]
        for place in Set(operands.flatMap(\.outcomes.keys)) {
            let cells = operands.map { operand -> MetricTwin.Outcome in
                if let outcome = operand.outcomes[place] { return outcome }
                let hasRows = operand.outcomes.keys.contains { $0.period == place.period }
                return MetricTwin.Outcome(value: operand.isCount && hasRows ? 0 : nil, n: 0)
            }
            var outcome = MetricTwin.Outcome(value: formula(cells.map(\.value)), n: observations(cells.map(\.n)))
            if isRatio {
                outcome.n = cells[1].n
                outcome.numerator = cells[0].value
                outcome.denominator = cells[1].value
            }
            result[place] = outcome
        }
        return result
    }
}
