// What speaks for GB18030 in a file, and how much against: common Chinese characters, and bytes that fit nothing.
import Glibc

/// Counts what speaks for GB18030 and what against it, over pieces of a file from first to last.
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
            firstBad = (position + place + offset, SourceProblem.sample(bytes, at: offset))
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
