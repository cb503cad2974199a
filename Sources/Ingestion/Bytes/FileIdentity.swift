// Which file stands at a path, and in which state: tells that another took its place, or that it was written to.
import Glibc

/// The file system's number of a file, its size, and when it was written last.
///
/// Two paths of equal identities lead to one file: through a link of either kind, or a folder that is reached twice.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64
    let size: Int
    /// Nanoseconds since 1970, as far as the file system tells them.
    private let modified: Int

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = Int(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(status.st_mtim.tv_nsec)
    }

    /// What a path leads to now; nil when it leads nowhere, or where that may not be seen.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}

/// What may stand at a path in place of a file that can be read twice.
package enum OtherFile: Equatable, Sendable {
    case pipe, socket, device
    /// Its size is said to be 0 and it has content, as in `/proc`.
    case withoutSize

    /// Nil for a regular file and for a folder.
    init?(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG, S_IFDIR: return nil
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }
}
