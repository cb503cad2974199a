// Recognises a file's encoding: mark, NUL pattern, strict UTF-8, then GB18030 that reads like Chinese.

/// Recognises an encoding from bytes.
enum EncodingRecognition {
    /// Looks for a byte order mark.
    static func mark(_ bytes: UnsafeRawBufferPointer) -> RecognisedEncoding? {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            return RecognisedEncoding(encoding: .utf8, evidence: .byteOrderMark, markLength: 3)
        }
        if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
            return RecognisedEncoding(encoding: .utf16LittleEndian, evidence: .byteOrderMark, markLength: 2)
        }
        if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
            return RecognisedEncoding(encoding: .utf16BigEndian, evidence: .byteOrderMark, markLength: 2)
        }
        return nil
    }

    /// Looks for the NUL bytes that UTF-16 without a mark shows on one side of its ASCII characters.
    static func nulPattern(_ bytes: UnsafeRawBufferPointer) -> RecognisedEncoding? {
        var even = 0
        var odd = 0
        let count = min(bytes.count, 4096) & ~1
        var index = 0
        while index < count {
            if bytes[index] == 0 { even += 1 }
            if bytes[index + 1] == 0 { odd += 1 }
            index += 2
        }
        // At least a twentieth of all characters must be ASCII, and none may have its NUL on the other side.
        guard even + odd > 1, (even + odd) * 20 >= count / 2, even == 0 || odd == 0 else { return nil }
        return RecognisedEncoding(
            encoding: odd > 0 ? .utf16LittleEndian : .utf16BigEndian, evidence: .nulPattern, markLength: 0)
    }

    /// Recognises an encoding from the beginning of a file.
    ///
    /// - Parameter isWhole: whether these bytes are the whole file; otherwise a character may be cut at the end.
    ///
    /// Errors: `noEncodingFits` with what spoke against each encoding; `nulByte`.
    static func recognise(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws(SourceProblem) -> RecognisedEncoding {
        if let found = mark(bytes) ?? nulPattern(bytes) { return found }
        let badUTF8: Int
        switch checkUTF8(bytes) {
        case .valid: return RecognisedEncoding(encoding: .utf8, evidence: .validated, markLength: 0)
        case .nul(let offset): throw .nulByte(offset: offset)
        case .incomplete(let offset):
            if !isWhole { return RecognisedEncoding(encoding: .utf8, evidence: .validated, markLength: 0) }
            badUTF8 = offset
        case .invalid(let offset): badUTF8 = offset
        }
        // Before it is asked whether all is Chinese: the letters of some languages in UTF-8 read like common Chinese characters.
        var count = UTF8Count()
        _ = count.count(bytes, isEnd: isWhole)
        if count.isMostlyUTF8 {
            return RecognisedEncoding(encoding: .utf8, evidence: .validated, markLength: 0).forgiving
        }
        let first = EncodingRefusal(
            encoding: .utf8, reason: .badByte(offset: badUTF8, bytes: sample(bytes, at: badUTF8)))
        var judge = ChineseJudge()
        if let second = try judge.refusal(of: bytes, isWhole: isWhole) { throw .noEncodingFits([first, second]) }
        return RecognisedEncoding(encoding: .gb18030, evidence: .commonChinese, markLength: 0)
    }

    /// Up to four bytes, for a message.
    static func sample(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> [UInt8] {
        guard offset >= 0, offset < bytes.count else { return [] }
        return Array(bytes[offset..<min(bytes.count, offset + 4)])
    }
}

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
                    reason: .badByte(offset: position, bytes: EncodingRecognition.sample(bytes, at: position)))
            }
            if step.endsInside || step.used == 0 { break }
        }
        _ = count(bytes)
        return refusalReason.map { EncodingRefusal(encoding: .gb18030, reason: $0) }
    }
}
