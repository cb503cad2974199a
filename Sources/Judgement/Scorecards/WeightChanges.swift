// What becomes of a score when its weights are a fifth larger or smaller: whoever disputes a weight sees whether it matters.

import Stages

/// Scores under other weights.
enum WeightChanges {
    /// Weights are multiplied by 0.8 or by 1.2.
    static let share = 0.2

    /// The weighted mean of points.
    ///
    /// - Bounds: as many weights as points, none of them negative, not all 0.
    static func score(_ weights: [Double], _ points: [Double]) -> Double {
        var (sum, whole) = (0.0, 0.0)
        for (weight, point) in zip(weights, points) {
            sum += weight * point
            whole += weight
        }
        return Scorecard.rounded(sum / whole)
    }

    /// Every combination of weights that are each a fifth larger or a fifth smaller, brought back to their sum.
    ///
    /// A weighted mean has its extremes at such corners: between them it lies between what they give.
    ///
    /// - Complexity: O(2ⁿ · n) of n weights, of which there are twelve at the most.
    static func stress(
        _ weights: [Double], _ points: [Double], _ rules: Scorecard.Rules
    ) -> Scorecard.WeightStress {
        let score = score(weights, points)
        let band = rules.band(of: score)
        let combinations = 1 << weights.count
        var stress = Scorecard.WeightStress(
            combinations: combinations, surviving: 0, lowest: score, highest: score)
        for corner in 0..<combinations {
            let changed = weights.enumerated().map { index, weight in
                weight * (corner >> index & 1 == 1 ? 1 + share : 1 - share)
            }
            let other = self.score(changed, points)
            if rules.band(of: other) == band { stress.surviving += 1 }
            stress.lowest = min(stress.lowest, other)
            stress.highest = max(stress.highest, other)
        }
        return stress
    }
}
