// The slow twin of `stddev`.

extension MetricTwin.Kind {
    /// Twice over the values: first their mean, then how far they are from it.
    package static var stddev: Self {
        Self { group in
            let numbers = group.quantities
            guard numbers.count > 1 else { return .init(n: numbers.count) }
            let mean = numbers.carefulSum / Double(numbers.count)
            let squares = numbers.map { ($0 - mean) * ($0 - mean) }
            return .init(value: (squares.carefulSum / Double(numbers.count - 1)).squareRoot(), n: numbers.count)
        }
    }
}
