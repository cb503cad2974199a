// Brings the decoded text of one file into blocks, and remembers where in the stored file it came from.
import Glibc

/// The text of a file, read once from first to last as UTF-8.
final class DecodedStream {
    let file: SourceFile
    let recognised: RecognisedEncoding

    private let decoder: Decoder
    /// Stored bytes that are read but not decoded yet.
    private let input: UnsafeMutableRawBufferPointer
    private var inputStart = 0
    private var inputEnd = 0
    /// Offset in the stored file of the next byte to decode.
    private var storedPosition = 0
    /// Decoded bytes handed out so far.
    private(set) var decodedCount = 0
    private var fileEnded = false
    private(set) var isAtEnd = false

    static let inputSize = 1 << 18

    /// - Parameter position: where to begin; it must be the first byte of a character. 0 begins after the mark.
    init(
        file: SourceFile, recognised: RecognisedEncoding, startingAt position: Int = 0
    ) throws(SourceProblem) {
        self.file = file
        self.recognised = recognised
        decoder = try Decoder(recognised.encoding)
        input = .allocate(byteCount: DecodedStream.inputSize, alignment: 16)
        storedPosition = max(position, recognised.markLength)
        try file.skip(storedPosition)
    }

    /// The decoded offset of the first byte handed out: plain UTF-8 keeps the offsets of the file, mark included.
    var firstOffset: Int { recognised.encoding == .utf8 ? recognised.markLength : 0 }

    deinit { input.deallocate() }

    /// Appends at least `wanted` bytes of text to a block, unless the file ends before.
    ///
    /// Where the encoding is forgiving, each byte that does not fit it (each pair of bytes of UTF-16) and each NUL becomes the control
    /// character SUB, of which the block is told.
    ///
    /// Errors: bytes that do not fit the encoding, NUL bytes, everything `SourceFile` can say.
    func fill(_ block: RecordBlock, wanted: Int) throws(SourceProblem) {
        block.encoding = recognised.encoding
        var missing = wanted
        while missing > 0, !isAtEnd {
            let before = block.textCount
            if recognised.encoding == .utf8 {
                try fillDirectly(block, wanted: missing)
            } else {
                try fillDecoding(block)
            }
            missing -= block.textCount - before
            if block.isFullOfBadBytes, let first = block.badBytes.first { throw first.problem(in: recognised.encoding) }
        }
        block.byteCount = block.textCount
    }

