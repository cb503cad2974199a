// Writes the files of a report, piece after piece on several threads, and sees that all of them are on disk.

import CLinux
import Diagnostics
import Foundation
import Rendering
import Stages
import Synchronization
import Tabular

/// The files of a report on their way into a folder.
///
/// Each thread makes a piece in a room of its own, which it uses again for the next one and which stays in the processor's cache. Nobody
/// waits for the pieces before it: one that is made too early is put aside, and whoever writes the one before it writes both.
///
/// Were each file made as a whole, by a thread of its own, and then written, the longest would keep one thread busy, and much of the time
/// would go to memory that had not been touched before.
struct FileWriting: Sendable {
    /// What one thread makes and writes in one go.
    private enum Item: Sendable {
        case whole([UInt8], to: OrderedFile)
        case piece(Int, of: FilesInPieces, to: [OrderedFile])
    }

    private let files: [RenderedFile]
    private let folder: String
    private let permissions: [String: UInt32]
    private let rooms = RoomStore()

    /// - Parameter permissions: those that files of these names have in the earlier report, and keep.
    init(_ files: [RenderedFile], into folder: String, permissions: [String: UInt32] = [:]) {
        self.files = files
        self.folder = folder
        self.permissions = permissions
    }

    /// Writes all files; all of them are then on their way to disk.
    ///
    /// All are on their way before the first is waited for, so that one commit of the file system's journal can carry them; flushed
    /// one after the other, they take longer.
    func write(jobs: Int) throws(DiagnosedFailure) -> WrittenFiles {
        for inner in FolderListing.folders(of: files.map(\.name)) where RenderingPlan.isOwnFolder(inner) {
            guard mkdir(folder + "/" + inner, 0o777) == 0 || errno == EEXIST else {
                throw DiagnosedFailure.cannotWrite(folder + "/" + inner, errno)
            }
        }
        var outputs: [OrderedFile] = []
        var items: [Item] = []
        /// By what makes them: the files that are made together, in their order.
        var together: [(FilesInPieces, [(position: Int, output: OrderedFile)])] = []
        // The record comes first: it says whose the others are, should the run be killed.
        let (record, others) = (
            files.filter { $0.name == RunRecord.fileName }, files.filter { $0.name != RunRecord.fileName }
        )
        for file in record + others {
            let output: OrderedFile
            let permissions = file.permissions ?? permissions[file.name]
            switch file.content {
            case .whole(let bytes):
                output = try OrderedFile(folder + "/" + file.name, pieces: 1, permissions: permissions)
                if file.name == RunRecord.fileName {
                    try output.write(.whole(bytes), asPiece: 0, rooms)
                    break
                }
                items.append(.whole(bytes, to: output))
            case .pieces(let position, let files):
                output = try OrderedFile(
                    folder + "/" + file.name, pieces: files.pieceCount, permissions: permissions)
                let known = together.firstIndex { $0.0 === files }
                if known == nil { together.append((files, [])) }
                together[known ?? together.count - 1].1.append((position, output))
            }
            outputs.append(output)
        }
        for (files, parts) in together {
            let outputs = parts.sorted { $0.position < $1.position }.map(\.output)
            items += (0..<files.pieceCount).map { .piece($0, of: files, to: outputs) }
        }
        _ = try parallelMap(items, jobs: jobs) { (item) throws(DiagnosedFailure) in try write(item) }
        return WrittenFiles(outputs: outputs)
    }

    private func write(_ item: Item) throws(DiagnosedFailure) {
        switch item {
        case .whole(let bytes, let output): try output.write(.whole(bytes), asPiece: 0, rooms)
        case .piece(let piece, let files, let outputs):
            var texts = outputs.map { _ in rooms.take() }
            files.append(piece, &texts)
            for output in outputs.reversed() { try output.write(.piece(texts.removeLast()), asPiece: piece, rooms) }
        }
    }
}

/// Files all of whose bytes are written, and on their way to disk.
struct WrittenFiles: Sendable {
    fileprivate let outputs: [OrderedFile]

