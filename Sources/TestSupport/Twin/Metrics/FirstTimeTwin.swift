// The slow twin of `first_time`.

extension MetricTwin.Kind {
    package static var firstTime: Self {
        Self { group in
            let count = group.numbers.count(where: group.isFirst)
            return .init(value: Double(count), n: count)
        }
    }
}

extension MetricTwin.Group {
    /// Whether no other row of the customer that counts is earlier, or as early and above.
    func isFirst(_ number: Int) -> Bool {
        guard metric.value(all[number]) != .missing, let moment = moment(number) else { return false }
        return !all.indices.contains { other in
            guard isRow(other, ofCustomerOf: number) else { return false }
            return self.moment(other).map { ($0, other) < (moment, number) } ?? false
        }
    }
}
