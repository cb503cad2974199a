// The slow twins of `mean` and of `share` with weights.

extension MetricTwin.Kind {
    package static var weightedMean: Self {
        Self { group in
            let pairs = group.rows.compactMap { row -> (value: Double, weight: Double)? in
                guard let value = group.metric.value(row).quantity, let weight = group.weight(row) else { return nil }
                return (value, weight)
            }
            if pairs.isEmpty { return .init(n: 0) }
            let (sum, weight) = (pairs.map { $0.value * $0.weight }.carefulSum, pairs.map(\.weight).carefulSum)
            return .init(value: sum / weight, numerator: sum, denominator: weight, n: pairs.count)
        }
    }

    package static var weightedShare: Self {
        Self { group in
            let (condition, among) = (group.metric.condition, group.metric.among)
            let counted = group.rows.filter { row in
                (among.map { $0(row) == true } ?? (condition(row) != nil)) && group.weight(row) != nil
            }
            let all = counted.compactMap(group.weight).carefulSum
            let part = counted.filter { condition($0) == true }.compactMap(group.weight).carefulSum
            return .init(
                value: counted.isEmpty ? nil : part / all, numerator: part, denominator: all, n: counted.count)
        }
    }
}

extension MetricTwin.Group {
    /// Nil for a row that its weight does not let count.
    fileprivate func weight(_ row: MetricTwin.Row) -> Double? {
        metric.weight(row).quantity.flatMap { $0 > 0 ? $0 : nil }
    }
}
