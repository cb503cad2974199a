// In which periods rows count, in plain code: rows that stand until a moment, windows, to date.

import Tabular

/// Ways in which a row counts in a period, as ``MetricTwin`` takes them.
package enum AttributionTwin {
    package typealias Row = MetricTwin.Row

    /// Rows whose day lies between the first day of a stretch and the end of the period.
    package static func days(
        of time: String, zone: TimeZoneTable, since first: @escaping (Period) -> Int
    ) -> MetricTwin.Counting {
        { number, period, all in
            let row = all[number]
            guard let day = day(row[time], zone), let end = period.end else { return nil }
            return day >= first(period) && day < end ? row : nil
        }
    }

    /// Rows that stand at the end of a period, or at its start.
    package static func standing(
        from begin: String, until end: String, zone: TimeZoneTable, atStart: Bool = false
    ) -> MetricTwin.Counting {
        { number, period, all in
            var row = all[number]
            guard let from = moment(row[begin]), let (first, last) = bounds(period, row[begin], zone) else {
                return nil
            }
            let looked = atStart ? first : last
            let until = moment(row[end])
            guard from < looked, until.map({ $0 >= looked && $0 >= from }) ?? true else { return nil }
            row["$age"] = .duration((looked - from) * unit(row[begin]))
            return row
        }
    }

    /// Rows that stand at any time of a period.
    package static func overlapping(
        from begin: String, until end: String, zone: TimeZoneTable
    ) -> MetricTwin.Counting {
        { number, period, all in
            var row = all[number]
            guard let from = moment(row[begin]), let (first, last) = bounds(period, row[begin], zone) else {
                return nil
            }
            let until = moment(row[end]) ?? .max
            guard until >= from, from < last, until > first || (until == from && from >= first) else { return nil }
            row["$overlap"] = .duration((min(until, last) - max(from, first)) * unit(row[begin]))
            return row
        }
    }

    /// The last row of every customer before a period starts, when it is no longer ago than so many days, or than the period before where
    /// no number is said: with whether the customer has one so long before the end too, and with the amounts of both stretches.
    package static func active(
        _ customer: String, at time: String, days: Int?, amount: String? = nil, zone: TimeZoneTable = .utc,
        where filter: @escaping (Row) -> Bool? = { _ in true }
    ) -> MetricTwin.Counting {
        { number, period, all in
            guard let start = period.start, let end = period.end else { return nil }
            func counts(_ row: Row) -> Int? {
                guard filter(row) == true, row[customer] != nil, row[customer] != .missing,
                    amount.map({ row[$0]?.quantity != nil }) ?? true
                else { return nil }
                return day(row[time], zone)
            }
            let before = (days.map { start - $0 } ?? period.advanced(by: -1).start ?? start)..<start
            let after = (days.map { end - $0 } ?? start)..<end
            guard let own = counts(all[number]), before.contains(own) else { return nil }
            var (kept, sums) = (false, (0.0, 0.0))
            for (other, row) in all.enumerated() where row[customer] == all[number][customer] {
                guard let day = counts(row) else { continue }
                if day < start, let theirs = moment(row[time]), let mine = moment(all[number][time]),
                    (theirs, other) > (mine, number)
                {
                    return nil
                }
                kept = kept || after.contains(day)
                let worth = amount.flatMap { row[$0]?.quantity } ?? 0
                if before.contains(day) { sums.0 += worth }
                if after.contains(day) { sums.1 += worth }
            }
            var row = all[number]
            row["$kept"] = .flag(kept)
            row["$before"] = .real(sums.0)
            row["$after"] = .real(sums.1)
            return row
        }
    }

    private static func moment(_ cell: Cell?) -> Int64? {
        switch cell {
        case .instant(let instant)?: instant
        case .date(let day)?: Int64(day)
        default: nil
        }
    }

    private static func day(_ cell: Cell?, _ zone: TimeZoneTable) -> Int? {
        if case .instant(let instant)? = cell { return Int(zone.localDay(of: instant)) }
        return moment(cell).map { Int($0) }
    }

    private static func unit(_ cell: Cell?) -> Int64 { if case .date? = cell { 86_400_000 } else { 1 } }

    private static func bounds(_ period: Period, _ cell: Cell?, _ zone: TimeZoneTable) -> (Int64, Int64)? {
        guard let start = period.start, let end = period.end else { return nil }
        if case .date? = cell { return (Int64(start), Int64(end)) }
        func instant(_ day: Int) -> Int64 { zone.instant(ofLocal: Int64(day) * 86_400_000).instant }
        return (instant(start), instant(end))
    }
}
