// A run that may hold little memory keeps its rows in a temporary file: the same report, a word about it, nothing left behind.

import Foundation
import Testing

struct MemoryLimitTests {
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: { zh: 电话, en: Calls }
            period: all
            ingest:
              calls: { files: calls.csv, columns: { id: { type: text }, wait: { type: integer } } }
            clean:
              calls:
                - drop_duplicates: { key: id, keep: last, differ_limit: 100% }
                - derive: { minutes: wait / 60 }
                - reject: { when: wait > 990, because: too long }
            aggregate:
              metrics: [calls, wait]
              define: { calls: { count: rows, of: calls }, wait: { median: minutes, of: calls } }
            render:
              - { report: summary, formats: [markdown] }
            """, to: "calls.yml")
        let rows = (0..<20_000).map { "c\($0 * 7 % 19_000),\($0 * 13 % 1000)" }
        try folder.write("id,wait\n" + rows.joined(separator: "\n") + "\n", to: "calls.csv")
        try FileManager.default.createDirectory(atPath: folder.path + "/spare", withIntermediateDirectories: true)
        return folder
    }

    private func run(_ folder: TemporaryFolder, _ arguments: [String]) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["run", "calls.yml"] + arguments, in: folder.path, environment: ["TMPDIR": folder.path + "/spare"])
    }

    @Test func `the report is the same, and the run says where rows were`() throws {
        let folder = try folder()
        let plain = try run(folder, ["--as-of", "2026-09-15", "--out", "plain"])
        #expect(plain.status == 0 && !plain.errors.contains("temporary file"), "\(plain.errors)")
        for jobs in ["1", "2"] {
            let out = "little-\(jobs)"
            let little = try run(
                folder, ["--as-of", "2026-09-15", "--out", out, "--memory", "1M", "--jobs", jobs, "-v"])
            #expect(little.status == 0, "\(little.errors)")
            #expect(little.errors.contains("of rows were kept in a temporary file in '\(folder.path)/spare'"))
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/plain") {
                #expect(folder.bytes("\(out)/\(file)") == folder.bytes("plain/\(file)"), "\(file)")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/spare").isEmpty)
    }

    @Test func `the record of a run says how many bytes of rows were in the file`() throws {
        let folder = try folder()
        #expect(try run(folder, ["--out", "report", "--memory", "1M", "--quiet"]).errors.isEmpty)
        let record = try JSONSerialization.jsonObject(with: folder.bytes("report/run.json") ?? Data()) as? [String: Any]
        let cost = record?["cost"] as? [String: Any]
        #expect(cost?["memory_limit_bytes"] as? Int == 1 << 20)
        #expect((cost?["spilled_bytes"] as? Int ?? 0) > 20_000)
    }

    @Test func `a full disk ends the run with code 73, and leaves the last report`() throws {
        let folder = try folder()
        // No file may be larger than a block: as on a full disk, what is written does not fit.
        let command = """
            ulimit -f 1; exec "$0" run calls.yml --as-of 2026-09-15 --out report --memory 1M --quiet "$@"
            """
        for (language, message) in [
            (
                "en",
                "error: cannot keep rows in a temporary file: the file would be larger than the limit (ulimit -f)\n"
                    + "  help: make room there, name another folder in the environment variable TMPDIR, or raise --memory\n"
            ),
            (
                "zh-Hans",
                "错误：无法将行数据暂存到临时文件：文件超过大小上限（ulimit -f）\n  建议：请在该处腾出空间，用环境变量 TMPDIR 指定其他目录，或调高 --memory\n"
            ),
        ] {
            let outcome = try BuiltProgram.run(
                ["-c", command, BuiltProgram.path, "--language", language], in: folder.path,
                environment: ["TMPDIR": folder.path + "/spare"], program: "/bin/sh")
            #expect(outcome.status == 73, "\(outcome.errors)")
            #expect(outcome.errors == folder.path + "/spare: " + message)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/report"))
        }
    }

    @Test(arguments: [60, 300])
    func `a process that may take only so much memory ends in a report or in words`(megabytes: Int) throws {
        let folder = try folder()
        let rows = (0..<30_000).map { "customer-\($0)-\($0 * 7919 % 1_000_003),\($0 % 1000)" }
        try folder.write("id,wait\n" + rows.joined(separator: "\n") + "\n", to: "calls.csv")
        let limit = try Self.megabytesAtStart() + megabytes
        let outcome = try BuiltProgram.run(
            [
                "-c", "ulimit -v \(limit * 1024); exec \"$0\" run calls.yml --as-of 2026-09-15 --out report",
                BuiltProgram.path,
            ],
            in: folder.path, environment: ["TMPDIR": folder.path + "/spare"], program: "/bin/sh")
        #expect(outcome.status == 0 || outcome.status == 65, "\(limit) MB: \(outcome)")
        if outcome.status == 65 {
            #expect(outcome.errors.contains("error: memory is used up: "), "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/report"))
        }
    }

    /// What the program takes before it does anything, with its libraries; the least limit under which it can tell its version.
    private static func megabytesAtStart() throws -> Int {
        try #require(
            stride(from: 20, to: 2000, by: 20).first { limit in
                let outcome = try? BuiltProgram.run(
                    ["-c", "ulimit -v \(limit * 1024); exec \"$0\" --version", BuiltProgram.path], program: "/bin/sh")
                return outcome?.status == 0
            })
    }

    @Test(arguments: ["12", "2X", "150%", ""]) func `a wrong size is told with the forms that are right`(size: String)
        throws
    {
        let outcome = try run(try folder(), ["--memory", size])
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.hasPrefix(
                "Error: --memory expects a size such as 512M, 2G, 1.5GiB, or a share such as 50%, found \"\(size)\"\n"))
    }
}
