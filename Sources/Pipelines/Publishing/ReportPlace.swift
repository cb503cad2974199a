// Where a report is to stand: one folder, whatever way its path was written; refused where a report must never stand.

import CLinux
import Diagnostics
import Foundation

/// The folder of a report, named by its true path.
///
/// Links are followed, so that two ways to write the same folder are one place, with one lock. The hidden siblings that a run needs
/// bear the folder's name: runs into other folders of the same parent do not meet.
struct ReportPlace: Sendable {
    /// As the user wrote it.
    let written: String
    /// The folder that holds it, without links.
    let parent: String
    let name: String

    /// The folder itself, without links.
    var folder: String { parent == "/" ? "/" + name : parent + "/" + name }
    var lock: String { sibling("lock") }
    /// Where the new report is written.
    var staging: String { sibling("new") }
    /// Where the earlier report steps aside where folders cannot be swapped.
    var aside: String { sibling("old") }

    /// What the names of locks end with.
    static let lockEnding = ".rapport-lock"

    private func sibling(_ role: String) -> String { "\(parent == "/" ? "" : parent)/.\(name).rapport-\(role)" }

    /// - Errors: `output-refused` for a path that names no folder a report may replace, `cannot-write` for one that cannot be followed.
    init(_ written: String) throws(DiagnosedFailure) {
        self.written = written
        guard !written.allSatisfy(\.isWhitespace) else {
            throw DiagnosedFailure(PipelinesDiagnostics.emptyOutput())
        }
        let whole = try Self.resolved(written)
        guard let slash = whole.lastIndex(of: "/"), whole != "/" else {
            throw Self.refused(written, .root)
        }
        parent = slash == whole.startIndex ? "/" : String(whole[..<slash])
        name = String(whole[whole.index(after: slash)...])
        try refuseWhereSomebodyLives()
    }

    /// The path without links, `.` and `..`; what does not exist yet is taken as it is written.
    private static func resolved(_ written: String) throws(DiagnosedFailure) -> String {
        var path = written
        if !written.hasPrefix("/") {
            guard let here = getcwd(nil, 0) else { throw DiagnosedFailure.cannotWrite(written, errno) }
            path = String(cString: here) + "/" + written
            free(here)
        }
        var missing: [String] = []
        while true {
            if let real = realpath(path, nil) {
                defer { free(real) }
                let base = String(cString: real)
                return missing.isEmpty ? base : (base == "/" ? "" : base) + "/" + missing.joined(separator: "/")
            }
            let code = errno
            var facts = stat()
            if code == ENOENT, lstat(path, &facts) == 0 { throw refused(written, .brokenLink) }
            guard code == ENOENT else { throw DiagnosedFailure.cannotWrite(written, code) }
            var parts = path.split(separator: "/", omittingEmptySubsequences: true)
            // Of what does not exist, `.` and `..` can only be meant as they are written.
            var up = 0
            while let last = parts.popLast() {
                if last == "." { continue }
                if last == ".." {
                    up += 1
                } else if up > 0 {
                    up -= 1
                    if up == 0 { break }
                } else {
                    missing.insert(String(last), at: 0)
                    break
                }
            }
            path = "/" + parts.joined(separator: "/") + String(repeating: "/..", count: up)
        }
    }

    /// A folder that is swapped is another one afterwards: whoever stands in it would stand in nothing.
    private func refuseWhereSomebodyLives() throws(DiagnosedFailure) {
        if let here = realpath(".", nil) {
            defer { free(here) }
            let path = String(cString: here)
            if path == folder || path.hasPrefix(folder + "/") { throw Self.refused(written, .standingInIt) }
        }
        if let home = getenv("HOME"), let real = realpath(home, nil) {
            defer { free(real) }
            let path = String(cString: real)
            if path == folder || path.hasPrefix(folder + "/") { throw Self.refused(written, .home) }
        }
        if linux_is_mount_point(folder) == 1 { throw Self.refused(written, .mountPoint) }
    }

    static func refused(_ path: String, _ reason: PipelinesDiagnostics.OutputRefusal) -> DiagnosedFailure {
        DiagnosedFailure(PipelinesDiagnostics.outputRefused(path, reason))
    }
}
