// A report without data does not take the place of the last good one: an empty table is a failed gate unless it may be empty.

import Foundation
import Testing

struct EmptinessTests {
    private static let header = "call_id,start,wait\n"
    private static let calls = header + "c1,2026-09-01 10:00:00,5\nc2,2026-09-02 18:40:30,7\n"

    /// A folder with a pipeline over `calls*.csv` and a table of agents.
    private func folder(
        period: String = "day", table: String = "",
        columns: String = "{ wait: { type: integer }, start: { type: instant } }",
        clean: String = "", agents: String? = nil, head: String = "", costs: String? = nil
    ) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: { zh: 电话, en: Calls }
            period: \(period)
            timezone: Asia/Shanghai
            \(head)
            ingest:
              calls:
                files: calls*.csv
                columns: \(columns)
                \(table)
              \(agents == nil ? "" : "agents: { files: agents.csv, columns: { agent_id: { type: text } } }")
              \(costs == nil ? "" : "costs: { files: costs.csv, kind: costs, \(costs ?? "") columns: { month: { type: date }, cost: { type: decimal } } }")
            \(clean.isEmpty ? "" : "clean: { calls: [\(clean)] }")
            aggregate:
              metrics: [offered_calls, wait\(costs == nil ? "" : ", cost")]
              define:
                offered_calls: { count: rows, of: calls, at: start }
                wait: { mean: wait, of: calls, at: start, unit: number }
                \(costs == nil ? "" : "cost: { sum: cost, of: costs, at: month }")
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
        #expect(
            absent.errors.contains(
                "warning: no file matches 'calls*.csv' in folder '\(folder.path)'; table 'calls' may be empty"))
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

    /// Calls on every Monday to Friday from 3 August to 11 September but 26 August.
    private static let weekdays: String = {
        let days = (3...31).map { ("08", $0) } + (1...11).map { ("09", $0) }
        return header
            + days.enumerated().filter { $0.offset % 7 < 5 && $0.offset != 23 }.flatMap { _, day in
                (0..<5).map {
                    "c\(day.0)\(day.1)-\($0),2026-\(day.0)-\(day.1 < 10 ? "0" : "")\(day.1) 1\($0):00:00,5\n"
                }
            }.joined()
    }()

    @Test(arguments: [
        // A Sunday, a holiday, a day on which nothing happened, and the days after the last call.
        ("day", "open: mon-fri", "2026-09-13", 0, ""), ("day", "", "2026-09-13", 65, "no row of 'calls' in 2026-09-13"),
        ("day", "open: { holidays: [2026-08-26] }", "2026-08-26", 0, ""),
        ("day", "open: mon-fri", "2026-08-26", 65, "no row of 'calls' in 2026-08-26"),
        ("day", "open: { empty: zero }", "2026-08-26", 0, ""), ("day", "open: { empty: zero }", "2026-09-12", 0, ""),
        ("day", "open: { empty: zero }", "2026-09-14", 0, ""),
        ("day", "open: { empty: hole }", "2026-08-26", 65, "no row of 'calls' in 2026-08-26"),
        (
            "month", "open: { empty: zero }", "2026-06", 0,
            "warning: no row of 'calls' in 2026-06; the data begin at 2026-08-03"
        ),
        ("day", "open: { days: mon-fri, empty: zero }", "2026-09-20", 65, "the period has not begun"),
        // A Monday beside a Sunday, and a Monday beside one that was lost.
        ("{ every: day, compare: [previous] }", "open: mon-fri", "2026-08-24", 0, ""),
        (
            "{ every: day, compare: [previous] }", "open: mon-fri", "2026-08-27", 0,
            "warning: no row of 'calls' in 2026-08-26"
        ),
        ("{ every: day, compare: [previous] }", "open: { empty: zero }", "2026-08-27", 0, ""),
        ("{ every: day, compare: [previous] }", "", "2026-08-24", 0, "warning: no row of 'calls' in 2026-08-23"),
    ])
    func `a period in which no row can be expected passes`(
        period: String, open: String, chosen: String, status: Int32, said: String
    ) throws {
        let folder = try folder(period: period, head: open)
        try folder.write(Self.weekdays, to: "calls-1.csv")
        let outcome = try run(folder, ["--period", chosen])
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(said.isEmpty ? outcome.errors.isEmpty : outcome.errors.contains(said), "\(outcome.errors)")
    }

    @Test(arguments: [
        // By declaration, by the table's kind and its dates, and by its dates alone.
        ("every: month,", "2026-07-17,100\n2026-08-03,120\n2026-09-09,130\n", "day", "2026-09-02", ""),
        ("every: month,", "2026-07-17,100\n2026-08-03,120\n2026-09-09,130\n", "week", "2026-W36", ""),
        ("", "2026-09-01,130\n", "day", "2026-09-02", ""), ("", "2026-08-31,130\n", "week", "2026-W36", ""),
        ("every: quarter,", "2026-07-17,100\n", "month", "2026-09", ""),
        // September is not over; August is.
        ("every: month,", "2026-08-17,100\n", "day", "2026-09-02", ""),
        (
            "every: month,", "2026-07-17,100\n", "day", "2026-09-02",
            "no row of 'costs' in 2026-09; the data end at 2026-07-17"
        ),
        (
            "every: month,", "2026-07-17,100\n2026-09-03,1\n", "day", "2026-08-31",
            "no row of 'costs' in 2026-08; the data have none between"
        ),
        ("", "2026-09-01,130\n2026-09-03,130\n", "day", "2026-09-02", "no row of 'costs' in 2026-09-02"),
    ])
    func `a table that comes once a month or quarter is asked for the whole of it`(
        every: String, rows: String, period: String, chosen: String, said: String
    ) throws {
        let folder = try folder(period: period, head: "currency: CNY", costs: every)
        try folder.write(Self.weekdays + "x,2026-08-31 20:00:00,1\n", to: "calls-1.csv")
        try folder.write("month,cost\n" + rows, to: "costs.csv")
        let outcome = try run(folder, ["--period", chosen])
        #expect(outcome.status == (said.isEmpty ? 0 : 65), "\(outcome.errors)")
        #expect(outcome.errors.contains("no row of") == !said.isEmpty, "\(outcome.errors)")
        #expect(said.isEmpty || outcome.errors.contains(said), "\(outcome.errors)")
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
