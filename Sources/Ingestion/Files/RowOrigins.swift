// Where the rows of a block stand in their file, for the chunk that they become.
import Tabular

extension ChunkMaker {
    func origin(_ block: RecordBlock) -> RowOrigin {
        let (spans, rows) = (UnsafePointer(block.rows), selected.rows)
        if let evenly = evenOrigin(block) { return evenly }
        func places(_ place: (RowSpan) -> UInt32) -> [UInt32] { rows.map { place(spans[Int($0)]) } }
        return RowOrigin(
            file: fileIndex, byteStart: block.firstByte, firstLine: block.firstLine, offsets: places { $0.start },
            lengths: places { $0.length }, lines: places { $0.line })
    }

    /// The origin of rows that follow each other, a line each; nil where they do not.
    private func evenOrigin(_ block: RecordBlock) -> RowOrigin? {
        let count = selected.rows.count
        guard block.isGrid, count > 1 else { return nil }
        let spans = UnsafePointer(block.rows) + (block.rowCount - count)
        let gap = spans[1].start &- spans[0].start &- spans[0].length
        // Every row begins on a line of its own.
        guard gap <= 2, Int(spans[count - 1].line) - Int(spans[0].line) == count - 1 else { return nil }
        lengths.reserve(count)
        let lengths = lengths.start
        var differing: UInt32 = 0
        var expected = spans[0].start
        for row in 0..<count {
            let span = spans[row]
            lengths[row] = span.length
            differing |= span.start ^ expected
            expected = span.start &+ span.length &+ gap
        }
        guard differing == 0 else { return nil }
        return RowOrigin(
            file: fileIndex, byteStart: block.firstByte, firstLine: block.firstLine + Int(spans[0].line),
            offset: spans[0].start, gap: Int(gap), lengths: UnsafeBufferPointer(start: lengths, count: count))
    }
}
