// Whether rows that are dropped as duplicates differ in columns that nobody reads: a few of them are read again, whole.

import Stages
import Tabular

/// How many of some rows that were looked at differ from those in their place, though not in a column that is read.
struct UnreadDifferences {
    private(set) var looked = 0
    private(set) var different = 0

    /// Nil where none does.
    ///
    /// - Parameter rows: rows that are alike in all columns that are read.
    /// - Complexity: reads at most forty rows again.
    init?(among rows: [ReplacedRow], of table: Table, _ raw: any RawRowSource) {
        let step = max(1, rows.count / Self.sampleSize)
        let sample = stride(from: 0, to: rows.count, by: step).prefix(Self.sampleSize).map { rows[$0] }
        // In the order of the file, so that rows beside each other are read at once.
        var texts: [Int: String] = [:]
        var (chunk, start) = (0, 0)
        for row in Set(sample.flatMap { [$0.dropped, $0.kept] }).sorted() {
            while chunk < table.chunks.count, row >= start + table.chunks[chunk].rowCount {
                start += table.chunks[chunk].rowCount
                chunk += 1
            }
            guard chunk < table.chunks.count else { break }
            texts[row] = raw.rawRow(row - start, of: table.chunks[chunk])?.text
        }
        for pair in sample {
            guard let dropped = texts[pair.dropped], let kept = texts[pair.kept] else { continue }
            looked += 1
            if dropped != kept { different += 1 }
        }
        if different == 0 { return nil }
    }

    private static let sampleSize = 20
}
