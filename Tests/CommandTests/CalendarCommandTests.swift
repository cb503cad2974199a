// A calendar in whole runs of the built program: numbers, plan, record, SQL, years that nobody knows, and mistakes.

import Foundation
import TestSupport
import Testing

struct CalendarCommandTests {
    private static let pipeline = """
        period: { from: 2024-09-01, to: 2024-10-01 }
        languages: [en, zh]
        calendar:
          hours: { mon-fri: [09:00-12:00, 13:30-18:00], sat: 22:00-02:00 }
          holidays: [china, 'own/days.yml', 2024-09-25]
        open: { days: calendar, empty: zero }
        ingest:
          tickets:
            files: t.csv
            columns: { opened: { type: instant }, first_response: { type: instant }, resolved: { type: instant } }
        clean:
          tickets:
            - derive: { worked: "business_time(opened, resolved)", again: is_working_day(opened) }
            - reject: { when: "business_time(opened, first_response) < 0 s", because: answered before it was opened }
        segment:
          working: { expression: "if(is_working_day(opened), 'worked', 'off')", of: tickets }
        aggregate:
          metrics: [frt_business, ttr_business, longest, on_working_days, worked_sum]
          define:
            longest: { maximum: "business_time(opened, first_response)", of: tickets, at: opened, unit: min, better: lower }
            on_working_days: { count: rows, of: tickets, at: opened, where: again }
            worked_sum: { sum: worked, of: tickets, at: opened, unit: min }
          by: [[working], [day]]
        render: { suppress_below: 0 }

        """

    private static let rows = """
        id,opened,first_response,resolved
        1,2024-09-06 17:30:00,2024-09-09 09:20:00,2024-09-09 10:00:00
        2,2024-09-13 17:30:00,2024-09-18 09:20:00,2024-09-18 10:00:00
        3,2024-09-08 10:00:00,2024-09-08 11:00:00,2024-09-08 12:00:00
        4,2024-09-09 12:10:00,2024-09-09 13:20:00,2024-09-09 13:31:00
        5,2024-09-24 17:00:00,2024-09-26 09:30:00,
        6,2024-09-14 23:59:30.500,2024-09-15 00:00:00.250,2024-09-15 03:00:00
        7,2024-09-20 09:00:00,2024-09-19 09:00:00,2024-09-20 10:00:00
        8,2024-09-29 08:00:00,2024-09-29 09:45:00,2024-09-30 09:00:00

        """

