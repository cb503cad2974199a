// Reads from the record of an earlier run which files of a folder are its own.

import CLinux
import Foundation
import Rendering
import Synchronization

extension RunRecord {
    /// The files of the report that stands in a folder, as its record lists them; nil when no record of ours stands there.
    ///
    /// Of a record that lists none, which early versions wrote, every name that a report may use is taken as its own.
    static func outputs(in folder: String) -> Set<String>? {
        let descriptor = open(folder + "/" + fileName, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= largestRecord
        else { return nil }
        let state = State(facts)
        if let (known, outputs) = lastRead.withLock({ $0 }), known == state { return outputs }
        guard let outputs = outputs(in: file) else { return nil }
        lastRead.withLock { $0 = (state, outputs) }
        return outputs
    }

    private static func outputs(in file: FileHandle) -> Set<String>? {
        guard let data = try? file.readToEnd(), let record = try? JSONDecoder().decode(Written.self, from: data),
            record.tool.name == "rapport"
        else { return nil }
        guard let outputs = record.outputs else { return RenderingPlan.everyFileName.union([fileName]) }
        return Set(outputs.filter(isPlain)).union([fileName])
    }

    /// Whether a name is that of a file in the report's folder, or in a folder of ours in it: a record leads nowhere else.
    private static func isPlain(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && RenderingPlan.isOwnFolder(String(parts[0])) else { return false }
        return !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
    }

    private static let largestRecord = 1 << 28

    /// A run asks several times, and the record is the same each time.
    private static let lastRead = Mutex<(State, Set<String>)?>(nil)

    /// A file as it was when it was read.
    private struct State: Equatable, Sendable {
        var numbers: [Int64]

        init(_ facts: stat) {
            numbers = [
                Int64(bitPattern: UInt64(facts.st_dev)), Int64(bitPattern: UInt64(facts.st_ino)), Int64(facts.st_size),
                Int64(facts.st_mtim.tv_sec), Int64(facts.st_mtim.tv_nsec), Int64(facts.st_ctim.tv_sec),
                Int64(facts.st_ctim.tv_nsec),
            ]
        }
    }

    private struct Written: Decodable {
        struct Tool: Decodable { var name: String }

        var tool: Tool
        var outputs: [String]?
    }
}
