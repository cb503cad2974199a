// Heading, folder, segments, comparisons and `--period` speak of the same quarter, whenever years begin.

import Foundation
import TestSupport
import Testing

struct FiscalYearTests {
    /// Three rows on every tenth day of three years.
    private static let rows = (0..<110).flatMap { index -> [String] in
        let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(index) * 864_000)
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withFullDate]
        return Array(repeating: formatter.string(from: date), count: 3)
    }

    private static func pipeline(_ startMonth: Int, _ grain: String) -> String {
        """
        languages: [en, zh-Hans]
        period: { every: \(grain), compare: [previous, year-ago], fiscal_year_starts: \(startMonth) }
        output: out
        ingest:
          calls: { files: calls.csv, columns: { at: { type: date } } }
        segment:
          fq: { calendar: at, of: calls, part: quarter }
          fy: { calendar: at, of: calls, part: year }
        aggregate:
          metrics: [calls]
          by: [[fq], [fy], [fq, fy]]
          define:
            calls: { count: rows, of: calls, at: at }
        """
    }

    @Test(arguments: [1, 2, 4, 7, 12], ["quarter", "year"])
    func `the names that a message proposes are taken`(startMonth: Int, grain: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("at\n" + Self.rows.joined(separator: "\n") + "\n", to: "calls.csv")
        try folder.write(Self.pipeline(startMonth, grain), to: "p.yml")
        func check(_ period: String) throws -> BuiltProgram.Outcome {
            try BuiltProgram.run(["check", "p.yml", "--as-of", "2026-11-15", "--period", period], in: folder.path)
        }
        let refused = try check("last")
        #expect(refused.status == 64)
        let list =
            refused.errors.components(separatedBy: "such as ").last?.components(separatedBy: ", found").first ?? ""
        let names = list.replacingOccurrences(of: " or ", with: ", ").components(separatedBy: ", ")
        #expect(names.count == 5)
        for name in names {
            let outcome = try check(name)
            // A length that the pipeline does not report on is another matter.
            #expect(
                !outcome.errors.contains("expected a period such as") && !outcome.errors.contains("ambiguous"),
                "\(outcome.errors)")
        }
    }

    @Test(arguments: 1...12, ["quarter", "year"])
    func `everything speaks of the same quarter or year`(startMonth: Int, grain: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("at\n" + Self.rows.joined(separator: "\n") + "\n", to: "calls.csv")
        try folder.write(Self.pipeline(startMonth, grain), to: "p.yml")
        let run = ["run", "p.yml", "--as-of", "2026-11-15"]
        let outcome = try BuiltProgram.run(run, in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        func reports() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").filter { !$0.hasPrefix(".") }
        }
        let name = try #require(try reports().first)

        // Worked out by hand from the start month: months since the fiscal year began, on the as-of day.
        let since = (11 - startMonth + 12) % 12
        let first = grain == "quarter" ? since / 3 : 0
        var (year, quarter) = (11 < startMonth ? 2025 : 2026, first + 1)
        if grain == "quarter" {
            (year, quarter) = quarter == 1 ? (year - 1, 4) : (year, quarter - 1)
        } else {
            year -= 1
        }
        let isFiscal = startMonth != 1
        let short = String(format: "%02d", (year + 1) % 100)
        let yearName = isFiscal ? "FY\(year)-\(short)" : "\(year)"
        #expect(name == (grain == "quarter" ? "\(yearName)-Q\(quarter)" : yearName))

        func text(_ file: String, of name: String = name) -> String {
            String(decoding: folder.bytes("out/\(name)/\(file)") ?? Data(), as: UTF8.self)
        }
        let english = isFiscal ? "FY\(year)/\(short)" : "\(year)"
        let chinese = isFiscal ? "\(year)/\(short)财年" : "\(year)年"
        let chineseQuarter = ["一", "二", "三", "四"][quarter - 1]
        let heading = grain == "quarter" ? "Q\(quarter) \(english)" : english
        let chineseHeading = grain == "quarter" ? "\(chinese)第\(chineseQuarter)季度" : chinese
        #expect(text("report.en.md").contains("**\(heading)**"))
        #expect(text("report.zh-Hans.md").contains("**\(chineseHeading)**"))
        #expect(text("index.en.html").contains(heading) && text("index.zh-Hans.html").contains(chineseHeading))

        // The segments of the report's own rows are that quarter and year, and of a year ago the year before.
        let cells = PlainCSV.rows(text("results.csv"))
        let starts = Set(cells.filter { $0["segment"] == "" }.compactMap { $0["period_start"] })
        let own = cells.filter { $0["segment"]?.contains("fy=\(yearName)") == true && $0["n"] != "0" }
        #expect(!own.isEmpty)
        #expect(own.allSatisfy { starts.contains($0["period_start"] ?? "") })
        if grain == "quarter" {
            let quarters = cells.filter { $0["segment"] == "fq=Q\(quarter); fy=\(yearName)" && $0["n"] != "0" }
            #expect(Set(quarters.compactMap { $0["period_start"] }).count == 1)
            let record = try JSONSerialization.jsonObject(with: folder.bytes("out/\(name)/run.json") ?? Data())
            let compared = try #require((record as? [String: Any])?["compared_periods"] as? [String: [String: Any]])
            let before = isFiscal ? "FY\(year - 1)-\(String(format: "%02d", year % 100))" : "\(year - 1)"
            #expect(compared["year-ago"]?["name"] as? String == "\(before)-Q\(quarter)")
            #expect(
                compared["previous"]?["name"] as? String
                    == (quarter == 1 ? "\(before)-Q4" : "\(yearName)-Q\(quarter - 1)"))
        }

        // The folder's name is the name to ask for.
        let bytes = text("results.csv")
        let again = try BuiltProgram.run(run + ["--period", name], in: folder.path)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try reports() == [name])
        #expect(text("results.csv") == bytes)
    }

    @Test(arguments: [("en", "is ambiguous"), ("zh-Hans", "有歧义")])
    func `a calendar's quarter is refused in a fiscal year, with what it may mean`(language: String, words: String)
        throws
    {
        let folder = try TemporaryFolder()
        try folder.write("at\n" + Self.rows.joined(separator: "\n") + "\n", to: "calls.csv")
        try folder.write(Self.pipeline(4, "quarter"), to: "p.yml")
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-11-15", "--period", "2026-Q3", "--language", language], in: folder.path)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(words))
        #expect(outcome.errors.contains("FY2026-27-Q3 (2026-10-01..2026-12-31)"))
        #expect(outcome.errors.contains("FY2026-27-Q2 (2026-07-01..2026-09-30)"))
        #expect(outcome.output.isEmpty || !outcome.output.contains("results.csv"))
    }
}
