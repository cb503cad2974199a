// The text of a pipeline file from its bytes, as editors of every system write it.

import Diagnostics

/// Turns the bytes of a pipeline file into its text.
package enum OptionFileText {
    /// The text with `\n` as its only line end and without a byte order mark; nil when it is not UTF-8 (reported with its place).
    ///
    /// Lines and columns stay those that an editor shows.
    package static func read(_ bytes: [UInt8], path: String, collector: DiagnosticCollector) -> String? {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            collector.add(
                OptionFilesDiagnostics.notUTF8(
                    at: place(ofFirstWrongByte: Array(bytes), path), encoding: guess(bytes)))
            return nil
        }
        return bytes.contains(0x0D) ? String(decoding: withoutCarriageReturns(bytes), as: UTF8.self) : text
    }

    private static func withoutCarriageReturns(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isAfterReturn = false
        for byte in bytes {
            if byte == 0x0A, isAfterReturn {
                isAfterReturn = false
                continue
            }
            isAfterReturn = byte == 0x0D
            result.append(byte == 0x0D ? 0x0A : byte)
        }
        return result
    }

    private static func place(ofFirstWrongByte bytes: [UInt8], _ path: String) -> SourceLocation {
        var (decoder, rest, offset) = (UTF8(), bytes.makeIterator(), 0)
        while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
        return place(ofByte: offset, in: bytes, path: path)
    }

    /// The place of a byte, the bytes before it being UTF-8; that of the end where there are not so many.
    static func place(ofByte offset: Int, in bytes: [UInt8], path: String) -> SourceLocation {
        let before = bytes.prefix(max(0, offset))
        let line = before.suffix(from: before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
        return SourceLocation(
            file: path, line: before.count { $0 == 0x0A } + 1,
            column: String(decoding: line, as: UTF8.self).unicodeScalars.count + 1, byte: before.count)
    }

    /// What the bytes look like instead, where that is plain.
    private static func guess(_ bytes: ArraySlice<UInt8>) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        return nil
    }
}
