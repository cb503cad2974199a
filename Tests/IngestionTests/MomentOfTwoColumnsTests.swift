// A date in one column and a time of day in another are one moment, in every zone and on days on which clocks are changed.
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct MomentOfTwoColumnsTests {
    private func moments(_ rows: String, zone: String, more: String = "") throws -> ReadTable {
        let file = TemporaryFile("日期,时间,n\n" + rows)
        let (table, problems) = read(
            "files: \(file.path)\nreject_limit: 100%\ntimezone: \(zone)\n\(more)\n"
                + "columns: { start: { from: [日期, 时间], type: instant } }")
        return try #require(table, "\(problems)")
    }

    @Test func `date and time make a moment of the table's zone`() throws {
        let table = try moments(
            "2026-01-31,08:06:59,1\n2026/1/31,8:06 PM,2\n2026年1月31日,下午 8:06,3\n2026-01-31 00:00:00,08:06:59.250,4\n"
                + "2026-01-31,08:06:59 +0200,5\n-,08:00,6\n2026-01-31,,7\n", zone: "Asia/Shanghai")
        #expect(
            table.texts("start") == [
                "1769818019000", "1769861160000", "1769861160000", "1769818019250", "1769839619000", nil, nil,
            ])
        // The columns themselves are still there.
        #expect(table.texts("时间").first == "08:06:59")
        #expect(table.schema.type(of: "start") == .instant)
    }

    @Test func `days of changing clocks are right, and told`() throws {
        let rows = "2026-03-29,01:59:59,1\n2026-03-29,02:30:00,2\n2026-03-29,03:00:00,3\n2026-10-25,02:30:00,4\n"
        let berlin = try moments(rows, zone: "Europe/Berlin")
        #expect(berlin.texts("start") == ["1774745999000", "1774747800000", "1774746000000", "1792888200000"])
        #expect(berlin.problems.contains { $0.contains("'start': 1 time does not exist in 'Europe/Berlin'") })
        #expect(berlin.problems.contains { $0.contains("'start': 1 time occurs twice in 'Europe/Berlin'") })
        #expect(try moments(rows, zone: "UTC").texts("start").first == "1774749599000")
    }

    @Test(arguments: [
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "+05:45",
    ])
    func `two columns give what one column gives`(zone: String) throws {
        var random = SplitMix64(seed: 11)
        var (two, one) = ("日期,时间,n\n", "t,n\n")
        for row in 0..<700 {
            let day = CivilDate(dayNumber: 20_454 + Int.random(in: 0..<400, using: &random)).isoText
            let seconds = Int.random(in: 0..<86_400, using: &random)
            func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let (hour, minute, second) = (seconds / 3600, pair(seconds / 60 % 60), pair(seconds % 60))
            let written =
                Bool.random(using: &random)
                ? "\(pair(hour)):\(minute):\(second)"
                : "\((hour + 11) % 12 + 1):\(minute):\(second) \(hour < 12 ? "AM" : "PM")"
            two += "\(day),\(written),\(row)\n"
            one += "\(day) \(pair(hour)):\(minute):\(second),\(row)\n"
        }
        let (first, second) = (TemporaryFile(two), TemporaryFile(one))
        let ofTwo = try #require(
            read(
                "files: \(first.path)\ntimezone: \(zone)\ncolumns: { t: { from: [日期, 时间] } }", requested: ["t"],
                jobs: 2, blockSize: 4096
            ).read)
        let ofOne = try #require(
            read("files: \(second.path)\ntimezone: \(zone)\ncolumns: { t: { type: instant } }", requested: ["t"]).read)
        #expect(ofTwo.texts("t") == ofOne.texts("t"))
    }

    @Test func `a bad date and a bad time are told at their own cells`() throws {
        let table = try moments("2026-02-30,08:00,1\n2026-02-28,25:00,2\n2026-02-28,08:00,3\n", zone: "UTC")
        #expect(table.texts("n") == ["3"])
        #expect(
            table.problems.map { $0.drop { $0 != ":" } } == [
                ":2:1: warning: column 'start' expects a date and time, found \"2026-02-30\"; the row is rejected",
                ":3:2: warning: column 'start' expects a time of day, found \"25:00\"; the row is rejected",
            ])
    }

    @Test func `the order of the date is declared or told as ever`() throws {
        let file = TemporaryFile("d,t\n01/02/2026,8:00\n03/04/2026,9:00\n")
        let options = "files: \(file.path)\ncolumns: { s: { from: [d, t] } }"
        #expect(read(options).problems.first?.contains("cannot be told apart") == true)
        #expect(try #require(read(options + "\ndates: day-first").read).texts("s").first == "1769932800000")
    }

    @Test(arguments: [
        ("{ from: [d], type: instant }", "a list of two"), ("{ from: [d, t, u] }", "a list of two"),
        ("{ from: [d, t], type: date }", "columns of type 'instant'"),
        ("{ from: [d, t], format: epoch_s }", "'format' is for moments in one column"),
        ("{ from: [d, x] }", "has no column 'x' for 's'"),
    ])
    func `mistakes are told`(column: String, message: String) {
        let file = TemporaryFile("d,t\n2026-01-31,8:00\n")
        #expect(read("files: \(file.path)\ncolumns: { s: \(column) }").problems.contains { $0.contains(message) })
    }

    @Test(arguments: [
        "20260901;08:30\n26-01-02;8:30", "1/2/2026;8:30\n20260901;08:30",
        "20260901;8:30\n20260902;8:30\n01-02-2026;8:30",
    ])
    func `a compact date among others does not settle their order`(rows: String) throws {
        let file = TemporaryFile("d;z\n" + rows + "\n")
        for type in ["{ a: { from: [d, z], type: instant } }", "{ d: { type: date } }"] {
            let (table, problems) = read("files: \(file.path)\ncolumns: \(type)")
            #expect(table == nil, "\(type)")
            #expect(problems.first?.contains("cannot be told apart") == true, "\(problems)")
            let declared = read(
                "files: \(file.path)\ndates: \(rows.contains("26-01") ? "year-first" : "day-first")\ncolumns: \(type)")
            #expect(declared.read != nil, "\(declared.problems)")
        }
        let settled = TemporaryFile("d;z\n20260901;08:30\n13/02/2026;8:30\n1/2/2026;8:30\n")
        let read = read("files: \(settled.path)\ncolumns: { d: { type: date } }")
        #expect(try #require(read.read).texts("d") == ["2026-09-01", "2026-02-13", "2026-02-01"])
    }
}
