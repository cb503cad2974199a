// The pages of the quarterly review say what the generator planted, in both languages, and say what is missing.

import Foundation
import TestSupport
import Testing

struct QuarterlyPackTests {
    /// Money, quality, people and customers' care: each by its name on the pages.
    private static let titles: [(metric: String, chinese: String, english: String)] = [
        ("cost_total", "总成本", "Total cost"), ("budget_variance", "预算偏差", "Budget variance"),
        ("cost_per_contact", "单次服务成本", "Cost per contact"), ("bcr", "效益成本比", "Benefit-cost ratio"),
        ("qa_score", "质检得分", "Quality score"), ("qa_critical_rate", "致命错误率", "Critical error rate"),
        ("a360_composite", "360° 综合评分", "360° composite score"),
        ("headcount_end", "期末在岗人数", "Headcount at the end"),
        ("training_hours_per_head", "人均培训学时", "Training hours per head"),
        ("training_pass_rate", "培训通过率", "Training pass rate"),
        ("followup_compliance", "回访及时率", "Follow-up compliance"),
        ("followups_undone", "未完成回访数", "Follow-ups not done"), ("leads_created", "新增线索", "New leads"),
        ("conversion_rate", "客户转化率", "Conversion rate"), ("win_rate", "赢单率", "Win rate"),
    ]

    @Test func `what stands on the pages is what was planted, in both languages`() throws {
        let folder = try TemporaryFolder()
        try run(on: BuiltProgram.root + "/fixtures/quarterly-review", into: folder)
        let planted = try Dictionary(
            rows(BuiltProgram.root + "/fixtures/quarterly-review/truth.csv").filter {
                $0["grain"] == "quarter" && $0["period_start"] == "2026-07-01" && $0["segment"] == ""
            }.map { ($0["metric"] ?? "", $0["value"] ?? "") }, uniquingKeysWith: { first, _ in first })
        let pages = try [("zh-Hans", headlines(folder, "zh-Hans")), ("en", headlines(folder, "en"))]
        for (metric, chinese, english) in Self.titles {
            let truth = try #require(planted[metric].flatMap(Double.init), "\(metric) is not planted")
            for (language, page) in pages {
                let title = language == "en" ? english : chinese
                let shown = try #require(page[title], "\(title) is not on the page")
                let (value, tolerance) = try #require(number(shown), "\(title): \(shown)")
                #expect(abs(value - truth) <= tolerance, "\(title): \(shown), planted \(truth)")
            }
        }
    }

    @Test func `a month of costs that is missing is said, and nothing is compared with it`() throws {
        let folder = try TemporaryFolder()
        let data = folder.path + "/data"
        try FileManager.default.copyItem(
            atPath: BuiltProgram.root + "/fixtures/quarterly-review", toPath: data)
        try FileManager.default.removeItem(atPath: data + "/costs-late.csv")
        try run(on: data, into: folder)
        let (chinese, english) = try (headlines(folder, "zh-Hans"), headlines(folder, "en"))
        #expect(english["Total cost"]?.contains("(partial)") == true)
        #expect(chinese["总成本"]?.contains("不完整") == true)
        #expect(try page(folder, "en").contains("table 'costs' lacks the row of a month"))
        #expect(try page(folder, "zh-Hans").contains("表 'costs' 缺少某月的行"))
        #expect(english["Quality score"]?.contains("partial") == false)
    }

    @Test func `every trap is in the files`() throws {
        let dirt = try rows(BuiltProgram.root + "/fixtures/quarterly-review/dirt.csv")
        let counts = Dictionary(
            dirt.map { ("\($0["file"] ?? ""): \($0["dirt"] ?? "")", Int($0["count"] ?? "") ?? 0) },
            uniquingKeysWith: +)
        for trap in [
            "costs-2025q3-2026q2.csv: merged cells in 月份", "costs-2026q3.csv: amounts that a later file corrects",
            "costs-2026q3.csv: exact duplicate rows", "costs-late.csv: rows of a month that the file before lacks",
            "qa-2025q3-2026q1.csv: items scored anew after an appeal",
            "trainings.csv: trainings without an examination",
            "trainings.csv: examinations missed", "trainings.csv: older states of a row (re-export)",
            "followups.csv: overdue when the quarter ended", "followups.csv: due in the next quarter",
            "leads-2026q3.csv: leads won after the quarter",
            "leads-2025-2026h1.csv: leads that the next file has in a later state",
        ] {
            #expect(counts[trap, default: 0] > 0, "\(trap)")
        }
        let roster = try rows(BuiltProgram.root + "/fixtures/quarterly-review/agents.csv")
        let leavers = roster.compactMap { $0["离职日期"] }.filter { $0 > "2026-07-01" && $0 < "2026-10-01" }
        #expect(leavers.count == 1)
    }

    private func run(on data: String, into folder: TemporaryFolder) throws {
        let outcome = try BuiltProgram.run([
            "run", ExamplePipeline.quarterlyReview.path, "--as-of", ExamplePipeline.quarterlyReview.asOf, "--out",
            folder.path + "/report", "--set", "data=\(data)",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func page(_ folder: TemporaryFolder, _ language: String) throws -> String {
        String(decoding: try #require(folder.bytes("report/report.\(language).md")), as: UTF8.self)
    }

    /// The values as shown, by the name of the metric: the second cells of the tables of headline figures.
    private func headlines(_ folder: TemporaryFolder, _ language: String) throws -> [String: String] {
        let heading = language == "en" ? "## Headline figures" : "## 核心指标"
        let lines = try page(folder, language).split(separator: "\n").drop { $0 != heading }.dropFirst()
        let rows = lines.prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        return Dictionary(
            rows.filter { $0.count > 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The number that a text such as `¥1,234.50`, `−2.7%` or `86.2` shows, and half of its last digit.
    private func number(_ shown: String) -> (value: Double, tolerance: Double)? {
        let plain = shown.replacing(",", with: "").replacing("−", with: "-").replacing("¥", with: "")
        let digits = String(plain.prefix { $0 == "-" || $0 == "." || ($0 >= "0" && $0 <= "9") })
        guard let value = Double(digits) else { return nil }
        let places = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
        let scale = plain.contains("%") ? 100.0 : 1
        var step = 0.5
        for _ in 0..<places { step /= 10 }
        return (value / scale, step / scale * 1.000_001)
    }

    private func rows(_ path: String) throws -> [[String: String]] {
        PlainCSV.rows(String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self))
    }
}
