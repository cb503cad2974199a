// Where a run writes: a lock against a second run, a staging folder, and a swap that leaves no moment without a report.

import CLinux
import Diagnostics
import Foundation
import Stages
import Tabular

/// The output folder of one period's report.
///
/// Files are written into a hidden folder beside the target and flushed to disk; then both are exchanged in one step of the
/// file system. A run killed at any moment leaves the previous report whole; what it left behind is swept by the next run.
package final class RunFolder: Sendable {
    /// The folder the report will stand in.
    package let target: String
    /// The folder that holds it.
    package let parent: String
    private let name: String
    private let lockDescriptor: Int32

    /// Takes the lock of the folder that holds the target, creating it as needed.
    ///
    /// - Errors: `another-run` when another process holds the lock, `cannot-write` when the folder cannot be made.
    package init(target: String) throws(DiagnosedFailure) {
        self.target = target
        let url = URL(fileURLWithPath: target).standardizedFileURL
        parent = url.deletingLastPathComponent().path
        name = url.lastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw Self.failure(parent, error.localizedDescription)
        }
        let lockPath = parent + "/.lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(lockPath, Self.lastError) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DiagnosedFailure(PipelinesDiagnostics.anotherRun(parent))
        }
        lockDescriptor = descriptor
        sweep()
    }

    deinit {
        close(lockDescriptor)
    }

    /// Lets go of the pages that the system keeps in memory of the report that the next one will replace; the report itself stays as it is.
    ///
    /// They would be let go when it is swept away, in 6 ms that all wait for; so early, they are memory for the new report, and another
    /// thread has time for it: 3 ms for 34 MB.
    package func forgetCachedReport() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? [] {
            let descriptor = open(target + "/" + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
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
        let staging = parent + "/." + name + ".staging"
        try makeFolder(staging)
        let written = try FileWriting(files, into: staging).write(jobs: jobs)
        // While the disk is waited for, another thread does what the end of the process would take longer for: of 145 MB all but
        // 20 go back to the system, and the end takes 2 ms instead of 11. One thread alone would gain nothing.
        let (failure, _) = sideBySide(jobs: jobs) {
            self.finish(written, staging)
        } _: {
            if jobs > 1 { FreedMemory.giveBack() }
        }
        if let failure { throw failure }
    }

    /// Waits until the files are on disk and puts them in the target's place; why that cannot be done.
    private func finish(_ files: WrittenFiles, _ staging: String) -> DiagnosedFailure? {
        do throws(DiagnosedFailure) {
            try files.flush()
            flush(staging)
            try exchange(staging)
            flush(parent)
            sweep()
            return nil
        } catch {
            return error
        }
    }

    private func exchange(_ staging: String) throws(DiagnosedFailure) {
        if linux_exchange(staging, target) == 0 { return }
        if errno == ENOENT {
            guard rename(staging, target) == 0 else { throw Self.failure(target, Self.lastError) }
            return
        }
        // A file system without exchange: the old report steps aside first, and `sweep` brings it back if we are killed in between.
        let aside = parent + "/." + name + ".previous"
        guard rename(target, aside) == 0, rename(staging, target) == 0 else {
            throw Self.failure(target, Self.lastError)
        }
    }

    /// Removes what a killed run left, and restores a report that stood aside.
    private func sweep() {
        let files = FileManager.default
        let aside = parent + "/." + name + ".previous"
        if files.fileExists(atPath: aside), !files.fileExists(atPath: target) { rename(aside, target) }
        for leftover in [aside, parent + "/." + name + ".staging"] where files.fileExists(atPath: leftover) {
            try? files.removeItem(atPath: leftover)
        }
    }

    private func makeFolder(_ path: String) throws(DiagnosedFailure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Self.failure(path, error.localizedDescription)
        }
    }

    private func flush(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static var lastError: String { String(cString: strerror(errno)) }

    static func failure(_ path: String, _ reason: String) -> DiagnosedFailure {
        DiagnosedFailure(PipelinesDiagnostics.cannotWrite(path, reason: reason))
    }
}
