// A file that changes while it is read ends the run; what is no regular file is refused without waiting for it.
import Diagnostics
import Foundation
import Stages
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct ChangingFileTests {
    /// A file in a folder of its own, last written long ago.
    private func file(_ folder: String, rows: Int = 3000) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/calls.csv"
        try write("id,n\n" + (0..<rows).map { "c\($0 + 10_000),\($0 + 10_000)\n" }.joined(), to: path)
        return path
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try age(path)
    }

    private func age(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path)
    }

    enum Change: String, CaseIterable, Sendable {
        case rewritten, appended, truncated, replaced, removed

        func happen(to path: String) {
            switch self {
            case .rewritten: overwrite(path, at: 20_000, with: "XXXX")
            case .appended:
                overwrite(path, at: UInt64(FileManager.default.contents(atPath: path)?.count ?? 0), with: "c,1\n")
            case .truncated: truncate(path, 24_005)
            case .replaced:
                // Of the same size and time.
                let other = path + ".new"
                try? FileManager.default.copyItem(atPath: path, toPath: other)
                try? FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: other)
                rename(other, path)
            case .removed: unlink(path)
            }
        }

        private func overwrite(_ path: String, at offset: UInt64, with text: String) {
            guard let handle = FileHandle(forWritingAtPath: path) else { return }
            try? handle.seek(toOffset: offset)
            handle.write(Data(text.utf8))
            try? handle.close()
        }
    }

    private func plan(_ path: String, _ collector: DiagnosticCollector) -> IngestionPlan {
        let options = IngestionOptions(
            .text("t: { files: \(path), columns: { id: { type: text }, n: { type: integer, bad: missing } } }"),
            collector: collector)
        return Ingestion.plan(
            options, requested: ["t": ["id", "n"]], baseFolder: "", defaultZone: .utc, context: context(collector))
    }

    @Test(arguments: Change.allCases, [1, 2])
    func `a file that changes while it is read is no input`(change: Change, jobs: Int) throws {
        let folder = TemporaryPlace()
        let path = try file(folder.path)
        let collector = DiagnosticCollector()
        let plan = plan(path, collector)
        let isDone = Mutex(false)
        let context = StageContext(
            collector: collector, zone: .utc, asOf: 0, jobs: jobs, blockSize: 4000,
            progress: { _ in
                isDone.withLock { isDone in
                    if !isDone { change.happen(to: path) }
                    isDone = true
                }
            })
        #expect(throws: DiagnosedFailure.self) { try Ingestion.run(plan, context: context) }
        #expect(collector.diagnostics.filter { $0.severity == .error }.map(\.kind) == [.input("input-changed")])
    }

    @Test(arguments: Change.allCases)
    func `a file that changes between the plan and the reading is none either`(change: Change) throws {
        let folder = TemporaryPlace()
        let path = try file(folder.path)
        let collector = DiagnosticCollector()
        let plan = plan(path, collector)
        change.happen(to: path)
        #expect(throws: DiagnosedFailure.self) { try Ingestion.run(plan, context: context(collector)) }
        #expect(
            collector.diagnostics.map(\.kind) == [.input(change == .removed ? "input-missing" : "input-changed")])
    }

    @Test(arguments: Change.allCases)
    func `the text of a row never comes from another file than the row`(change: Change) throws {
        let folder = TemporaryPlace()
        let path = try file(folder.path)
        let collector = DiagnosticCollector()
        let (set, raw) = try Ingestion.run(plan(path, collector), context: context(collector))
        let chunk = try #require(set.tables.first?.chunks.first)
        #expect(raw.rawRow(7, of: chunk)?.text == "c10007,10007")
        try raw.verify()
        change.happen(to: path)
        // Nothing of it is at hand.
        let later = IngestedFiles(files: (raw as? IngestedFiles)?.files ?? [])
        #expect(later.rawRow(7, of: chunk) == nil)
        #expect(throws: DiagnosedFailure.self) { try later.verify() }
    }

    @Test func `pipes, sockets, devices and files without a size are refused at once`() throws {
        let folder = TemporaryPlace()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let pipe = folder.path + "/calls.csv"
        #expect(mkfifo(pipe, 0o600) == 0)
        func problem(_ path: String) -> SourceProblem? {
            do throws(SourceProblem) {
                _ = try SourceFile(path: path)
                return nil
            } catch {
                return error
            }
        }
        #expect(problem(pipe) == .notRegular(.pipe))
        #expect(problem("/dev/zero") == .notRegular(.device))
        #expect(problem("/proc/self/status") == .notRegular(.withoutSize))
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = folder.path + "/s"
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        #expect(problem(path) == .notRegular(.socket))
        // A pattern that meets one names it.
        let (_, said) = read("files: \(folder.path)/*.csv")
        #expect(
            said == [
                "\(pipe): error: a regular file is expected, found a pipe\n  help: write its content to a file and name that"
            ])
        #expect(throws: SourceProblem.notRegular(.pipe)) { try RegularFile.bytes(of: pipe, limit: 100) }
    }
}

/// A folder's path that nothing stands at yet, removed with the value's last use.
final class TemporaryPlace {
    let path = FileManager.default.temporaryDirectory.path + "/rapport-" + UUID().uuidString

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
