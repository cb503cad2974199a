// The slow twin of `gap`.

import Tabular

extension MetricTwin.Kind {
    /// In days. Of every row the one before is looked for among all.
    ///
    /// - Parameters:
    ///   - share: that lies below, from 0 to 1.
    ///   - isByDay: whether all rows of a day are one occasion.
    package static func gap(_ share: Double, isByDay: Bool) -> Self {
        Self { group in .quantile(share, of: group.numbers.compactMap { group.gap($0, isByDay) }) }
    }
}

extension MetricTwin.Group {
    fileprivate func gap(_ number: Int, _ isByDay: Bool) -> Double? {
        guard metric.value(all[number]) != .missing, let moment = moment(number) else { return nil }
        let before = all.indices.compactMap { other -> (moment: Int64, number: Int)? in
            guard isRow(other, ofCustomerOf: number), let earlier = self.moment(other),
                (earlier, other) < (moment, number)
            else { return nil }
            return (earlier, other)
        }.max { ($0.moment, $0.number) < ($1.moment, $1.number) }
        guard let before else { return nil }
        if hasDays {
            let days = moment - before.moment
            return isByDay && days == 0 ? nil : Double(days)
        }
        guard isByDay else { return Double(moment - before.moment) / 86_400_000 }
        let days = zone.localDay(of: moment) - zone.localDay(of: before.moment)
        return days > 0 ? Double(days) : nil
    }
}
