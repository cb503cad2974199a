// The way back from a row of a table to its line, its byte on disk and its raw text.
import Diagnostics
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
    let files: [IngestedFile]
    private let recent = Mutex(Recent())

    private struct Recent {
        var text = RecentText()
        /// By file, why its rows cannot be read again.
        var problems: [Int: SourceProblem] = [:]
    }

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

    func verify() throws(DiagnosedFailure) {
        let problems = recent.withLock { $0.problems }
        guard !problems.isEmpty else { return }
        throw DiagnosedFailure(
            problems.sorted { $0.key < $1.key }.map {
                IngestionDiagnostics.unreadable($0.value, file: files[$0.key].recognised.path)
            })
    }

    func rawRow(_ row: Int, of chunk: Chunk) -> (line: Int, byte: Int, text: String)? {
        guard files.indices.contains(chunk.origin.file), let line = chunk.origin.line(ofRow: row),
            let byte = chunk.origin.byte(ofRow: row), let length = chunk.origin.length(ofRow: row)
        else { return nil }
        let file = chunk.origin.file
        return recent.withLock { recent in
            guard recent.problems[file] == nil else { return nil }
            let isHeld =
                recent.text.file == file && byte >= recent.text.start
                && byte + length <= recent.text.start + recent.text.text.count
            if !isHeld {
                do throws(SourceProblem) {
                    recent.text = try read(file: file, from: byte, length: length)
                } catch {
                    recent.problems[file] = error
                    return nil
                }
            }
            let offset = byte - recent.text.start
            guard offset >= 0, offset + length <= recent.text.text.count else {
                recent.problems[file] = .changed
                return nil
            }
            let encoding = files[file].recognised.encoding.encoding
            let stored = recent.text.stored(of: offset, in: encoding)
            let raw = String(decoding: recent.text.text[offset..<(offset + length)], as: UTF8.self)
            return (line, stored, raw)
        }
    }

    /// Decodes from the last checkpoint before a place up to the checkpoint after it.
    ///
    /// Errors: `changed` when the file is not the one that was read, or was written to before its text was at hand.
    private func read(file index: Int, from byte: Int, length: Int) throws(SourceProblem) -> RecentText {
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
        let source = try file.recognised.open()
        let stream = try DecodedStream(
            file: source, recognised: file.recognised.encoding, startingAt: checkpoint.stored)
        let block = RecordBlock()
        let wanted = end == .max ? max(length + byte - checkpoint.decoded, 1) : end - checkpoint.decoded
        try stream.fill(block, wanted: wanted)
        if source.hasChanged { throw .changed }
        let text = Array(UnsafeBufferPointer(start: block.bytes, count: block.textCount))
        return RecentText(file: index, start: checkpoint.decoded, text: text, measured: checkpoint)
    }
}
