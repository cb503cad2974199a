// The slow twin of `conversion`.

import Tabular

extension MetricTwin.Kind {
    /// Every pair of rows is looked at.
    ///
    /// - Parameters:
    ///   - span: in milliseconds.
    ///   - countsDays: whether the days of `occasion` are compared in place of the times.
    ///   - isFirst: whether only the first row of every customer counts.
    package static func conversion(_ span: Int64, countsDays: Bool = false, isFirst: Bool = false) -> Self {
        Self { group in
            guard let last = group.all.indices.compactMap(group.moment).max() else { return .ratio(0, 0) }
            let end = countsDays ? group.day(last) * 86_400_000 : group.milliseconds(last)
            let counted = group.numbers.filter { number in
                guard group.metric.value(group.all[number]) != .missing, let clock = group.clock(number, countsDays)
                else { return false }
                return clock <= end - span && (!isFirst || group.isFirst(number))
            }
            return .ratio(counted.count { group.isFollowed($0, within: span, countsDays) }, counted.count)
        }
    }
}

extension MetricTwin.Group {
    /// A time of the time column in milliseconds.
    fileprivate func milliseconds(_ moment: Int64) -> Int64 { hasDays ? moment * 86_400_000 : moment }

    /// The local day of a time of the time column.
    fileprivate func day(_ moment: Int64) -> Int64 { hasDays ? moment : Int64(zone.localDay(of: moment)) }

    /// What is compared of a row, in milliseconds.
    fileprivate func clock(_ number: Int, _ countsDays: Bool) -> Int64? {
        guard let moment = moment(number) else { return nil }
        guard countsDays else { return milliseconds(moment) }
        if case .date(let day) = metric.occasion(all[number]) { return Int64(day) * 86_400_000 }
        return nil
    }

    fileprivate func isFollowed(_ number: Int, within span: Int64, _ countsDays: Bool) -> Bool {
        guard let start = clock(number, countsDays) else { return false }
        return all.indices.contains { other in
            guard metric.value(all[other]) == metric.value(all[number]), metric.condition(all[other]) == true,
                let later = clock(other, countsDays)
            else { return false }
            return later > start && later - start <= span
        }
    }
}
