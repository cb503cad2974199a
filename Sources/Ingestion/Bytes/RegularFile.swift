// Opens regular files alone, without waiting for any other kind, and reads a small one whole.
import Glibc

/// Files that are bytes on a disk, and nothing that may keep a reader waiting.
package enum RegularFile {
    /// Opens a file for reading; a pipe, socket or device is refused before it is opened, for opening one may wait for ever.
    ///
    /// Errors: every way a path can lead to no regular file.
    static func open(_ path: String) throws(SourceProblem) -> (descriptor: Int32, identity: FileIdentity) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SourceFile.problem(code: errno) }
        try refuseOthers(status)
        // Should another kind of file take its place just now, nobody waits for it either.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw SourceFile.problem(code: errno) }
        do throws(SourceProblem) {
            guard fstat(descriptor, &status) == 0 else { throw SourceFile.problem(code: errno) }
            try refuseOthers(status)
            var byte: UInt8 = 0
            if status.st_size == 0, pread(descriptor, &byte, 1, 0) > 0 { throw .notRegular(.withoutSize) }
        } catch {
            close(descriptor)
            throw error
        }
        return (descriptor, FileIdentity(status))
    }

    private static func refuseOthers(_ status: stat) throws(SourceProblem) {
        if status.st_mode & S_IFMT == S_IFDIR { throw .directory }
        if let other = OtherFile(mode: status.st_mode) { throw .notRegular(other) }
    }

    /// All bytes of a small file; nil when it holds more than `limit`.
    ///
    /// Errors: it is no regular file, cannot be read, or was changed while it was read.
    package static func bytes(of path: String, limit: Int) throws(SourceProblem) -> [UInt8]? {
        let (descriptor, identity) = try open(path)
        defer { close(descriptor) }
        guard identity.size <= limit else { return nil }
        var bytes = [UInt8](repeating: 0, count: identity.size + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { all in
                let rest = UnsafeMutableRawBufferPointer(rebasing: all[count...])
                return pread(descriptor, rest.baseAddress, rest.count, off_t(count))
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw SourceFile.problem(code: errno)
            }
            if got == 0 { break }
            count += got
        }
        guard count == identity.size, FileIdentity(path: path) == identity else { throw .changed }
        bytes.removeLast()
        return bytes
    }
}
