// Goes through rows that stand in the order of time from the last to the first, and knows every customer's next row.

import Expressions
import Tabular

/// The rows that count for `unrepeated`, in a table whose rows stand in the order of time; found while other metrics are measured.
///
/// Every thread has chunks of its own, and a table of its own of each customer's next time. Rows near the end of its chunks may be
/// repeated in later ones, so it begins with those that follow within `gap`; what comes later repeats none of its rows.
///
/// A walk of its own would go through the rows once more; and were all visits listed, for threads that each take the customers of a part,
/// whose a visit is could not be foreseen.
struct BackwardWalk: Sendable {
    private let selection: RowSelection
    private let time: Int
    /// Later rows do not count; in units of the time column.
    private let cut: Int64
    private let gap: Int64
    private let customerCount: Int

    /// - Parameter customerCount: the codes of the customers are below this in all chunks.
    init(_ selection: RowSelection, time: Int, cut: Int64, gap: Int64, customerCount: Int) {
        self.selection = selection
        self.time = time
        self.cut = cut
        self.gap = gap
        self.customerCount = customerCount
    }

    /// In how many parts the chunks may be dealt out to some threads: looking beyond each of them must not take long.
    func partCount(rows: TableRows, threads: Int) -> Int {
        guard let span = rows.span(ofColumn: time) else { return threads }
        let (length, isTooLong) = span.upperBound.subtractingReportingOverflow(span.lowerBound)
        if isTooLong { return threads }
        // The more parts, the less a thread waits for the last one: two years of calls and a week's gap go into twelve for two threads.
        let parts = [6 * threads, 3 * threads].first { parts in
            let (looks, areTooMany) = gap.multipliedReportingOverflow(by: Int64(3 * parts))
            return !areTooMany && looks <= length
        }
        return parts ?? threads
    }

    /// What is known before the last of some chunks is taken: the rows that follow within the gap.
    func start(before own: Range<Int>, rows: TableRows, formulas: [TypedExpression], zone: TimeZoneTable) -> NextTimes {
        var next = NextTimes(keyCount: customerCount, span: rows.span(ofColumn: time) ?? 0...0)
        for chunk in (own.upperBound..<end(ofChunksNear: own, rows)).reversed() {
            var customers = CellCodes(isPlainColumn: true)
            let visits = CustomerTimes(
                selection, chunk: chunk, rows: rows, formulas: formulas, zone: zone, customers: &customers)
            _ = take(visits, &next)
        }
        return next
    }

    /// The first chunk after some that has no row within `gap` of theirs that count.
    private func end(ofChunksNear own: Range<Int>, _ rows: TableRows) -> Int {
        guard let last = own.reversed().lazy.compactMap({ rows.span(ofColumn: time, inChunk: $0) }).first else {
            return own.upperBound
        }
        // No later than the cut, so the sum stays within the data.
        let limit = min(last.upperBound, cut) + gap
        var end = own.upperBound
        while end < rows.chunkCount, rows.span(ofColumn: time, inChunk: end).map({ $0.lowerBound <= limit }) ?? true {
            end += 1
        }
        return end
    }

    /// The rows of a chunk that count, and those of them that are not repeated.
    ///
    /// - Parameter next: what is known of the rows after the chunk; afterwards, of its own as well.
    func take(_ chunk: Chunk, _ formulas: inout ChunkFormulas, _ next: inout NextTimes) -> ChosenRowsOfChunk {
        var customers = CellCodes(isPlainColumn: true)
        return take(CustomerTimes(selection, chunk, &formulas, customers: &customers), &next)
    }

    private func take(_ visits: CustomerTimes, _ next: inout NextTimes) -> ChosenRowsOfChunk {
        let counted = visits.counted.words(rowCount: visits.rowCount)
        let times: [Int64]
        switch visits.time {
        case .instant(let column): times = column.values
        case .date(let column): times = column.values.map { Int64($0) }
        default: return ChosenRowsOfChunk(counted: RowMask(noneOf: visits.rowCount), fulfilling: nil)
        }
        let (early, alone) = next.take(counted, keys: visits.codes, times: times, cut: cut, gap: gap)
        return ChosenRowsOfChunk(
            counted: RowMask(words: early, rowCount: visits.rowCount),
            fulfilling: RowMask(words: alone, rowCount: visits.rowCount))
    }
}
