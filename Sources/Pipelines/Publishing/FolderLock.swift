// One run at a time writes a report: a lock that belongs to the report's folder, and is gone when the run is.

import CLinux
import Diagnostics
import Foundation

/// A locked file beside the report's folder. Its name is taken away by whoever holds it, so that nothing of it is left; after a kill it
/// stays without a holder, and the next run takes it.
final class FolderLock: Sendable {
    private let path: String
    private let descriptor: Int32
    /// Folders that were made for it, the outermost first: those that stay empty are taken away.
    private let madeFolders: [String]

    /// Takes the lock, making the folder that holds the report as needed.
    ///
    /// - Parameter wait: how many seconds to wait for another run; nil for not at all.
    /// - Parameter onWaiting: told once when there is something to wait for.
    /// - Errors: `another-run` when another process holds it all the time, `cannot-write` when it cannot be made.
    init(_ place: ReportPlace, wait: Double? = nil, onWaiting: () -> Void = {}) throws(DiagnosedFailure) {
        path = place.lock
        let begin = DispatchTime.now().uptimeNanoseconds
        var hasWaited = false
        var made: [String] = []
        while true {
            let descriptor = try Self.open(place, &made)
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                // Its holder may have taken the name away in between; another file would then be locked by others.
                var (held, named) = (stat(), stat())
                if fstat(descriptor, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino,
                    held.st_dev == named.st_dev
                {
                    self.descriptor = descriptor
                    madeFolders = made
                    linux_remove_when_interrupted(path)
                    return
                }
                close(descriptor)
                continue
            }
            let code = errno
            close(descriptor)
            if code == EINTR { continue }
            guard code == EWOULDBLOCK else { throw DiagnosedFailure.cannotWrite(path, code) }
            let waited = Double(DispatchTime.now().uptimeNanoseconds - begin) / 1e9
            guard let wait, waited < wait else {
                throw DiagnosedFailure(PipelinesDiagnostics.anotherRun(place.written, waited: wait))
            }
            if !hasWaited { onWaiting() }
            hasWaited = true
            Thread.sleep(forTimeInterval: min(0.1, wait - waited))
        }
    }

    deinit {
        linux_remove_when_interrupted(nil)
        unlink(path)
        close(descriptor)
        for folder in madeFolders.reversed() { rmdir(folder) }
    }

    /// Whether somebody holds the lock at a path now.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static func open(_ place: ReportPlace, _ made: inout [String]) throws(DiagnosedFailure) -> Int32 {
        // Others that fail at the same time take away empty folders that they have made.
        for _ in 0..<100 {
            try makeFolders(place.parent, &made)
            let flags = O_CLOEXEC | O_NOFOLLOW
            var descriptor = Foundation.open(place.lock, O_RDWR | O_CREAT | flags, 0o666)
            // Somebody else's lock that was left in a folder for all.
            if descriptor < 0, errno == EACCES {
                descriptor = Foundation.open(place.lock, O_RDONLY | flags)
                // There was none, and none can be made.
                if descriptor < 0, errno == ENOENT, access(place.parent, W_OK | X_OK) != 0, errno != ENOENT {
                    throw DiagnosedFailure.cannotWrite(place.parent, errno)
                }
            }
            if descriptor >= 0 { return descriptor }
            guard errno == ENOENT else { break }
        }
        throw DiagnosedFailure.cannotWrite(place.parent, errno)
    }

    private static func makeFolders(_ path: String, _ made: inout [String]) throws(DiagnosedFailure) {
        if access(path, F_OK) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolders(String(path[..<slash]), &made)
        }
        if mkdir(path, 0o777) == 0 {
            made.append(path)
        } else if errno != EEXIST, errno != ENOENT {
            throw DiagnosedFailure.cannotWrite(path, errno)
        }
    }
}
