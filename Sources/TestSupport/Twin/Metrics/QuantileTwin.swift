// The slow twin of `quantile` and of `median`.

extension MetricTwin.Kind {
    /// - Parameter share: that lies below, from 0 to 1.
    package static func quantile(_ share: Double) -> Self {
        Self { group in .quantile(share, of: group.quantities) }
    }
}

extension MetricTwin.Outcome {
    static func quantile(_ share: Double, of numbers: [Double]) -> MetricTwin.Outcome {
        let sorted = numbers.sorted()
        if sorted.isEmpty { return .init(n: 0) }
        let place = Double(sorted.count - 1) * share
        let (low, high) = (sorted[Int(place.rounded(.down))], sorted[Int(place.rounded(.up))])
        return .init(value: low + (high - low) * (place - place.rounded(.down)), n: sorted.count)
    }
}
