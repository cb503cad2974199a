// The last lines of a file, without a look at what stands before them.
import Glibc

enum FileEnd {
    /// Bytes that are looked at.
    private static let reach = 8192

    /// The last lines, as far as they lie whole within the last bytes; none where the file is packed, empty or cannot be read.
    static func lines(ofFile path: String, encoding: TextEncoding) -> [String] {
        guard let (descriptor, identity) = try? RegularFile.open(path) else { return [] }
        defer { close(descriptor) }
        var magic: [UInt8] = [0, 0]
        guard pread(descriptor, &magic, 2, 0) == 2, magic != [0x1F, 0x8B] else { return [] }
        // UTF-16 is read from the beginning of one of its units.
        let start = max(0, identity.size - reach) & ~1
        var bytes = [UInt8](repeating: 0, count: identity.size - start)
        guard pread(descriptor, &bytes, bytes.count, off_t(start)) == bytes.count else { return [] }
        if start > 0, encoding != .utf16LittleEndian, encoding != .utf16BigEndian {
            // A line end is no part of a character in any other encoding.
            bytes = Array(bytes.drop { $0 != 0x0A })
        }
        let lines = text(of: bytes, encoding).split(whereSeparator: \.isNewline).map(String.init)
        return start > 0 ? Array(lines.dropFirst()) : lines
    }

    /// As much of it as is text.
    private static func text(of bytes: [UInt8], _ encoding: TextEncoding) -> String {
        guard let decoder = try? Decoder(encoding) else { return "" }
        var decoded = [UInt8](repeating: 0, count: decoder.capacity(for: bytes.count))
        let written = decoded.withUnsafeMutableBytes { output in
            bytes.withUnsafeBytes { decoder.decode($0, into: output).written }
        }
        return String(decoding: decoded[..<written], as: UTF8.self)
    }
}
