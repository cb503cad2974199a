// From text to the bytes of an export: UTF-8 with or without its mark, GB18030, UTF-16 as Excel writes it.

import CIconv

/// How a file's text is turned into bytes.
package enum FixtureEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 with BOM"
    case gb18030 = "GB18030"
    case utf16LittleEndian = "UTF-16LE with BOM"

    /// The bytes of a text.
    ///
    /// Errors: ``EncodingFailure`` when the system's converter does not know the encoding or refuses a character.
    package func bytes(of text: String) throws(EncodingFailure) -> [UInt8] {
        switch self {
        case .utf8:
            return Array(text.utf8)
        case .utf8WithMark:
            return [0xef, 0xbb, 0xbf] + Array(text.utf8)
        case .utf16LittleEndian:
            var bytes: [UInt8] = [0xff, 0xfe]
            for unit in text.utf16 {
                bytes.append(UInt8(unit & 0xff))
                bytes.append(UInt8(unit >> 8))
            }
            return bytes
        case .gb18030:
            return try convert(Array(text.utf8), from: "UTF-8", to: "GB18030")
        }
    }

    /// The text of bytes written by ``bytes(of:)``; nil when they are not valid in this encoding.
    package func text(of bytes: [UInt8]) -> String? {
        switch self {
        case .utf8:
            return String(validating: bytes, as: UTF8.self)
        case .utf8WithMark:
            guard bytes.starts(with: [0xef, 0xbb, 0xbf]) else { return nil }
            return String(validating: bytes.dropFirst(3), as: UTF8.self)
        case .utf16LittleEndian:
            guard bytes.starts(with: [0xff, 0xfe]), bytes.count % 2 == 0 else { return nil }
            let units = stride(from: 2, to: bytes.count, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
            return String(validating: units, as: UTF16.self)
        case .gb18030:
            guard let converted = try? convert(bytes, from: "GB18030", to: "UTF-8") else { return nil }
            return String(validating: converted, as: UTF8.self)
        }
    }
}

/// The system's converter cannot do what is asked.
package struct EncodingFailure: Error, CustomStringConvertible {
    package let description: String
}

private func convert(_ bytes: [UInt8], from: String, to: String) throws(EncodingFailure) -> [UInt8] {
    let converter = iconv_open(to, from)
    if converter == iconv_t(bitPattern: -1) {
        throw EncodingFailure(description: "the system's iconv cannot convert \(from) to \(to)")
    }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let written: Int? = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            var next = source.baseAddress
            var left = source.count
            var free = target.baseAddress
            var room = target.count
            let changed = iconv(converter, &next, &left, &free, &room)
            return changed == Int.max || changed == -1 || left > 0 ? nil : target.count - room
        }
    }
    guard let written else {
        throw EncodingFailure(description: "the text has a character that \(to) cannot hold")
    }
    return output.prefix(written).map { UInt8(bitPattern: $0) }
}
