// The encoding of a file in which some bytes fit none: UTF-8 or GB18030, by what speaks for each and against it.

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
