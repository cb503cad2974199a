// Sales about two Spring Festivals: months mislead, aligned days do not.

import Foundation
import TestSupport
import Testing

struct SpringFestivalTests {
    /// 100 a day, 40 on the holidays of both festivals.
    private static let sales: String = {
        var text = "day,amount\n"
        for (year, months) in [(2024, [31, 29, 31]), (2025, [31, 28, 31])] {
            for (index, days) in months.enumerated() {
                for day in 1...days {
                    let date = "\(year)-0\(index + 1)-\(day < 10 ? "0" : "")\(day)"
                    let isOff =
                        ("2024-02-10"..."2024-02-17").contains(date) || ("2025-01-28"..."2025-02-04").contains(date)
                    text += "\(date),\(isOff ? 40 : 100)\n"
                }
            }
        }
        return text
    }()

    private func outcome(_ period: String, languages: String = "[en]") throws -> (TemporaryFolder, BuiltProgram.Outcome)
    {
        let folder = try TemporaryFolder()
        try folder.write(Self.sales, to: "t.csv")
        try folder.write(
            """
            period: \(period)
            languages: \(languages)
            ingest: { t: { files: t.csv, columns: { day: { type: date } } } }
            aggregate:
              metrics: [sold, daily]
              define:
                sold: { sum: amount, of: t, at: day, better: higher }
                daily: { mean: amount, of: t, at: day, better: higher }
            render: { suppress_below: 0 }

            """, to: "p.yml")
        let outcome = try BuiltProgram.run(["run", "p.yml", "--as-of", "2025-04-01", "--out", "out"], in: folder.path)
        return (folder, outcome)
    }

    @Test(arguments: [
        ("{ from: 2025-01-01, to: 2025-02-01, compare: year-ago }", "sold", -0.07741935),
        ("{ from: 2025-02-01, to: 2025-03-01, compare: year-ago }", "sold", 0.05785124),
        // 2024 is a leap year: there is a day more.
        ("{ from: 2025-01-01, to: 2025-03-01, compare: year-ago }", "sold", -0.01811594),
        ("{ from: 2025-01-01, to: 2025-03-01, compare: year-ago }", "daily", -0.001473839),
        ("{ from: 2025-01-08, to: 2025-02-19, compare: spring-festival }", "sold", 0),
    ])
    func `the change is that of the aligned days`(period: String, metric: String, change: Double) throws {
        let (folder, outcome) = try outcome(period)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = try #require(
            folder.bytes("out/results.json").flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any])
        let cells = try #require(results["cells"] as? [[String: Any]])
        let comparisons = cells.filter { $0["metric"] as? String == metric }.compactMap {
            $0["comparisons"] as? [[String: Any]]
        }.flatMap { $0 }
        let relative = try #require(comparisons.first?["relative"] as? Double)
        #expect(abs(relative - change) < 5e-9, "\(relative)")
    }

    @Test func `a report says that days are aligned, in both languages`() throws {
        let (folder, outcome) = try outcome(
            "{ from: 2025-01-08, to: 2025-02-19, compare: [year-ago, spring-festival] }", languages: "[zh, en]")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let english = String(decoding: folder.bytes("out/report.en.md") ?? Data(), as: UTF8.self)
        let chinese = String(decoding: folder.bytes("out/report.zh-Hans.md") ?? Data(), as: UTF8.self)
        #expect(english.contains(" (year-on-year, aligned to Spring Festival)"), "\(english)")
        #expect(chinese.contains("（春节对齐同比）"))
    }

    @Test func `a festival that is not known is a mistake`() throws {
        let (_, outcome) = try outcome("{ from: 2029-01-01, to: 2029-02-01, compare: [year-ago, spring-festival] }")
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.contains(
                "p.yml:1:65: error: 'spring-festival' knows the festivals of 2023 to 2028 and compares a year with the one before, "
                    + "found a report on 2029-01-01..2029-01-31\n  help: use 'year-ago'\n"), "\(outcome.errors)")
    }
}