    /// UTF-8 is read straight into the block and checked there.
    private func fillDirectly(_ block: RecordBlock, wanted: Int) throws(SourceProblem) {
        let carried = inputEnd - inputStart
        block.reserveBytes(wanted + carried, after: block.textCount)
        let target = UnsafeMutableRawPointer(block.bytes + block.textCount)
        if carried > 0, let from = input.baseAddress { target.copyMemory(from: from + inputStart, byteCount: carried) }
        inputStart = 0
        inputEnd = 0
        let got = try file.read(into: UnsafeMutableRawBufferPointer(start: target + carried, count: wanted))
        if got < wanted { fileEnded = true }
        var count = carried + got
        let text = UnsafeMutableRawBufferPointer(start: target, count: count)
        var right = 0
        check: while true {
            let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[right...])
            switch checkUTF8(rest) {
            case .valid: break check
            case .nul(let offset):
                guard recognised.isForgiving else { throw .nulByte(offset: storedPosition + offset) }
                right += offset
            case .invalid(let offset):
                guard recognised.isForgiving else { throw bad(rest, at: offset) }
                right += offset
            case .incomplete(let offset) where fileEnded:
                guard recognised.isForgiving else { throw bad(rest, at: offset) }
                right += offset
            case .incomplete(let offset):
                inputEnd = rest.count - offset
                if let to = input.baseAddress { to.copyMemory(from: target + right + offset, byteCount: inputEnd) }
                count = right + offset
                break check
            }
            block.addBadByte(
                BadByte(offset: block.textCount + right, stored: storedPosition + right, value: UInt16(text[right])))
            text[right] = Self.substitute
            right += 1
        }
        block.addCheckpoint(offset: block.textCount, stored: storedPosition)
        block.textCount += count
        storedPosition += count
        decodedCount += count
        isAtEnd = fileEnded
    }

    /// Every other encoding is read into a buffer of its own and decoded into the block.
    private func fillDecoding(_ block: RecordBlock) throws(SourceProblem) {
        guard let start = input.baseAddress else { return }
        if inputStart > 0 {
            start.copyMemory(from: start + inputStart, byteCount: inputEnd - inputStart)
            inputEnd -= inputStart
            inputStart = 0
        }
        if !fileEnded {
            let room = input.count - inputEnd
            let got = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: input[inputEnd...]))
            if got < room { fileEnded = true }
            inputEnd += got
        }
        block.addCheckpoint(offset: block.textCount, stored: storedPosition)
        while inputStart < inputEnd {
            let part = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[inputStart..<inputEnd])
            let room = decoder.capacity(for: part.count)
            block.reserveBytes(room, after: block.textCount)
            let target = UnsafeMutableRawBufferPointer(start: block.bytes + block.textCount, count: room)
            let step = decoder.decode(part, into: target)
            let written = UnsafeMutableRawBufferPointer(rebasing: target[..<step.written])
            if recognised.isForgiving { setNULsAside(written, block) } else { try refuseNUL(in: .init(written)) }
            if unit == 2 { try refuseShift(in: .init(written)) }
            block.textCount += step.written
            decodedCount += step.written
            inputStart += step.used
            storedPosition += step.used
            if step.badAt != nil || (step.endsInside && fileEnded) {
                guard recognised.isForgiving else { throw bad(part, at: step.used) }
                setAside(UnsafeRawBufferPointer(rebasing: part[step.used...]), block)
                continue
            }
            if step.endsInside || step.used == 0 { break }
        }
        block.addCheckpoint(offset: block.textCount, stored: storedPosition)
        if fileEnded, inputStart == inputEnd { isAtEnd = true }
    }

    /// What stands in the text for bytes that fit nothing.
    private static let substitute: UInt8 = 0x1A

    /// Bytes of the smallest unit of the encoding.
    private var unit: Int {
        switch recognised.encoding {
        case .utf16LittleEndian, .utf16BigEndian: 2
        default: 1
        }
    }

    /// Takes the first unit of the input, which fits nothing, and writes one sign for it.
    private func setAside(_ rest: UnsafeRawBufferPointer, _ block: RecordBlock) {
        let count = min(unit, rest.count)
        guard count > 0 else { return }
        block.reserveBytes(1, after: block.textCount)
        block.addBadByte(
            BadByte(
                offset: block.textCount, stored: storedPosition,
                value: count == 1 ? UInt16(rest[0]) : UInt16(rest[0]) << 8 | UInt16(rest[1]), isPair: count == 2))
        block.bytes[block.textCount] = Self.substitute
        block.textCount += 1
        decodedCount += 1
        inputStart += count
        storedPosition += count
    }

    /// - Parameter text: decoded from the stored position on.
    private func setNULsAside(_ text: UnsafeMutableRawBufferPointer, _ block: RecordBlock) {
        var (measured, stored) = (0, storedPosition)
        var from = 0
        while let start = text.baseAddress, let found = memchr(start + from, 0, text.count - from) {
            let offset = UnsafeRawPointer(found) - UnsafeRawPointer(start)
            stored += storedLength(
                of: UnsafeRawBufferPointer(rebasing: text[measured..<offset]), in: recognised.encoding)
            measured = offset
            block.addBadByte(
                BadByte(offset: block.textCount + offset, stored: stored, value: 0, isPair: unit == 2))
            text[offset] = Self.substitute
            from = offset + 1
            if from == text.count { break }
        }
    }

    /// From a byte that is missing or too many on, all of UTF-16 is read wrongly, and a line feed becomes U+0A00, which is no character:
    /// the rest of the file would be one row.
    private func refuseShift(in text: UnsafeRawBufferPointer) throws(SourceProblem) {
        guard let start = text.baseAddress else { return }
        var from = 0
        while let found = memchr(start + from, 0xE0, text.count - from) {
            let offset = UnsafeRawPointer(found) - start
            from = offset + 1
            guard offset + 2 < text.count, text[offset + 1] == 0xA8, text[offset + 2] == 0x80 else { continue }
            let part = UnsafeRawBufferPointer(rebasing: text[..<offset])
            throw .notInEncoding(
                recognised.encoding, offset: storedPosition + storedLength(of: part, in: recognised.encoding),
                bytes: recognised.encoding == .utf16BigEndian ? [0x0A, 0x00] : [0x00, 0x0A])
        }
    }

    private func refuseNUL(in text: UnsafeRawBufferPointer) throws(SourceProblem) {
        guard let start = text.baseAddress, let found = memchr(start, 0, text.count) else { return }
        let offset = UnsafeRawPointer(found) - start
        let before = UnsafeRawBufferPointer(rebasing: text[..<offset])
        throw .nulByte(offset: storedPosition + storedLength(of: before, in: recognised.encoding))
    }

    private func bad(_ text: UnsafeRawBufferPointer, at offset: Int) -> SourceProblem {
        let place = recognised.encoding == .utf8 ? storedPosition + offset : storedPosition
        return .notInEncoding(
            recognised.encoding, offset: place, bytes: SourceProblem.sample(text, at: offset))
    }
}
