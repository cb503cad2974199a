// Opens one file and hands out its bytes from first to last, unpacked when it is a gzip file.
import CZlib
import Glibc

/// An open file that is read once, front to back, while its fingerprint is taken.
///
/// Errors: every way a file can be missing or unreadable is a `SourceProblem`.
final class SourceFile {
    let path: String
    /// What was opened, and in which state.
    let identity: FileIdentity
    /// Whether the bytes handed out were unpacked from gzip.
    let isPacked: Bool

    private let descriptor: Int32
    private let fingerprintTaker = FingerprintTaker()
    /// Of what was unpacked; nothing is added for a plain file.
    private let unpackedTaker = FingerprintTaker()
    private var unpacker: Unpacker?
    private var atEnd = false
    private var storedPosition = 0

    init(path: String) throws(SourceProblem) {
        self.path = path
        let (descriptor, identity) = try RegularFile.open(path)
        guard identity.size > 0 else {
            close(descriptor)
            throw .empty
        }
        self.descriptor = descriptor
        self.identity = identity
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        var magic: (UInt8, UInt8) = (0, 0)
        let got = pread(descriptor, &magic, 2, 0)
        isPacked = got == 2 && magic.0 == 0x1F && magic.1 == 0x8B
        if isPacked { unpacker = Unpacker() }
    }

    /// Bytes of the file as stored when it was opened.
    var storedSize: Int { identity.size }

    /// Whether the file has been written to since it was opened, or its path leads to another one: what was read may then be
    /// part of the old and part of the new.
    var hasChanged: Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, FileIdentity(status) == identity else { return true }
        return FileIdentity(path: path) != identity
    }

    /// Opens a file that was open before.
    ///
    /// Errors: also `changed`, when another stands at its path or it was written to.
    convenience init(path: String, expecting identity: FileIdentity) throws(SourceProblem) {
        try self.init(path: path)
        guard self.identity == identity else { throw .changed }
    }

    deinit { close(descriptor) }

    /// What an error number of the system means for the user.
    static func problem(code: Int32) -> SourceProblem {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .notPermitted
        case EISDIR: .directory
        // What opening a socket gives.
        case ENXIO: .notRegular(.socket)
        default: .unreadable(code: code)
        }
    }

    /// Fills as much of the buffer as it can; 0 only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
        if let unpacker {
            let got = try unpacker.read(into: buffer, from: self)
            unpackedTaker.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<got]))
            return got
        }
        var filled = 0
        while filled < buffer.count {
            let got = try readStored(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    /// Steps over bytes at the beginning. What is skipped still counts for the fingerprint when the file is packed or
    /// the distance is short.
    func skip(_ distance: Int) throws(SourceProblem) {
        guard distance > 0 else { return }
        guard isPacked || distance <= 64 else {
            storedPosition = distance
            return
        }
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: min(distance, 1 << 16), alignment: 16)
        defer { scratch.deallocate() }
        var left = distance
        while left > 0 {
            let part = UnsafeMutableRawBufferPointer(rebasing: scratch[..<min(left, scratch.count)])
            let got = try read(into: part)
            if got == 0 { return }
            left -= got
        }
    }

    /// Reads bytes as they are stored and adds them to the fingerprint.
    fileprivate func readStored(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
        guard !atEnd, buffer.count > 0 else { return 0 }
        while true {
            let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(storedPosition))
            if got < 0 {
                if errno == EINTR { continue }
                throw SourceFile.problem(code: errno)
            }
            if got == 0 { atEnd = true }
            storedPosition += got
            fingerprintTaker.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<got]))
            return got
        }
    }

    /// Stored bytes read so far.
    var storedCount: Int { storedPosition }

    /// The fingerprints of the bytes; complete once everything was read.
    var fingerprints: FileFingerprints {
        let stored = fingerprintTaker.fingerprint
        return FileFingerprints(stored: stored, content: isPacked ? unpackedTaker.fingerprint : stored)
    }
}

/// Unpacks gzip data, member after member.
private final class Unpacker {
    private var stream = z_stream()
    private var isOpen = false
    private var memberEnded = false
    private var finished = false
    private var unpacked = 0
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)

    init() {
        // 15 window bits, +16: gzip only.
        isOpen = inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isOpen { inflateEnd(&stream) }
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, from file: SourceFile) throws(SourceProblem) -> Int {
        guard isOpen else { throw .unreadable(code: ENOMEM) }
        guard buffer.count > 0, !finished else { return 0 }
        let room = min(buffer.count, Int(UInt32.max >> 1))
        stream.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(room)
        while stream.avail_out > 0, !finished {
            if stream.avail_in == 0 {
                let got = try file.readStored(into: input)
                if got == 0 {
                    guard memberEnded else { throw .gzipTruncated }
                    finished = true
                    break
                }
                stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
                stream.avail_in = UInt32(got)
            }
            if memberEnded { try beginNextMember() }
            if finished { break }
            if stream.avail_in == 0 { continue }
            let status = inflate(&stream, Z_NO_FLUSH)
            switch status {
            case Z_OK: continue
            case Z_BUF_ERROR where stream.avail_in == 0 || stream.avail_out == 0: continue
            case Z_STREAM_END: memberEnded = true
            case Z_MEM_ERROR: throw .unreadable(code: ENOMEM)
            default: throw .gzipDamaged(offset: unpacked + room - Int(stream.avail_out))
            }
        }
        let made = room - Int(stream.avail_out)
        unpacked += made
        return made
    }

    /// After one member's trailer: another member, or zeros that pad a tape block.
    private func beginNextMember() throws(SourceProblem) {
        while stream.avail_in > 0, let next = stream.next_in, next.pointee == 0 {
            stream.next_in = next + 1
            stream.avail_in -= 1
        }
        guard stream.avail_in > 0, let next = stream.next_in else { return }
        guard next.pointee == 0x1F else { throw .gzipTrailing }
        inflateReset(&stream)
        memberEnded = false
    }
}
