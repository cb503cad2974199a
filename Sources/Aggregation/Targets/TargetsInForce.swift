// Which target a cell is judged by: the one that was set most exactly for its place.

import Stages
import Tabular

/// The targets that hold for the cells of one metric by one breakdown.
///
/// A target that names more segments of a place goes before one that names fewer, a label before each label, a period before every period
/// of its length; among equals the first plain bound stands in the cell. Where the most exact ones are bands or measured from a baseline,
/// the cell has none, for a number is not judged by what is meant for others. A number that adds up has the targets of its own place alone:
/// that of the whole says nothing of a part.
struct TargetsInForce: Sendable {
    /// A target with the labels it is for as positions.
    private struct Rule {
        var goal: TargetGoal
        /// By position in the breakdown's segments, the label that is meant.
        var fixed: [(index: Int, label: Int)]
        /// Those of which every label but the unknown one is meant.
        var known: [(index: Int, unknown: Int?)]
    }

    /// Those of one period.
    struct InPeriod: Sendable {
        fileprivate struct Rule {
            var fixed: [(index: Int, label: Int)]
            var known: [(index: Int, unknown: Int?)]
            /// How exactly it is set.
            var rank: [Int]
            /// nil for what is no plain bound, or not due yet.
            var target: Target?

            func holds(at labels: [Int]) -> Bool {
                fixed.allSatisfy { labels[$0.index] == $0.label } && known.allSatisfy { labels[$0.index] != $0.unknown }
            }
        }

        /// The most exact ones first.
        fileprivate var rules: [Rule]

        func target(at labels: [Int]) -> Target? {
            var rank: [Int]?
            for rule in rules where rule.holds(at: labels) {
                if let rank, rule.rank != rank { return nil }
                if let target = rule.target { return target }
                rank = rule.rank
            }
            return nil
        }
    }

    private let rules: [Rule]
    private let ownGrain: Grain?

    /// - Parameter goals: with the keys of labels.
    init(
        _ goals: [TargetGoal], of metric: MetricDescription, by breakdown: Breakdown, segments: [Segment],
        ownGrain: Grain?
    ) {
        self.ownGrain = ownGrain
        let axes = Set(breakdown.segments)
        func position(of label: String, in segment: String) -> Int? {
            segments.first { $0.key == segment }?.labels.firstIndex { $0.key == label }
        }
        rules = goals.compactMap { goal in
            guard goal.metric == metric.key,
                metric.isAdditive ? goal.segments == axes : goal.segments.isSubset(of: axes)
            else { return nil }
            var rule = Rule(goal: goal, fixed: [], known: [])
            for (index, segment) in breakdown.segments.enumerated() {
                if let part = goal.parts.first(where: { $0.segment == segment }) {
                    guard let label = position(of: part.label, in: segment) else { return nil }
                    rule.fixed.append((index, label))
                } else if goal.each.contains(segment) {
                    rule.known.append((index, position(of: SegmentLabel.unknown.key, in: segment)))
                }
            }
            return rule
        }
    }

    /// The targets of a period; none of one that days are cut off.
    func inForce(in period: Period) -> InPeriod {
        if period.isCut { return InPeriod(rules: []) }
        let found = rules.compactMap { rule -> InPeriod.Rule? in
            guard let isDue = isDue(rule.goal.time, in: period) else { return nil }
            var isOfOnePeriod = 0
            if case .period = rule.goal.time { isOfOnePeriod = 1 }
            return InPeriod.Rule(
                fixed: rule.fixed, known: rule.known,
                rank: [rule.fixed.count + rule.known.count, rule.fixed.count, isOfOnePeriod],
                target: isDue ? rule.goal.plainTarget : nil)
        }
        // Stable: equals stand in the order in which they are written.
        return InPeriod(
            rules: found.enumerated().sorted { left, right in
                left.element.rank == right.element.rank
                    ? left.offset < right.offset
                    : right.element.rank.lexicographicallyPrecedes(left.element.rank)
            }.map(\.element))
    }

    /// Whether a target is to be reached in a period; nil where it is not for it.
    private func isDue(_ time: TargetGoal.Time, in period: Period) -> Bool? {
        switch time {
        case .every(let grain): return period.grain == grain ?? ownGrain ? true : nil
        case .period(let meant): return period == meant ? true : nil
        case .within(let start, let end):
            guard let first = period.start, let last = period.end, period.grain == ownGrain, last > start, first < end
            else { return nil }
            return last >= end
        }
    }
}
