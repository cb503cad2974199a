// The slow twin of `mean`.

extension MetricTwin.Kind {
    package static var mean: Self {
        Self { group in
            let numbers = group.quantities
            if numbers.isEmpty { return .init(n: 0) }
            let (sum, n) = (numbers.carefulSum, Double(numbers.count))
            return .init(value: sum / n, numerator: sum, denominator: n, n: numbers.count)
        }
    }
}
