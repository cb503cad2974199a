// Hashes and compares the bytes of texts, eight at a time.
import Tabular

/// Hashes and compares bytes, eight at a time; hashes are those of this process alone, see ``HashKey``.
enum TextHash {
    /// Bytes after which at least seven more may be read.
    ///
    /// - Parameter key: that of the process.
    @inline(__always)
    static func padded(_ start: UnsafePointer<UInt8>, _ length: Int, key: UInt64) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15 ^ key
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
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15 ^ HashKey.value
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
