// What the reading tests share: temporary files, and whole files read as texts.
import Foundation
import Synchronization

@testable import Ingestion

/// A file that exists until the tests end.
struct TemporaryFile {
    let path: String

    /// One folder for all, removed at the end.
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ingestion-\(UUID().uuidString)")
        removeAtExit(folder.path)
        return folder
    }()

    init(_ bytes: [UInt8], name: String = "file.csv") {
        let folder = Self.folder.appendingPathComponent(UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent(name).path
        _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    }

    init(_ text: String, name: String = "file.csv") { self.init(Array(text.utf8), name: name) }
}

private let foldersToRemove = Mutex<[String]>([])

/// Has a folder removed when the process ends.
private func removeAtExit(_ path: String) {
    foldersToRemove.withLock { $0.append(path) }
    atexit {
        for path in foldersToRemove.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// The files of a folder, sorted by name.
func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)" }
}

/// Reads all records of a file as texts.
func readAll(
    _ path: String, encoding: TextEncoding? = nil, dialect: Dialect? = nil, blockSize: Int = RecordReader.blockSize
) throws -> [[String]] {
    var rows: [[String]] = []
    try eachBlock(path, encoding: encoding, dialect: dialect, blockSize: blockSize) { block in
        for row in 0..<block.rowCount { rows.append(block.texts(row: row)) }
    }
    return rows
}

func eachBlock(
    _ path: String, encoding: TextEncoding? = nil, dialect: Dialect? = nil, blockSize: Int = RecordReader.blockSize,
    rowLimit: Int = RecordBlock.rowLimit, _ body: (RecordBlock) -> Void
) throws {
    let recognised = try recogniseEncoding(path, declared: encoding)
    var used = dialect
    if used == nil {
        var declared = DeclaredFormat()
        declared.encoding = encoding
        declared.header = .none(names: [])
        used = try FileRecognition.recognise(path: path, declared: declared).dialect.dialect
    }
    let stream = try DecodedStream(file: try SourceFile(path: path), recognised: recognised)
    let reader = RecordReader(
        stream: stream, dialect: used ?? Dialect(),
        tokenizer: TokenizerChoice.standard.tokenizer(for: used ?? Dialect()), blockSize: blockSize, rowLimit: rowLimit)
    let block = RecordBlock(byteCapacity: 16, cellCapacity: 1, rowCapacity: 1)
    while try reader.read(into: block) { body(block) }
}

/// The encoding of a file, told from its beginning.
func recogniseEncoding(_ path: String, declared: TextEncoding? = nil) throws(SourceProblem) -> RecognisedEncoding {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: FileRecognition.sampleSize, alignment: 16)
    defer { room.deallocate() }
    return try FileRecognition.recogniseEncoding(path: path, declared: declared, readingInto: room).encoding
}
