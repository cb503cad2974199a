// A year of whole weeks in whole runs of the built program: names, numbers, record, plan, SQL, why and diff.

import Foundation
import TestSupport
import Testing

struct FiscalWeeksTests {
    /// A call on every day from January 2022 to May 2024, and a second one on Saturdays.
    private static let rows: String = {
        let first = 19_000
        return (0..<850).map { index -> String in
            let date = Date(timeIntervalSince1970: Double(first + index) * 86_400)
            let formatter = ISO8601DateFormatter()
            formatter.formatOptions = [.withFullDate]
            let text = formatter.string(from: date)
            // Day 0 of the epoch was a Thursday.
            return (first + index + 4) % 7 == 6 ? "\(text)\n\(text)\n" : "\(text)\n"
        }.joined()
    }()

    private static func pipeline(_ grain: String, year: String = "pattern: 4-5-4, named_after: first") -> String {
        """
        languages: [en, zh-Hans]
        period:
          every: \(grain)
          compare: [previous, year-ago]
          fiscal_year: { \(year), ends: saturday nearest the end of january }
        output: out
        ingest:
          calls: { files: calls.csv, columns: { at: { type: date } } }
        segment:
          period: { calendar: at, of: calls, part: month }
          fq: { calendar: at, of: calls, part: quarter }
          fy: { calendar: at, of: calls, part: year }
        aggregate:
          metrics: [calls]
          by: [[fy, period], [fy, fq], [week]]
          define:
            calls: { count: rows, of: calls, at: at }
        render: { suppress_below: 0 }

        """
    }

    private func folder(_ pipeline: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("at\n" + Self.rows, to: "calls.csv")
        try folder.write(pipeline, to: "p.yml")
        return folder
    }

    private func text(_ file: String, in folder: TemporaryFolder) -> String {
        String(decoding: folder.bytes("out/\(file)") ?? Data(), as: UTF8.self)
    }

    @Test func `a report on a period is of its days and is named so everywhere`() throws {
        let folder = try folder(Self.pipeline("month"))
        let outcome = try BuiltProgram.run(["run", "p.yml", "--as-of", "2024-03-05"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.errors.contains("'year-ago' compares FY2024-P01 with the period of the same number, FY2023-P01"))
        #expect(outcome.errors.contains("'previous' compares FY2024-P01 of 4 weeks with FY2023-P12 of 5 weeks"))
        #expect(text("FY2024-P01/report.en.md", in: folder).contains("**P01 FY2024**"))
        #expect(text("FY2024-P01/report.zh-Hans.md", in: folder).contains("**2024财年第1期**"))
        #expect(text("FY2024-P01/annex.en.md", in: folder).contains("W1 FY2024"))
        // In the report too it is told that a year of 53 weeks lies between.
        #expect(text("FY2024-P01/annex.zh-Hans.md", in: folder).contains("53 周的财年"))

        let cells = PlainCSV.rows(text("FY2024-P01/results.csv", in: folder))
        func calls(_ segment: String, from start: String) -> String? {
            cells.first { $0["segment"] == segment && $0["period_start"] == start && $0["grain"] == "month" }?["value"]
        }
        // Four weeks of eight calls each, and five.
        #expect(calls("", from: "2024-02-04") == "32" && calls("", from: "2023-12-31") == "40")
        #expect(calls("", from: "2023-01-29") == "32")
        #expect(calls("fy=FY2024; period=01", from: "2024-02-04") == "32")
        #expect(calls("fy=FY2024; fq=Q1", from: "2024-02-04") == "32")
        #expect(calls("fy=FY2023; fq=Q4", from: "2023-12-31") == "40")
        #expect(
            cells.filter { $0["grain"] == "week" && ($0["period_start"] ?? "") >= "2024-02-04" && $0["value"] == "8" }
                .count
                == 4)
    }

