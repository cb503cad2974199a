// The slow twin of `distinct`.

extension MetricTwin.Kind {
    package static var distinct: Self {
        Self { group in
            let count = Set(group.values.filter { $0 != .missing }).count
            return .init(value: Double(count), n: count)
        }
    }
}
