// Remembers the last cells of a column by their bytes: most text columns say the same few things again and again.

/// The codes of the short cells met last in one column, found by their bytes alone.
///
/// A cell of up to 16 bytes is two words and a length; where they were met before, no hash of the text, no check for blanks
/// and guards and no look at the dictionary is needed: 5 ns a cell in place of 20. A column of ids hardly ever repeats
/// within a thousand cells; there it is soon given up.
///
/// An unsafe heart with one door: one thread's, for one column of one file.
final class CellMemory {
    private struct Entry {
        /// The first and the last eight bytes, which overlap in a cell of less than 16.
        var first: UInt64
        var last: UInt64
        var code: UInt32
        /// 0 is free.
        var length: UInt32

        /// One test of all three: no jump to be guessed.
        @inline(__always)
        func holds(_ key: (first: UInt64, last: UInt64), _ length: Int) -> Bool {
            (first ^ key.first) | (last ^ key.last) | UInt64(self.length ^ UInt32(truncatingIfNeeded: length)) == 0
        }
    }

    /// Two numbers of entries for each of 2,048 hashes; 0 is an entry that holds no cell. A column's few texts have neighbouring
    /// entries: 500 agents and their places take 20 KB, which stay in the nearest cache.
    private static let bits: UInt64 = 11
    private let places: UnsafeMutablePointer<UInt32>
    private let entries: UnsafeMutablePointer<Entry>
    private static let entryCount: UInt32 = 1 << 10
    /// The entry to be used next; the oldest once all are.
    private var next: UInt32 = 1
    private var tried = 0
    private var found = 0
    /// Whether anything has been remembered yet.
    private var isUsed = false

    init() {
        places = .allocate(capacity: 1 << Int(Self.bits))
        places.initialize(repeating: 0, count: 1 << Int(Self.bits))
        entries = .allocate(capacity: Int(Self.entryCount))
        entries.initialize(repeating: Entry(first: 0, last: 0, code: 0, length: 0), count: Int(Self.entryCount))
    }

    deinit {
        places.deallocate()
        entries.deallocate()
    }

    /// Whether most cells have been found since there was anything to be found.
    var isWorthwhile: Bool { tried < 1 << 14 || found * 2 > tried }

    /// Writes the codes of the cells that are remembered, and lists the rows of the others that are not empty.
    ///
    /// - Shape: `codes` and `left` have room for one entry per row; the result tells how many are listed, and how many cells
    ///   are empty.
    /// - Missing: empty cells get code 0 and are not listed.
    func recall(
        _ source: CellSource, into codes: UnsafeMutablePointer<UInt32>, left: UnsafeMutablePointer<UInt32>
    ) -> (listed: Int, empty: Int) {
        let (entries, places) = (entries, places)
        var leftCount = 0
        var empty = 0
        for row in 0..<source.count {
            let cell = source.cell(row)
            let length = cell.length
            if length == 0 {
                codes[row] = 0
                empty &+= 1
                continue
            }
            let key = Self.key(source.bytes + Int(cell.start), length)
            let pair = places[Self.place(key)]
            let first = entries + Int(pair & 0xFFFF)
            let second = entries + Int(pair &>> 16)
            let isFirst = first.pointee.holds(key, length)
            let isSecond = second.pointee.holds(key, length)
            codes[row] = isFirst ? first.pointee.code : second.pointee.code
            left[leftCount] = UInt32(truncatingIfNeeded: row)
            leftCount &+= isFirst || isSecond ? 0 : 1
        }
        guard isUsed else { return (leftCount, empty) }
        tried &+= source.count &- empty
        found &+= source.count &- empty &- leftCount
        return (leftCount, empty)
    }

    /// Remembers the code of a cell, after which seven bytes may be read, and eight before its end.
    func remember(_ cell: CellBytes, code: UInt32) {
        guard let start = cell.baseAddress, cell.count > 0, cell.count <= 16 else { return }
        let key = Self.key(start, cell.count)
        isUsed = true
        entries[Int(next)] = Entry(
            first: key.first, last: key.last, code: code, length: UInt32(truncatingIfNeeded: cell.count))
        // An entry that is used again is found from two hashes, but holds one cell.
        let place = Self.place(key)
        places[place] = places[place] << 16 | next
        next = next + 1 < Self.entryCount ? next + 1 : 1
    }

    /// - Bounds: seven bytes after the cell may be read, and eight before its end. Cells longer than 16 bytes have keys as well,
    ///   but are never remembered.
    @inline(__always)
    private static func key(_ text: UnsafePointer<UInt8>, _ length: Int) -> (first: UInt64, last: UInt64) {
        let raw = UnsafeRawPointer(text)
        // Without a jump for short cells: their lengths cannot be guessed.
        let missing = UInt64(truncatingIfNeeded: length < 8 ? 64 &- 8 &* length : 0)
        return (
            raw.loadUnaligned(as: UInt64.self) & (~0 &>> missing),
            raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self) &>> missing)
    }

    @inline(__always)
    private static func place(_ key: (first: UInt64, last: UInt64)) -> Int {
        let product = (key.first ^ key.last &* 0x9E37_79B9_7F4A_7C15) &* 0xA076_1D64_78BD_642F
        return Int(truncatingIfNeeded: product &>> (64 - bits))
    }
}
