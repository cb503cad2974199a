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
                != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
            offset &+= 8
        }
        let rest = length &- offset
        guard rest > 0 else { return true }
        let mask = ~UInt64(0) >> UInt64((8 &- rest) &* 8)
        return (first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) & mask == 0
    }
}

/// The texts of one column of one block, in order of first appearance; a text may occur twice.
struct BlockTexts: Sendable {
    /// All texts, one after the other, and eight more bytes.
    var bytes: [UInt8] = []
    /// Where each text begins, and where the last one ends.
    var offsets: [UInt32] = [0]
    var hashes: [UInt64] = []

    static let none = BlockTexts()

    mutating func append(_ text: CellBytes, hash: UInt64) {
        bytes.append(contentsOf: text)
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        hashes.append(hash)
    }

    /// Adds what `TextHash.equal` may read.
    mutating func pad() { bytes.append(contentsOf: repeatElement(0, count: 8)) }
}

/// Gives texts codes in order of first appearance, over all blocks of a table.
///
/// Complexity: one look into the table per text; amortised constant growth.
struct TextInterner: Sendable {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    /// The upper half of a text's hash, and its code + 1 in the lower; 0 is free. At most two thirds are taken.
    private var slots: [UInt64] = Array(repeating: 0, count: 256)

    var count: Int { offsets.count - 1 }

    /// The codes of a block's texts.
    mutating func codes(for texts: BlockTexts) -> [UInt32] {
        let added = texts.hashes.count
        guard added > 0 else { return [] }
        while (count + added) * 3 > slots.count * 2 { grow() }
        // The comparison reads whole words; the padding is taken off again at the end.
        bytes.append(contentsOf: repeatElement(0, count: 8))
        var used = bytes.count - 8
        bytes.reserveCapacity(bytes.count + texts.bytes.count)
        let mask = slots.count &- 1
        let codes = [UInt32](unsafeUninitializedCapacity: added) { codes, initialized in
            texts.bytes.withUnsafeBufferPointer { source in
                slots.withUnsafeMutableBufferPointer { slots in
                    guard let sourceStart = source.baseAddress else { return }
                    for index in 0..<added {
                        let start = Int(texts.offsets[index])
                        let length = Int(texts.offsets[index &+ 1]) &- start
                        let hash = texts.hashes[index]
                        let tag = hash & 0xFFFF_FFFF_0000_0000
                        var slot = Int(truncatingIfNeeded: hash) & mask
                        while true {
                            let entry = slots[slot]
                            if entry == 0 {
                                let code = offsets.count - 1
                                slots[slot] = tag | UInt64(truncatingIfNeeded: code &+ 1)
                                bytes.replaceSubrange(
                                    used..<bytes.count, with: UnsafeBufferPointer(rebasing: source[start..<(start &+ length &+ 8)]))
                                used &+= length
                                offsets.append(used)
                                codes.initializeElement(at: index, to: UInt32(truncatingIfNeeded: code))
                                break
                            }
                            if entry & 0xFFFF_FFFF_0000_0000 == tag {
                                let code = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
                                let known = offsets[code]
                                let isSame = offsets[code &+ 1] &- known == length
                                    && bytes.withUnsafeBufferPointer { bytes in
                                        bytes.baseAddress.map { TextHash.equal($0 + known, sourceStart + start, length) }
                                            ?? false
                                    }
                                if isSame {
                                    codes.initializeElement(at: index, to: UInt32(truncatingIfNeeded: code))
                                    break
                                }
                            }
                            slot = (slot &+ 1) & mask
                        }
                    }
                }
            }
            initialized = added
        }
        bytes.removeSubrange(used..<bytes.count)
        return codes
    }

    private mutating func grow() {
        // The lower half of the hash is not kept, so it is taken again from the text.
        var larger = [UInt64](repeating: 0, count: slots.count * 4)
        let mask = larger.count - 1
        bytes.withUnsafeBufferPointer { all in
            for code in 0..<count {
                let hash = TextHash.exact(CellBytes(rebasing: all[offsets[code]..<offsets[code + 1]]))
                var slot = Int(truncatingIfNeeded: hash) & mask
                while larger[slot] != 0 { slot = (slot &+ 1) & mask }
                larger[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
            }
        }
        slots = larger
    }

    func pool() -> TextPool { TextPool(bytes: bytes, offsets: offsets) }
}
