// How long text was in the encoding it came from, to name the byte of a problem in the stored file.

/// The length text had in the encoding it came from.
///
/// Needed to name the byte of a problem in the stored file: the UTF-8 between a known place and the problem is
/// measured again. Complexity: linear in the text.
func storedLength(of text: UnsafeRawBufferPointer, in encoding: TextEncoding) -> Int {
    switch encoding {
    case .utf8: return text.count
    case .windows1252, .latin1:
        return text.reduce(0) { $0 &+ ($1 & 0xC0 != 0x80 ? 1 : 0) }
    case .utf16LittleEndian, .utf16BigEndian:
        return text.reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 4 : 2) }
    case .big5:
        return text.reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : $1 < 0x80 ? 1 : 2) }
    case .gb18030:
        return TwoByteScalars.gb18030.lengthInGB18030(text)
    }
}

/// The scalars that have two bytes in GB18030; asked of the decoder once.
private struct TwoByteScalars: Sendable {
    private var basic = [Bool](repeating: false, count: 0x10000)
    /// A few rare characters beyond the basic plane have two bytes as well.
    private var others: Set<UInt32> = []

    static let gb18030 = TwoByteScalars()

    private init() {
        guard let decoder = try? Decoder(.gb18030) else { return }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)
        defer { output.deallocate() }
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE where trail != 0x7F {
                let step = withUnsafeBytes(of: (lead, trail)) { decoder.decode($0, into: output) }
                guard step.badAt == nil, step.used == 2 else { continue }
                let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<step.written])
                guard step.written > 1, TwoByteScalars.size(text[0]) == step.written else { continue }
                let scalar = TwoByteScalars.scalar(text, at: 0, size: step.written)
                if scalar < 0x10000 { basic[Int(scalar)] = true } else { others.insert(scalar) }
            }
        }
    }

    /// GB18030 spells a scalar with one byte (ASCII), two (those of its two-byte table) or four.
    func lengthInGB18030(_ text: UnsafeRawBufferPointer) -> Int {
        guard let base = text.baseAddress else { return 0 }
        return basic.withUnsafeBufferPointer { basic in
            var length = 0
            var index = 0
            while index < text.count {
                if index &+ 8 <= text.count,
                    base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    length &+= 8
                    index &+= 8
                    continue
                }
                let first = text[index]
                if first < 0x80 {
                    length &+= 1
                    index &+= 1
                    continue
                }
                let size = TwoByteScalars.size(first)
                let scalar = TwoByteScalars.scalar(text, at: index, size: size)
                let isShort = scalar < 0x10000 ? basic[Int(scalar)] : others.contains(scalar)
                length &+= isShort ? 2 : 4
                index &+= size
            }
            return length
        }
    }

    /// The bytes of a character of UTF-8 that is not ASCII.
    @inline(__always)
    private static func size(_ first: UInt8) -> Int { first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2 }

    @inline(__always)
    private static func scalar(_ text: UnsafeRawBufferPointer, at index: Int, size: Int) -> UInt32 {
        var scalar = UInt32(text[index] & (size == 4 ? 0x07 : size == 3 ? 0x0F : 0x1F))
        for offset in 1..<size where index &+ offset < text.count {
            scalar = scalar << 6 | UInt32(text[index &+ offset] & 0x3F)
        }
        return scalar
    }
}
