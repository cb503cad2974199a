// Everything that can stop a file from being read, as plain values; the sentences are in `IngestionDiagnostics.swift`.

/// Where a quote stands that opens a cell and is not closed.
package struct OpenQuote: Equatable, Sendable {
    var line: Int
    var offset: Int
}

/// Why a file cannot be read at all.
///
/// Offsets are zero-based bytes of the file as it is stored (of the unpacked content for a `.gz`).
package enum SourceProblem: Error, Equatable, Sendable {
    case missing
    case directory
    case notPermitted
    case notRegular(OtherFile)
    case unreadable(code: Int32)
    case empty
    /// It was written to, or replaced by another file, since it was looked at first.
    case changed
    /// The content is some other kind of file.
    case wrongKind(FileKind)
    /// The gzip data end before their trailer.
    case gzipTruncated
    /// The gzip data are damaged near this offset of the unpacked content.
    case gzipDamaged(offset: Int)
    /// The gzip data are followed by something that is no gzip data.
    case gzipTrailing
    /// The declared encoding does not fit the bytes.
    case notInEncoding(TextEncoding, offset: Int, bytes: [UInt8])
    /// No encoding fits: each one tried with the first byte that spoke against it.
    case noEncodingFits([EncodingRefusal])
    /// The system's converter does not know the encoding.
    case converterMissing(TextEncoding)
    /// A NUL byte stands in text.
    case nulByte(offset: Int)
    /// One record is longer than rows may be, in bytes of UTF-8; perhaps because of a quote that nobody closes.
    case recordTooLong(line: Int, offset: Int, limit: Int, quote: OpenQuote?)
    /// The file ends inside a quoted cell that began here.
    case quoteNotClosed(line: Int, column: Int, offset: Int)
    /// Two or more ways to cut the file into cells fit equally well.
    case dialectAmbiguous([DialectEvidence])
    /// No way to cut the file into cells fits.
    case dialectUnknown([DialectEvidence])
    /// Memory ran out inside libcsv.
    case outOfMemory(line: Int)

    /// Whether bytes of the file are no text.
    var isOfBytes: Bool {
        switch self {
        case .notInEncoding, .nulByte: true
        default: false
        }
    }

    /// Up to four bytes of a text, for a message.
    static func sample(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> [UInt8] {
        guard offset >= 0, offset < bytes.count else { return [] }
        return Array(bytes[offset..<min(bytes.count, offset + 4)])
    }

    /// The same problem, so many lines further down.
    func movedDown(by lines: Int) -> SourceProblem {
        switch self {
        case .recordTooLong(let line, let offset, let limit, let quote):
            .recordTooLong(
                line: line + lines, offset: offset, limit: limit,
                quote: quote.map { OpenQuote(line: $0.line + lines, offset: $0.offset) })
        case .quoteNotClosed(let line, let column, let offset):
            .quoteNotClosed(line: line + lines, column: column, offset: offset)
        case .outOfMemory(let line): .outOfMemory(line: line + lines)
        default: self
        }
    }
}

/// One encoding that was tried, and why it was refused.
package struct EncodingRefusal: Equatable, Sendable {
    /// Why an encoding is doubted.
    package enum Reason: Equatable, Sendable {
        /// The first byte that cannot be part of this encoding.
        case badByte(offset: Int, bytes: [UInt8])
        /// It can be decoded, but what comes out does not look like Chinese text.
        case implausible(common: Int, of: Int)
        /// It can be decoded, but what comes out are the bytes of another script.
        case readsLike(Script)
    }

    /// Another script that the bytes may be of.
    package enum Script: Equatable, Sendable { case korean, japanese }

    package let encoding: TextEncoding
    package let reason: Reason

    package init(encoding: TextEncoding, reason: Reason) {
        self.encoding = encoding
        self.reason = reason
    }
}
