// `rapport run --watch`: made again when something changed, errors do not end it, Ctrl-C does.

import Foundation
import Testing

struct WatchTests {
    /// A watch over a pipeline, with what it says.
    private final class Watching {
        let pipeline: SmallPipeline
        private let process: Process
        private let log: String

        init(_ pipeline: SmallPipeline) throws {
            self.pipeline = pipeline
            log = pipeline.path + "/said.txt"
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            process = BuiltProgram.start(
                ["run", "pipelines/calls.yml", "--as-of", "2026-09-15", "--out", "report", "--watch"], in: pipeline.path
            )
            let file = try #require(FileHandle(forWritingAtPath: log))
            process.standardError = file
            try process.run()
        }

        deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

        var said: String { String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self) }
        var report: String { String(decoding: pipeline.folder.bytes("report/results.csv") ?? Data(), as: UTF8.self) }

        /// Waits until something is so, twenty seconds at most.
        func until(_ condition: () -> Bool) -> Bool {
            for _ in 0..<400 {
                if condition() { return true }
                Thread.sleep(forTimeInterval: 0.05)
            }
            return false
        }

        func waits(times: Int) -> Bool { until { said.ranges(of: "Ctrl-C ends").count >= times } }

        /// Ends it as the keyboard does; its code.
        func end() -> Int32 {
            kill(process.processIdentifier, SIGINT)
            guard until({ !process.isRunning }) else { return -1 }
            return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        }
    }

    @Test func `a changed input, a new one and a changed pipeline file make it again; then Ctrl-C ends it with 0`()
        throws
    {
        let pipeline = try SmallPipeline(files: "../exports/*.csv")
        let watching = try Watching(pipeline)
        try #require(watching.waits(times: 1), "\(watching.said)")
        #expect(watching.report.contains(",2,"), "\(watching.report)")
        try pipeline.write(rows: 5)
        try #require(watching.waits(times: 2), "\(watching.said)")
        #expect(watching.report.contains(",5,"), "\(watching.report)")
        try pipeline.folder.write("id,at\n900,2026-02-10\n901,2026-02-11\n", to: "exports/more.csv")
        try #require(watching.waits(times: 3), "\(watching.said)")
        #expect(watching.report.contains(",7,"), "\(watching.report)")
        let file = pipeline.path + "/pipelines/calls.yml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try pipeline.folder.write(
            text.replacingOccurrences(of: "id >= 0", with: "id >= 900"), to: "pipelines/calls.yml")
        try #require(watching.waits(times: 4), "\(watching.said)")
        #expect(watching.report.contains(",2,"), "\(watching.report)")
        #expect(watching.end() == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: pipeline.path).filter { $0.contains("rapport-") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test func `a file that goes, a mistake and an end in the middle are said, and watching goes on`() throws {
        let pipeline = try SmallPipeline()
        let watching = try Watching(pipeline)
        try #require(watching.waits(times: 1), "\(watching.said)")
        try FileManager.default.removeItem(atPath: pipeline.path + "/exports/calls.csv")
        try #require(watching.waits(times: 2), "\(watching.said)")
        #expect(watching.said.contains("error: "))
        try pipeline.write(rows: 3)
        try #require(watching.waits(times: 3), "\(watching.said)")
        #expect(watching.report.contains(",3,"), "\(watching.report)")
        try pipeline.folder.write("nonsense: [", to: "pipelines/calls.yml")
        try #require(watching.waits(times: 4), "\(watching.said)")
        #expect(watching.report.contains(",3,"))
        #expect(watching.end() == 0)
    }

    @Test func `a file that is still being written is waited for`() throws {
        let pipeline = try SmallPipeline()
        let watching = try Watching(pipeline)
        try #require(watching.waits(times: 1), "\(watching.said)")
        let file = try #require(FileHandle(forWritingAtPath: pipeline.path + "/exports/calls.csv"))
        try file.seekToEnd()
        for row in 0..<8 {
            try file.write(contentsOf: Data("\(100 + row),2026-02-10\n".utf8))
            Thread.sleep(forTimeInterval: 0.4)
        }
        try file.close()
        try #require(watching.waits(times: 2), "\(watching.said)")
        #expect(watching.report.contains(",10,"), "\(watching.report)")
        Thread.sleep(forTimeInterval: 3)
        #expect(watching.said.ranges(of: "Ctrl-C ends").count == 2)
        #expect(watching.end() == 0)
    }
}
