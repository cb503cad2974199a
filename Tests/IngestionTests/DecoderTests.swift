// Decoding by vectors and tables: the same text and the same steps as by plain code, byte for byte.
import Testing

@testable import Ingestion

/// A decoder of each kind, and room for what they write.
private final class DecoderPair {
    let plain: Decoder
    let fast: [Decoder]

    init(_ encoding: TextEncoding) throws {
        plain = try Decoder(encoding, isPlain: true)
        fast = try InstructionSet.allCases.filter(\.isAvailable).map { try Decoder(encoding, set: $0) }
    }

    private struct Result: Equatable {
        var used: Int
        var written: Int
        var badAt: Int?
        var endsInside: Bool
        var text: [UInt8]
        var isConfined: Bool
    }

    private func result(of decoder: Decoder, _ bytes: UnsafeRawBufferPointer, room: Int) -> Result {
        var output = [UInt8](repeating: 0xAA, count: room + 8)
        let step = output.withUnsafeMutableBytes { output in
            decoder.decode(bytes, into: UnsafeMutableRawBufferPointer(rebasing: output[..<room]))
        }
        return Result(
            used: step.used, written: step.written, badAt: step.badAt, endsInside: step.endsInside,
            text: Array(output[..<step.written]), isConfined: output[room...].allSatisfy { $0 == 0xAA })
    }

    /// Whether all decoders make the same of the bytes.
    func agree(on bytes: UnsafeRawBufferPointer, room: Int? = nil) -> Bool {
        let room = room ?? plain.capacity(for: bytes.count)
        let expected = result(of: plain, bytes, room: room)
        return expected.isConfined && fast.allSatisfy { result(of: $0, bytes, room: room) == expected }
    }

    func agree(on bytes: [UInt8], room: Int? = nil) -> Bool { bytes.withUnsafeBytes { agree(on: $0, room: room) } }
}

@Suite struct DecoderTests {
    static let encodings: [TextEncoding] = TextEncoding.allCases.filter { $0 != .utf8 }

    /// Characters of every length, so many bytes of ASCII between them that every vector is met from every side.
    private func text(in encoding: TextEncoding, _ numbers: inout SeededNumbers, length: Int) -> [UInt8] {
        let characters: [[UInt8]]
        switch encoding {
        case .utf8: characters = [[0x61]]
        case .gb18030:
            characters = [
                [0xD6, 0xD0], [0xCE, 0xC4], [0xA1, 0xA3], [0x81, 0x40], [0xFE, 0xFE], [0xA8, 0xBC],
                [0x81, 0x30, 0x81, 0x30],
                [0x84, 0x31, 0xA4, 0x39], [0x90, 0x30, 0x81, 0x30], [0x94, 0x39, 0xDA, 0x33], [0xE3, 0x32, 0x9A, 0x35],
                [0xFE, 0x51], [0xA6, 0xD9], [0x80 | 0x01, 0x36, 0xA6, 0x39],
            ]
        case .big5: characters = [[0xB4, 0xFA], [0xA4, 0x40], [0xF9, 0xD5], [0xA1, 0x40], [0xC6, 0x7E]]
        case .windows1252, .latin1: characters = [[0xE9], [0xA0], [0xFF], [0x80], [0x9F]]
        case .utf16LittleEndian:
            characters = [[0x2D, 0x4E], [0xE9, 0], [0x3D, 0xD8, 0, 0xDE], [0xAC, 0x20], [0x80, 0]]
        case .utf16BigEndian:
            characters = [[0x4E, 0x2D], [0, 0xE9], [0xD8, 0x3D, 0xDE, 0], [0x20, 0xAC], [0, 0x80]]
        }
        let plain: [UInt8] =
            switch encoding {
            case .utf16LittleEndian: [0x61, 0]
            case .utf16BigEndian: [0, 0x61]
            default: [0x61]
            }
        var text: [UInt8] = []
        while text.count < length {
            for _ in 0..<numbers.below(numbers.pick([1, 4, 20, 150])) { text += plain }
            for _ in 0..<numbers.below(numbers.pick([2, 6])) { text += numbers.pick(characters) }
        }
        return text
    }

    @Test(arguments: encodings)
    func `random bytes become the same, and stop at the same place`(encoding: TextEncoding) throws {
        let decoders = try DecoderPair(encoding)
        var numbers = SeededNumbers(seed: 21)
        for round in 0..<2000 {
            let lowest = numbers.pick([0, 0x30, 0x40, 0x81])
            let highest = numbers.pick([0x80, 0xFE, 0xFF])
            let bytes = (0..<numbers.below(200)).map { _ in
                round % 2 == 0 && numbers.below(8) > 0
                    ? 0x61 : UInt8(clamping: lowest + numbers.below(highest - lowest + 1))
            }
            #expect(decoders.agree(on: bytes), "\(bytes)")
        }
    }

