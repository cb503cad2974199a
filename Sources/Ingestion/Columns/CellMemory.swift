// Remembers the last cells of a column by their bytes: most text columns say the same few things again and again.
import CScanner

/// The codes of the short cells met last in one column, found by their bytes alone.
///
/// A cell of up to 15 bytes is two words; where they were met before, no hash of the text, no check for blanks and guards and no look
/// at the dictionary is needed. A column of ids hardly ever repeats within a thousand cells; there it is soon given up.
///
/// Nothing in the loop is jumped over, for which of its few texts a cell holds cannot be guessed; and little is done: what matters here
/// is the number of instructions. Texts that share a place with a newer one are looked for in a second loop.
///
/// An unsafe heart with one door: one thread's, for one column of one file.
final class CellMemory {
    /// The bytes of a cell, zeros behind them; no cell holds a byte that is zero. The empty cell is a key like others.
    private struct Key {
        var first: UInt64
        var last: UInt64

        /// 0 when they are the same.
        @inline(__always)
        func difference(_ other: Key) -> UInt64 { (first ^ other.first) | (last ^ other.last) }

        @inline(__always)
        var hash: UInt64 { (first ^ (last &<< 5 | last &>> 59)) &* 0xA076_1D64_78BD_642F }
    }

    /// A key by each of 4,096 hashes, then as many for keys that newer ones pushed out. No cell is looked for at more than two places,
    /// so that a hash that everybody can work out does no harm. A column's few texts have neighbouring keys:
    /// those of 500 agents take 10 KB, which stay in the nearest cache.
    private static let placeCount = 1 << 12
    private let places: UnsafeMutablePointer<UInt16>
    /// Laid out as C knows them, a pair of words each.
    private let keys: UnsafeMutablePointer<Key>
    private let codes: UnsafeMutablePointer<UInt32>
    private static let keyCount: UInt16 = 1 << 10
    /// The key to be used next; the oldest once all are. The first is the empty cell's.
    private var next: UInt16 = 1
    /// By length, which bytes of the first word belong to a cell, and which of the second; cells of 16 bytes and more have all, and
    /// so are no key.
    private let masks: UnsafeMutablePointer<Key>
    private static let longest = 15
    private var tried = 0
    private var found = 0
    /// Whether anything has been remembered yet.
    private var isUsed = false
    private let vectors: VectorReading
    /// So many texts are compared with every cell, eight cells at a time; of more, each cell finds its own.
    private static let few: UInt16 = 8
    private static let step = 64

    init(vectors: VectorReading = VectorReading(.avx512)) {
        self.vectors = vectors
        places = .allocate(capacity: 2 * Self.placeCount)
        places.initialize(repeating: 0, count: 2 * Self.placeCount)
        keys = .allocate(capacity: Int(Self.keyCount))
        keys.initialize(repeating: Key(first: 0, last: 0), count: Int(Self.keyCount))
        codes = .allocate(capacity: Int(Self.keyCount))
        codes.initialize(repeating: 0, count: Int(Self.keyCount))
        masks = .allocate(capacity: Self.longest + 2)
        for length in 0...(Self.longest + 1) {
            let first: UInt64 = length == 0 ? 0 : ~0 >> UInt64(64 - 8 * min(length, 8))
            let last: UInt64 = length <= 8 ? 0 : ~0 >> UInt64(128 - 8 * min(length, 16))
            (masks + length).initialize(to: Key(first: first, last: last))
        }
    }

    deinit {
        places.deallocate()
        keys.deallocate()
        codes.deallocate()
        masks.deallocate()
    }

    /// Whether most cells have been found since there was anything to be found.
    var isWorthwhile: Bool { tried < 1 << 14 || found * 2 > tried }

    /// Whether so few texts are remembered that every cell is compared with all.
    var isOfFew: Bool { next <= Self.few + 1 }

