// What the characters of an encoding that keeps ASCII become, laid out for the fast decoding.
import CScanner

/// The UTF-8 of every character that is spelled with one or two bytes and is not ASCII.
///
/// The table is asked of the plain decoder once, so that both always agree. It knows no character that UTF-8 spells with
/// four bytes: those, and everything that is wrong, are left to the plain decoder.
final class CodeTable: Sendable {
    /// Never written after `init`.
    private nonisolated(unsafe) let entries: UnsafeMutablePointer<Entry>
    /// Bytes of a character: 1 or 2.
    private let width: Int
    private let numbersFourBytes: Bool

    /// UTF-8, and how many of the first three bytes count.
    private typealias Entry = (UInt8, UInt8, UInt8, UInt8)

    private static let gb18030 = CodeTable(.gb18030, width: 2)
    private static let big5 = CodeTable(.big5, width: 2)
    private static let windows1252 = CodeTable(.windows1252, width: 1)
    private static let latin1 = CodeTable(.latin1, width: 1)

    /// The table of an encoding; nil when it needs none.
    static func table(of encoding: TextEncoding) -> CodeTable? {
        switch encoding {
        case .gb18030: gb18030
        case .big5: big5
        case .windows1252: windows1252
        case .latin1: latin1
        case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
        }
    }

    /// What the scanner wants to know; valid as long as the table lives.
    var codes: ScannerCodes {
        ScannerCodes(
            table: UnsafePointer(entries), width: UInt8(width), numbersFourBytes: numbersFourBytes ? 1 : 0)
    }

    private init(_ encoding: TextEncoding, width: Int) {
        self.width = width
        numbersFourBytes = encoding == .gb18030
        let count = width == 1 ? 128 : 128 * 256
        entries = .allocate(capacity: count)
        entries.initialize(repeating: (0, 0, 0, 0), count: count)
        guard let decoder = try? Decoder(encoding, isPlain: true) else { return }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 8)
        defer {
            output.deallocate()
            input.deallocate()
        }
        for lead in 0..<128 {
            input[0] = UInt8(lead) | 0x80
            if width == 1 {
                let character = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[..<1])
                entries[lead] = CodeTable.entry(character, decoder, output)
                continue
            }
            // No encoding has a trail below 0x30.
            for trail in 0x30..<256 {
                input[1] = UInt8(trail)
                entries[lead << 8 | trail] = CodeTable.entry(UnsafeRawBufferPointer(input), decoder, output)
            }
        }
    }

    deinit { entries.deallocate() }

    /// One character as UTF-8; nothing when the bytes are no character, are more than one, or need four bytes.
    private static func entry(
        _ character: UnsafeRawBufferPointer, _ decoder: Decoder, _ output: UnsafeMutableRawBufferPointer
    ) -> Entry {
        let step = decoder.decode(character, into: output)
        guard step.used == character.count, step.badAt == nil, !step.endsInside else { return (0, 0, 0, 0) }
        switch (step.written, output[0]) {
        case (2, 0xC0...0xDF): return (output[0], output[1], 0, 2)
        case (3, 0xE0...0xEF): return (output[0], output[1], output[2], 3)
        default: return (0, 0, 0, 0)
        }
    }
}
