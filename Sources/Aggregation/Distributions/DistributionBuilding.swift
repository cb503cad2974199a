// Makes a distribution of what was counted: its steps, and a row for every item and label.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Builds one distribution.
struct DistributionBuilding {
    let planned: PlannedDistribution
    /// One per item.
    let tallies: [AnswerTally]
    let labels: [SegmentLabel]

    var distribution: Distribution {
        var made: Distribution
        switch planned.form {
        case .scale: made = answers(planned.order.map { planned.step($0, isNamed: true) })
        case .categories: made = answers(categories)
        case .amounts: made = amounts
        }
        made.segment = planned.segment
        made.top = planned.top
        made.neutral = planned.neutral
        made.unit = planned.unit
        made.isMultiple = planned.split != nil
        return made
    }

    private func made(_ steps: [Distribution.Step], _ rows: [Distribution.Row]) -> Distribution {
        Distribution(
            key: planned.key, title: planned.title, form: planned.form, table: planned.table, steps: steps, rows: rows)
    }

    /// The rows of all items: all first, then every label that has a row.
    private func rows(_ row: (AnswerTally, Int, PlannedDistribution.Item) -> Distribution.Row) -> [Distribution.Row] {
        zip(planned.items, tallies).flatMap { item, tally in
            tally.answered.indices.compactMap { group in
                guard group == 0 || tally.answered[group] + tally.empty[group] > 0 else { return nil }
                var made = row(tally, group, item)
                made.label = group == 0 ? nil : labels[group - 1]
                return made
            }
        }
    }

    // MARK: Answers

    /// Those that are named in their order, then those with the most answers, then one for all others.
    private var categories: [Distribution.Step] {
        guard let tally = tallies.first else { return [] }
        let named = Set(planned.order)
        let found = tally.counts.keys.filter { !named.contains($0) }.sorted { first, second in
            let (one, other) = (tally.count(first, 0), tally.count(second, 0))
            return one == other ? first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars) : one > other
        }
        let room = max(planned.most - planned.order.count, 0)
        var steps =
            planned.order.map { planned.step($0, isNamed: true) }
            + found.prefix(room).map { planned.step($0, isNamed: false) }
        if found.count > room { steps.append(.others) }
        return steps
    }

    private func answers(_ steps: [Distribution.Step]) -> Distribution {
        let own = Set(steps.filter { !$0.isOthers }.map(\.key))
        let hasOthers = steps.contains { $0.isOthers }
        return made(
            steps,
            rows { tally, group, item in
                let elsewhere = tally.counts.filter { !own.contains($0.key) }.reduce(0) { $0 + $1.value[group] }
                let counts = steps.map { $0.isOthers ? elsewhere : tally.count($0.key, group) }
                // An answer that is none of a scale's steps is no answer on that scale.
                let outside = hasOthers ? 0 : elsewhere
                return Distribution.Row(
                    item: item.key, itemTitle: item.title, counts: counts, n: tally.answered[group] - outside,
                    empty: tally.empty[group], outside: outside)
            })
    }

    // MARK: Amounts

    private var amounts: Distribution {
        let isClock = planned.unit == .seconds
        guard let all = tallies.first?.sorted(0), let bins = HistogramBins(ofSorted: all, isClock: isClock) else {
            return made([], rows { tally, group, item in row(tally, group, item, [], []) })
        }
        func text(_ end: Double?) -> String { end.map { MetricValue.real($0).text } ?? "" }
        let steps = bins.ranges.map { range in
            let key = "\(text(range.low))..\(text(range.high))"
            return Distribution.Step(key: key, title: Wording(key), low: range.low, high: range.high)
        }
        return made(
            steps,
            rows { tally, group, item in
                let sample = tally.sorted(group)
                var counts = [Int](repeating: 0, count: steps.count)
                for number in sample { counts[bins.place(of: number)] += 1 }
                return row(tally, group, item, counts, sample)
            })
    }

    private func row(
        _ tally: AnswerTally, _ group: Int, _ item: PlannedDistribution.Item, _ counts: [Int], _ sample: [Double]
    ) -> Distribution.Row {
        func quantile(_ share: Double) -> Double? { SampleQuantile.linear(share, ofSorted: sample) }
        var quartiles: Distribution.Quartiles?
        if let lower = quantile(0.25), let median = quantile(0.5), let upper = quantile(0.75) {
            quartiles = Distribution.Quartiles(lower: lower, median: median, upper: upper)
        }
        return Distribution.Row(
            item: item.key, itemTitle: item.title, counts: counts, n: tally.answered[group],
            empty: tally.empty[group], quartiles: quartiles)
    }
}
