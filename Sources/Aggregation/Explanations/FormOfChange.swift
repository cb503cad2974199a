// Which metrics can be explained, and what of their cells it takes.

import Stages
import Statistics

extension PlannedMetric {
    /// How its change is explained; nil where its cells do not tell what its parts add to it.
    ///
    /// Ratios of sums over rows, sums over rows and numbers of rows do: what is a sum of its parts can be told apart.
    ///
    /// - Parameter metrics: those of the plan, for what a formula is made from.
    func formOfChange(among metrics: [PlannedMetric]) -> ChangeEffects.Form? {
        switch computation {
        case .rows(let row):
            let traits = row.kind.traits
            if let factor = traits.quotientOfSums { return .ratio(times: factor) }
            return traits.isCount ? .count : traits.isAdditive ? .sum : nil
        case .calculation(let calculation):
            guard calculation.isRatio, calculation.areQuantities.allSatisfy({ $0 }),
                calculation.operands.allSatisfy({ metrics[$0].isSumOfRows })
            else { return nil }
            return .ratio(times: calculation.factor)
        case .cells: return nil
        }
    }

    private var isSumOfRows: Bool {
        if case .rows(let row) = computation { row.kind.traits.isAdditive } else { false }
    }
}

extension ChangeEffects.Form {
    /// The effects that it has, in the order in which they are told.
    var effects: [Explanation.Effect] {
        switch self {
        case .ratio: [.mix, .rate]
        case .sum: [.volume, .mix, .rate]
        case .count: [.volume]
        }
    }

    /// What a cell says of its part; nothing where there is none.
    func part(_ cell: Measurement?) -> ChangeEffects.Part {
        guard let cell else { return .none }
        switch self {
        case .ratio:
            return ChangeEffects.Part(
                amount: cell.numerator?.doubleValue ?? 0, weight: cell.denominator?.doubleValue ?? 0)
        case .sum: return ChangeEffects.Part(amount: cell.value?.doubleValue ?? 0, weight: Double(cell.n))
        case .count:
            let count = cell.value?.doubleValue ?? 0
            return ChangeEffects.Part(amount: count, weight: count)
        }
    }
}

extension ChangeEffects.Effects {
    subscript(effect: Explanation.Effect) -> Double {
        switch effect {
        case .volume: volume
        case .mix: mix
        case .rate: rate
        }
    }
}
