// Where the rows of a chunk stand in their file, in about a byte a row.

/// Where the rows of a chunk stand in their file, so that any row can be named and read again.
///
/// Rows of a file mostly follow each other, a line each: then only their lengths are kept, and every so often a place. A
/// row's place takes 1 byte in place of 12 for rows of up to 255 bytes.
///
/// - Units: `byteStart` counts bytes of the text as decoded to UTF-8, which are the file's own bytes for a plain UTF-8
///   file; see ``Ingestion`` for the way back to the bytes of another encoding.
/// - Bounds: lines are 1-based.
package struct RowOrigin: Sendable {
    /// The index of the file in the run's list of input files.
    package var file: Int
    package let byteStart: Int
    package private(set) var firstLine: Int
    /// For how many rows the places were kept.
    package let rowCount: Int

    /// The rows' lengths without the line ends.
    private var lengths: CompactNumbers
    /// Bytes from the end of a row to the beginning of the next when that is always the same.
    private let gap: Int?
    /// Where rows begin, after `byteStart`: every row, or every 64th when there is a gap.
    private var offsets: CompactNumbers
    /// The rows' first lines, after `firstLine`; nil when it is a line each.
    private var lines: CompactNumbers?

    private static let stride = 64

    /// - Parameter offsets: per row where it starts, after `byteStart`.
    /// - Parameter lengths: per row its length without the line end.
    /// - Parameter lines: per row its first line, after `firstLine`; nil when it is a line each. All have one entry per row, or none.
    package init(
        file: Int, byteStart: Int = 0, firstLine: Int = 1, offsets: [UInt32] = [], lengths: [UInt32] = [],
        lines: [UInt32]? = nil
    ) {
        self.file = file
        self.byteStart = byteStart
        assert(offsets.count == lengths.count && lines?.count ?? offsets.count == offsets.count, "an entry per row")
        rowCount = lengths.count
        let isWhole = Presence(allPresent: rowCount)
        self.lengths = CompactNumbers(lengths, presence: isWhole)
        gap = Self.gap(offsets, lengths)
        if gap == nil {
            self.offsets = CompactNumbers(offsets, presence: isWhole)
        } else {
            let some = Swift.stride(from: 0, to: rowCount, by: Self.stride).map { offsets[$0] }
            self.offsets = CompactNumbers(some, presence: Presence(allPresent: some.count))
        }
        let first = lines?.first ?? 0
        let isOneEach = lines.map { Self.isOneEach($0, from: first) } ?? true
        self.firstLine = firstLine + (isOneEach ? Int(first) : 0)
        self.lines = isOneEach ? nil : lines.map { CompactNumbers($0, presence: isWhole) }
    }

    /// Rows that follow each other, a line each, with so many bytes between one's end and the next's beginning.
    ///
    /// - Parameter offset: where the first begins, after `byteStart`.
    package init(
        file: Int, byteStart: Int, firstLine: Int, offset: UInt32, gap: Int, lengths: UnsafeBufferPointer<UInt32>
    ) {
        (self.file, self.byteStart, self.firstLine, self.gap) = (file, byteStart, firstLine, gap)
        rowCount = lengths.count
        self.lengths = CompactNumbers(lengths, presence: Presence(allPresent: rowCount))
        var offsets: [UInt32] = []
        offsets.reserveCapacity(rowCount / Self.stride + 1)
        var next = offset
        for row in 0..<rowCount {
            if row % Self.stride == 0 { offsets.append(next) }
            next = next &+ lengths[row] &+ UInt32(truncatingIfNeeded: gap)
        }
        self.offsets = CompactNumbers(offsets, presence: Presence(allPresent: offsets.count))
        lines = nil
    }

    private static func gap(_ offsets: [UInt32], _ lengths: [UInt32]) -> Int? {
        guard offsets.count > 1, offsets.count == lengths.count else { return nil }
        let gap = offsets[1] &- offsets[0] &- lengths[0]
        guard gap < 1 << 16 else { return nil }
        var differing: UInt32 = 0
        offsets.withUnsafeBufferPointer { offsets in
            lengths.withUnsafeBufferPointer { lengths in
                for row in 1..<offsets.count {
                    differing |= offsets[row] &- offsets[row &- 1] &- lengths[row &- 1] &- gap
                }
            }
        }
        return differing == 0 ? Int(gap) : nil
    }

    private static func isOneEach(_ lines: [UInt32], from first: UInt32) -> Bool {
        var differing: UInt32 = 0
        lines.withUnsafeBufferPointer { lines in
            for row in 0..<lines.count { differing |= lines[row] &- first &- UInt32(truncatingIfNeeded: row) }
        }
        return differing == 0
    }

    /// The same rows, so many lines further down in the file.
    package mutating func moveDown(by lines: Int) { firstLine += lines }

    /// The same places in memory: ask these when asking for many rows.
    package var loaded: RowOrigin {
        var origin = self
        origin.lengths = lengths.loaded
        origin.offsets = offsets.loaded
        origin.lines = lines?.loaded
        return origin
    }

    /// The same places in the file.
    func spilled(_ writer: inout SpillWriter) -> RowOrigin {
        var origin = self
        origin.lengths = lengths.spilled(&writer)
        origin.offsets = offsets.spilled(&writer)
        origin.lines = lines?.spilled(&writer)
        return origin
    }

    private var isInMemory: Bool { lengths.isInMemory && offsets.isInMemory && lines?.isInMemory ?? true }

    /// The line of `row`, or nil when the origin was not kept.
    package func line(ofRow row: Int) -> Int? {
        guard row >= 0, row < rowCount else { return nil }
        return firstLine + (lines.map { Int($0[row]) } ?? row)
    }

    /// The place of `row` in the decoded text, or nil when the origin was not kept.
    package func byte(ofRow row: Int) -> Int? {
        row >= 0 && row < rowCount ? byteStart + offset(ofRow: row) : nil
    }

    /// The length of `row` without its line end, or nil when the origin was not kept.
    package func length(ofRow row: Int) -> Int? {
        row >= 0 && row < rowCount ? Int(lengths[row]) : nil
    }

    private func offset(ofRow row: Int) -> Int {
        guard isInMemory else { return loaded.offset(ofRow: row) }
        guard let gap else { return Int(offsets[row]) }
        var offset = Int(offsets[row / Self.stride])
        for earlier in (row / Self.stride * Self.stride)..<row { offset += Int(lengths[earlier]) + gap }
        return offset
    }

    /// The places of some of the rows.
    package func gathered(_ rows: [Int32]) -> RowOrigin {
        guard rowCount > 0 else { return self }
        let isWhole = Presence(allPresent: rowCount)
        let lengths = lengths.numbers(as: UInt32.self, presence: isWhole)
        let lines = lines?.numbers(as: UInt32.self, presence: isWhole)
        let offsets = allOffsets(lengths)
        return RowOrigin(
            file: file, byteStart: byteStart, firstLine: firstLine, offsets: rows.map { offsets[Int($0)] },
            lengths: rows.map { lengths[Int($0)] },
            lines: rows.map { row in lines.map { $0[Int(row)] } ?? UInt32(truncatingIfNeeded: row) })
    }

    /// Where every row begins: step by step, for a row on its own is found by up to 63 steps.
    private func allOffsets(_ lengths: [UInt32]) -> [UInt32] {
        guard let gap else { return offsets.numbers(as: UInt32.self, presence: Presence(allPresent: rowCount)) }
        let step = UInt32(truncatingIfNeeded: gap)
        var next = UInt32(truncatingIfNeeded: offsets[0])
        return lengths.map { length in
            defer { next = next &+ length &+ step }
            return next
        }
    }
}
