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

    /// Those of a folder in it that an earlier run of ours made stand among them, as `lists/rescue.csv`.
    let entries: [Entry]
    /// The folders in it that are ours.
    let ourFolders: [String]
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
        var names = try Self.names(in: path)
        let record = RunRecord.outputs(in: path)
        let listed = record ?? (isOwn ? RenderingPlan.everyFileName.union(alsoOurs + [RunRecord.fileName]) : [])
        var ourFolders: [String] = []
        for folder in Set(listed.compactMap(Self.folder)).sorted() where names.contains(folder) {
            var facts = stat()
            guard lstat(path + "/" + folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { continue }
            ourFolders.append(folder)
            names.removeAll { $0 == folder }
            names += try Self.names(in: path + "/" + folder).map { folder + "/" + $0 }
        }
        self.ourFolders = ourFolders
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

    /// The folder that a file's name begins with; nil for a file of the report's folder itself.
    static func folder(of name: String) -> String? {
        name.firstIndex(of: "/").map { String(name[..<$0]) }
    }

    /// The folders that files of these names stand in, each once.
    static func folders(of names: [String]) -> [String] { Set(names.compactMap(folder)).sorted() }

    private static func names(in path: String) throws(SystemFailure) -> [String] {
        guard let folder = opendir(path) else { throw SystemFailure(code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                if errno != 0 { throw SystemFailure(code: errno) }
                return names
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }
}

/// An error number of the system.
struct SystemFailure: Error {
    let code: Int32
}
