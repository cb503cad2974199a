// What revenue retention makes of customers with their amounts before and after, in plain code.

extension MetricTwin.Kind {
    package static func revenueRetention(isGross: Bool) -> Self {
        Self { group in
            let pairs = group.rows.map { ($0["$before"]?.quantity ?? 0, $0["$after"]?.quantity ?? 0) }
            let then = pairs.reduce(0) { $0 + $1.0 }
            let now = pairs.reduce(0) { $0 + (isGross ? min($1.0, $1.1) : $1.1) }
            return MetricTwin.Outcome(
                value: then > 0 ? now / then : nil, numerator: pairs.isEmpty ? nil : now,
                denominator: pairs.isEmpty ? nil : then, n: pairs.count)
        }
    }
}