    /// Returns when all of them are on disk.
    func flush() throws(DiagnosedFailure) {
        for output in outputs { try output.flush() }
    }
}

/// What is written in one go.
private enum Made: Sendable {
    case whole([UInt8])
    case piece(RowText)

    var bytes: ArraySlice<UInt8> {
        switch self {
        case .whole(let bytes): bytes[...]
        case .piece(let text): text.bytes
        }
    }
}

/// A file whose pieces may come in any order.
///
/// One thread writes at a time, since the file system would let the others wait: it also writes what others bring meanwhile.
private final class OrderedFile: Sendable {
    private struct State {
        /// The first piece that is not written or being written.
        var next = 0
        /// Pieces that are not written yet.
        var waiting: [Int: Made] = [:]
        var isBeingWritten = false
        /// Bytes that are written, and those of them that are asked to be carried to disk.
        var written = 0
        var onTheirWay = 0
    }

    /// So many bytes are sent on their way to disk at once, while others are still being made: were they sent when all are written, the
    /// disk would have more left to do.
    private static let stretch = 4 << 20

    private let path: String
    private let descriptor: Int32
    private let count: Int
    private let state = Mutex(State())

    /// - Parameter permissions: its permission bits; nil for the usual ones.
    init(_ path: String, pieces count: Int, permissions: UInt32?) throws(DiagnosedFailure) {
        self.path = path
        self.count = count
        // The folder is fresh, so that nothing of that name stands there.
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let opened = open(path, flags, permissions == nil ? 0o644 : 0o600)
        guard opened >= 0 else { throw DiagnosedFailure.cannotWrite(path, errno) }
        if let permissions, fchmod(opened, permissions) != 0 {
            let code = errno
            close(opened)
            throw DiagnosedFailure.cannotWrite(path, code)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Takes a piece, and writes all that can be written unless another thread is about to.
    func write(_ made: Made, asPiece piece: Int, _ rooms: RoomStore) throws(DiagnosedFailure) {
        var ready = state.withLock { state in
            state.waiting[piece] = made
            return state.isBeingWritten ? nil : Self.takeNext(&state)
        }
        while let next = ready {
            try write(next.bytes)
            if case .piece(let text) = next { rooms.giveBack(text) }
            let sent: Range<Int>?
            (ready, sent) = state.withLock { state in
                state.written += next.bytes.count
                let ready = Self.takeNext(&state)
                return (ready, Self.sending(&state, isWhole: state.next == count && ready == nil))
            }
            if let sent { linux_begin_writeback(descriptor, sent.lowerBound, sent.count) }
        }
    }

    /// What is to be sent on its way to disk now: whole pages, and the last part with the last piece.
    private static func sending(_ state: inout State, isWhole: Bool) -> Range<Int>? {
        let end = isWhole ? state.written : state.written & ~4095
        guard isWhole || end - state.onTheirWay >= stretch else { return nil }
        defer { state.onTheirWay = end }
        return state.onTheirWay..<end
    }

    /// What is to be written next; nil, and then nobody writes, when it is not there yet.
    private static func takeNext(_ state: inout State) -> Made? {
        let made = state.waiting.removeValue(forKey: state.next)
        state.isBeingWritten = made != nil
        if made != nil { state.next += 1 }
        return made
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws(DiagnosedFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DiagnosedFailure.cannotWrite(path, errno) }
            written += count
        }
    }

    /// Returns when the file is on disk.
    func flush() throws(DiagnosedFailure) {
        guard fsync(descriptor) == 0 else { throw DiagnosedFailure.cannotWrite(path, errno) }
    }
}

/// Rooms whose text was written, to be used again: fresh memory costs more than what is put there.
private final class RoomStore: Sendable {
    private let rooms = Mutex<[RowText]>([])

    func take() -> RowText { rooms.withLock { $0.popLast() } ?? RowText() }

    func giveBack(_ text: RowText) {
        var text = text
        text.clear()
        let room = text
        rooms.withLock { $0.append(room) }
    }
}
