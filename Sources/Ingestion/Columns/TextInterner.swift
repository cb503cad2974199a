// The distinct texts of a column over all blocks and files, with a hash of every text taken where it was found.
import Tabular

/// Hashes and compares bytes, eight at a time; the same on every machine.
enum TextHash {
    /// Bytes after which at least seven more may be read.
    @inline(__always)
    static func padded(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset &+ 8 <= length {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        let rest = length &- offset
        if rest > 0 {
            let mask = ~UInt64(0) >> UInt64((8 &- rest) &* 8)
            hash = mix(hash ^ (raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & mask))
        }
        return hash
    }

    /// Bytes that may end where memory ends; the same hash as `padded`.
    static func exact(_ text: CellBytes) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset < text.count {
            var word: UInt64 = 0
            for index in 0..<min(8, text.count - offset) { word |= UInt64(text[offset + index]) << UInt64(index * 8) }
            hash = mix(hash ^ word)
            offset += 8
        }
        return hash
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
    }

    /// Whether two texts are the same; seven bytes after either may be read.
    @inline(__always)
    static func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let (first, second) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var offset = 0
        while offset &+ 8 <= length {
            if first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset &+= 8
        }
        let rest = length &- offset
        guard rest > 0 else { return true }
        let mask = ~UInt64(0) >> UInt64((8 &- rest) &* 8)
        return
            (first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) & mask == 0
    }
}

/// The texts of one column of one block, in order of first appearance; a text may occur twice.
struct BlockTexts: Sendable {
    /// All texts, one after the other, and eight more bytes, which `TextHash.equal` may read.
    private(set) var bytes: [UInt8] = []
    /// Where each text begins, and where the last one ends.
    private(set) var offsets: [UInt32] = [0]
    private(set) var hashes: [UInt64] = []

    static let none = BlockTexts()

    private init() {}

    /// - Parameter capacity: how many texts there may be, and how many bytes all together.
    init(capacity: (texts: Int, bytes: Int)) {
        bytes.reserveCapacity(capacity.bytes + 8)
        offsets.reserveCapacity(capacity.texts + 1)
        hashes.reserveCapacity(capacity.texts)
    }

    var count: Int { hashes.count }

    mutating func append(_ text: CellBytes, hash: UInt64) {
        bytes.append(contentsOf: text)
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        hashes.append(hash)
    }

    /// Adds what may be read after the last text.
    mutating func pad() { bytes.append(contentsOf: repeatElement(0, count: 8)) }
}

/// Gives texts codes in order of first appearance, over all blocks of a table.
///
/// An unsafe heart with one door: it is owned by one table's reading and touched by one thread at a time.
/// Complexity: one look into the table per text; amortised constant growth.
final class TextInterner: @unchecked Sendable {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var byteCapacity = 1 << 12
    private var byteCount = 0
    /// Where text `code` begins; one more entry than texts.
    private var offsets: UnsafeMutablePointer<Int>
    private var offsetCapacity = 1 << 8
    private(set) var count = 0
    /// At most two thirds are taken.
    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount = 1 << 9

    /// What is known of a text without looking at it. Short texts are told apart by their slots alone.
    private struct Slot {
        /// 24 bits of the hash, 8 of the length (255 for more), 32 of the code + 1; 0 is free.
        var meta: UInt64
        /// The first eight bytes.
        var word: UInt64

        static let free = Slot(meta: 0, word: 0)

        @inline(__always)
        static func meta(hash: UInt64, length: Int) -> UInt64 {
            hash & 0xFFFF_FF00_0000_0000 | UInt64(truncatingIfNeeded: min(length, 255)) << 32
        }

        /// Seven bytes after the text may be read.
        @inline(__always)
        static func word(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
            let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
            return length >= 8 ? word : length == 0 ? 0 : word & (~0 >> UInt64((8 &- length) &* 8))
        }
    }

