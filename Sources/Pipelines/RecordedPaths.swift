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
        let different = Set(far.map(\.parts))
        var count = 2
        while !far.isEmpty {
            var frequency: [ArraySlice<Substring>: Int] = [:]
            for parts in different { frequency[parts.suffix(count), default: 0] += 1 }
            let isNamed = far.map { $0.parts.count <= count || frequency[$0.parts.suffix(count)] == 1 }
            for (file, isNamed) in zip(far, isNamed) where isNamed {
                names[file.path] = "…/" + file.parts.suffix(count).joined(separator: "/")
            }
            far = zip(far, isNamed).filter { !$0.1 }.map(\.0)
            count += 1
        }
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

    /// Between two quotes of a kind stands a path or not, however many there are of either.
    private func renamed(_ sentence: String) -> String {
        var renamed = ""
        var rest = sentence[...]
        while let opening = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
            let begin = rest.index(after: opening)
            renamed += rest[..<begin]
            rest = rest[begin...]
            // A path may hold quotes itself: the first that ends one.
            let ends = rest.indices.lazy.filter { sentence[$0] == sentence[opening] }.prefix(Self.mostQuotes)
            for end in ends {
                guard end > rest.startIndex, let name = names[String(rest[..<end])] else { continue }
                renamed += name
                rest = rest[end...]
                // The closing quote opens nothing.
                renamed.append(rest.removeFirst())
                break
            }
        }
        return renamed + rest
    }

    private static let mostQuotes = 8

    private static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }

    private static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
