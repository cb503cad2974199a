// A report without data does not take the place of the last good one: an empty table is a failed gate unless it may be empty.

import Foundation
import Testing

struct EmptinessTests {
    private static let header = "call_id,start,wait\n"
    private static let calls = header + "c1,2026-09-01 10:00:00,5\nc2,2026-09-02 18:40:30,7\n"

    /// A folder with a pipeline over `calls*.csv` and a table of agents.
    private func folder(
        period: String = "day", table: String = "", columns: String = "{ wait: { type: integer }, start: { type: instant } }",
        clean: String = "", agents: String? = nil
    ) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: { zh: 电话, en: Calls }
            period: \(period)
            timezone: Asia/Shanghai
            ingest:
              calls:
                files: calls*.csv
                columns: \(columns)
                \(table)
              \(agents == nil ? "" : "agents: { files: agents.csv, columns: { agent_id: { type: text } } }")
            \(clean.isEmpty ? "" : "clean: { calls: [\(clean)] }")
            aggregate:
              metrics: [offered_calls, wait]
              define:
                offered_calls: { count: rows, of: calls, at: start }
                wait: { mean: wait, of: calls, at: start, unit: number }
            render:
              - { report: summary, formats: [markdown] }
            """, to: "calls.yml")
        if let agents { try folder.write(agents, to: "agents.csv") }
        return folder
    }

    private func run(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["run", "calls.yml", "--as-of", "2026-09-15", "--out", "out/r"] + arguments, in: folder.path)
    }

    @Test func `a day without rows fails, and the last good report stays`() throws {
        let folder = try folder()
        try folder.write(Self.calls, to: "calls-1.csv")
        let good = try run(folder, ["--period", "2026-09-02"])
        #expect(good.status == 0, "\(good.errors)")
        let page = folder.bytes("out/r/report.en.md") ?? folder.bytes("out/r/run.json")
        let empty = try run(folder)
        #expect(empty.status == 65)
        #expect(
            empty.errors == """
                error: no row of 'calls' in 2026-09-14; the data end at 2026-09-02 18:40
                  help: bring the export that is missing, or write 'may_be_empty: true' for the table

                """)
        #expect(page != nil)
        #expect(page == (folder.bytes("out/r/report.en.md") ?? folder.bytes("out/r/run.json")))
        let chinese = try run(folder, ["--language", "zh-Hans"])
        #expect(
            chinese.errors.hasPrefix("错误：'calls' 在 2026-09-14 没有任何行；数据截止于 2026-09-02 18:40\n"), "\(chinese.errors)")
    }

    @Test(arguments: [
        ("2026-08-31", "the data begin at 2026-09-01 10:00"), ("2026-09-20", "the data end at 2026-09-02 18:40"),
        ("2026-09-01..2026-09-02", ""),
    ])
    func `every period is looked at, also one in the future`(period: String, expected: String) throws {
        let folder = try folder(period: "{ from: 2026-09-01, to: 2026-09-03 }")
        try folder.write(Self.calls, to: "calls-1.csv")
        let outcome = try run(folder, ["--period", period])
        #expect(outcome.status == (expected.isEmpty ? 0 : 65))
        #expect(expected.isEmpty || outcome.errors.contains(expected))
        #expect(outcome.errors.contains("the period has not begun") == (period == "2026-09-20"))
    }

    @Test func `a hole in the data is named by its edges`() throws {
        let folder = try folder()
        try folder.write(Self.calls + "c3,2026-09-15 00:10:00,7\n", to: "calls-1.csv")
        let outcome = try run(folder)
        #expect(outcome.errors.contains("the data have none between 2026-09-02 18:40 and 2026-09-15 00:10"))
    }

    @Test(arguments: ["{ wait: { type: integer }, start: { type: instant } }", "{ start: { type: instant } }"])
    func `a file with a header only is no mistake of the pipeline`(columns: String) throws {
        let folder = try folder(columns: columns)
        try folder.write(Self.header, to: "calls-1.csv")
        let outcome = try run(folder)
        #expect(outcome.status == 65)
        #expect(
            outcome.errors
                == "error: no row of 'calls': its file holds no data row\n  help: if that may happen, write "
                + "'may_be_empty: true' for the table\n")
        // Beside a file that has rows it is one of many.
        try folder.write(Self.calls, to: "calls-2.csv")
        #expect(try run(folder, ["--period", "2026-09-02"]).status == 0)
    }

    @Test func `a table that may be empty is`() throws {
        let folder = try folder(table: "may_be_empty: true")
        try folder.write(Self.header, to: "calls-1.csv")
        #expect(try run(folder).status == 0)
        try folder.write(Self.calls, to: "calls-1.csv")
        #expect(try run(folder).status == 0)
        try FileManager.default.removeItem(atPath: folder.path + "/calls-1.csv")
        let absent = try run(folder)
        #expect(absent.status == 0, "\(absent.errors)")
        #expect(absent.errors.contains("warning: no file matches 'calls*.csv' in folder '\(folder.path)'; table 'calls' may be empty"))
        // Whether all columns are known has to be said when there is no row to see it.
        let untyped = try self.folder(table: "may_be_empty: true", columns: "{ start: { type: instant } }")
        try untyped.write(Self.header, to: "calls-1.csv")
        let outcome = try run(untyped)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("error: table 'calls' has no row that shows the types of 'wait'"))
    }

    @Test func `a missing file is missing, a table without time has rows, and cleaning leaves some`() throws {
        let missing = try folder(period: "all")
        #expect(try run(missing).status == 66)
        let agents = try folder(period: "all", agents: "agent_id\n")
        try agents.write(Self.calls, to: "calls-1.csv")
        // Nothing asks for a column of it, but it is there to be used.
        let empty = try run(agents)
        #expect(empty.status == 65)
        #expect(empty.errors.hasPrefix("error: no row of 'agents': its file holds no data row\n"), "\(empty.errors)")
        let cleaned = try folder(period: "all", clean: "{ keep: { when: wait > 100 } }")
        try cleaned.write(Self.calls, to: "calls-1.csv")
        let left = try run(cleaned)
        #expect(left.status == 65)
        #expect(
            left.errors.contains(
                "error: no row of 'calls' is left: of 2, 0 were rejected, 0 were duplicates, 2 were filtered out\n"))
    }

    @Test func `a period that is compared and has no rows is told`() throws {
        let folder = try folder(period: "{ every: day, compare: [previous, year-ago] }")
        let late = "c3,2026-09-14 10:00:00,7\n"
        try folder.write(Self.calls + late, to: "calls-1.csv")
        let outcome = try run(folder)
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains(
                "warning: no row of 'calls' in 2026-09-13, with which 2026-09-14 is compared; the data have none between "
                    + "2026-09-02 18:40 and 2026-09-14 10:00"))
        // Before the data begin there is nothing to be missed.
        #expect(!outcome.errors.contains("warning: no row of 'calls' in 2025-09-15"))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a pipeline file that is a pipe, a device or a folder is refused at once`() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path + "/pipe.yml", 0o600) == 0)
        for (path, reason) in [
            ("pipe.yml", "a regular file is expected, found a pipe, socket or device"),
            ("/dev/zero", "a regular file is expected, found a pipe, socket or device"), (".", "it is a folder"),
            ("/proc/self/status", "a regular file is expected, found a pipe, socket or device"),
        ] {
            let outcome = try BuiltProgram.run(["check", path], in: folder.path)
            #expect(outcome.status == 66)
            #expect(outcome.errors.contains("error: cannot read the pipeline file: \(reason)"), "\(outcome.errors)")
        }
    }
}
