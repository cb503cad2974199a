// The encoding of a file in which some bytes fit none: what speaks for UTF-8 and for GB18030, and how much against.
import Glibc

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
                    : .notInEncoding(.utf8, offset: offset, bytes: EncodingRecognition.sample(bytes, at: place))
            }
            place += 1
        }
        position += place
        return place
    }

    private mutating func countRight(_ slice: Slice<UnsafeRawBufferPointer>) {
        let bytes = UnsafeRawBufferPointer(rebasing: slice)
        let ends = DialectRecognition.count(of: 0x0A, bytes)
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

/// Counts the same for GB18030.
struct ChineseCount {
    private(set) var judge = ChineseJudge()
    /// Bytes that fit nothing, and NUL.
    private(set) var badBytes = 0
    private(set) var firstBad: (offset: Int, bytes: [UInt8])?
    private var position = 0
    private let decoder: Decoder

    /// Errors: the system has no converter.
    init() throws(SourceProblem) { decoder = try Decoder(.gb18030) }

    /// Whether common Chinese characters are fifty times as many as bad bytes, and most of all.
    var isMostlyChinese: Bool { judge.commonPairs > 0 && badBytes * 50 <= judge.commonPairs && judge.isPlausible }

    var isHopeless: Bool {
        (badBytes >= 100_000 || judge.pairs >= 100_000 && !judge.isPlausible) && !isMostlyChinese
    }

    /// Counts a piece; a character that it cuts is left for the next one.
    ///
    /// Returns how many bytes were used.
    mutating func count(_ bytes: UnsafeRawBufferPointer, isEnd: Bool) -> Int {
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { scratch.deallocate() }
        var place = 0
        while place < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
            let step = decoder.decode(rest, into: scratch)
            let right = UnsafeRawBufferPointer(rebasing: rest[..<step.used])
            _ = judge.count(right)
            var from = 0
            while let start = right.baseAddress, let found = memchr(start + from, 0, right.count - from) {
                from = UnsafeRawPointer(found) - start + 1
                addBad(right, at: from - 1, place)
            }
            place += step.used
            if step.endsInside, !isEnd { break }
            if step.badAt != nil || step.endsInside || step.used == 0 {
                addBad(rest, at: step.used, place - step.used)
                place += 1
            }
        }
        position += place
        return place
    }

    private mutating func addBad(_ bytes: UnsafeRawBufferPointer, at offset: Int, _ place: Int) {
        badBytes += 1
        if firstBad == nil {
            firstBad = (position + place + offset, EncodingRecognition.sample(bytes, at: offset))
        }
    }

    /// Why the file is not in GB18030.
    var refusal: EncodingRefusal {
        let badByte = firstBad.map { EncodingRefusal.Reason.badByte(offset: $0.offset, bytes: $0.bytes) }
        return EncodingRefusal(
            encoding: .gb18030,
            reason: judge.refusalReason ?? badByte ?? .implausible(common: judge.commonPairs, of: judge.pairs))
    }
}

extension EncodingRecognition {
    /// The encoding of a file that is not UTF-8 throughout, nor declared to be anything: the whole of it is looked at.
    ///
    /// UTF-8 with rows to be set aside where it is mostly that; else GB18030, with or without such rows, where it is mostly common Chinese;
    /// else UTF-8, which then is hardly more than ASCII, where few lines have bytes that do not fit.
    ///
    /// Errors: the file is none of these; what `SourceFile` can say.
    static func ofDamagedFile(path: String, identity: FileIdentity) throws(SourceProblem) -> RecognisedEncoding {
        var utf8 = UTF8Count()
        try eachPiece(of: path, identity) { bytes, isEnd in
            (utf8.count(bytes, isEnd: isEnd), !utf8.isHopeless)
        }
        let isUTF8 = RecognisedEncoding(encoding: .utf8, evidence: .validated, markLength: 0)
        guard let first = utf8.firstProblem else { return isUTF8 }
        if utf8.isMostlyUTF8 { return isUTF8.forgiving }
        var chinese = try ChineseCount()
        try eachPiece(of: path, identity) { bytes, isEnd in
            (chinese.count(bytes, isEnd: isEnd), !chinese.isHopeless)
        }
        if chinese.isMostlyChinese {
            let isChinese = RecognisedEncoding(encoding: .gb18030, evidence: .commonChinese, markLength: 0)
            return chinese.badBytes > 0 ? isChinese.forgiving : isChinese
        }
        if utf8.isRarelyBad { return isUTF8.forgiving }
        guard case .notInEncoding(let encoding, let offset, let bytes) = first else { throw first }
        throw .noEncodingFits([
            EncodingRefusal(encoding: encoding, reason: .badByte(offset: offset, bytes: bytes)), chinese.refusal,
        ])
    }

    /// Goes through a file from first to last.
    ///
    /// - Parameter body: told whether nothing follows; returns how many bytes it used (at least all but a cut character), and
    ///   whether it wants more.
    private static func eachPiece(
        of path: String, _ identity: FileIdentity, _ body: (UnsafeRawBufferPointer, Bool) -> (used: Int, goesOn: Bool)
    ) throws(SourceProblem) {
        let file = try SourceFile(path: path, expecting: identity)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { room.deallocate() }
        var carried = 0
        while true {
            let wanted = room.count - carried
            let got = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[carried...]))
            let count = carried + got
            let (used, goesOn) = body(UnsafeRawBufferPointer(rebasing: room[..<count]), got < wanted)
            if got < wanted || !goesOn { return }
            carried = count - used
            if let start = room.baseAddress { start.copyMemory(from: start + used, byteCount: carried) }
        }
    }
}
