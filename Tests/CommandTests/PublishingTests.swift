// A run that is killed leaves the last report whole; a second run at the same time is refused.

import Foundation
import Testing

struct PublishingTests {
    @Test func `a run killed at any of twenty moments leaves the previous report whole`() throws {
        let folder = try TemporaryFolder()
        let arguments = [
            "run", "pipelines/nightly.yml", "--as-of", "2026-09-15", "--out", folder.path + "/out/report", "--quiet",
        ]
        let begin = Date()
        #expect(try BuiltProgram.run(arguments).status == 0)
        let length = Date().timeIntervalSince(begin)
        let whole = try contents(of: folder.path + "/out/report")
        #expect(whole.count >= 6)
        for moment in 0..<20 {
            let process = BuiltProgram.start(arguments)
            try process.run()
            // Spread over the run and a little beyond its end.
            Thread.sleep(forTimeInterval: length * 1.1 * Double(moment) / 19)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(try contents(of: folder.path + "/out/report") == whole, "killed at moment \(moment)")
        }
        #expect(try BuiltProgram.run(arguments).status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted()
        #expect(left == [".lock", "report"], "nothing of the killed runs is left")
    }

    @Test func `a second run at the same time ends with code 75`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
        // Another holder of the lock, for as long as its standard input is open.
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = ["flock", folder.path + "/out/.lock", "sh", "-c", "echo held; read line"]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        let outcome = try BuiltProgram.run([
            "run", "pipelines/nightly.yml", "--as-of", "2026-09-15", "--out", folder.path + "/out/report",
        ])
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains("another run is writing here"))
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
    }

    private func contents(of folder: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            contents[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return contents
    }
}
