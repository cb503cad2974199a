// The slow twin of `sum`.

extension MetricTwin.Kind {
    package static var sum: Self {
        Self { group in
            let numbers = group.quantities
            return .init(value: numbers.isEmpty ? nil : numbers.carefulSum, n: numbers.count)
        }
    }
}

extension [Double] {
    /// The smallest first, so that little is lost.
    var carefulSum: Double { sorted { abs($0) < abs($1) }.reduce(0, +) }
}
