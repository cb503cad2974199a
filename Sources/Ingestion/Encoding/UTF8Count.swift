// What speaks for UTF-8 in a file, and how much against: its characters of several bytes, and bytes that fit nothing.

/// Counts what speaks for UTF-8 and what against it, over pieces of a file from first to last.
struct UTF8Count {
    /// Bytes that fit nothing, and NUL.
    private(set) var badBytes = 0
    /// Characters of several bytes.
    private(set) var wideCharacters = 0
    private(set) var lineEnds = 0
    /// Lines with bad bytes.
    private(set) var badLines = 0
    /// What to say of the first bad byte.
    private(set) var firstProblem: SourceProblem?
    private var position = 0
    private var isLineBad = false

    /// Whether characters of several bytes are ten times as many as bad bytes: of Chinese in GB18030, not even every second pair of
    /// bytes is one.
    var isMostlyUTF8: Bool { badBytes * 10 <= wideCharacters }

    /// Whether so few lines have bad bytes that the others are what was meant: one of a hundred, or a single one of ten and more.
    var isRarelyBad: Bool { badLines <= max(1, lineEnds / 100) && badLines * 10 <= lineEnds }

    /// In a file so full of them there is nothing to be found out by more.
    var isHopeless: Bool { badBytes >= 100_000 && !isMostlyUTF8 }

    /// Counts a piece; a character that it cuts is left for the next one.
    ///
    /// Returns how many bytes were used.
    mutating func count(_ bytes: UnsafeRawBufferPointer, isEnd: Bool) -> Int {
        var place = 0
        while place < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
            let right: Int
            switch checkUTF8(rest) {
            case .valid: right = rest.count
            case .incomplete(let offset) where !isEnd:
                countRight(rest[..<offset])
                position += place + offset
                return place + offset
            case .incomplete(let offset), .invalid(let offset), .nul(let offset): right = offset
            }
            countRight(rest[..<right])
            place += right
            guard place < bytes.count else { break }
            badBytes += 1
            if !isLineBad { badLines += 1 }
            isLineBad = true
            if firstProblem == nil {
                let offset = position + place
                firstProblem =
                    bytes[place] == 0
                    ? .nulByte(offset: offset)
                    : .notInEncoding(.utf8, offset: offset, bytes: SourceProblem.sample(bytes, at: place))
            }
            place += 1
        }
        position += place
        return place
    }

    private mutating func countRight(_ slice: Slice<UnsafeRawBufferPointer>) {
        let bytes = UnsafeRawBufferPointer(rebasing: slice)
        let ends = bytes.count(of: 0x0A)
        lineEnds += ends
        if ends > 0 { isLineBad = false }
        // First bytes of characters of several have their two highest bits set.
        var index = 0
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            wideCharacters += (word & (word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
            index += 8
        }
        for byte in bytes[index...] where byte >= 0xC0 { wideCharacters += 1 }
    }
}
