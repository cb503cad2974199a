// Copies many short pieces into room for the text of rows, a few instructions each.

/// Where the next byte of a text goes.
///
/// - Bounds: nothing is written past the room; then the cursor is full, and its text is incomplete.
struct RowCursor {
    private let start: UnsafeMutablePointer<UInt8>?
    private var position = 0
    private let room: Int
    private var isFull = false

    init(_ room: UnsafeMutableBufferPointer<UInt8>) {
        start = room.baseAddress
        self.room = room.count
    }

    /// How many bytes were written; nil when there was no room for some.
    var written: Int? { isFull ? nil : position }

    @inline(__always)
    mutating func append(literal: StaticString) { append(literal.utf8Start, count: literal.utf8CodeUnitCount) }

    @inline(__always)
    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            if let first = bytes.baseAddress { append(first, count: bytes.count) }
        }
    }

    /// A part of some bytes; a slice of them would be held and let go.
    ///
    /// - Bounds: `part` lies within the bytes.
    @inline(__always)
    mutating func append(_ bytes: [UInt8], _ part: Range<Int>) {
        bytes.withUnsafeBufferPointer { bytes in
            if let first = bytes.baseAddress { append(first + part.lowerBound, count: part.count) }
        }
    }

    /// So many bytes are copied at once, without asking how many there are.
    static let shortCount = 32

    /// Mostly a few bytes: a call that copies so many as there are would take longer than to copy some too many.
    ///
    /// - Bounds: ``shortCount`` bytes can be read, whatever `count` is; what is copied too much lies in the room and is written over.
    @inline(__always)
    mutating func append(short bytes: UnsafePointer<UInt8>, count: Int) {
        guard count <= Self.shortCount, let start, room &- position >= Self.shortCount else {
            append(bytes, count: count)
            return
        }
        UnsafeMutableRawPointer(start + position).copyMemory(from: bytes, byteCount: 32)
        position &+= count
    }

    /// A text as UTF-8.
    @inline(__always)
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { text in
            if let first = text.baseAddress { append(first, count: text.count) }
        }
    }

    @inline(__always)
    private mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
        guard let start, room &- position >= count else {
            isFull = isFull || count > 0
            return
        }
        (start + position).update(from: bytes, count: count)
        position &+= count
    }
}
