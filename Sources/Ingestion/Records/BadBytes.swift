// Bytes of a file that are no text: where they stand in a block, and in which of its rows.

/// A byte of the file that is no text, or several in a row; in the block a control character stands for each.
struct BadByte: Equatable {
    /// Offset in the block.
    var offset: Int
    /// Offset in the stored file.
    var stored: Int
    /// The byte, or two of UTF-16 as they stand in the file.
    var value: UInt16
    var isPair = false
    /// How many follow one another.
    var count = 1

    /// What to say where it stands in the way of all rows.
    func problem(in encoding: TextEncoding) -> SourceProblem {
        if value == 0 { return .nulByte(offset: stored) }
        let bytes = [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
        return .notInEncoding(encoding, offset: stored, bytes: isPair ? bytes : [bytes[1]])
    }

    /// Its place and value, for a message.
    var text: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "\(stored): \(String(repeating: "0", count: max(0, (isPair ? 4 : 2) - digits.count)))\(digits)"
    }
}

extension [BadByte] {
    /// Adds the next; one that follows the last is counted with it.
    mutating func add(_ byte: BadByte) {
        if let last, last.offset + last.count == byte.offset, last.isPair == byte.isPair,
            last.stored + last.count * (last.isPair ? 2 : 1) == byte.stored
        {
            self[count - 1].count += byte.count
        } else {
            append(byte)
        }
    }

    /// The index of the first that is not before an offset of the block.
    ///
    /// - Complexity: O(log n).
    func partition(from offset: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

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
