// A folder for one page to be printed: the page, the print, what the program says. It is gone when the page is printed.

import Foundation

/// A folder that only its maker can look into.
struct PrintingFolder {
    let path: String

    var page: String { path + "/page.html" }
    var print: String { path + "/page.pdf" }
    var log: String { path + "/said.txt" }

    /// Makes a folder, gives it away and removes it with all that is in it.
    ///
    /// - Parameter places: where it may stand, the best first.
    /// - Errors: ``DocumentProblem/noTemporaryFile`` when it can stand nowhere; those of the body.
    static func with<Result>(
        in places: [String], _ body: (PrintingFolder) throws(DocumentProblem) -> Result
    ) throws(DocumentProblem) -> Result {
        var made: String?
        for place in places + ["/tmp"] where made == nil { made = Self.made(in: place) }
        guard let path = made else { throw .noTemporaryFile }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(PrintingFolder(path: path))
    }

    private static func made(in place: String) -> String? {
        guard let real = realpath(place, nil) else { return nil }
        defer { free(real) }
        var template = Array((String(cString: real) + "/rapport-print-XXXXXX").utf8CString)
        return template.withUnsafeMutableBufferPointer { template in
            guard let start = template.baseAddress, mkdtemp(start) != nil else { return nil }
            return String(cString: start)
        }
    }

    func write(_ bytes: [UInt8]) throws(DocumentProblem) {
        guard FileManager.default.createFile(atPath: page, contents: Data(bytes)),
            (try? FileManager.default.attributesOfItem(atPath: page)[.size] as? Int) == bytes.count
        else { throw .noTemporaryFile }
    }

    /// What was printed; nil when it is no PDF.
    var printed: [UInt8]? {
        guard let data = FileManager.default.contents(atPath: print), data.starts(with: Array("%PDF-".utf8)) else {
            return nil
        }
        return Array(data)
    }

    /// The lines that the program said, shortened, without what browsers say of services that a server has not.
    var said: [String] {
        guard let file = FileHandle(forReadingAtPath: log), let data = try? file.read(upToCount: Self.mostBytes) else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map {
            String($0.prefix(Self.mostCharacters)).trimmingCharacters(in: .whitespaces)
        }.filter { line in !line.isEmpty && !Self.noise.contains { line.contains($0) } }
    }

    private static let noise = ["dbus", "vaapi", "bluez", "DevTools listening", ":WARNING:"]
    private static let mostBytes = 1 << 16
    private static let mostCharacters = 300
}
