// The slow twin of `nps`.

extension MetricTwin.Kind {
    package static var nps: Self {
        Self { group in
            let valid = group.quantities.filter { (0...10).contains($0) }
            let score = valid.count { $0 >= 9 } - valid.count { $0 <= 6 }
            return .init(
                value: valid.isEmpty ? nil : 100 * Double(score) / Double(valid.count), numerator: Double(score),
                denominator: Double(valid.count), n: valid.count)
        }
    }
}
