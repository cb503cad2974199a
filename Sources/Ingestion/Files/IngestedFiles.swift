// The way back from a row of a table to its line, its byte on disk and its raw text.
import Stages
import Synchronization
import Tabular

/// A file that was read, with places known both in its decoded text and on disk.
struct IngestedFile: Sendable {
    var recognised: RecognisedFile
    /// One per block, ascending.
    var checkpoints: [FileCheckpoint]
}

/// Reads rows again from their files.
///
/// The text between two checkpoints is decoded once and kept, so that asking for rows in order reads a file once.
final class IngestedFiles: RawRowSource {
    private let files: [IngestedFile]
    private let recent = Mutex(RecentText())

    private struct RecentText {
        var file = -1
        /// Offset in the decoded text of the first byte.
        var start = 0
        var text: [UInt8] = []
        /// The place in the text whose offset on disk was found last; at first that of the first byte.
        var measured = FileCheckpoint(decoded: 0, stored: 0)

        /// The offset on disk of a place in the text.
        ///
        /// Complexity: linear in the distance from the place that was asked for last.
        mutating func stored(of offset: Int, in encoding: TextEncoding) -> Int {
            let last = measured.decoded - start
            let distance = text.withUnsafeBytes { text in
                storedLength(
                    of: UnsafeRawBufferPointer(rebasing: text[min(last, offset)..<max(last, offset)]), in: encoding)
            }
            measured.stored += offset < last ? -distance : distance
            measured.decoded = start + offset
            return measured.stored
        }
    }

    init(files: [IngestedFile]) { self.files = files }

    func rawRow(_ row: Int, of chunk: Chunk) -> (line: Int, byte: Int, text: String)? {
        guard files.indices.contains(chunk.origin.file), let line = chunk.origin.line(ofRow: row),
            let byte = chunk.origin.byte(ofRow: row), let length = chunk.origin.length(ofRow: row)
        else { return nil }
        return recent.withLock { recent in
            let isHeld =
                recent.file == chunk.origin.file && byte >= recent.start
                && byte + length <= recent.start + recent.text.count
            if !isHeld {
                guard let text = read(file: chunk.origin.file, from: byte, length: length) else { return nil }
                recent = text
            }
            let offset = byte - recent.start
            guard offset >= 0, offset + length <= recent.text.count else { return nil }
            let encoding = files[chunk.origin.file].recognised.encoding.encoding
            let stored = recent.stored(of: offset, in: encoding)
            let raw = String(decoding: recent.text[offset..<(offset + length)], as: UTF8.self)
            return (line, stored, raw)
        }
    }

    /// Decodes from the last checkpoint before a place up to the checkpoint after it.
    private func read(file index: Int, from byte: Int, length: Int) -> RecentText? {
        let file = files[index]
        var checkpoint = file.checkpoints.first ?? FileCheckpoint(decoded: 0, stored: 0)
        var end = Int.max
        for candidate in file.checkpoints {
            if candidate.decoded <= byte {
                checkpoint = candidate
            } else if candidate.decoded >= byte + length {
                end = candidate.decoded
                break
            }
        }
        do throws(SourceProblem) {
            let source = try SourceFile(path: file.recognised.path)
            guard source.storedSize == file.recognised.size else { return nil }
            let stream = try DecodedStream(
                file: source, recognised: file.recognised.encoding, startingAt: checkpoint.stored)
            let block = RecordBlock()
            let wanted = end == .max ? max(length + byte - checkpoint.decoded, 1) : end - checkpoint.decoded
            try stream.fill(block, wanted: wanted)
            let text = Array(UnsafeBufferPointer(start: block.bytes, count: block.textCount))
            return RecentText(file: index, start: checkpoint.decoded, text: text, measured: checkpoint)
        } catch {
            return nil
        }
    }
}
