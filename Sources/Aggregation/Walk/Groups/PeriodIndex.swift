// Tells in which of some periods a row falls: a small table from local days to positions.

import Tabular

/// The periods that the rows of a chunk fall in, by position from 1; 0 is outside of all of them.
enum PeriodPositions: Sendable, Equatable {
    /// The same for all rows.
    case all(UInt32)
    /// One per row.
    case rows([UInt32])
}

/// The periods of a breakdown, none of which overlap, as a table over the days from the first to the last.
///
/// - Bounds: positions count from 1; 0 is outside of all of them.
struct PeriodIndex: Sendable {
    /// As given.
    let entries: [(period: Period, position: Int)]
    /// Whether the one position holds every row that has a time.
    let isAllTime: Bool
    private let firstDay: Int
    private let positions: [UInt32]
    /// Sorted; for spans so long that a table of days would be too large.
    private let starts: [Int]
    private let ends: [Int]
    private let numbers: [UInt32]

    /// `periods` with the position that results give them, from 0; they must not overlap.
    init(_ periods: [(period: Period, position: Int)]) {
        entries = periods
        isAllTime = periods.contains { $0.period.start == nil }
        let bounded = periods.compactMap { entry -> (start: Int, end: Int, number: UInt32)? in
            guard let start = entry.period.start, let end = entry.period.end, start < end else { return nil }
            return (start, end, UInt32(truncatingIfNeeded: entry.position + 1))
        }.sorted { $0.start < $1.start }
        starts = bounded.map(\.start)
        ends = bounded.map(\.end)
        numbers = isAllTime ? periods.map { UInt32(truncatingIfNeeded: $0.position + 1) } : bounded.map(\.number)
        firstDay = starts.first ?? 0
        let length = (ends.last ?? 0) - firstDay
        guard length > 0, length <= Self.longestTable else {
            positions = []
            return
        }
        var positions = [UInt32](repeating: 0, count: length)
        for (start, end, number) in bounded {
            for day in start..<end { positions[day - firstDay] = number }
        }
        self.positions = positions
    }

    /// Two hundred years of days; a table of what counts since the year 1 would take megabytes for every period.
    private static let longestTable = 75_000

    /// The position of a day, from 1; 0 when it is in none of the periods.
    func position(ofDay day: Int) -> UInt32 {
        if isAllTime { return numbers.first ?? 0 }
        if !positions.isEmpty {
            let index = day &- firstDay
            return index >= 0 && index < positions.count ? positions[index] : 0
        }
        let low = starts.indices.firstPlace { starts[$0] > day }
        return low > 0 && day < ends[low - 1] ? numbers[low - 1] : 0
    }

    /// The positions of all rows of a chunk.
    ///
    /// - Shape: `time` is a date or instant column, or nil when there is none; `span` are its earliest and latest moment.
    /// - Missing: a row without a time is in no period, not even in all time: what never happened has no moment. Without a
    ///   time column every row is in all time.
    func positions(of time: Column?, span: ClosedRange<Int64>?, zone: TimeZoneTable) -> PeriodPositions {
        if isAllTime {
            let number = numbers.first ?? 0
            guard let time, !time.presence.isAllPresent else { return .all(number) }
            let presence = time.presence
            return .rows((0..<time.count).map { presence[$0] ? number : 0 })
        }
        guard let time, let span else { return .all(0) }
        if let position = commonPosition(of: time, span: span, zone: zone) { return .all(position) }
        switch time {
        case .instant(let column): return .rows(positions(ofInstants: column, span: span, zone: zone))
        case .date(let column):
            return .rows(
                column.values.indices.map { column.presence[$0] ? position(ofDay: Int(column.values[$0])) : 0 })
        default: return .all(0)
        }
    }

    /// The position of all rows, when all have a time and the whole span lies in one period or outside of all.
    ///
    /// Exports are mostly in the order of time: then this spares nearly every chunk a look at each row's time.
    private func commonPosition(of time: Column, span: ClosedRange<Int64>, zone: TimeZoneTable) -> UInt32? {
        let days: ClosedRange<Int>
        switch time {
        case .instant:
            guard zone.uniformOffset(from: span.lowerBound, through: span.upperBound) != nil else { return nil }
            days = Int(zone.localDay(of: span.lowerBound))...Int(zone.localDay(of: span.upperBound))
        case .date: days = Int(span.lowerBound)...Int(span.upperBound)
        default: return nil
        }
        if let last = ends.last, days.lowerBound >= last || days.upperBound < firstDay { return 0 }
        guard time.presence.isAllPresent else { return nil }
        let period = starts.indices.last { starts[$0] <= days.lowerBound }
        guard let period, days.upperBound < ends[period] else { return nil }
        return numbers[period]
    }

    private func positions(
        ofInstants column: PrimitiveColumn<Int64>, span: ClosedRange<Int64>, zone: TimeZoneTable
    ) -> [UInt32] {
        guard let offset = zone.uniformOffset(from: span.lowerBound, through: span.upperBound),
            abs(span.lowerBound) < Self.farthest, abs(span.upperBound) < Self.farthest
        else {
            // The clock changes within the chunk: each row is asked for by itself.
            return column.values.indices.map {
                column.presence[$0] ? position(ofDay: Int(zone.localDay(of: column.values[$0]))) : 0
            }
        }
        // Shifted so far that nothing is negative: then a plain division finds the day.
        let shift = Self.farthest + offset
        let dayShift = Int(Self.farthest / 86_400_000)
        var result = [UInt32](repeating: 0, count: column.count)
        let (table, first) = (positions, firstDay + dayShift)
        result.withUnsafeMutableBufferPointer { result in
            table.withUnsafeBufferPointer { table in
                column.values.withUnsafeBufferPointer { values in
                    for row in 0..<values.count {
                        let day = Int(UInt64(bitPattern: values[row] &+ shift) / 86_400_000)
                        let index = day &- first
                        if index >= 0, index < table.count { result[row] = table[index] }
                    }
                }
            }
        }
        if table.isEmpty {
            for row in result.indices {
                result[row] = position(ofDay: Int((column.values[row] &+ shift) / 86_400_000) - dayShift)
            }
        }
        if !column.presence.isAllPresent {
            for row in result.indices where !column.presence[row] { result[row] = 0 }
        }
        return result
    }

    /// A whole number of days of about 270 thousand years.
    private static let farthest: Int64 = 100_000_000 * 86_400_000
}