    @Test func `the record tells the calendar, and why and diff read names by it`() throws {
        let folder = try folder(Self.pipeline("quarter"))
        let run = ["run", "p.yml", "--as-of", "2024-05-07"]
        #expect(try BuiltProgram.run(run, in: folder.path).status == 0)
        let record = try JSONSerialization.jsonObject(with: folder.bytes("out/FY2024-Q1/run.json") ?? Data())
        let fiscal = (record as? [String: Any])?["fiscal_year"] as? [String: Any]
        #expect(fiscal?["pattern"] as? String == "4-5-4" && fiscal?["week_53"] as? Int == 12)
        #expect(fiscal?["ends"] as? String == "saturday nearest the end of january")
        #expect(fiscal?["named_after"] as? String == "first")

        func why(_ period: String) throws -> BuiltProgram.Outcome {
            try BuiltProgram.run(["why", "out/FY2024-Q1", "calls", period], in: folder.path)
        }
        let account = try why("FY2023-Q1")
        #expect(account.status == 0, "\(account.errors)")
        #expect(account.output.contains("calls, FY2023-Q1") && account.output.contains("value: 104"))
        #expect(try why("FY2024-W03").output.contains("calls, FY2024-W03"))
        let refused = try why("2023-Q1")
        #expect(refused.status != 0 && refused.errors.contains("did you mean 'FY2023-Q1'"))

        try folder.write(Self.pipeline("quarter", year: "pattern: 4-5-4"), to: "p.yml")
        #expect(try BuiltProgram.run(run, in: folder.path).status == 0)
        let difference = try BuiltProgram.run(["diff", "out/FY2024-Q1", "out/FY2024-25-Q1"], in: folder.path)
        #expect(difference.output.contains("period: FY2024-Q1 → FY2024-25-Q1"), "\(difference.output)")
    }

    @Test func `the plan tells how years are counted, and the names that it proposes are taken`() throws {
        let folder = try folder(Self.pipeline("month"))
        func check(_ arguments: [String]) throws -> BuiltProgram.Outcome {
            try BuiltProgram.run(["check", "p.yml", "--as-of", "2024-03-05"] + arguments, in: folder.path)
        }
        let plan = try BuiltProgram.run(["plan", "p.yml", "--as-of", "2024-03-05"], in: folder.path)
        #expect(
            plan.output.contains(
                """
                fiscal years of 52 or 53 weeks end on the Saturday nearest the end of January and are named by the year they \
                begin in; the months of a quarter have 4-5-4 weeks, and in a year of 53 weeks P12 one more; \
                FY2024 is 2024-02-04..2025-02-01, 52 weeks
                """), "\(plan.output)")
        let chinese = try BuiltProgram.run(
            ["plan", "p.yml", "--as-of", "2024-03-05", "--period", "FY2023-P12", "--language", "zh"], in: folder.path)
        #expect(
            chinese.output.contains(
                "财年为 52 或 53 周，结束于最接近1月底的周六，以开始的年份命名；每季度三期依次为 4-5-4 周，53 周的年份第 12 期多一周；"
                    + "FY2023 为 2023-01-29..2024-02-03，共 53 周"), "\(chinese.output)")
        let refused = try check(["--period", "2024-03"])
        #expect(refused.status == 64)
        #expect(refused.errors.contains("is ambiguous where years are of whole weeks"))
        #expect(refused.errors.contains("FY2024-P01 (2024-02-04..2024-03-02)"))
        #expect(try check(["--period", "FY2024-P01"]).status == 0)
        let unknown = try check(["--period", "last"])
        #expect(unknown.errors.contains("such as 2026-09-14, FY2026-W32, FY2026-P08, FY2026-Q3 or FY2026, found"))
    }

    @Test(arguments: ["month", "year"], ["pattern: 4-4-5", "pattern: 5-4-4, week_53: 2, named_after: last"])
    func `DuckDB comes to the same numbers`(grain: String, year: String) throws {
        let folder = try folder(Self.pipeline(grain, year: year))
        #expect(try BuiltProgram.run(["run", "p.yml", "--as-of", "2024-03-05"], in: folder.path).status == 0)
        let script = try BuiltProgram.run(
            ["sql", "p.yml", "--as-of", "2024-03-05", "--tables", folder.path + "/tables"], in: folder.path)
        #expect(script.status == 0, "\(script.errors)")
        guard let rows = try DuckDB.rows(script.output) else { return }
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").first { !$0.hasPrefix(".") })
        let expected = PlainCSV.cells(text("\(name)/results.csv", in: folder)).dropFirst()
            .map { Array($0.prefix(5)) + [$0[5]] }
        let found = rows.map { row in row.prefix(5).map { $0 ?? "" } + [row[5] ?? ""] }
        func numbers(_ rows: [[String]]) -> [[String]: Double?] {
            Dictionary(rows.map { (Array($0.dropLast()), $0.last.flatMap { Double($0) }) }) { first, _ in first }
        }
        #expect(numbers(found) == numbers(expected) && found.count > 20)
    }
}
