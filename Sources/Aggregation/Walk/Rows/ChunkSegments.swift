// The segment numbers of the rows of one chunk, for all who ask.

import Stages
import Tabular

/// The segment numbers of one chunk's rows, each worked out when it is first asked for.
struct ChunkSegments {
    private let segments: [String: SegmentNumbers]
    private let table: Table
    private let chunk: Int
    private var known: [String: [UInt32]] = [:]
    /// The text columns that decide numbers; several segments are often decided by the same one.
    private var columns: [Int: Column] = [:]

    init(_ segments: [String: SegmentNumbers], table: Table, chunk: Int) {
        self.segments = segments
        self.table = table
        self.chunk = chunk
    }

    /// - Shape: one number per row, a position of a label.
    mutating func numbers(of segment: String) -> [UInt32] {
        if let known = known[segment] { return known }
        guard let source = segments[segment] else { return [] }
        let numbers: [UInt32]
        if let index = source.decidingColumn {
            let column = columns[index] ?? table.chunks[chunk].columns[index]
            columns[index] = column
            numbers = source.numbers(inChunk: chunk, decidedBy: column)
        } else {
            numbers = source.numbers(inChunk: chunk, of: table)
        }
        known[segment] = numbers
        return numbers
    }
}
