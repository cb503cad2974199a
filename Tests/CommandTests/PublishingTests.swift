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
        #expect(left == ["report"], "nothing of the killed runs is left")
    }

    /// Another holder of a lock, for as long as its standard input is open.
    private func holder(of lock: String) throws -> (process: Process, input: Pipe) {
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = ["flock", lock, "sh", "-c", "echo held; read line"]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        return (holder, input)
    }

    @Test func `a second run into the same folder ends with code 75, one into another folder is made`() throws {
        let pipeline = try SmallPipeline()
        try FileManager.default.createDirectory(atPath: pipeline.path + "/out", withIntermediateDirectories: true)
        let (holder, input) = try holder(of: pipeline.path + "/out/.report.rapport-lock")
        let outcome = try pipeline.run(["--out", "out/report"])
        #expect(outcome.status == 75)
        #expect(
            outcome.errors == """
                out/report: error: another run is writing here
                  help: wait for it with --wait, or choose another folder with --out

                """)
        for arguments in [["--wait", "0.2s"], ["--wait=0.2s"], ["--wait-limit", "0.2s"], ["--wait-limit=0.2"]] {
            let waited = try pipeline.run(["--out", "out/report"] + arguments)
            #expect(waited.status == 75)
            #expect(waited.errors.contains("another run is writing here, and was still after 0.2s\n"))
        }
        #expect(try pipeline.run(["--out", "out/other"]).status == 0)
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
    }

    @Test(arguments: [["--wait"], ["--wait", "10m"], ["--wait=60s"]])
    func `a run that waits is made when the other has ended`(arguments: [String]) throws {
        let pipeline = try SmallPipeline()
        let (holder, input) = try holder(of: pipeline.path + "/.report.rapport-lock")
        let process = BuiltProgram.start(
            ["run"] + arguments + ["pipelines/calls.yml", "--out", "report", "--quiet"], in: pipeline.path)
        try process.run()
        Thread.sleep(forTimeInterval: 0.3)
        #expect(process.isRunning)
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(pipeline.picture().keys.filter { $0.contains("rapport-") }.isEmpty, "the lock is gone with the run")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func `a run that is interrupted leaves no lock`(number: Int32) throws {
        let pipeline = try SmallPipeline()
        // So many rows that the run takes a while.
        try pipeline.write(rows: 300_000)
        let process = BuiltProgram.start(["run", "pipelines/calls.yml", "--out", "report"], in: pipeline.path)
        process.standardError = FileHandle.nullDevice
        try process.run()
        let lock = pipeline.path + "/.report.rapport-lock"
        for _ in 0..<2000 where !FileManager.default.fileExists(atPath: lock) { usleep(1000) }
        // It is made and only then noted for removal; one that a kill leaves is taken by the next run.
        usleep(5_000)
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == number)
        #expect(!FileManager.default.fileExists(atPath: lock))
    }

    @Test func `ten periods made anew at once all succeed`() throws {
        let pipeline = try SmallPipeline()
        try pipeline.write(rows: 40)
        let processes = (1...10).map { month in
            BuiltProgram.start(
                [
                    "run", "pipelines/calls.yml", "--quiet", "--as-of", "2026-09-15", "--period",
                    month < 10 ? "2026-0\(month)" : "2026", "--out", "backfill/\(month)",
                ], in: pipeline.path)
        }
        for process in processes { try process.run() }
        for process in processes { process.waitUntilExit() }
        #expect(processes.allSatisfy { $0.terminationStatus == 0 })
        let made = try FileManager.default.contentsOfDirectory(atPath: pipeline.path + "/backfill")
        #expect(Set(made) == Set((1...10).map(String.init)))
    }

    private func contents(of folder: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            contents[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return contents
    }
}
