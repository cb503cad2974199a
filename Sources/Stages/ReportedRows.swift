// Which rows of a table a report is about, known before they are cleaned: those whose times lie in its period.

import Tabular

/// The rows of a table that fall in the report's period, by any of the columns that metrics count by.
package struct ReportedRows: Sendable {
    package var period: Period
    /// The names of the columns that metrics count by.
    package var times: [String]
    /// The names of columns that built-in metrics cannot do without in any row.
    package var needed: Set<String>

    package init(period: Period, times: [String], needed: Set<String>) {
        self.period = period
        self.times = times
        self.needed = needed
    }

    /// Whether so many rows are more than slips: of twenty and more, more than one in twenty; of fewer, more than half.
    package static func areMany(_ count: Int, of rows: Int) -> Bool {
        rows >= 20 ? count * 20 > rows : count * 2 > rows
    }

    /// A bit for every row of a chunk that falls in the period, 64 a word, lowest bit first; all rows where no time is a column yet.
    ///
    /// - Parameter table: the table that the chunk is of, in which the columns have the names they have now.
    package func words(of chunk: Chunk, in table: Table, zone: TimeZoneTable) -> [UInt64] {
        let wordCount = (chunk.rowCount + 63) / 64
        var words = [UInt64](repeating: 0, count: wordCount)
        // Where a later rule makes or renames all of these columns, it is not known yet which rows they are.
        let isUnknown = !times.isEmpty && times.allSatisfy { table.index(of: $0) == nil }
        guard let start = period.start, let end = period.end, !isUnknown else {
            return Presence(allPresent: chunk.rowCount).words(count: wordCount)
        }
        for name in times {
            guard let index = table.index(of: name) else { continue }
            switch chunk.columns[index] {
            case .instant(let times):
                for row in times.values.indices
                where times.presence[row] && (start..<end).contains(Int(zone.localDay(of: times.values[row]))) {
                    words[row >> 6] |= 1 << UInt64(row & 63)
                }
            case .date(let days):
                for row in days.values.indices
                where days.presence[row] && (start..<end).contains(Int(days.values[row])) {
                    words[row >> 6] |= 1 << UInt64(row & 63)
                }
            default: continue
            }
        }
        return words
    }
}

extension Presence {
    /// The bits, also where all are set.
    fileprivate func words(count wordCount: Int) -> [UInt64] {
        if let words { return words }
        var words = [UInt64](repeating: .max, count: wordCount)
        if count & 63 != 0, let last = words.indices.last { words[last] = (1 << UInt64(count & 63)) - 1 }
        return words
    }
}
