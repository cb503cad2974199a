// Distinct texts and their codes: every text of a column is stored once.

import Synchronization

/// The distinct texts of a column, in order of first appearance; a code is a position in it.
///
/// - Units: UTF-8 bytes.
package final class TextPool: Sendable {
    /// The texts of a pool that is filled when they are first asked for.
    private final class Late: Sendable {
        let bytes: [UInt8]
        let offsets: [Int]

        init(bytes: [UInt8], offsets: [Int]) { (self.bytes, self.offsets) = (bytes, offsets) }
    }

    package let count: Int
    /// Whether the texts are known to be in the order of their bytes.
    package let isAscending: Bool
    // Of a pool that is filled from the start: apart from the others, since rows ask for them.
    private let readyBytes: [UInt8]?
    private let readyOffsets: [Int]?
    private let late = AtomicLazyReference<Late>()
    private let fill: Mutex<(@Sendable () -> (bytes: [UInt8], offsets: [Int]))?>

    /// All texts, one after the other.
    package var bytes: [UInt8] { readyBytes ?? filled.bytes }

    /// Where text `code` starts; one more entry than texts.
    package var offsets: [Int] { readyOffsets ?? filled.offsets }

    /// `bytes` must be valid UTF-8 and `offsets` ascending, from 0 to `bytes.count`.
    package init(bytes: [UInt8], offsets: [Int]) {
        (readyBytes, readyOffsets) = (bytes, offsets)
        count = offsets.count - 1
        isAscending = false
        fill = Mutex(nil)
    }

    /// A pool that is filled when its texts are first asked for: the ids of millions of customers are counted, linked and ranked by
    /// their codes, and nobody may ever look at them.
    ///
    /// - Parameter fill: gives as many texts as `count` tells; called once at most, and let go then.
    package init(count: Int, isAscending: Bool, fill: @escaping @Sendable () -> (bytes: [UInt8], offsets: [Int])) {
        (readyBytes, readyOffsets) = (nil, nil)
        self.count = count
        self.isAscending = isAscending
        self.fill = Mutex(fill)
    }

    private var filled: Late {
        if let late = late.load() { return late }
        return fill.withLock { fill in
            // Another thread may have filled it while this one waited.
            if let late = late.load() { return late }
            let (bytes, offsets) = fill?() ?? ([], [0])
            fill = nil
            return late.storeIfNil(Late(bytes: bytes, offsets: offsets))
        }
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

    /// The text of `code`; the empty text when the code is out of bounds.
    package subscript(code: UInt32) -> String {
        guard Int(code) < count else { return "" }
        return String(decoding: bytes[offsets[Int(code)]..<offsets[Int(code) + 1]], as: UTF8.self)
    }

    /// Every text, in code order.
    package var texts: [String] { (0..<count).map { self[UInt32($0)] } }

    /// Calls `body` with the bytes of `code`, without a copy.
    package func withBytes<Result>(of code: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let offsets = offsets
        return bytes.withUnsafeBufferPointer { all in
            guard Int(code) < count else { return body(UnsafeBufferPointer(rebasing: all[0..<0])) }
            return body(UnsafeBufferPointer(rebasing: all[offsets[Int(code)]..<offsets[Int(code) + 1]]))
        }
    }
}
