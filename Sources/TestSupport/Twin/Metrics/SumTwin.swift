// The slow twin of `sum`.

extension MetricTwin.Kind {
    package static var sum: Self {
        Self { group in
            let numbers = group.quantities
            // Of no row at all it is 0; of rows that all lack their value nothing is known.
            let isKnown = !numbers.isEmpty || group.rows.isEmpty
            return .init(value: isKnown ? numbers.carefulSum : nil, n: numbers.count)
        }
    }
}

extension [Double] {
    /// The smallest first, so that little is lost.
    var carefulSum: Double { sorted { abs($0) < abs($1) }.reduce(0, +) }
}