    /// Writes the codes of the cells that are remembered, and lists the rows of the others that are not empty.
    ///
    /// - Shape: `result` and `left` have room for one entry per row; the result tells how many are listed, and how many cells
    ///   are empty.
    /// - Missing: empty cells get code 0 and are not listed.
    /// - Bounds: fifteen bytes after a cell may be read.
    func recall(
        _ source: CellSource, into result: UnsafeMutablePointer<UInt32>, left: UnsafeMutablePointer<UInt32>
    ) -> (listed: Int, empty: Int) {
        // A column of ids that nobody has met yet has nothing to be found.
        guard isUsed else {
            let listed = source.listPresent(into: result, rows: left)
            return (listed, source.count - listed)
        }
        let (places, keys, codes, masks) = (places, keys, codes, masks)
        var leftCount = 0
        var empty = 0
        if isOfFew, let few = recallFew(source, into: result, left: left) { return few }
        for row in 0..<source.count {
            let cell = source.cell(row)
            let key = Self.key(source.bytes + Int(cell.start), cell.length, masks)
            let slot = Int(places[Int(truncatingIfNeeded: key.hash &>> 52)])
            result[row] = codes[slot]
            left[leftCount] = UInt32(truncatingIfNeeded: row)
            leftCount &+= keys[slot].difference(key) == 0 ? 0 : 1
            empty &+= cell.length == 0 ? 1 : 0
        }
        if leftCount > 0 { leftCount = recallOlder(source, leftCount, into: result, left: left) }
        count(source.count &- empty, found: source.count &- empty &- leftCount)
        return (leftCount, empty)
    }

    private func count(_ tried: Int, found: Int) {
        self.tried &+= tried
        self.found &+= found
    }

    /// The same for a column of a few texts; nil where cells cannot be compared many at once.
    private func recallFew(
        _ source: CellSource, into result: UnsafeMutablePointer<UInt32>, left: UnsafeMutablePointer<UInt32>
    ) -> (listed: Int, empty: Int)? {
        var (leftCount, empty) = (0, 0)
        let keys = ScannerKeys(
            words: UnsafeRawPointer(keys + 1).assumingMemoryBound(to: (UInt64, UInt64).self), codes: codes + 1,
            count: UInt32(next) - 1)
        for first in stride(from: 0, to: source.count, by: Self.step) {
            let rows = source.rows(first..<min(first + Self.step, source.count))
            var known: UInt64 = 0
            guard vectors.codes(rows, of: keys, into: result + first, found: &known) else { return nil }
            var open = ~known & (~0 >> UInt64(64 - rows.count))
            while open != 0 {
                let row = open.trailingZeroBitCount
                open &= open &- 1
                left[leftCount] = UInt32(truncatingIfNeeded: first &+ row)
                let isEmpty = rows.cell(row).length == 0
                leftCount &+= isEmpty ? 0 : 1
                empty &+= isEmpty ? 1 : 0
            }
        }
        count(source.count - empty, found: source.count - empty - leftCount)
        return (leftCount, empty)
    }

    /// Looks for the listed cells among the keys that newer ones pushed out; the rows of those not found stay listed.
    private func recallOlder(
        _ source: CellSource, _ count: Int, into result: UnsafeMutablePointer<UInt32>,
        left: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let (places, keys, codes, masks) = (places + Self.placeCount, keys, codes, masks)
        var leftCount = 0
        for index in 0..<count {
            let row = left[index]
            let cell = source.cell(Int(row))
            let key = Self.key(source.bytes + Int(cell.start), cell.length, masks)
            let slot = Int(places[Int(truncatingIfNeeded: key.hash &>> 52)])
            result[Int(row)] = codes[slot]
            left[leftCount] = row
            leftCount &+= keys[slot].difference(key) == 0 ? 0 : 1
        }
        return leftCount
    }

    /// Remembers the code of a cell, after which fifteen bytes may be read.
    func remember(_ cell: CellBytes, code: UInt32) {
        guard let start = cell.baseAddress, cell.count > 0, cell.count <= Self.longest else { return }
        let key = Self.key(start, cell.count, masks)
        let place = Int(truncatingIfNeeded: key.hash &>> 52)
        // Many rows of a step may bring the same cell.
        for known in [places[place], places[Self.placeCount + place]]
        where known > 0 && keys[Int(known)].difference(key) == 0 {
            codes[Int(known)] = code
            return
        }
        isUsed = true
        keys[Int(next)] = key
        codes[Int(next)] = code
        // A key that is used again may be found from two places, but is that of one cell.
        if place == 0 {
            // Where the empty cell is found, and always stays.
            places[Self.placeCount] = next
        } else {
            places[Self.placeCount + place] = places[place]
            places[place] = next
        }
        next = next + 1 < Self.keyCount ? next + 1 : 1
    }

    @inline(__always)
    private static func key(_ text: UnsafePointer<UInt8>, _ length: Int, _ masks: UnsafeMutablePointer<Key>) -> Key {
        let raw = UnsafeRawPointer(text)
        let mask = masks[min(length, longest &+ 1)]
        return Key(
            first: raw.loadUnaligned(as: UInt64.self) & mask.first,
            last: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & mask.last)
    }
}
