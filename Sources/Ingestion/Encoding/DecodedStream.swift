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
    /// Counts the stored characters that are decoded, where anybody wants to know.
    var judge: ChineseJudge?

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
        let text = UnsafeRawBufferPointer(start: target, count: count)
        switch checkUTF8(text) {
        case .valid: break
        case .nul(let offset): throw .nulByte(offset: storedPosition + offset)
        case .invalid(let offset): throw bad(text, at: offset)
        case .incomplete(let offset):
            if fileEnded { throw bad(text, at: offset) }
            inputEnd = count - offset
            if let to = input.baseAddress { to.copyMemory(from: target + offset, byteCount: inputEnd) }
            count = offset
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
            try refuseNUL(in: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<step.written]))
            block.textCount += step.written
            decodedCount += step.written
            judge?.count(UnsafeRawBufferPointer(rebasing: part[..<step.used]))
            inputStart += step.used
            storedPosition += step.used
            if step.badAt != nil || (step.endsInside && fileEnded) { throw bad(part, at: step.used) }
            if step.endsInside || step.used == 0 { break }
        }
        block.addCheckpoint(offset: block.textCount, stored: storedPosition)
        if fileEnded, inputStart == inputEnd { isAtEnd = true }
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
            recognised.encoding, offset: place, bytes: EncodingRecognition.sample(text, at: offset))
    }
}
