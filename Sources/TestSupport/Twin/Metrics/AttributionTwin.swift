// In which periods rows count, in plain code: rows that stand until a moment, windows, to date.

import Tabular

/// Ways in which a row counts in a period, as ``MetricTwin`` takes them.
package enum AttributionTwin {
    package typealias Row = MetricTwin.Row

    /// Rows whose day lies between the first day of a stretch and the end of the period.
    package static func days(
        of time: String, zone: TimeZoneTable, since first: @escaping (Period) -> Int
    ) -> (Row, Period) -> Row? {
        { row, period in
            guard let day = day(row[time], zone), let end = period.end else { return nil }
            return day >= first(period) && day < end ? row : nil
        }
    }

    /// Rows that stand at the end of a period, or at its start.
    package static func standing(
        from begin: String, until end: String, zone: TimeZoneTable, atStart: Bool = false
    ) -> (Row, Period) -> Row? {
        { row, period in
            guard let from = moment(row[begin]), let (first, last) = bounds(period, row[begin], zone) else {
                return nil
            }
            let looked = atStart ? first : last
            let until = moment(row[end])
            guard from < looked, until.map({ $0 >= looked && $0 >= from }) ?? true else { return nil }
            var row = row
            row["$age"] = .duration((looked - from) * unit(row[begin]))
            return row
        }
    }

    /// Rows that stand at any time of a period.
    package static func overlapping(
        from begin: String, until end: String, zone: TimeZoneTable
    ) -> (Row, Period) -> Row? {
        { row, period in
            guard let from = moment(row[begin]), let (first, last) = bounds(period, row[begin], zone) else {
                return nil
            }
            let until = moment(row[end]) ?? .max
            guard until >= from, from < last, until > first || (until == from && from >= first) else { return nil }
            var row = row
            row["$overlap"] = .duration((min(until, last) - max(from, first)) * unit(row[begin]))
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
