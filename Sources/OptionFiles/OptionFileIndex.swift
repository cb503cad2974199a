// Finds the top keys of a long YAML file without reading it, so that a command reads only the few entries it needs.

import Diagnostics
import Foundation
import Stages

/// The keys at the left edge of a file of ours, such as the metrics of an area, and where the text of each lies.
///
/// Only files that come with Rapport are looked at so: every entry begins at the left edge with its plain key, and whatever belongs
/// to it is indented.
///
/// - Complexity: O(bytes) to make, a few microseconds for a hundred kilobytes; an entry costs the reading of its own text.
package struct OptionFileIndex: Sendable {
    private struct Place: Sendable {
        var bytes: Range<Int>
        /// 1-based.
        var line: Int
    }

    private let file: String
    private let bytes: [UInt8]
    private let places: [String: Place]
    /// In the order of the file.
    package let keys: [String]

    package init(_ bytes: [UInt8], file: String) {
        self.file = file
        self.bytes = bytes
        var places: [String: Place] = [:]
        var keys: [String] = []
        bytes.withUnsafeBytes { all in
            var open: (key: String, start: Int, line: Int)?
            func close(at end: Int) {
                guard let entry = open else { return }
                // Of a key that stands twice the first counts; a test tells of the second.
                if places[entry.key] == nil { keys.append(entry.key) }
                places[entry.key] = places[entry.key] ?? Place(bytes: entry.start..<end, line: entry.line)
                open = nil
            }
            var (start, line) = (0, 1)
            while start < all.count, let base = all.baseAddress {
                let found = memchr(base + start, 0x0A, all.count - start)
                let end = found.map { base.distance(to: UnsafeRawPointer($0)) } ?? all.count
                if Self.beginsKey(all[start]) {
                    close(at: start)
                    let text = all[start..<end].prefix { $0 != UInt8(ascii: ":") }
                    open = (String(decoding: text, as: UTF8.self), start, line)
                } else if all[start] == UInt8(ascii: "#") {
                    close(at: start)
                }
                (start, line) = (end + 1, line + 1)
            }
            close(at: all.count)
        }
        self.places = places
        self.keys = keys
    }

    private static func beginsKey(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// The text of an entry as it stands in the file; nil for a key that it has not.
    package func text(of key: String) -> String? {
        places[key].map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
    }

    /// An entry, with its places in the whole file; nil for a key that the file has not, and for one that cannot be read, which is told.
    package func entry(_ key: String, collector: DiagnosticCollector) -> OptionNode.Entry? {
        guard let place = places[key], let text = text(of: key) else { return nil }
        // Blank lines in place of what stands above let every place be that in the file.
        let padded = String(repeating: "\n", count: place.line - 1) + text
        guard case .mapping(let entries)? = OptionFileReader.read(padded, file: file, collector: collector)?.content
        else { return nil }
        return entries.first
    }
}
