// Turns bytes in a file's encoding into UTF-8, strictly: what does not fit stops the reading with its offset.
import CIconv
import CScanner
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
/// NUL in the text is a bad byte, found by the caller's check of the UTF-8. All but UTF-8 is decoded by vectors and tables;
/// where these stop, plain code takes a closer look, so that every step is the same as with plain code alone.
final class Decoder {
    let encoding: TextEncoding
    private var converter: iconv_t?
    /// Decodes nearly everything; nil to do without.
    private let fast: ScannerDecodeFunction?
    private let table: CodeTable?

    /// - Parameter isPlain: true for plain code alone, for tests and for making the tables.
    /// - Parameter set: which vectors to use; nil for the fastest.
    init(
        _ encoding: TextEncoding, isPlain: Bool = false, set: InstructionSet? = nil
    ) throws(SourceProblem) {
        self.encoding = encoding
        table = isPlain ? nil : CodeTable.table(of: encoding)
        fast = isPlain ? nil : InstructionSet.decoding(encoding, set)
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
        case .windows1252, .latin1: count * 3 + 4
        case .gb18030, .big5: count * 2 + 4
        }
    }

    /// Decodes as much of the input as fits the output.
    func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodingStep {
        guard let fast, let from = input.baseAddress, let to = output.baseAddress else {
            return decodePlainly(input, output)
        }
        var codes = table?.codes ?? ScannerCodes()
        var used = 0
        var written = 0
        while true {
            var more = 0
            used &+= fast(
                (from + used).assumingMemoryBound(to: UInt8.self), input.count &- used,
                (to + written).assumingMemoryBound(to: UInt8.self), output.count &- written, &codes, &more)
            written &+= more
            let left = input.count &- used
            let near = UnsafeRawBufferPointer(start: from + used, count: min(left, Decoder.closerLook))
            var step = decodePlainly(
                near, UnsafeMutableRawBufferPointer(start: to + written, count: output.count &- written))
            // What stopped it in the middle of a piece cut short stops it again at the beginning of the next.
            if step.used == 0 || near.count == left {
                if let badAt = step.badAt { step.badAt = used &+ badAt }
                step.used &+= used
                step.written &+= written
                return step
            }
            used &+= step.used
            written &+= step.written
        }
    }

    /// How many bytes are decoded by plain code before the fast way is tried again; more than a character has.
    private static let closerLook = 64

    private func decodePlainly(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) -> DecodingStep {
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
