// The slow twins of `unit_mean`, `rating` and `agreement`.

import Tabular

extension MetricTwin.Kind {
    /// - `occasion` is the unit, `condition` what makes it 0.
    package static func unitMean(isWeighted: Bool) -> Self {
        Self { group in
            var units: [Cell: [(value: Double, weight: Double)]] = [:]
            var noughts: Set<Cell> = []
            for row in group.rows where group.metric.occasion(row) != .missing {
                let unit = group.metric.occasion(row)
                if group.metric.condition(row) == true { noughts.insert(unit) }
                let weight = isWeighted ? group.metric.weight(row).quantity ?? 0 : 1
                if let value = group.metric.value(row).quantity, weight > 0 {
                    units[unit, default: []].append((value, weight))
                }
            }
            let values = Set(units.keys).union(noughts).map { unit -> Double in
                let rows = units[unit] ?? []
                if noughts.contains(unit) { return 0 }
                return rows.map { $0.value * $0.weight }.carefulSum / rows.map(\.weight).carefulSum
            }
            if values.isEmpty { return .init(n: 0) }
            let count = Double(values.count)
            return .init(
                value: values.carefulSum / count, numerator: values.carefulSum, denominator: count, n: values.count)
        }
    }

    /// - `occasion` is the rater, `relation` the relation, `among` whether the opinion is one's own.
    package static func rating(
        _ gives: String, least: Int, relation: @escaping (MetricTwin.Row) -> Cell, isWeighted: Bool = true
    ) -> Self {
        Self { group in
            struct Opinion: Hashable {
                var relation: Cell
                var rater: Cell
            }
            var said: [Opinion: [Double]] = [:]
            var weights: [Cell: Double] = [:]
            for row in group.rows {
                let isOwn = group.metric.among?(row) == true
                let opinion = Opinion(
                    relation: isOwn ? .flag(true) : relation(row), rater: group.metric.occasion(row))
                let weight = isWeighted ? group.metric.weight(row).quantity ?? 0 : 1
                guard let value = group.metric.value(row).quantity, weight > 0, opinion.rater != .missing,
                    opinion.relation != .missing
                else { continue }
                said[opinion, default: []].append(value)
                weights[opinion.relation] = max(weights[opinion.relation] ?? 0, weight)
            }
            func means(_ isMeant: (Cell) -> Bool) -> [Double] {
                said.filter { isMeant($0.key.relation) }.map { $0.value.carefulSum / Double($0.value.count) }
            }
            func raters(_ isMeant: (Cell) -> Bool) -> Int {
                Set(said.keys.filter { isMeant($0.relation) }.map(\.rater)).count
            }
            let others = weights.keys.filter { $0 != .flag(true) }
            let large = others.filter { one in raters { $0 == one } >= least }
            let small = Set(others).subtracting(large)
            var sources = large.map { one in
                (mean: means { $0 == one }, weight: weights[one] ?? 0, raters: raters { $0 == one })
            }
            if raters(small.contains) >= least {
                sources.append(
                    (means(small.contains), small.map { weights[$0] ?? 0 }.carefulSum, raters(small.contains)))
            }
            guard let fewest = sources.map(\.raters).min() else {
                return .init(n: raters { $0 != .flag(true) })
            }
            let own = means { $0 == .flag(true) }
            let ownMean = own.isEmpty ? nil : own.carefulSum / Double(own.count)
            let weight = sources.map(\.weight).carefulSum
            let sum = sources.map { $0.weight * $0.mean.carefulSum / Double($0.mean.count) }.carefulSum
            let ownWeight = weights[.flag(true)] ?? 0
            let value: Double? =
                switch gives {
                case "gap": ownMean.map { $0 - sum / weight }
                case "coverage": weight + ownWeight
                default: (sum + ownWeight * (ownMean ?? 0)) / (weight + ownWeight)
                }
            return .init(value: value, n: fewest)
        }
    }

    /// - `occasion` is the rater, `weight` the number of answers.
    package static func agreement(
        least: Int, subject: @escaping (MetricTwin.Row) -> Cell, item: @escaping (MetricTwin.Row) -> Cell
    ) -> Self {
        Self { group in
            let rows = group.rows.filter { row in
                group.metric.value(row).quantity != nil && group.metric.weight(row).quantity != nil
                    && ![group.metric.occasion(row), subject(row), item(row)].contains(.missing)
            }
            let agreements = Dictionary(grouping: rows, by: subject).values.compactMap {
                rows -> (value: Double, raters: Int)? in
                let raters = Set(rows.map(group.metric.occasion)).count
                guard raters >= least else { return nil }
                let steps = rows.compactMap { group.metric.weight($0).quantity }.max() ?? 0
                let variances = Dictionary(grouping: rows, by: item).values.compactMap { rows -> Double? in
                    // Several ratings of one rater are one.
                    let values = Dictionary(grouping: rows, by: group.metric.occasion).values.map { rows in
                        let given = rows.compactMap { group.metric.value($0).quantity }
                        return given.carefulSum / Double(given.count)
                    }
                    let mean = values.carefulSum / Double(values.count)
                    return values.count < 2
                        ? nil : values.map { ($0 - mean) * ($0 - mean) }.carefulSum / Double(values.count - 1)
                }
                guard !variances.isEmpty, steps > 1 else { return nil }
                let items = Double(variances.count)
                let share = min(1, variances.carefulSum / items / ((steps * steps - 1) / 12))
                return (items * (1 - share) / (items * (1 - share) + share), raters)
            }
            return .init(
                value: agreements.isEmpty ? nil : agreements.map(\.value).carefulSum / Double(agreements.count),
                n: agreements.map(\.raters).min() ?? Set(rows.map(group.metric.occasion)).count)
        }
    }
}