    @Test(arguments: encodings)
    func `text cut at any place, begun at any place and with little room becomes the same`(
        encoding: TextEncoding
    ) throws {
        let decoders = try DecoderPair(encoding)
        var numbers = SeededNumbers(seed: 22)
        for _ in 0..<5 {
            let text = text(in: encoding, &numbers, length: 200)
            for end in 0...text.count { #expect(decoders.agree(on: Array(text[..<end])), "\(text) to \(end)") }
            for start in 0...text.count { #expect(decoders.agree(on: Array(text[start...])), "\(text) from \(start)") }
            for room in 0...(2 * text.count) { #expect(decoders.agree(on: text, room: room), "\(text) into \(room)") }
        }
    }

    @Test(arguments: encodings)
    func `a wrong byte is found at the same place wherever it stands`(encoding: TextEncoding) throws {
        let decoders = try DecoderPair(encoding)
        var numbers = SeededNumbers(seed: 23)
        for _ in 0..<3 {
            let text = text(in: encoding, &numbers, length: 180)
            for place in text.indices {
                for wrong: UInt8 in [0x00, 0x30, 0x7F, 0x80, 0xA0, 0xC9, 0xD8, 0xDC, 0xFF] {
                    var spoiled = text
                    spoiled[place] = wrong
                    #expect(decoders.agree(on: spoiled), "\(spoiled)")
                    spoiled.insert(text[place], at: place)
                    #expect(decoders.agree(on: spoiled), "\(spoiled)")
                }
            }
        }
    }

    @Test(arguments: [TextEncoding.gb18030, .big5, .windows1252, .latin1])
    func `every code of one byte and of two becomes the same`(encoding: TextEncoding) throws {
        let decoders = try DecoderPair(encoding)
        for lead in 0..<256 {
            for trail in 0..<256 {
                let code = [UInt8(lead), UInt8(trail)]
                #expect(decoders.agree(on: code + [0x61, 0x61, 0x61]), "\(code)")
            }
            #expect(decoders.agree(on: [UInt8(lead)]), "\(lead)")
        }
    }

    @Test func `every code of four bytes in GB18030 becomes the same`() throws {
        let decoders = try DecoderPair(.gb18030)
        var codes: [UInt8] = []
        for first in UInt8(0x80)...0xFF {
            for second in UInt8(0x30)...0x39 {
                codes.removeAll(keepingCapacity: true)
                for third in UInt8(0x81)...0xFE {
                    for fourth in UInt8(0x30)...0x39 { codes += [first, second, third, fourth] }
                }
                codes.withUnsafeBytes { codes in
                    // Where one is no character, the next is looked at.
                    var start = 0
                    while start < codes.count {
                        let rest = UnsafeRawBufferPointer(rebasing: codes[start...])
                        var output = [UInt8](repeating: 0, count: rest.count + 4)
                        let step = output.withUnsafeMutableBytes { decoders.plain.decode(rest, into: $0) }
                        let part = UnsafeRawBufferPointer(rebasing: rest[..<min(rest.count, step.used + 4)])
                        #expect(decoders.agree(on: part), "from \(first), \(second), \(start)")
                        start += step.used + 4
                        // A whole row of nothing: its first and its last tell enough.
                        if step.used == 0, start > 8, start < codes.count - 8 { start = codes.count - 8 }
                    }
                }
            }
        }
    }

    @Test(arguments: encodings)
    func `a row knows its byte on disk, whatever the size of a block and the order of the questions`(
        encoding: TextEncoding
    ) throws {
        var numbers = SeededNumbers(seed: 24)
        let end: [UInt8] =
            switch encoding {
            case .utf16LittleEndian: [0x2C, 0, 0x31, 0, 0x0A, 0]
            case .utf16BigEndian: [0, 0x2C, 0, 0x31, 0, 0x0A]
            default: [0x2C, 0x31, 0x0A]
            }
        var bytes: [UInt8] = []
        var starts: [Int] = []
        for _ in 0..<300 {
            starts.append(bytes.count)
            bytes += text(in: encoding, &numbers, length: numbers.below(60)) + end
        }
        let file = TemporaryFile(bytes)
        for blockSize in [1, 100, 5000, 1 << 18] {
            var found: [Int] = []
            try eachBlock(file.path, encoding: encoding, dialect: Dialect(), blockSize: blockSize) { block in
                let forward = (0..<block.rowCount).map { block.storedOffset(ofRow: $0) }
                let backward = (0..<block.rowCount).reversed().map { block.storedOffset(ofRow: $0) }
                #expect(forward == backward.reversed())
                found += forward
            }
            #expect(found == starts, "in blocks of \(blockSize)")
        }
    }
}