    private func folder(_ pipeline: String = Self.pipeline, rows: String = Self.rows) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(pipeline, to: "p.yml")
        try folder.write(rows, to: "t.csv")
        try folder.write("years: { 2024: { holidays: 2024-09-11, source: the board } }\n", to: "own/days.yml")
        return folder
    }

    private func run(_ folder: TemporaryFolder, _ arguments: [String], asOf: String = "2024-10-05") throws
        -> BuiltProgram.Outcome
    {
        try BuiltProgram.run(arguments + ["--as-of", asOf], in: folder.path)
    }

    @Test func `a report counts by the calendar, and says by which`() throws {
        let folder = try folder()
        let outcome = try run(folder, ["run", "p.yml", "--out", "out"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = PlainCSV.rows(String(decoding: folder.bytes("out/results.csv") ?? Data(), as: UTF8.self))
        func value(_ metric: String, _ segment: String = "") -> String? {
            results.first { $0["metric"] == metric && $0["segment"] == segment && $0["grain"] == "span" }?["value"]
        }
        // The second ticket: 30 min on Friday, 7 h 30 min on the worked Saturday, 20 min after the holidays.
        #expect(value("longest") == "500")
        #expect(value("on_working_days") == "6")
        #expect(value("longest", "working=off") == "0")
        let record = try #require(
            folder.bytes("out/run.json").flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any])
        let calendar = try #require(record["calendar"] as? [String: Any])
        #expect(calendar["working_days"] as? Int == 22)
        #expect(calendar["known_years"] as? [Int] == [2024, 2025, 2026])
        let holidays = try #require(calendar["holidays"] as? [[String: Any]])
        #expect(holidays.map { $0["name"] as? String } == ["china", "days.yml"])
        #expect(holidays.map { $0["path"] as? String } == [nil, "own/days.yml"])
        #expect((holidays[0]["sources"] as? [String])?.count == 3)
        #expect((holidays[1]["fingerprint"] as? String)?.count == 32)
        let pages = ["en": "Business hours", "zh-Hans": "工作时间"]
        for (language, word) in pages {
            let page = String(decoding: folder.bytes("out/report.\(language).md") ?? Data(), as: UTF8.self)
            #expect(page.contains(word), "\(language)")
            #expect(page.contains("09:00–12:00"))
        }
    }

    @Test func `a plan tells hours and holidays`() throws {
        let folder = try folder()
        let lines = try run(folder, ["plan", "p.yml"]).output.split(separator: "\n").map(String.init)
        #expect(
            lines.dropFirst().prefix(2) == [
                "business hours: Mon–Fri 09:00–12:00, 13:30–18:00; Sat 22:00–02:00; days worked in the place of others "
                    + "09:00–12:00, 13:30–18:00", "holidays: Public holidays of China 2024–2026, days.yml 2024",
            ])
        let chinese = try run(folder, ["plan", "p.yml", "--language", "zh"]).output
        #expect(chinese.contains("\n工作时间：周一至周五 09:00–12:00、13:30–18:00；周六 22:00–02:00；调休上班日 09:00–12:00、13:30–18:00\n"))
    }

    @Test(arguments: ["cleaned", "ingested"])
    func `DuckDB comes to every number by the days that it is given`(beginning: String) throws {
        let folder = try folder()
        #expect(try run(folder, ["run", "p.yml", "--out", "out"]).status == 0)
        let script = try run(folder, ["sql", "p.yml", "--from", beginning, "--tables", "tables"])
        #expect(script.status == 0, "\(script.errors)")
        #expect(!script.output.contains("-- Not said in SQL"))
        #expect(
            script.output.contains("-- the days of the calendar: whether each is worked, and when business is open\n"))
        guard let rows = try DuckDB.rows(script.output) else { return }
        let results = String(decoding: folder.bytes("out/results.csv") ?? Data(), as: UTF8.self)
        let expected = PlainCSV.cells(results).dropFirst().map { Array($0[0...8]) }
        #expect(expected.count == rows.count && rows.count > 40)
        for cells in expected {
            let row = rows.first { zip($0, cells).prefix(5).allSatisfy { ($0 ?? "") == $1 } }
            #expect(row.map { Double($0[5] ?? "") == Double(cells[5]) } == true, "\(cells): \(row ?? [])")
        }
    }

    @Test func `a script that counts no business time is given no days`() throws {
        let plain = Self.pipeline.replacing(/(?s)clean:.*?aggregate:\n/, with: "aggregate:\n")
            .replacing("[frt_business, ttr_business, longest, on_working_days, worked_sum]", with: "[frt]")
            .replacing(/(?s)  define:.*?by: .*?\n/, with: "")
        let outcome = try run(try folder(plain), ["sql", "p.yml"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.contains("business_"))
    }

    @Test func `a year that the calendar does not know is told, for the period and for rows`() throws {
        let future = Self.pipeline.replacing(
            "{ from: 2024-09-01, to: 2024-10-01 }", with: "{ from: 2026-12-01, to: 2027-02-01 }")
        let checked = try run(try folder(future), ["check", "p.yml"], asOf: "2027-03-01")
        #expect(
            checked.errors.hasPrefix(
                "p.yml:5:13: warning: the calendar does not know the holidays of 2027, into which 2026-12-01..2027-01-31 reaches\n"
                    + "  help: it knows 2024–2026; add a file of your own to 'holidays', such as my-holidays.yml, that holds years: "
            ),
            "\(checked.errors)")
        let late = Self.rows.replacing("2024-09-09 10:00:00", with: "2027-01-08 10:00:00")
        let outcome = try run(try folder(rows: late), ["run", "p.yml", "--out", "out"])
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains(
                "p.yml:5:13: warning: business time was counted in 2027, whose holidays the calendar does not know"),
            "\(outcome.errors)")
        // What is known is not told.
        #expect(try !run(folder(), ["run", "p.yml", "--out", "out"]).errors.contains("holidays"))
    }

    @Test func `the remedy for an unknown year works as it is written`() throws {
        let future = Self.pipeline.replacing(
            "{ from: 2024-09-01, to: 2024-10-01 }", with: "{ from: 2026-12-01, to: 2027-02-01 }"
        )
        .replacing("'own/days.yml'", with: "my-holidays.yml")
        let folder = try folder(future)
        let help = try run(try self.folder(future.replacing("my-holidays.yml, ", with: "")), ["check", "p.yml"]).errors
        let paste = try #require(help.firstMatch(of: /that holds (years: .*)\n/)).1
        try folder.write(String(paste) + "\n", to: "my-holidays.yml")
        let checked = try run(folder, ["check", "p.yml"], asOf: "2027-03-01")
        #expect(!checked.errors.contains("holidays"), "\(checked.errors)")
    }

    @Test(arguments: [
        (
            "holidays: [china, 'own/days.yml', 2024-09-25]", "holidays: chna", "unknown holidays 'chna'",
            "没有名为 'chna' 的节假日"
        ),
        (
            "'own/days.yml'", "nowhere.yml", "cannot read the file of holidays", "无法读取节假日文件"
        ),
        ("sat: 22:00-02:00", "fri: 22:00-02:00", "the hours of Fri are said once", "周五的时间只应写一次"),
        ("days: calendar", "days: mon-fry", "expects days of the week", "应为星期"),
    ])
    func `a mistake in the calendar is told with its place in both languages`(
        written: String, wrong: String, english: String, chinese: String
    ) throws {
        let folder = try folder(Self.pipeline.replacing(written, with: wrong))
        let outcome = try run(folder, ["check", "p.yml"])
        #expect(outcome.status == (wrong == "nowhere.yml" ? 66 : 78))
        #expect(outcome.errors.contains(english), "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("p.yml:"))
        #expect(try run(folder, ["check", "p.yml", "--language", "zh"]).errors.contains(chinese))
    }

    @Test func `a metric of business hours without a calendar says what to write`() throws {
        let without = Self.pipeline.replacing(/(?s)calendar:\n.*?open: .*?\n/, with: "")
            .replacing(/(?s)clean:.*?aggregate:\n/, with: "aggregate:\n")
            .replacing("[frt_business, ttr_business, longest, on_working_days, worked_sum]", with: "[frt_business]")
            .replacing(/(?s)  define:.*?by: .*?\n/, with: "")
        let outcome = try run(try folder(without), ["check", "p.yml"])
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.contains(
                "error: metric 'frt_business': 'business_time' needs the key 'calendar' of the pipeline file, which says when business is open\n"
                    + "  help: write 'calendar: { hours: { mon-fri: [09:00-12:00, 13:30-18:00] }, holidays: china }' at its top\n"
            ),
            "\(outcome.errors)")
        let open = try run(
            try folder(
                without.replacing("languages: [en, zh]\n", with: "open: calendar\n").replacing(
                    "frt_business", with: "frt")),
            ["check", "p.yml"])
        #expect(open.errors.hasPrefix("p.yml:2:7: error: 'open: calendar' needs the key 'calendar'"), "\(open.errors)")
    }
}
