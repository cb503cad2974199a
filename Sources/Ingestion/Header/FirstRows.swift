// The first rows of a file, among which its header is looked for: how many they are, how wide, and how their cells read.

enum FirstRows {
    /// How many records may stand before the header.
    static let searchLimit = 40

    /// The cells of a row as people read them.
    static func names(_ block: RecordBlock, row: Int) -> [String] {
        let span = block.rows[row]
        return (0..<Int(span.cellCount)).map { HeaderName.bare(block.cellBytes(Int(span.firstCell) + $0)) }
    }

    /// The number of cells most of the first records have.
    static func usualWidth(_ block: RecordBlock) -> Int {
        var counts: [Int: Int] = [:]
        for row in 0..<min(block.rowCount, DialectRecognition.rowLimit) {
            counts[Int(block.rows[row].cellCount), default: 0] += 1
        }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }
}
