// What is found out about the times of a chunk in one look, for all who ask.

import Tabular

/// The times of a chunk's rows in a date or instant column: days of a date, else milliseconds.
struct ChunkTimes: Sendable, Equatable {
    /// The earliest and the latest.
    var span: ClosedRange<Int64>
    /// Whether no time is before that of a row above it.
    var isInOrder: Bool

    init(span: ClosedRange<Int64>, isInOrder: Bool) {
        self.span = span
        self.isInOrder = isInOrder
    }

    /// Nil for another type, and when no time is present.
    init?(of column: Column) {
        switch column {
        case .instant(let times): self.init(times)
        case .date(let days): self.init(days)
        default: return nil
        }
    }

    private init?<Time: FixedWidthInteger & BitwiseCopyable & Sendable>(_ column: PrimitiveColumn<Time>) {
        guard let first = column.values.indices.first(where: { column.presence[$0] }) else { return nil }
        var (least, most, isInOrder) = (column.values[first], column.values[first], true)
        column.values.withUnsafeBufferPointer { times in
            if column.presence.isAllPresent {
                if times.isAscending {
                    most = times[times.count - 1]
                    return
                }
                isInOrder = false
                for time in times {
                    least = min(least, time)
                    most = max(most, time)
                }
            } else {
                for row in first..<times.count where column.presence[row] {
                    if times[row] < most { isInOrder = false }
                    least = min(least, times[row])
                    most = max(most, times[row])
                }
            }
        }
        span = Int64(least)...Int64(most)
        self.isInOrder = isInOrder
    }
}
