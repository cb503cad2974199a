// Where a run writes: a folder that is new, empty or an earlier report of ours, exchanged in one step for the new report.

import CLinux
import Diagnostics
import Foundation
import Stages
import Tabular

/// The output folder of one period's report.
///
/// Files are written into a hidden folder beside the target and flushed to disk; then both are exchanged in one step of the
/// file system. A run killed at any moment leaves the previous report whole; what it left behind is swept by the next run.
/// Nothing is removed but what the record of an earlier run lists: strangers stay where they are.
package final class RunFolder: Sendable {
    /// The folder the report will stand in, as the user wrote it.
    package let target: String
    private let place: ReportPlace
    private let guarded: GuardedFiles
    private let content: FolderContent
    private let names: [String]
    private let lock: FolderLock

    /// The folder that holds it.
    package var parent: String { place.parent }

    /// Takes the lock of the target and makes sure that a report may stand there.
    ///
    /// - Parameter content: what will stand there.
    /// - Parameter inputs: files that the target must not hold: the inputs and the pipeline file.
    /// - Parameter names: the files the report will have, as far as they are known.
    /// - Parameter wait: how many seconds to wait for another run that writes there; nil for not at all.
    /// - Errors: `another-run` when another process holds the lock, `output-refused` when something stands there that is not ours,
    ///   `cannot-write` when the folder cannot be made.
    package init(
        target: String, content: FolderContent = .report, inputs: [String] = [], names: [String] = [],
        wait: Double? = nil, onWaiting: () -> Void = {}
    ) throws(DiagnosedFailure) {
        self.target = target
        place = try ReportPlace(target)
        guarded = GuardedFiles(inputs)
        self.content = content
        self.names = names
        // Before anything is made beside it, so that a folder in which nothing may be made is not touched.
        try ReportFolder.check(place, of: content, names: names, guarded: guarded)
        lock = try FolderLock(place, wait: wait, onWaiting: onWaiting)
        try sweep()
        try ReportFolder.check(place, of: content, names: names, guarded: guarded)
    }

    /// Lets go of the pages that the system keeps in memory of the report that the next one will replace; the report itself stays as it is.
    ///
    /// They would be let go when it is swept away, and all would wait for that; so early, they are memory for the new report, and another
    /// thread has time for it.
    package func forgetCachedReport() {
        for entry in (try? FolderListing(place.folder))?.ours ?? [] {
            let descriptor = open(place.folder + "/" + entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            // A hint: whether it is followed makes no difference to the report.
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
            close(descriptor)
        }
    }

    /// Writes all files and puts them in the target's place together.
    ///
    /// - Parameter jobs: how many threads make and write pieces of files; the bytes do not depend on it.
    package func publish(_ files: [RenderedFile], jobs: Int = 1) throws(DiagnosedFailure) {
        do throws(DiagnosedFailure) {
            let earlier = try ReportFolder.check(place, of: content, names: files.map(\.name), guarded: guarded)
            try makeStaging(like: earlier)
            let kept = Dictionary((earlier?.ours ?? []).map { ($0.name, $0.permissions) }) { first, _ in first }
            let written = try FileWriting(files, into: place.staging, permissions: kept).write(jobs: jobs)
            // While the disk is waited for, another thread does what the end of the process would take longer for.
            // One thread alone would gain nothing.
            let (failure, _) = sideBySide(jobs: jobs) {
                self.finish(written, names: files.map(\.name))
            } _: {
                if jobs > 1 { FreedMemory.giveBack() }
            }
            if let failure { throw failure }
        } catch {
            // What was staged is of no use; why the run failed matters more than what may be left of it.
            try? sweep()
            throw error
        }
    }

    /// Waits until the files are on disk and puts them in the target's place; why that cannot be done.
    private func finish(_ files: WrittenFiles, names: [String]) -> DiagnosedFailure? {
        do throws(DiagnosedFailure) {
            try files.flush()
            for inner in FolderListing.folders(of: names) { flush(place.staging + "/" + inner) }
            flush(place.staging)
            // Once more, as late as possible: somebody may have put something there while the run went on.
            let earlier = try ReportFolder.check(place, of: content, names: names, guarded: guarded)
            let exchange = FolderExchange(place, names: names)
            try exchange.replace(earlier)
            flush(parent)
            try sweep()
            return nil
        } catch {
            return error
        }
    }

    /// Removes what a killed run or this one left, brings strangers home, and restores a report that stood aside.
    private func sweep() throws(DiagnosedFailure) {
        try FolderExchange(place, names: names).settle()
    }

    /// The hidden folder the report is written into: with the rights of the folder whose place it takes.
    private func makeStaging(like earlier: FolderListing?) throws(DiagnosedFailure) {
        guard mkdir(place.staging, earlier == nil ? 0o777 : 0o700) == 0 else {
            throw DiagnosedFailure.cannotWrite(place.staging, errno)
        }
        guard let earlier else { return }
        linux_copy_rights(place.folder, place.staging)
        // With files of ours, or for what somebody else put beside them.
        for inner in earlier.ourFolders {
            guard mkdir(place.staging + "/" + inner, 0o700) == 0 else {
                throw DiagnosedFailure.cannotWrite(place.staging + "/" + inner, errno)
            }
            linux_copy_rights(place.folder + "/" + inner, place.staging + "/" + inner)
        }
    }

    private func flush(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
