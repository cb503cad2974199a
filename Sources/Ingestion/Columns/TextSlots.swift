// The slots of a table of texts: where the code of a text is found by its hash.

/// What is known of a text without looking at it. Texts of up to eight bytes are told apart by their slots alone.
struct TextSlot {
    /// 24 bits of the hash, 8 of the length (255 for more), 32 of the code + 1; 0 is free.
    var meta: UInt64
    /// The first eight bytes.
    var word: UInt64

    static let free = TextSlot(meta: 0, word: 0)

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

/// What a look-up reads, as plain pointers: the compiler need not ask for them again at every row.
struct TextSlots {
    let slots: UnsafePointer<TextSlot>
    let mask: Int
    let bytes: UnsafePointer<UInt8>
    let offsets: UnsafePointer<Int>

    /// - Bounds: seven bytes after the text may be read.
    @inline(__always)
    func code(of text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> Int {
        let meta = TextSlot.meta(hash: hash, length: length)
        let word = TextSlot.word(text, length)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry.meta == 0 { return -1 }
            if entry.meta & 0xFFFF_FFFF_0000_0000 == meta, entry.word == word {
                let code = Int(truncatingIfNeeded: entry.meta & 0xFFFF_FFFF) &- 1
                if length <= 8 { return code }
                let start = offsets[code]
                if offsets[code &+ 1] &- start == length, TextHash.equal(bytes + start, text, length) {
                    return code
                }
            }
            slot = (slot &+ 1) & mask
        }
    }
}
