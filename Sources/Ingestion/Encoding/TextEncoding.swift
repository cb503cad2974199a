// The encodings a file may be written in, under the names users write.

/// How the bytes of a file spell its text.
package enum TextEncoding: String, Equatable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case gb18030
    case big5
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"

    /// The encoding a user means by a name; case, blanks, `-` and `_` do not matter.
    package init?(name: String) {
        let folded = name.lowercased().filter { !"-_ ".contains($0) }
        switch folded {
        case "utf8", "utf8bom", "utf8sig": self = .utf8
        case "utf16le", "utf16": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "gb18030", "gbk", "gb2312", "cp936", "windows936": self = .gb18030
        case "big5", "cp950": self = .big5
        case "windows1252", "cp1252", "ansi": self = .windows1252
        case "iso88591", "latin1": self = .latin1
        default: return nil
        }
    }

    /// The names a user may write, for messages.
    package static var choices: [String] { allCases.map(\.rawValue) + ["gbk"] }

    /// What the system's converter calls it; nil when it is decoded here.
    var converterName: String? {
        switch self {
        case .gb18030: "GB18030"
        case .big5: "BIG5"
        default: nil
        }
    }
}

/// The encoding of a file as it was recognised.
package struct RecognisedEncoding: Equatable, Sendable {
    /// What told the encoding.
    package enum Evidence: String, Equatable, Sendable {
        /// The pipeline file or the command line names it.
        case declared
        /// The file begins with a byte order mark.
        case byteOrderMark
        /// NUL bytes stand on one side of nearly every character.
        case nulPattern
        /// Every byte was checked and fits.
        case validated
        /// It is no UTF-8; everything fits GB18030, and nearly all of it is common Chinese.
        case commonChinese
    }

    package let encoding: TextEncoding
    package let evidence: Evidence
    /// Bytes of the byte order mark; they are no part of the text.
    package let markLength: Int
    /// Whether bytes that fit nothing are set aside with their rows; else they end the reading.
    package var isForgiving = false

    /// Whether what does not fit is no sign of another encoding.
    var isBelieved: Bool {
        switch evidence {
        case .declared, .byteOrderMark, .nulPattern: true
        case .validated, .commonChinese: false
        }
    }

    /// The same, setting aside what does not fit.
    var forgiving: RecognisedEncoding {
        var encoding = self
        encoding.isForgiving = true
        return encoding
    }

    package init(encoding: TextEncoding, evidence: Evidence, markLength: Int) {
        self.encoding = encoding
        self.evidence = evidence
        self.markLength = markLength
    }
}
