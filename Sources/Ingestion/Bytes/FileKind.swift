// Recognises by its first bytes a file that is no CSV, whatever its name says.
import Tabular

/// A kind of file people rename or hand over instead of a CSV.
package enum FileKind: String, Equatable, Sendable, CaseIterable {
    case xlsx, ods, zip, xls, pdf, html, xml, json, utf32, parquet, sqlite, zstd, bzip2, xz, rar, sevenZip, image

    /// Looks at the first bytes; nil means that nothing speaks against text.
    ///
    /// Shape: give at least the first 4,096 bytes when the file has them.
    package static func recognise(_ bytes: UnsafeRawBufferPointer) -> FileKind? {
        func starts(_ signature: [UInt8], at offset: Int = 0) -> Bool {
            guard bytes.count >= offset + signature.count else { return false }
            for (index, byte) in signature.enumerated() where bytes[offset + index] != byte { return false }
            return true
        }
        if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) { return packedKind(bytes) }
        if starts([0xD0, 0xCF, 0x11, 0xE0]) { return .xls }
        if starts([0x25, 0x50, 0x44, 0x46, 0x2D]) { return .pdf }
        if starts([0xFF, 0xFE, 0x00, 0x00]) || starts([0x00, 0x00, 0xFE, 0xFF]) { return .utf32 }
        if starts([0x50, 0x41, 0x52, 0x31]) { return .parquet }
        if starts(Array("SQLite format 3\0".utf8)) { return .sqlite }
        if starts([0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
        if starts([0x42, 0x5A, 0x68]) && bytes.count > 3 && (0x31...0x39).contains(bytes[3])
            && starts([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4)
        {
            return .bzip2
        }
        if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .xz }
        if starts([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]) { return .rar }
        if starts([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
        if starts([0x89, 0x50, 0x4E, 0x47]) || starts([0xFF, 0xD8, 0xFF]) || starts([0x47, 0x49, 0x46, 0x38]) {
            return .image
        }
        return markupKind(bytes)
    }

    /// A ZIP is a workbook when its first member says so.
    private static func packedKind(_ bytes: UnsafeRawBufferPointer) -> FileKind {
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(4096)).assumingMemoryBound(to: UInt8.self)
        func contains(_ word: String) -> Bool {
            var word = word
            return word.withUTF8 { head.firstPosition(of: $0) != nil }
        }
        if contains("[Content_Types].xml") || contains("_rels/.rels") || contains("xl/") { return .xlsx }
        if contains("opendocument.spreadsheet") { return .ods }
        return .zip
    }

    /// HTML, XML and JSON begin with a mark no export begins with.
    private static func markupKind(_ bytes: UnsafeRawBufferPointer) -> FileKind? {
        var start = 0
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        while start < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start]) { start += 1 }
        let head = bytes[start..<min(bytes.count, start + 64)].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        func begins(_ word: String) -> Bool { head.starts(with: word.utf8) }
        if begins("<!doctype html") || begins("<html") || begins("<table") || begins("<head") || begins("<body") {
            return .html
        }
        if begins("<?xml") { return .xml }
        if begins("{\"") || begins("[{") || begins("[\"") || begins("[\n") || begins("{\n") { return .json }
        return nil
    }
}
