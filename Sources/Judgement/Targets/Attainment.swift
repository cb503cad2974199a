// The arithmetic of targets: the number to be reached, how much of the way is done, and whether it is there.

import Stages
import Statistics

/// A target whose baseline is known.
///
/// - Units: of the metric; attainment is a fraction: 1 where the goal is just reached, below 0 where a number moved away from it.
struct ReachableTarget: Sendable {
    let aim: TargetGoal.Aim
    /// nil for what has none.
    let baseline: Double?

    /// - Missing: nil where a baseline is needed and there is none, or it is not above 0 and the goal is a share of it.
    init?(_ aim: TargetGoal.Aim, baseline: Double?) {
        if let step = aim.step {
            guard let baseline else { return nil }
            if case .ofBaseline = step, baseline <= 0 { return nil }
        }
        self.aim = aim
        self.baseline = baseline
    }

    /// How far the number is to move, always more than 0; nil for a plain bound and a band.
    private var step: Double? {
        switch aim.step {
        case .points(let points)?: points
        case .ofBaseline(let share)?: baseline.map { $0 * share }
        case nil: nil
        }
    }

    /// The number to be reached; of a band its lower end.
    var level: Double {
        switch aim {
        case .atLeast(let value), .atMost(let value): value
        case .between(let low, _): low
        case .increase: (baseline ?? 0) + (step ?? 0)
        case .decrease: (baseline ?? 0) - (step ?? 0)
        }
    }

    /// The upper end of a band.
    var upperLevel: Double? {
        if case .between(_, let high) = aim { high } else { nil }
    }

    /// What a verdict is given by; nil only for a band that is none.
    var goal: Goal? {
        switch aim {
        case .atLeast, .increase: .atLeast(level)
        case .atMost, .decrease: .atMost(level)
        case .between(let low, let high): Interval(low: low, high: high).map { .within($0) }
        }
    }

    /// Whether more is better than less.
    var isUpward: Bool? {
        switch aim {
        case .atLeast, .increase: true
        case .atMost, .decrease: false
        case .between: nil
        }
    }

    /// How much of the goal is reached.
    ///
    /// - At least t: value ÷ t. At most t: t ÷ value; nothing of what should be little is that or more (`isAtLeast`).
    /// - A band: 1 inside, value ÷ its lower end below it, its upper end ÷ value above it.
    /// - A rise or a fall: the way that is done ÷ the way to be gone.
    /// - Missing: nil where a share of a goal of 0 or less, or of a number of less than 0, would say nothing.
    func attainment(of value: Double) -> (share: Double, isAtLeast: Bool)? {
        switch aim {
        case .atLeast(let target): target > 0 ? (value / target, false) : nil
        case .atMost(let target): Self.below(target, value)
        case .between(let low, let high):
            if value < low {
                low > 0 ? (value / low, false) : nil
            } else {
                value <= high ? (1, false) : Self.below(high, value)
            }
        case .increase, .decrease:
            step.flatMap { step in
                guard let baseline, step > 0 else { return nil }
                return ((isUpward == true ? value - baseline : baseline - value) / step, false)
            }
        }
    }

    private static func below(_ target: Double, _ value: Double) -> (share: Double, isAtLeast: Bool)? {
        if target < 0 { return nil }
        return value > 0 ? (target / value, false) : (1, true)
    }

    /// Whether a number without sampling noise reaches the goal; what rounding alone takes away is not missing.
    func isReached(by value: Double) -> Bool {
        let slack = 1e-9 * max(1, level.magnitude, upperLevel?.magnitude ?? 0)
        switch aim {
        case .atLeast, .increase: return value >= level - slack
        case .atMost, .decrease: return value <= level + slack
        case .between(let low, let high): return value >= low - slack && value <= high + slack
        }
    }
}
