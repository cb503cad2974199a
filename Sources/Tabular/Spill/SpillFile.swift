// A temporary file without a name: numbers that do not fit into memory wait there, and are gone with the process.

import CLinux
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why rows could not be kept in a temporary file.
package struct SpillProblem: Error, Sendable, Hashable {
    package var folder: String
    /// An `errno`.
    package var code: Int32

    package var reason: String { String(cString: strerror(code)) }
}

/// A temporary file that many threads write parts to and read them from.
///
/// It loses its name as soon as it has been made, so that nothing of it is left however the process ends. It is read and
/// written, not mapped: a full disk is then an error with a number, and what the machine holds of it in memory is its
/// to drop.
package final class SpillFile: Sendable {
    package let folder: String
    private let descriptor: Int32
    private let writing = Mutex(Writing())
    private let held = Atomic<Int>(0)
    private let mostHeld = Atomic<Int>(0)
    private let failure = Mutex<SpillProblem?>(nil)

    private struct Writing {
        /// Where the next part begins.
        var end = 0
        /// What is written now; kept for its memory.
        var bytes: [UInt8] = []
    }

    private static let pageSize = 4096

    /// Makes the file in the first folder that can be written to; folders that are kept in memory come last.
    ///
    /// - Errors: that of the first folder.
    package init(folders: [String]) throws(SpillProblem) {
        // Beyond a limit of file size, writing shall be an error and not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        var first: SpillProblem?
        for folder in folders.filter({ linux_is_memory_folder($0) == 0 })
            + folders.filter({ linux_is_memory_folder($0) != 0 })
        {
            var path = Array((folder + "/.rapport-rows-XXXXXX").utf8CString)
            let descriptor = mkstemp(&path)
            guard descriptor >= 0 else {
                first = first ?? SpillProblem(folder: folder, code: errno)
                continue
            }
            unlink(path)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            self.descriptor = descriptor
            self.folder = folder
            return
        }
        throw first ?? SpillProblem(folder: folders.first ?? "", code: ENOENT)
    }

    deinit { close(descriptor) }

    /// The most bytes that it held at a time.
    package var mostBytesHeld: Int { mostHeld.load(ordering: .relaxed) }

    /// What stopped a reading, if anything ever did: then what was read is zero, and no result may be believed.
    package var readProblem: SpillProblem? { failure.withLock { $0 } }

    /// Writes what `fill` puts into a part, in one go.
    ///
    /// - Errors: a full disk, say; nothing that `fill` made may then be used.
    func write<Output>(_ fill: (inout SpillWriter) -> Output) throws(SpillProblem) -> Output {
        let (output, code) = writing.withLock { writing -> (Output, Int32) in
            var writer = SpillWriter(part: SpillPart(self, start: writing.end), bytes: writing.bytes)
            writing.bytes = []
            let output = fill(&writer)
            let code = Self.write(writer.bytes, to: descriptor, at: writing.end)
            let count = Self.wholePages(writer.bytes.count)
            writer.part.setCount(count)
            writing.end += count
            mostHeld.max(held.add(count, ordering: .relaxed).newValue, ordering: .relaxed)
            writing.bytes = writer.bytes
            writing.bytes.removeAll(keepingCapacity: true)
            return (output, code)
        }
        if code != 0 { throw SpillProblem(folder: folder, code: code) }
        return output
    }

    /// Reads bytes that were written; zeros, and a note of the problem, when they cannot be read.
    fileprivate func read(at offset: Int, into bytes: UnsafeMutableRawBufferPointer) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let problem = SpillProblem(folder: folder, code: count < 0 ? errno : EIO)
                failure.withLock { $0 = $0 ?? problem }
                rest.initializeMemory(as: UInt8.self, repeating: 0)
                return
            }
            done += count
        }
    }

    /// Gives the place of a part back that nobody will read again.
    fileprivate func forget(_ part: Range<Int>) {
        guard !part.isEmpty else { return }
        linux_punch_hole(descriptor, part.lowerBound, part.count)
        held.subtract(part.count, ordering: .relaxed)
    }

    /// 0 when all was written, else an `errno`.
    private static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) -> Int32 {
        bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return count < 0 ? errno : ENOSPC }
                done += count
            }
            return 0
        }
    }

    private static func wholePages(_ count: Int) -> Int { (count + pageSize - 1) / pageSize * pageSize }
}

/// What was written to a spill file in one go; its place is given back with its last use.
final class SpillPart: Sendable {
    private let file: SpillFile
    private let start: Int
    private let count = Atomic<Int>(0)

    fileprivate init(_ file: SpillFile, start: Int) {
        self.file = file
        self.start = start
    }

    fileprivate func setCount(_ count: Int) { self.count.store(count, ordering: .releasing) }

    deinit { file.forget(start..<(start + count.load(ordering: .acquiring))) }

    fileprivate func read(at offset: Int, into bytes: UnsafeMutableRawBufferPointer) {
        file.read(at: start + offset, into: bytes)
    }
}

/// Collects the arrays of one chunk, to be written in one go.
struct SpillWriter {
    fileprivate let part: SpillPart
    fileprivate var bytes: [UInt8]

    /// The place of an array in the file, once the part has been written.
    mutating func place<Element: BitwiseCopyable>(of elements: [Element]) -> SpilledArray<Element> {
        let offset = bytes.count
        elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return SpilledArray(part: part, offset: offset, count: elements.count)
    }
}

/// An array that stands in a spill file.
struct SpilledArray<Element: BitwiseCopyable & Sendable>: Sendable {
    fileprivate let part: SpillPart
    fileprivate let offset: Int
    fileprivate let count: Int

    /// The array, read from the file.
    var elements: [Element] {
        [Element](unsafeUninitializedCapacity: count) { elements, initialized in
            part.read(at: offset, into: UnsafeMutableRawBufferPointer(elements))
            initialized = count
        }
    }
}
