// What is written through a cursor is there whole, or the cursor says that it is not.

import Stages
import Testing

@testable import Rendering

struct RowCursorTests {
    @Test(arguments: 0...12) func `a cursor writes nothing past its room, and tells when that was not enough`(room: Int)
    {
        var bytes = [UInt8](repeating: 7, count: 16)
        let written = bytes.withUnsafeMutableBufferPointer { bytes in
            var cursor = RowCursor(UnsafeMutableBufferPointer(rebasing: bytes[..<room]))
            cursor.append(literal: "ab")
            cursor.append([])
            cursor.append(Array("客".utf8))
            cursor.append(text: "d")
            cursor.append(literal: "")
            cursor.append(Array("efgh".utf8), 1..<4)
            return cursor.written
        }
        let whole = Array("ab客dfgh".utf8)
        #expect(written == (room >= whole.count ? whole.count : nil))
        if room >= whole.count { #expect(bytes.starts(with: whole)) }
        #expect(bytes.dropFirst(room).allSatisfy { $0 == 7 })
    }

    @Test func `a text keeps what it had when its room grows, and its room when it is cleared`() {
        var text = RowText()
        var expected: [UInt8] = []
        for length in [0, 1, 5000, 200_000, 0, 600_000] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            text.append(bytes)
            expected += bytes
        }
        #expect(Array(text.bytes) == expected)
        text.clear()
        #expect(text.bytes.isEmpty)
        let free = text.withFreeRoom { free in
            free[0] = 9
            return free.count
        }
        #expect(free >= expected.count)
        text.take(1)
        #expect(Array(text.bytes) == [9])
    }

    @Test(arguments: 0...70) func `short pieces come out as they are, however little room there is`(room: Int) {
        let piece = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH".utf8) + [UInt8](repeating: 0, count: 32)
        for count in [0, 1, 31, 32, 33, 40] {
            var bytes = [UInt8](repeating: 7, count: 80)
            let written = bytes.withUnsafeMutableBufferPointer { bytes in
                var cursor = RowCursor(UnsafeMutableBufferPointer(rebasing: bytes[..<room]))
                piece.withUnsafeBufferPointer { piece in
                    guard let first = piece.baseAddress else { return }
                    cursor.append(short: first, count: count)
                    cursor.append(short: first + 3, count: 2)
                }
                return cursor.written
            }
            let expected = Array(piece[..<count]) + Array("34".utf8)
            #expect(written == (expected.count <= room ? expected.count : nil))
            if expected.count <= room { #expect(Array(bytes[..<expected.count]) == expected) }
            #expect(bytes[room...].allSatisfy { $0 == 7 }, "nothing is written past the room")
        }
    }
}
