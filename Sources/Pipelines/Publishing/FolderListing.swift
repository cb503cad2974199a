// What stands in a folder, and which of it an earlier run of ours put there: its own record says so.

import CLinux
import Foundation
import Rendering

/// The entries of a folder, told apart: files of a report of ours, and strangers.
struct FolderListing: Sendable {
    struct Entry: Sendable {
        let name: String
        let device: UInt64
        let number: UInt64
        let isFile: Bool
        let isFolder: Bool
        let permissions: UInt32
        /// Listed by the record of the run that made the report.
        let isOurs: Bool

        func isSame(as other: stat) -> Bool { UInt64(other.st_dev) == device && UInt64(other.st_ino) == number }
    }

    let entries: [Entry]
    /// Whether the record of an earlier run stands in it.
    let hasRecord: Bool

    var ours: [Entry] { entries.filter(\.isOurs) }
    var strangers: [Entry] { entries.filter { !$0.isOurs } }

    /// Looks into a folder.
    ///
    /// - Parameter isOwn: whether its name says that it is ours: then files named as reports name theirs are ours also when the record
    ///   was not written to the end.
    /// - Parameter alsoOurs: files that are then ours besides, such as those of reports to which the user gave a name.
    /// - Errors: an `errno`; that of a folder that is not there is `ENOENT`.
    init(_ path: String, isOwn: Bool = false, alsoOurs: [String] = []) throws(SystemFailure) {
        guard let folder = opendir(path) else { throw SystemFailure(code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                if errno != 0 { throw SystemFailure(code: errno) }
                break
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        let record = RunRecord.outputs(in: path)
        let listed = record ?? (isOwn ? RenderingPlan.everyFileName.union(alsoOurs + [RunRecord.fileName]) : [])
        var entries: [Entry] = []
        for name in names.sorted() {
            var facts = stat()
            guard lstat(path + "/" + name, &facts) == 0 else { continue }
            let kind = facts.st_mode & S_IFMT
            entries.append(
                Entry(
                    name: name, device: UInt64(facts.st_dev), number: UInt64(facts.st_ino), isFile: kind == S_IFREG,
                    isFolder: kind == S_IFDIR, permissions: UInt32(facts.st_mode & 0o777),
                    isOurs: kind == S_IFREG && listed.contains(name)))
        }
        self.entries = entries
        hasRecord = record != nil
    }
}

/// An error number of the system.
struct SystemFailure: Error {
    let code: Int32
}
