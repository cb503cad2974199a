// Distinct texts and their codes: every text of a column is stored once.

/// The distinct texts of a column, in order of first appearance; a code is a position in it.
///
/// - Units: UTF-8 bytes.
package final class TextPool: Sendable {
    package let bytes: [UInt8]
    /// Where text `code` starts; one more entry than texts.
    package let offsets: [Int]

    /// `bytes` must be valid UTF-8 and `offsets` ascending, from 0 to `bytes.count`.
    package init(bytes: [UInt8], offsets: [Int]) {
        self.bytes = bytes
        self.offsets = offsets
    }

    package convenience init(_ texts: some Sequence<String>) {
        var bytes: [UInt8] = []
        var offsets = [0]
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            offsets.append(bytes.count)
        }
        self.init(bytes: bytes, offsets: offsets)
    }

    package static let empty = TextPool(bytes: [], offsets: [0])

    package var count: Int { offsets.count - 1 }

    /// The text of `code`; the empty text when the code is out of bounds.
    package subscript(code: UInt32) -> String {
        guard Int(code) < count else { return "" }
        return String(decoding: bytes[offsets[Int(code)]..<offsets[Int(code) + 1]], as: UTF8.self)
    }

    /// Every text, in code order.
    package var texts: [String] { (0..<count).map { self[UInt32($0)] } }

    /// Calls `body` with the bytes of `code`, without a copy.
    package func withBytes<Result>(of code: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { all in
            guard Int(code) < count else { return body(UnsafeBufferPointer(rebasing: all[0..<0])) }
            return body(UnsafeBufferPointer(rebasing: all[offsets[Int(code)]..<offsets[Int(code) + 1]]))
        }
    }
}
