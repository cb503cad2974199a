// The rows of a block in which bytes stand that are no text, and what people are shown of them.

extension RecordBlock {
    /// Whether bad bytes stand in so many places that what they stand in is no text either.
    var isFullOfBadBytes: Bool { badBytes.count > 1 << 16 }

    /// The first bad byte of a row; nil when there is none.
    func badByte(ofRow row: Int) -> BadByte? {
        guard !badBytes.isEmpty else { return nil }
        let span = rows[row]
        let first = badBytes.partition(from: Int(span.start))
        guard first < badBytes.count, badBytes[first].offset < Int(span.start) + Int(span.length) else { return nil }
        return badBytes[first]
    }

    /// The text of a row with the sign for what cannot be shown in place of its bad bytes.
    func readableText(ofRow row: Int) -> [UInt8] {
        let span = rows[row]
        let (start, end) = (Int(span.start), Int(span.start) + Int(span.length))
        var text: [UInt8] = []
        var from = start
        for byte in badBytes[badBytes.partition(from: start)...] {
            guard byte.offset < end else { break }
            text.append(contentsOf: UnsafeBufferPointer(start: bytes + from, count: byte.offset - from))
            for _ in 0..<byte.count { text.append(contentsOf: "\u{FFFD}".utf8) }
            from = byte.offset + byte.count
        }
        text.append(contentsOf: UnsafeBufferPointer(start: bytes + from, count: end - from))
        return text
    }
}
