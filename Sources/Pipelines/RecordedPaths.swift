// How records, rejects and pages name files: from the pipeline's folder, wherever the command was called and however paths were typed.

import Diagnostics
import Foundation

/// The names of a run's inputs in what it writes.
///
/// A file is named by its way from the folder of the pipeline file, links in that way followed. One that has nothing but the root
/// folder in common with it would be named by the server's whole path: it is named by its end, `…/exports/calls.csv`, as
/// much of it as tells it from the others.
struct RecordedPaths: Sendable {
    private var names: [String: String] = [:]
    /// As they stand in sentences, the longest first, so that no path is taken for the beginning of another.
    private var quoted: [(path: String, name: String)] = []

    /// - Parameter folder: that of the pipeline file, without links.
    init(pipeline: String, folder: String, inputs: [String]) {
        let base = Self.parts(folder)
        var far: [(path: String, parts: [Substring])] = []
        var realFolders: [String: [Substring]] = [:]
        for path in [pipeline] + inputs where names[path] == nil {
            let slash = path.lastIndex(of: "/")
            let above = slash.map { String(path[...$0]) } ?? "."
            let real = realFolders[above] ?? Self.parts(Self.real(above))
            realFolders[above] = real
            let parts = real + [path[(slash.map(path.index(after:)) ?? path.startIndex)...]]
            let common = zip(base, parts).prefix { $0 == $1 }.count
            if common > 0 || base.isEmpty {
                let up = [Substring](repeating: "..", count: base.count - common)
                names[path] = (up + parts[common...]).joined(separator: "/")
            } else {
                far.append((path, parts))
            }
        }
        for (path, parts) in far {
            var count = min(2, parts.count)
            while count < parts.count,
                far.contains(where: { $0.parts != parts && $0.parts.suffix(count) == parts.suffix(count) })
            {
                count += 1
            }
            names[path] = "…/" + parts.suffix(count).joined(separator: "/")
        }
        quoted = names.filter { $0.key != $0.value && !$0.key.isEmpty }.map { ($0.key, $0.value) }
            .sorted { ($1.0.utf8.count, $0.0) < ($0.0.utf8.count, $1.0) }
    }

    func name(of path: String) -> String { names[path] ?? path }

    /// The same diagnostic with the names that records use, in its place and where its sentences quote them.
    func renamed(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        if let file = diagnostic.location?.file { diagnostic.location?.file = name(of: file) }
        diagnostic.message = renamed(diagnostic.message)
        diagnostic.help = diagnostic.help.map(renamed)
        return diagnostic
    }

    private func renamed(_ wording: Wording) -> Wording {
        Wording(en: renamed(wording.english), zh: renamed(wording.chinese))
    }

    private func renamed(_ sentence: String) -> String {
        guard sentence.contains(where: { $0 == "'" || $0 == "\"" }) else { return sentence }
        var sentence = sentence
        // Looking for every path in every sentence would take a tenth of a short run.
        let hasSlash = sentence.utf8.contains(UInt8(ascii: "/"))
        for (path, name) in quoted where hasSlash || !path.utf8.contains(UInt8(ascii: "/")) {
            sentence = sentence.replacingOccurrences(of: "'\(path)'", with: "'\(name)'")
            sentence = sentence.replacingOccurrences(of: "\"\(path)\"", with: "\"\(name)\"")
        }
        return sentence
    }

    private static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }

    private static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
