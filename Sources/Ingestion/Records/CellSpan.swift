// Where the bytes of a cell lie inside a block: eight bytes a cell.

/// The bytes of one cell inside a block.
struct CellSpan: Equatable {
    /// Offset into the block's bytes.
    var start: UInt32
    /// The length, and in the top bit whether the cell was quoted.
    private var lengthAndQuoted: UInt32

    init(start: Int, length: Int, isQuoted: Bool) {
        self.start = UInt32(truncatingIfNeeded: start)
        lengthAndQuoted = UInt32(truncatingIfNeeded: length) & 0x7FFF_FFFF | (isQuoted ? 0x8000_0000 : 0)
    }

    /// A cell without quotes.
    @inline(__always)
    init(start: UInt32, length: UInt32) {
        self.start = start
        lengthAndQuoted = length
    }

    /// A cell without quotes: the length in the upper half, the start in the lower.
    @inline(__always)
    init(startAndLength: UInt64) {
        start = UInt32(truncatingIfNeeded: startAndLength)
        lengthAndQuoted = UInt32(truncatingIfNeeded: startAndLength &>> 32)
    }

    @inline(__always) var length: Int { Int(lengthAndQuoted & 0x7FFF_FFFF) }
    @inline(__always) var isQuoted: Bool { lengthAndQuoted & 0x8000_0000 != 0 }
}
