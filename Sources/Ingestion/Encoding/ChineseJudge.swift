// Tells Chinese text in GB18030 from the text of other encodings, which can often be decoded as GB18030 too.

/// Judges whether bytes that are no UTF-8 are Chinese text in GB18030.
///
/// Western and Big5 text often decodes as GB18030 into rare characters. In real Chinese text most characters belong to
/// the 3,755 common ones (rows B0…D7) or to the punctuation and full-width rows (A1…A3).
///
/// Korean syllables in EUC-KR fill rows B0…C8, so that they read like Chinese whose every character is pronounced with A to Q; Japanese
/// in EUC-JP has its kana where GB18030 has them.
struct ChineseJudge {
    private(set) var pairs = 0
    private(set) var commonPairs = 0
    private var kana = 0
    /// The characters of rows B0…C8 that occur, 94 bits a row; all of it is known as soon as one of rows C9…D7 does.
    private var earlyCharacters = [UInt64](repeating: 0, count: (25 * 94 + 63) / 64)
    private var hasLateCharacter = false

    /// The share of common characters below which the text is not believed to be Chinese, in percent.
    static let threshold = 70

    var isPlausible: Bool { refusalReason == nil }

    /// What speaks against Chinese; nil for what may be Chinese.
    var refusalReason: EncodingRefusal.Reason? {
        if pairs == 0 { return nil }
        if kana * 5 >= pairs { return .readsLike(.japanese) }
        if commonPairs * 100 < pairs * ChineseJudge.threshold { return .implausible(common: commonPairs, of: pairs) }
        // Of twenty different characters of Chinese one in three lies in the other rows.
        if !hasLateCharacter, earlyCharacters.reduce(0, { $0 + $1.nonzeroBitCount }) >= 20 {
            return .readsLike(.korean)
        }
        return nil
    }

    /// Counts the two-byte characters of a piece that begins at a character; returns the bytes used.
    @discardableResult
    mutating func count(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var index = 0
        while index < bytes.count {
            if index &+ 8 <= bytes.count,
                base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
                continue
            }
            let first = bytes[index]
            if first < 0x80 {
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { return index }
            let second = bytes[index + 1]
            if second >= 0x30, second <= 0x39 {
                guard index + 3 < bytes.count else { return index }
                index += 4
                continue
            }
            pairs += 1
            if second >= 0xA1 { take(first, second) }
            index += 2
        }
        return index
    }

    /// Takes a character of the rows and columns that all encodings of East Asia have.
    private mutating func take(_ first: UInt8, _ second: UInt8) {
        switch first {
        case 0xA1...0xA3: commonPairs += 1
        case 0xA4...0xA5: kana += 1
        case 0xB0...0xC8:
            commonPairs += 1
            guard !hasLateCharacter, second < 0xFF else { return }
            let place = Int(first - 0xB0) * 94 + Int(second - 0xA1)
            earlyCharacters[place >> 6] |= 1 << UInt64(place & 63)
        case 0xC9...0xD7:
            commonPairs += 1
            hasLateCharacter = true
        default: break
        }
    }

    /// Why these bytes are not GB18030; nil when they are.
    mutating func refusal(
        of bytes: UnsafeRawBufferPointer, isWhole: Bool
    ) throws(SourceProblem) -> EncodingRefusal? {
        let decoder = try Decoder(.gb18030)
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { scratch.deallocate() }
        var position = 0
        while position < bytes.count {
            let step = decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[position...]), into: scratch)
            position += step.used
            let isCut = step.endsInside && isWhole
            if step.badAt != nil || isCut {
                return EncodingRefusal(
                    encoding: .gb18030,
                    reason: .badByte(offset: position, bytes: SourceProblem.sample(bytes, at: position)))
            }
            if step.endsInside || step.used == 0 { break }
        }
        _ = count(bytes)
        return refusalReason.map { EncodingRefusal(encoding: .gb18030, reason: $0) }
    }
}
