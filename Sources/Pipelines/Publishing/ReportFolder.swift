// Decides whether a report may take the place of what stands in a folder: only of nothing, or of an earlier report of ours.

import CLinux
import Diagnostics
import Foundation

/// What a folder of ours holds: it takes the place of its like, and of nothing else that we made.
package enum FolderContent: Sendable {
    case report
    /// The tables that a script reads.
    case tables

    /// Whether a file that the record of an earlier run lists is of this kind.
    func includes(_ name: String) -> Bool {
        name == RunRecord.fileName || name.hasSuffix(TableText.fileEnd) == (self == .tables)
    }
}

enum ReportFolder {
    /// What stands in the place of a report; nil when there is nothing yet.
    ///
    /// - Parameter content: what is to stand there.
    /// - Parameter names: the files that the report will have.
    /// - Errors: `output-refused` when a report must not stand there, `cannot-write` when it may not be looked at or written to.
    @discardableResult
    static func check(
        _ place: ReportPlace, of content: FolderContent, names: [String], guarded: GuardedFiles
    ) throws(DiagnosedFailure) -> FolderListing? {
        var facts = stat()
        guard lstat(place.folder, &facts) == 0 else {
            if errno == ENOENT { return nil }
            throw DiagnosedFailure.cannotWrite(place.written, errno)
        }
        if let file = guarded.file(in: place.folder, facts) {
            throw ReportPlace.refused(place.written, .holdsInput(file))
        }
        guard facts.st_mode & S_IFMT == S_IFDIR else { throw ReportPlace.refused(place.written, .noFolder) }
        guard access(place.folder, R_OK | W_OK | X_OK) == 0 else {
            throw DiagnosedFailure.cannotWrite(place.written, errno)
        }
        let listing: FolderListing
        do {
            listing = try FolderListing(place.folder)
        } catch {
            throw DiagnosedFailure.cannotWrite(place.written, error.code)
        }
        try refuse(listing, place, of: content, names: Set(names), guarded: guarded)
        return listing
    }

    private static func refuse(
        _ listing: FolderListing, _ place: ReportPlace, of content: FolderContent, names: Set<String>,
        guarded: GuardedFiles
    ) throws(DiagnosedFailure) {
        for entry in listing.entries {
            let path = place.folder + "/" + entry.name
            if guarded.isOne(at: path) { throw ReportPlace.refused(place.written, .holdsInput(entry.name)) }
        }
        let strangers = listing.strangers
        guard listing.hasRecord || strangers.isEmpty else {
            throw ReportPlace.refused(
                place.written, .holdsOthers(first: strangers[0].name, more: strangers.count - 1))
        }
        if let other = listing.ours.first(where: { !content.includes($0.name) }) {
            throw ReportPlace.refused(place.written, .holdsAnotherKind(first: other.name))
        }
        let folders = FolderListing.folders(of: Array(names))
        for folder in listing.ourFolders where linux_is_mount_point(place.folder + "/" + folder) == 1 {
            throw ReportPlace.refused(place.written, .mountPointInside(folder))
        }
        for entry in strangers {
            if names.contains(entry.name) || folders.contains(entry.name) {
                throw ReportPlace.refused(place.written, .nameTaken(entry.name))
            }
            let path = place.folder + "/" + entry.name
            if entry.isFolder, linux_is_mount_point(path) == 1 {
                throw ReportPlace.refused(place.written, .mountPointInside(entry.name))
            }
            if entry.name.hasSuffix(ReportPlace.lockEnding), FolderLock.isHeld(path) {
                throw DiagnosedFailure(PipelinesDiagnostics.anotherRun(place.written, waited: nil))
            }
        }
    }
}

/// Files that no report may take the place of: the inputs and the pipeline file, known by what they are and not by how they are written.
struct GuardedFiles: Sendable {
    private struct Identity: Hashable, Sendable {
        let device: UInt64
        let number: UInt64
    }

    private var identities: Set<Identity> = []
    private var paths: [(real: String, written: String)] = []

    init(_ files: [String]) {
        var folders: [String: String] = [:]
        for file in files {
            let (folder, name) =
                file.lastIndex(of: "/").map { (String(file[...$0]), String(file[file.index(after: $0)...])) }
                ?? (".", file)
            let realFolder = folders[folder] ?? Self.real(folder)
            folders[folder] = realFolder
            paths.append(((realFolder == "/" ? "" : realFolder) + "/" + name, file))
            var facts = stat()
            // A link in a folder counts as the file it leads to, and as itself: the pattern that found it would find nothing without it.
            if lstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK { paths.append((Self.real(file), file)) }
            if stat(file, &facts) == 0 {
                identities.insert(Identity(device: UInt64(facts.st_dev), number: UInt64(facts.st_ino)))
            }
        }
    }

    private static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// One of the files that lies in a folder or below it, or that is the folder's path itself.
    func file(in folder: String, _ facts: stat) -> String? {
        if identities.contains(Identity(device: UInt64(facts.st_dev), number: UInt64(facts.st_ino))) { return folder }
        return paths.first { $0.real == folder || $0.real.hasPrefix(folder + "/") }?.written
    }

    /// Whether a path is one of the files, or a link to one.
    func isOne(at path: String) -> Bool {
        guard !identities.isEmpty else { return false }
        var facts = stat()
        guard stat(path, &facts) == 0 else { return false }
        return identities.contains(Identity(device: UInt64(facts.st_dev), number: UInt64(facts.st_ino)))
    }
}
