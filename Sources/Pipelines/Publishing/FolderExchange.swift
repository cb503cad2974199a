// Puts a staged report in the place of the earlier one in one step, with every stranger's file, and tidies up behind a run.

import CLinux
import Diagnostics
import Foundation
import Stages

/// The steps in which a report takes its place; each leaves a state from which ``settle()`` goes on.
///
/// Strangers' files are linked into the new folder before both are exchanged, so that they are never out of sight; strangers' folders,
/// which cannot be linked, are moved right after it.
struct FolderExchange {
    private let place: ReportPlace
    /// The names of this run's files, by which what a killed run staged is known where its record was not written to the end.
    private let names: [String]

    init(_ place: ReportPlace, names: [String]) {
        self.place = place
        self.names = names
    }

    /// Exchanges the staged folder for what stands in the target's place.
    func replace(_ earlier: FolderListing?) throws(DiagnosedFailure) {
        guard let earlier else {
            guard linux_rename_new(place.staging, place.folder) == 0 else {
                throw DiagnosedFailure.cannotWrite(place.written, errno)
            }
            return
        }
        // An empty folder gives way to another, on every file system.
        if earlier.entries.isEmpty {
            guard rename(place.staging, place.folder) == 0 else {
                throw DiagnosedFailure.cannotWrite(place.written, errno)
            }
            return
        }
        for stranger in earlier.strangers where !stranger.isFolder {
            // Where links are not to be had, the file is moved afterwards, as folders are.
            _ = linkat(
                AT_FDCWD, place.folder + "/" + stranger.name, AT_FDCWD, place.staging + "/" + stranger.name, 0)
        }
        // A folder of ours that neither holds a file now nor has strangers goes.
        for inner in earlier.ourFolders { rmdir(place.staging + "/" + inner) }
        let isSwapped = linux_exchange(place.staging, place.folder) == 0
        if !isSwapped {
            guard [EINVAL, ENOSYS, EOPNOTSUPP, EPERM].contains(errno),
                linux_replace_folder(place.folder, place.aside, place.staging) == 0
            else { throw DiagnosedFailure.cannotWrite(place.written, errno) }
        }
        try bringHome(earlier, from: isSwapped ? place.staging : place.aside, isSwapped: isSwapped)
    }

    /// Moves strangers' folders, and files that could not be linked, into the new report; when that fails, the earlier report comes back.
    private func bringHome(
        _ earlier: FolderListing, from old: String, isSwapped: Bool
    ) throws(DiagnosedFailure) {
        var moved: [String] = []
        for stranger in earlier.strangers {
            let (from, to) = (old + "/" + stranger.name, place.folder + "/" + stranger.name)
            if let inner = FolderListing.folder(of: stranger.name) { mkdir(place.folder + "/" + inner, 0o777) }
            if linux_rename_new(from, to) == 0 {
                moved.append(stranger.name)
                continue
            }
            let code = errno
            var facts = stat()
            // It has a link there, or is gone.
            if code == ENOENT || code == EEXIST && lstat(to, &facts) == 0 && stranger.isSame(as: facts) { continue }
            for name in moved.reversed() { _ = linux_rename_new(place.folder + "/" + name, old + "/" + name) }
            if isSwapped {
                _ = linux_exchange(place.staging, place.folder)
            } else {
                _ = linux_replace_folder(place.folder, place.staging, place.aside)
            }
            throw DiagnosedFailure.cannotWrite(place.written + "/" + stranger.name, code)
        }
    }

    /// Tidies up behind a run, however far it came: a report that stood aside comes back when its place is empty; files of reports that
    /// nobody needs are removed, and what is not ours goes where the report is.
    ///
    /// - Errors: `left-behind` for what can neither be removed nor moved.
    func settle() throws(DiagnosedFailure) {
        if access(place.folder, F_OK) != 0, isFolder(place.aside) { _ = linux_rename_new(place.aside, place.folder) }
        for folder in [place.staging, place.aside] where isFolder(folder) { try settle(folder) }
    }

    private func settle(_ folder: String) throws(DiagnosedFailure) {
        let listing: FolderListing
        do {
            listing = try FolderListing(folder, isOwn: true, alsoOurs: names)
        } catch {
            throw DiagnosedFailure.cannotWrite(folder, error.code)
        }
        for entry in listing.entries {
            let path = folder + "/" + entry.name
            if entry.isOurs {
                // The record goes last: until then it says whose the others are.
                if entry.name != RunRecord.fileName { try remove(path) }
                continue
            }
            let home = place.folder + "/" + entry.name
            if let inner = FolderListing.folder(of: entry.name) { mkdir(place.folder + "/" + inner, 0o777) }
            if linux_rename_new(path, home) == 0 { continue }
            var facts = stat()
            if lstat(home, &facts) == 0, entry.isSame(as: facts) {
                try remove(path)
                continue
            }
            throw DiagnosedFailure(PipelinesDiagnostics.leftBehind(path))
        }
        if listing.entries.contains(where: { $0.isOurs && $0.name == RunRecord.fileName }) {
            try remove(folder + "/" + RunRecord.fileName)
        }
        for inner in listing.ourFolders {
            guard rmdir(folder + "/" + inner) == 0 || errno == ENOENT else {
                throw DiagnosedFailure.cannotWrite(folder + "/" + inner, errno)
            }
        }
        guard rmdir(folder) == 0 || errno == ENOENT else { throw DiagnosedFailure.cannotWrite(folder, errno) }
    }

    private func remove(_ path: String) throws(DiagnosedFailure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw DiagnosedFailure.cannotWrite(path, errno) }
    }

    private func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }
}
