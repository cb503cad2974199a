// The slow twin of `unrepeated`.

extension MetricTwin.Kind {
    /// Every pair of rows is looked at.
    ///
    /// - Parameter span: in milliseconds.
    package static func unrepeated(_ span: Int64) -> Self { alone(span, isWanted: true) }

    /// Every pair of rows is looked at.
    ///
    /// - Parameter span: in milliseconds.
    package static func repeated(_ span: Int64) -> Self { alone(span, isWanted: false) }

    private static func alone(_ span: Int64, isWanted: Bool) -> Self {
        Self { group in
            let end = group.all.indices.compactMap(group.milliseconds).max() ?? 0
            let counted = group.numbers.filter { number in
                group.metric.value(group.all[number]) != .missing
                    && (group.milliseconds(number).map { $0 <= end - span } ?? false)
            }
            return .ratio(counted.count { group.isAlone($0, for: span) == isWanted }, counted.count)
        }
    }
}

extension MetricTwin.Group {
    fileprivate func milliseconds(_ number: Int) -> Int64? {
        moment(number).map { if case .date? = all[number][metric.time] { $0 * 86_400_000 } else { $0 } }
    }

    fileprivate func isAlone(_ number: Int, for span: Int64) -> Bool {
        guard let moment = milliseconds(number) else { return false }
        return !all.indices.contains { other in
            guard isRow(other, ofCustomerOf: number), let later = milliseconds(other) else { return false }
            return (later, other) > (moment, number) && later - moment <= span
        }
    }
}
