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
            encoding: .utf8, reason: .badByte(offset: badUTF8, bytes: SourceProblem.sample(bytes, at: badUTF8)))
        var judge = ChineseJudge()
        if let second = try judge.refusal(of: bytes, isWhole: isWhole) { throw .noEncodingFits([first, second]) }
        return RecognisedEncoding(encoding: .gb18030, evidence: .commonChinese, markLength: 0)
    }
}
