// Bytes that are read like a file and are none: nothing of them is left however the process ends.

import CLinux
import Foundation

/// A file without a name that lies in memory.
final class MemoryFile: Sendable {
    private let descriptor: Int32

    /// - Errors: an `errno`.
    init(_ text: String) throws(MemoryFileProblem) {
        descriptor = linux_memory_file()
        guard descriptor >= 0 else { throw MemoryFileProblem(code: errno) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = count < 0 ? errno : EIO
                close(descriptor)
                throw MemoryFileProblem(code: code)
            }
            bytes = bytes.dropFirst(count)
        }
    }

    deinit { close(descriptor) }

    /// Where this process finds it.
    var path: String { "/proc/self/fd/\(descriptor)" }
}

struct MemoryFileProblem: Error {
    /// An `errno`.
    var code: Int32
}
