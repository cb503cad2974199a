// Metrics over the cells of others, in plain code over what came out for each place.

import Tabular

/// Shares, growth and indices of outcomes.
package enum CellKindTwin {
    package typealias Outcomes = [MetricTwin.Place: MetricTwin.Outcome]

    /// What each place is of all places that have the same period and the same labels at `kept`.
    package static func shares(of parts: Outcomes, keeping kept: [Int], areCounts: Bool) -> Outcomes {
        parts.reduce(into: [:]) { result, part in
            let siblings = parts.filter { other in
                other.key.period == part.key.period && kept.allSatisfy { other.key.labels[$0] == part.key.labels[$0] }
            }
            let whole = siblings.values.reduce(0) { $0 + ($1.value ?? 0) }
            let n = siblings.values.reduce(0) { $0 + $1.n }
            result[part.key] = MetricTwin.Outcome(
                value: whole > 0 ? part.value.value.map { $0 / whole } : nil, numerator: part.value.value,
                denominator: whole > 0 && part.value.value != nil ? whole : nil, n: areCounts ? n : part.value.n)
        }
    }

    /// By how much each place is more than the same labels in the period's base.
    ///
    /// - Parameter nothing: what a place without rows is where its period has some; nil for what then has no value.
    package static func growth(
        of all: Outcomes, nothing: Double?, isPerDay: Bool = false, base: (Period) -> Period?
    ) -> Outcomes {
        let measured = all
        var all = all
        for period in Set(measured.keys.map(\.period)) where nothing != nil {
            // What had rows in the base, and has none any more.
            for place in measured.keys where place.period == base(period) {
                let now = MetricTwin.Place(period: period, labels: place.labels)
                if all[now] == nil { all[now] = MetricTwin.Outcome(value: nothing, n: 0) }
            }
        }
        return all.reduce(into: [:]) { result, place in
            result[place.key] = MetricTwin.Outcome(n: 0)
            guard let before = base(place.key.period), let now = place.value.value else { return }
            let then = all[MetricTwin.Place(period: before, labels: place.key.labels)]
            let hasRows = all.keys.contains { $0.period == before }
            guard let past = then == nil && hasRows ? nothing : then?.value else { return }
            let days = (length(of: place.key.period), length(of: before))
            let scaled = isPerDay ? now / days.0 * days.1 : now
            result[place.key] = MetricTwin.Outcome(
                value: past > 0 ? scaled / past - 1 : nil, numerator: scaled - past, denominator: past,
                n: [place.value.n, then?.n ?? 0].filter { $0 > 0 }.min() ?? 0)
        }
    }

    /// What each place came to on one of its period's days.
    package static func perDay(of all: Outcomes) -> Outcomes {
        all.reduce(into: [:]) { result, place in
            let days = length(of: place.key.period)
            result[place.key] =
                place.value.value.map { total in
                    MetricTwin.Outcome(value: total / days, numerator: total, denominator: days, n: place.value.n)
                } ?? MetricTwin.Outcome(n: place.value.n)
        }
    }

    private static func length(of period: Period) -> Double { Double((period.end ?? 0) - (period.start ?? 0)) }

    /// The mean of several, by their weights, where those that are there have enough of all weights.
    package static func index(of parts: [Outcomes], weights: [Double], coverage: Double) -> Outcomes {
        Set(parts.flatMap(\.keys)).reduce(into: [:]) { result, place in
            let present = zip(parts, weights).compactMap { part, weight in
                part[place].flatMap { outcome in outcome.value.map { (value: $0, weight: weight, n: outcome.n) } }
            }
            let weight = present.reduce(0) { $0 + $1.weight }
            let sum = present.reduce(0) { $0 + $1.weight * $1.value }
            let n = present.map(\.n).min() ?? 0
            let isEnough = weight > 0 && weight + 1e-9 >= coverage * weights.reduce(0, +)
            result[place] = MetricTwin.Outcome(
                value: isEnough ? sum / weight : nil, numerator: isEnough ? sum : nil,
                denominator: isEnough ? weight : nil, n: n)
        }
    }
}