    init() {
        bytes = .allocate(capacity: byteCapacity)
        offsets = .allocate(capacity: offsetCapacity)
        offsets[0] = 0
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: .free, count: slotCount)
    }

    deinit {
        bytes.deallocate()
        offsets.deallocate()
        slots.deallocate()
    }

    /// The codes of a block's texts.
    func codes(for texts: BlockTexts) -> [UInt32] {
        let added = texts.hashes.count
        guard added > 0 else { return [] }
        reserve(texts: added, bytes: texts.bytes.count)
        let (bytes, offsets, slots, mask) = (bytes, offsets, slots, slotCount &- 1)
        var known = count
        var used = byteCount
        let codes = [UInt32](unsafeUninitializedCapacity: added) { codes, initialized in
            texts.bytes.withUnsafeBufferPointer { source in
                texts.offsets.withUnsafeBufferPointer { starts in
                    texts.hashes.withUnsafeBufferPointer { hashes in
                        guard let sourceStart = source.baseAddress else { return }
                        for index in 0..<added {
                            let text = sourceStart + Int(starts[index])
                            let length = Int(starts[index &+ 1] &- starts[index])
                            let hash = hashes[index]
                            let meta = Slot.meta(hash: hash, length: length)
                            let word = Slot.word(text, length)
                            var slot = Int(truncatingIfNeeded: hash) & mask
                            var code = -1
                            while code < 0 {
                                let entry = slots[slot]
                                if entry.meta == 0 {
                                    code = known
                                    known &+= 1
                                    slots[slot] = Slot(meta: meta | UInt64(truncatingIfNeeded: known), word: word)
                                    UnsafeMutableRawPointer(bytes + used).copyMemory(from: text, byteCount: length)
                                    used &+= length
                                    offsets[known] = used
                                } else if entry.meta & 0xFFFF_FFFF_0000_0000 == meta, entry.word == word {
                                    let candidate = Int(truncatingIfNeeded: entry.meta & 0xFFFF_FFFF) &- 1
                                    if length <= 8 {
                                        code = candidate
                                    } else {
                                        let start = offsets[candidate]
                                        if offsets[candidate &+ 1] &- start == length,
                                            TextHash.equal(bytes + start, text, length)
                                        {
                                            code = candidate
                                        }
                                    }
                                }
                                slot = (slot &+ 1) & mask
                            }
                            codes.initializeElement(at: index, to: UInt32(truncatingIfNeeded: code))
                        }
                    }
                }
            }
            initialized = added
        }
        count = known
        byteCount = used
        return codes
    }

    /// Makes room for so many more texts; capacities at least double.
    private func reserve(texts: Int, bytes more: Int) {
        // Whole words are compared, so eight bytes stay free at the end.
        if byteCount + more + 8 > byteCapacity {
            byteCapacity = max(byteCapacity * 2, byteCount + more + 8)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
            larger.update(from: bytes, count: byteCount)
            bytes.deallocate()
            bytes = larger
        }
        if count + texts + 1 > offsetCapacity {
            offsetCapacity = max(offsetCapacity * 2, count + texts + 1)
            let larger = UnsafeMutablePointer<Int>.allocate(capacity: offsetCapacity)
            larger.update(from: offsets, count: count + 1)
            offsets.deallocate()
            offsets = larger
        }
        guard (count + texts) * 3 > slotCount * 2 else { return }
        slots.deallocate()
        while (count + texts) * 3 > slotCount * 2 { slotCount *= 2 }
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: .free, count: slotCount)
        let mask = slotCount - 1
        for code in 0..<count {
            let text = bytes + offsets[code]
            let length = offsets[code + 1] - offsets[code]
            let hash = TextHash.padded(text, length)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot].meta != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = Slot(
                meta: Slot.meta(hash: hash, length: length) | UInt64(code + 1), word: Slot.word(text, length))
        }
    }

    /// The texts as a pool.
    func pool() -> TextPool {
        TextPool(
            bytes: Array(UnsafeBufferPointer(start: bytes, count: byteCount)),
            offsets: Array(UnsafeBufferPointer(start: offsets, count: count + 1)))
    }
}
