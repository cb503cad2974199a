// The files that a report is made from, as they are on disk: whoever looks twice sees whether one of them changed.

import Diagnostics
import Foundation
import Ingestion
import Stages

/// The state of files, and of what stands in the folders of inputs.
///
/// Contents are not read: a file has changed when its size, its time or its number in the file system did.
package struct WatchedFiles: Equatable, Sendable {
    private struct State: Equatable, Sendable {
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
        var number: UInt64
    }

    /// By path; nil for a file that is not there.
    private var files: [String: State?] = [:]
    /// By folder, the names of the files in it: a new one may be an input.
    private var names: [String: [String]] = [:]

    /// - Parameters:
    ///   - paths: files, whether they are there or not.
    ///   - folders: folders in which new files count.
    package init(_ paths: [String], folders: [String]) {
        for path in paths { files[path] = .some(Self.state(of: path)) }
        for folder in folders {
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            names[folder] = entries.filter { !$0.hasPrefix(".") && Self.state(of: folder + "/" + $0) != nil }.sorted()
        }
    }

    package var count: Int { files.count }

    /// These, but what an earlier look saw too as it was then: so that what changed in between shows.
    package func asSeen(in earlier: WatchedFiles) -> WatchedFiles {
        var seen = self
        for (path, state) in earlier.files where seen.files[path] != nil { seen.files[path] = .some(state) }
        for (folder, entries) in earlier.names where seen.names[folder] != nil { seen.names[folder] = entries }
        return seen
    }

    /// Nil for what is not there or is no file.
    private static func state(of path: String) -> State? {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        return State(
            size: Int64(facts.st_size), seconds: Int(facts.st_mtim.tv_sec), nanoseconds: Int(facts.st_mtim.tv_nsec),
            number: UInt64(facts.st_ino))
    }
}

/// The paths that a pipeline's report depends on.
package struct WatchedPaths: Sendable, Equatable {
    package var files: [String]
    package var folders: [String]

    /// The pipeline file, what it names, and its inputs; of a file with mistakes, as much as can be known, and what was known before.
    ///
    /// - Parameter earlier: what was watched until now.
    package init(of pipeline: String, options: RunOptions, earlier: WatchedPaths? = nil) {
        var options = options
        options.depth = .beginning
        let mistakes = DiagnosticCollector()
        guard let plan = PipelinePlan(path: pipeline, options: options, collector: mistakes) else {
            self = earlier ?? WatchedPaths(files: [pipeline], folders: [])
            return
        }
        // Where something is wrong or not there, files may be missing among those that are known now.
        let kept = mistakes.diagnostics.isEmpty ? nil : earlier
        files = Set(plan.guardedFiles + (kept?.files ?? [])).sorted()
        let patterns = plan.file.ingest.tables.flatMap(\.files).map { file in
            Self.fixed(file.text.hasPrefix("/") ? file.text : plan.file.folder + "/" + file.text)
        }
        folders = Set((plan.ingestion.filePaths + patterns).map(Self.folder) + (kept?.folders ?? [])).sorted()
    }

    private init(files: [String], folders: [String]) { (self.files, self.folders) = (files, folders) }

    /// What these paths hold now.
    package var now: WatchedFiles { WatchedFiles(files, folders: folders) }

    /// A pattern up to the name in which its first sign of a pattern stands.
    private static func fixed(_ pattern: String) -> String {
        guard let sign = pattern.firstIndex(where: { "*?[".contains($0) }),
            let slash = pattern[..<sign].lastIndex(of: "/")
        else { return pattern }
        return pattern[...slash] + "*"
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }
}
