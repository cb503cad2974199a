// Turns bytes in a file's encoding into UTF-8, strictly: what does not fit stops the reading with its offset.
import CIconv
import Glibc

/// What one step of decoding did.
struct DecodingStep {
    /// Bytes of input used up.
    var used: Int
    /// Bytes of UTF-8 written.
    var written: Int
    /// The input offset of bytes that fit nothing; `used` stops before them.
    var badAt: Int?
    /// The input ends inside a character that begins at `used`.
    var endsInside: Bool
}

/// Decodes pieces of one file from first to last; a piece may end inside a character.
///
/// NUL in the text is a bad byte, found by the caller's check of the UTF-8.
final class Decoder {
    let encoding: TextEncoding
    private var converter: iconv_t?

    init(_ encoding: TextEncoding) throws(SourceProblem) {
        self.encoding = encoding
        if let name = encoding.converterName {
            let opened = iconv_open("UTF-8", name)
            guard opened != iconv_t(bitPattern: -1) else { throw .converterMissing(encoding) }
            converter = opened
        }
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    /// The most UTF-8 bytes that `count` bytes of input can become.
    func capacity(for count: Int) -> Int {
        switch encoding {
        case .utf8: count
        case .utf16LittleEndian, .utf16BigEndian: count / 2 * 3 + 4
        case .windows1252, .latin1: count * 3
        case .gb18030, .big5: count * 4
        }
    }

    /// Decodes as much of the input as fits the output.
    func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodingStep {
        switch encoding {
        case .utf8: decodeUTF8(input, output)
        case .utf16LittleEndian: decodeUTF16(input, output, low: 0, high: 1)
        case .utf16BigEndian: decodeUTF16(input, output, low: 1, high: 0)
        case .windows1252, .latin1: decodeSingleByte(input, output)
        case .gb18030, .big5: decodeWithConverter(input, output)
        }
    }

    private func decodeUTF8(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> DecodingStep {
        let part = UnsafeRawBufferPointer(rebasing: input[..<min(input.count, output.count)])
        var step = DecodingStep(used: part.count, written: part.count, badAt: nil, endsInside: false)
        switch checkUTF8(part) {
        case .valid, .nul: break
        case .incomplete(let offset):
            (step.used, step.written, step.endsInside) = (offset, offset, true)
        case .invalid(let offset):
            (step.used, step.written, step.badAt) = (offset, offset, offset)
        }
        if step.written > 0, let from = part.baseAddress, let to = output.baseAddress {
            to.copyMemory(from: from, byteCount: step.written)
        }
        return step
    }

    private func decodeUTF16(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer, low: Int, high: Int
    ) -> DecodingStep {
        var used = 0
        var written = 0
        func unit(_ offset: Int) -> UInt32 { UInt32(input[offset + low]) | UInt32(input[offset + high]) << 8 }
        while used &+ 2 <= input.count, written &+ 4 <= output.count {
            var scalar = unit(used)
            var length = 2
            if scalar & 0xF800 == 0xD800 {
                guard scalar < 0xDC00 else {
                    return DecodingStep(used: used, written: written, badAt: used, endsInside: false)
                }
                guard used &+ 4 <= input.count else {
                    return DecodingStep(used: used, written: written, badAt: nil, endsInside: true)
                }
                let second = unit(used + 2)
                guard second & 0xFC00 == 0xDC00 else {
                    return DecodingStep(used: used, written: written, badAt: used, endsInside: false)
                }
                scalar = 0x10000 &+ ((scalar & 0x3FF) << 10 | second & 0x3FF)
                length = 4
            }
            written &+= writeUTF8(scalar, output, at: written)
            used &+= length
        }
        return DecodingStep(used: used, written: written, badAt: nil, endsInside: input.count &- used == 1)
    }

    private func decodeSingleByte(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) -> DecodingStep {
        let isWindows = encoding == .windows1252
        var used = 0
        var written = 0
        while used < input.count, written &+ 4 <= output.count {
            let byte = input[used]
            var scalar = UInt32(byte)
            if isWindows, byte >= 0x80, byte < 0xA0 {
                scalar = Decoder.windowsScalar(byte)
                if scalar == 0 { return DecodingStep(used: used, written: written, badAt: used, endsInside: false) }
            }
            written &+= writeUTF8(scalar, output, at: written)
            used &+= 1
        }
        return DecodingStep(used: used, written: written, badAt: nil, endsInside: false)
    }

    /// The scalars of 0x80…0x9F in windows-1252; 0 where it has none.
    private static func windowsScalar(_ byte: UInt8) -> UInt32 {
        let scalars: InlineArray<32, UInt16> = [
            0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
            0x017D,
            0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
            0x017E, 0x0178,
        ]
        return UInt32(scalars[Int(byte & 0x1F)])
    }

    private func decodeWithConverter(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) -> DecodingStep {
        guard let converter, input.count > 0, let inputStart = input.baseAddress, let outputStart = output.baseAddress
        else { return DecodingStep(used: 0, written: 0, badAt: nil, endsInside: false) }
        var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: inputStart)
            .assumingMemoryBound(to: CChar.self)
        var to: UnsafeMutablePointer<CChar>? = outputStart.assumingMemoryBound(to: CChar.self)
        var left = input.count
        var room = output.count
        let status = iconv(converter, &from, &left, &to, &room)
        let code = errno
        let used = input.count - left
        var step = DecodingStep(used: used, written: output.count - room, badAt: nil, endsInside: false)
        if status == Int(bitPattern: UInt.max) {
            switch code {
            case EILSEQ: step.badAt = used
            case EINVAL: step.endsInside = true
            default: break
            }
            if code != E2BIG { iconv(converter, nil, nil, nil, nil) }
        }
        return step
    }
}

/// Writes one scalar as UTF-8 and returns its length; the caller leaves four bytes of room.
@inline(__always)
private func writeUTF8(_ scalar: UInt32, _ output: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    if scalar < 0x80 {
        output[offset] = UInt8(truncatingIfNeeded: scalar)
        return 1
    }
    if scalar < 0x800 {
        output[offset] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
        output[offset &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        return 2
    }
    if scalar < 0x10000 {
        output[offset] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
        output[offset &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        output[offset &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        return 3
    }
    output[offset] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
    output[offset &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
    output[offset &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
    output[offset &+ 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    return 4
}

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
        return lengthInGB18030(text)
    }
}

/// GB18030 spells a scalar with one byte (ASCII), two (those of its two-byte table) or four.
private func lengthInGB18030(_ text: UnsafeRawBufferPointer) -> Int {
    let table = TwoByteScalars.gb18030
    var length = 0
    var index = 0
    while index < text.count {
        let first = text[index]
        if first < 0x80 {
            length &+= 1
            index &+= 1
            continue
        }
        let size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var scalar = UInt32(first & (size == 4 ? 0x07 : size == 3 ? 0x0F : 0x1F))
        for offset in 1..<size where index + offset < text.count {
            scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F)
        }
        length &+= table.contains(scalar) ? 2 : 4
        index &+= size
    }
    return length
}

/// The scalars that have two bytes in GB18030; asked of the system's converter once.
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
                let step = [lead, trail].withUnsafeBytes { decoder.decode($0, into: output) }
                guard step.badAt == nil, step.used == 2 else { continue }
                let text = String(decoding: output[..<step.written], as: UTF8.self).unicodeScalars
                guard text.count == 1, let scalar = text.first?.value else { continue }
                if scalar < 0x10000 { basic[Int(scalar)] = true } else { others.insert(scalar) }
            }
        }
    }

    func contains(_ scalar: UInt32) -> Bool { scalar < 0x10000 ? basic[Int(scalar)] : others.contains(scalar) }
}
