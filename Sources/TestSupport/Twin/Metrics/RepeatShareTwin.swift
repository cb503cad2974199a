// The slow twin of `repeat_share`.

extension MetricTwin.Kind {
    /// - Parameter threshold: how many different occasions make a customer one who came back.
    package static func repeatShare(_ threshold: Int) -> Self {
        Self { group in
            var occasions: [Cell: Set<Cell>] = [:]
            for row in group.rows {
                let (customer, occasion) = (group.metric.value(row), group.metric.occasion(row))
                if customer != .missing, occasion != .missing { occasions[customer, default: []].insert(occasion) }
            }
            return .ratio(occasions.values.count { $0.count >= threshold }, occasions.count)
        }
    }
}
