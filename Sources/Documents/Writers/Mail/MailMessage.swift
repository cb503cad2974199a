// The bytes of a message: header lines, then parts, every line ended as mail asks for and none too long.

/// A message under construction.
///
/// - Source: RFC 5322 §2.1.1 (lines), RFC 2045 §6.8 (base64), RFC 2046 §5.1 (parts).
struct MailMessage {
    private(set) var bytes: [UInt8] = []

    /// A header line that is encoded already.
    mutating func header(_ name: StaticString, _ value: String) {
        bytes.append(literal: name)
        bytes.append(literal: ": ")
        bytes.append(text: value)
        endLine()
    }

    /// The same content in several forms, the plainest first, each of UTF-8.
    mutating func alternatives(_ parts: [(type: StaticString, content: [UInt8])]) {
        bytes.append(literal: "Content-Type: multipart/alternative;\r\n boundary=\"")
        bytes.append(literal: Self.boundary)
        bytes.append(literal: "\"\r\n\r\n")
        for part in parts {
            bytes.append(literal: "--")
            bytes.append(literal: Self.boundary)
            bytes.append(literal: "\r\nContent-Type: ")
            bytes.append(literal: part.type)
            bytes.append(literal: "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
            appendBase64(Self.withMailLineEnds(part.content))
        }
        bytes.append(literal: "--")
        bytes.append(literal: Self.boundary)
        bytes.append(literal: "--\r\n")
    }

    /// `=` then `_` are found in no text in base64, so that no content can hold it.
    private static let boundary: StaticString = "=_rapport_alternative"

    private static let bytesOfLine = 57

    private mutating func endLine() { bytes.append(literal: "\r\n") }

    /// Texts are of lines that end with CR and LF also below base64.
    private static func withMailLineEnds(_ content: [UInt8]) -> [UInt8] {
        content.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    }

    private mutating func appendBase64(_ content: [UInt8]) {
        for start in stride(from: 0, to: content.count, by: Self.bytesOfLine) {
            bytes.append(
                text: MailHeader.base64(content[start..<min(start + Self.bytesOfLine, content.count)]))
            endLine()
        }
    }
}
