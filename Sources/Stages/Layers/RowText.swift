// Text of many rows in room that is there beforehand and is used again.

/// Bytes that rows are written into through a pointer.
///
/// An array asks on every append whether it is its own and has room, by a call, and a row has some 25 of them. Here that is asked
/// once for many rows.
package struct RowText: Sendable {
    /// All of it may be written to; what counts are the first `count` bytes.
    private var room: [UInt8] = []
    private var count = 0

    private static let firstRoom = 1 << 17

    package init() {}

    package var bytes: ArraySlice<UInt8> { room[..<count] }

    /// Forgets the text and keeps the room.
    package mutating func clear() { count = 0 }

    /// What `write` does with the room after the text; ``take(_:)`` makes what it wrote part of the text.
    package mutating func withFreeRoom<Result>(_ write: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result {
        let count = count
        return room.withUnsafeMutableBufferPointer { room in
            write(UnsafeMutableBufferPointer(rebasing: room[count...]))
        }
    }

    /// - Parameter written: how many bytes of the free room were written, from its start.
    package mutating func take(_ written: Int) { count = min(count + written, room.count) }

    /// Makes the room larger, for whom the free room was not enough.
    package mutating func makeRoom() {
        room.append(contentsOf: repeatElement(0, count: max(Self.firstRoom, room.count)))
    }

    /// Bytes behind those written so far; the room grows as needed.
    package mutating func append(_ bytes: [UInt8]) {
        while room.count - count < bytes.count { makeRoom() }
        withFreeRoom { free in _ = free.update(fromContentsOf: bytes) }
        count += bytes.count
    }
}
