// How many rows of a chunk fall in each hour of the local clock; one look at a time column.

import Tabular

/// Rows by local hour, of one chunk or of many.
///
/// - Units: hours since 1970-01-01T00:00 on the local clock; all rows of a date stand in its first hour.
struct HourCounts: Sendable, Equatable {
    struct Hour: Sendable, Equatable {
        var hour: Int
        var rows: Int
    }

    /// Ascending hours that have rows, each once.
    private(set) var hours: [Hour] = []
    /// Rows after the as-of moment: no evidence of anything.
    private(set) var futureRows = 0

    init() {}

    /// The counts of a date or instant column; of another type none.
    ///
    /// - Parameter span: the earliest and latest time of the column, where somebody knows them and whether they ascend.
    /// - Complexity: O(rows); where they ascend, O(hours · log(rows)) after they are unpacked.
    init(of column: Column, times: ChunkTimes?, asOf: Int64, today: Int, zone: TimeZoneTable) {
        guard let times = times ?? ChunkTimes(of: column) else { return }
        switch column {
        case .date(let days): count(days, today: today)
        case .instant(let instants):
            let span = times.span
            guard abs(span.lowerBound) < Self.farthest, abs(span.upperBound) < Self.farthest,
                let offset = zone.uniformOffset(from: span.lowerBound, through: span.upperBound)
            else {
                countOneByOne(instants, asOf: asOf, zone: zone)
                break
            }
            if times.isInOrder, instants.presence.isAllPresent {
                countAscending(instants.values, offset: offset, asOf: asOf)
            } else {
                count(instants, span: span, offset: offset, asOf: asOf)
            }
        default: return
        }
        settle()
    }

    /// - Complexity: O(hours of the other, and of those that are not before them), so that chunks in order cost little.
    mutating func merge(_ other: HourCounts) {
        futureRows += other.futureRows
        guard let first = other.hours.first else { return }
        let later = Array(hours[((hours.lastIndex { $0.hour < first.hour } ?? -1) + 1)...])
        hours.removeLast(later.count)
        var next = other.hours.startIndex
        for hour in later {
            while next < other.hours.endIndex, other.hours[next].hour <= hour.hour {
                add(other.hours[next].rows, at: Int64(other.hours[next].hour))
                next += 1
            }
            add(hour.rows, at: Int64(hour.hour))
        }
        hours += other.hours[next...]
    }

    // MARK: Ways to count

    /// Some 270 thousand years, so that nothing overflows.
    private static let farthest: Int64 = 100_000_000 * 86_400_000
    /// Seven years of hours: 256 KB of counts.
    private static let mostHours: Int64 = 1 << 16

    private static func hour(_ local: Int64) -> Int64 {
        let (hour, rest) = local.quotientAndRemainder(dividingBy: 3_600_000)
        return rest < 0 ? hour - 1 : hour
    }

    /// Counts rows; the hours are in order again after ``settle()``.
    private mutating func add(_ count: Int, at hour: Int64) {
        let hour = Int(hour)
        if let last = hours.indices.last, hours[last].hour == hour {
            hours[last].rows += count
        } else {
            hours.append(Hour(hour: hour, rows: count))
        }
    }

    private mutating func settle() {
        guard zip(hours, hours.dropFirst()).contains(where: { $0.hour >= $1.hour }) else { return }
        let counted = hours.sorted { $0.hour < $1.hour }
        hours = []
        for hour in counted { add(hour.rows, at: Int64(hour.hour)) }
    }

    private mutating func countAscending(_ values: [Int64], offset: Int64, asOf: Int64) {
        values.withUnsafeBufferPointer { values in
            var row = 0
            while row < values.count {
                if values[row] > asOf {
                    futureRows += values.count - row
                    return
                }
                let hour = Self.hour(values[row] + offset)
                let next = Swift.min((hour + 1) * 3_600_000 - offset, asOf + 1)
                var (low, step) = (row, 64)
                while low + step < values.count, values[low + step] < next {
                    low += step
                    step *= 2
                }
                low = (low..<Swift.min(low + step, values.count)).firstPlace { values[$0] >= next }
                add(low - row, at: hour)
                row = low
            }
        }
    }

    private mutating func count(
        _ column: PrimitiveColumn<Int64>, span: ClosedRange<Int64>, offset: Int64, asOf: Int64
    ) {
        let last = Self.hour(Swift.min(span.upperBound, asOf) + offset)
        let first = Swift.max(Self.hour(span.lowerBound + offset), last - Self.mostHours + 1)
        var counts = [UInt32](repeating: 0, count: Int(Swift.max(0, last - first + 1)))
        let isAllPresent = column.presence.isAllPresent
        // So far that nothing is negative: then a plain division finds the hour.
        let shift = Self.farthest + offset
        let firstShifted = first + Self.farthest / 3_600_000
        column.values.withUnsafeBufferPointer { values in
            for row in 0..<values.count where isAllPresent || column.presence[row] {
                if values[row] > asOf {
                    futureRows += 1
                    continue
                }
                let hour = Int64(UInt64(bitPattern: values[row] &+ shift) / 3_600_000)
                let place = hour &- firstShifted
                if place >= 0, place < counts.count {
                    counts[Int(place)] &+= 1
                } else {
                    add(1, at: hour - Self.farthest / 3_600_000)
                }
            }
        }
        for (place, count) in counts.enumerated() where count > 0 { add(Int(count), at: first + Int64(place)) }
    }

    private mutating func countOneByOne(_ column: PrimitiveColumn<Int64>, asOf: Int64, zone: TimeZoneTable) {
        for row in column.values.indices where column.presence[row] {
            let value = column.values[row]
            if value > asOf {
                futureRows += 1
            } else if value > -Self.farthest {
                add(1, at: Self.hour(value + zone.offset(at: value)))
            }
        }
    }

    private mutating func count(_ column: PrimitiveColumn<Int32>, today: Int) {
        var last: (day: Int32, count: Int)?
        for row in column.values.indices where column.presence[row] {
            let day = column.values[row]
            if day > today {
                futureRows += 1
            } else if last?.day == day {
                last?.count += 1
            } else {
                if let last { add(last.count, at: Int64(last.day) * 24) }
                last = (day, 1)
            }
        }
        if let last { add(last.count, at: Int64(last.day) * 24) }
    }
}
