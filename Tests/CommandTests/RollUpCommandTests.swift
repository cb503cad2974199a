// An event log becomes tickets that the built-in metrics know, with books of their own, and DuckDB comes to the same.

import Foundation
import TestSupport
import Testing

struct RollUpCommandTests {
    private static let pipeline = """
        title: Tickets
        timezone: UTC
        period: all
        ingest:
          events:
            files: "events-*.csv"
            columns:
              case_id: { type: text }
              event: { type: text }
              time: { type: instant }
              team: { type: text }
        clean:
          tickets:
            - derive: { was_reopened: reopened > 0 }
          events:
            - drop_duplicates: { key: [case_id, event, time] }
            - roll_up:
                by: case_id
                into: tickets
                order: time
                first: { opened: "if(event = 'open', time)", first_response: "if(event = 'reply', time)", team: team }
                last: { resolved: "if(event = 'resolve', time)" }
                count: { events: rows, reopened: event = 'reopen' }
                join: { teams: team }
        segment:
          team: { column: tickets.team }
          was_reopened: { expression: was_reopened, of: tickets }
        aggregate:
          metrics: [tickets, frt, ttr, logged, events_of_tickets]
          by: [[team], [was_reopened]]
          define:
            logged: { count: rows, of: events }
            events_of_tickets: { sum: events, of: tickets, at: opened }
        render: [{ report: management-review, formats: [markdown] }]
        """

    /// Sixty tickets: each is opened, half of them are answered ten minutes later, a third is resolved after an hour, a sixth reopened.
    private static func write(to folder: TemporaryFolder, backwards: Bool = false) throws {
        var lines: [String] = []
        for number in 0..<60 {
            let day = String(format: "2026-08-%02d", 1 + number % 28)
            let team = number % 3 == 0 ? "a" : "b"
            lines.append("t\(number),open,\(day) 09:00,\(team)")
            if number % 2 == 0 { lines.append("t\(number),reply,\(day) 09:10,c") }
            if number % 3 == 0 { lines.append("t\(number),resolve,\(day) 10:00,\(team)") }
            if number % 6 == 0 { lines.append("t\(number),reopen,\(day) 11:00,\(team)") }
        }
        lines.append(",open,2026-08-09 09:00,a")
        if backwards { lines.reverse() }
        let header = "case_id,event,time,team\n"
        try folder.write(pipeline, to: "p.yml")
        try folder.write(header + lines.prefix(70).joined(separator: "\n") + "\n", to: "events-1.csv")
        try folder.write(header + lines.dropFirst(70).joined(separator: "\n") + "\n", to: "events-2.csv")
    }

    private static func results(_ folder: TemporaryFolder) -> [[String: String]] {
        PlainCSV.rows(String(decoding: folder.bytes("report/results.csv") ?? Data(), as: UTF8.self))
    }

    private static let arguments = ["run", "p.yml", "--as-of", "2026-09-15", "--out", "report"]

    @Test(arguments: [false, true]) func `events become tickets`(backwards: Bool) throws {
        let folder = try TemporaryFolder()
        try Self.write(to: folder, backwards: backwards)
        let outcome = try BuiltProgram.run(Self.arguments, in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let rows = Self.results(folder)
        func value(_ metric: String, _ segment: String = "") -> String? {
            rows.first { $0["metric"] == metric && $0["segment"] == segment && $0["grain"] == "all" }?["value"]
        }
        #expect(value("tickets") == "60")
        #expect(value("tickets", "team=a") == "20")
        #expect(value("tickets", "was_reopened=true") == "10")
        #expect(value("frt") == "10" && value("ttr").flatMap(Double.init) == 1)
        #expect(value("logged") == "121" && value("events_of_tickets") == "120")

        let record = try JSONSerialization.jsonObject(with: folder.bytes("report/run.json") ?? Data()) as? [String: Any]
        let ledgers = try #require(record?["ledger"] as? [[String: Any]])
        #expect(ledgers.map { $0["table"] as? String } == ["events", "tickets"])
        #expect(ledgers[0]["rolled_up"] == nil && ledgers[0]["from"] == nil)
        let counts = ["read", "kept", "rejected", "duplicates", "filtered", "rolled_up"].map { ledgers[1][$0] as? Int }
        #expect(ledgers[1]["from"] as? String == "events" && counts == [121, 60, 1, 0, 0, 60])
        let page = String(decoding: folder.bytes("report/annex.en.md") ?? Data(), as: UTF8.self)
        #expect(page.contains("rolled up from 'events'") && page.contains("| Rolled up |"))
        #expect(page.contains("filtered + rolled up into others."))
        let first = String(decoding: folder.bytes("report/report.en.md") ?? Data(), as: UTF8.self)
        #expect(first.contains("121 rows read from 2 files: 121 kept, 0 rejected, 0 left out as duplicates or by rule"))
        let rejects = String(decoding: folder.bytes("report/rejects.csv") ?? Data(), as: UTF8.self)
        #expect(rejects.contains("case_id,clean,roll_up,"))
    }

    @Test func `DuckDB comes to the same from the events`() throws {
        let folder = try TemporaryFolder()
        try Self.write(to: folder)
        _ = try BuiltProgram.run(Self.arguments, in: folder.path)
        let expected = Self.results(folder)
        let script = try BuiltProgram.run(
            ["sql", "p.yml", "--as-of", "2026-09-15", "--from", "ingested", "--tables", "tables"], in: folder.path)
        #expect(script.status == 0 && !script.output.contains("-- Not said in SQL"), "\(script.errors)")
        guard let rows = try DuckDB.rows(script.output) else { return }
        #expect(rows.count >= expected.count && expected.count > 10)
        for row in expected where row["status"] != "hidden" {
            let place = ["metric", "grain", "period_start", "period_end", "segment"].map { row[$0] ?? "" }
            let found = try #require(rows.first { $0.prefix(5).map { $0 ?? "" } == place }, "\(place)")
            #expect(Closeness.holds(Double(row["value"] ?? ""), found[5].flatMap { Double($0) }), "\(place)")
        }
    }
}
