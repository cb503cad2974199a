// The block of other definitions: a table per metric that asks for them, in both languages, and nothing of them elsewhere.

import Diagnostics
import Documents
import Stages
import Testing

@testable import Rendering

struct VariantsBlockTests {
    /// One day of one queue, under two more definitions and one that the data cannot give.
    private static let results: MetricResults = {
        func metric(_ key: String, _ english: String, _ chinese: String) -> MetricDescription {
            MetricDescription(
                key: key, title: Wording(en: english, zh: chinese), unit: .fraction, better: .higher,
                formula: Wording(en: "formula of \(key)", zh: "\(key) 的公式"), definition: "\(key){target=20 s}",
                interval: "wilson", source: Wording(en: "source of \(key)", zh: "\(key) 的出处"))
        }
        var chosen = metric("service_level", "Service level", "服务水平")
        var strict = metric("service_level_strict", "Service level (strict)", "服务水平（严格）")
        var offered = metric("service_level_offered", "Service level (of all offered)", "服务水平（按全部呼入）")
        (strict.isVariant, offered.isVariant) = (true, true)
        chosen.variants = [strict, offered].map {
            MetricDescription.Variant(
                name: String($0.key.dropFirst("service_level_".count)), title: $0.title, definition: $0.definition,
                key: $0.key)
        }
        chosen.variants.append(
            MetricDescription.Variant(
                name: "survey", title: Wording(en: "By survey", zh: "按问卷"), definition: "survey", key: nil))
        func cell(_ key: String, _ part: Int, _ whole: Int) -> MetricCell {
            MetricCell(
                metric: key, breakdown: .total, period: SampleResults.period,
                value: .real(Double(part) / Double(whole)), n: whole, low: 0.5, high: 0.9)
        }
        return MetricResults(
            metrics: [chosen, strict, offered], breakdowns: [.total], segments: [], period: SampleResults.period,
            cells: [
                cell("service_level", 640, 890), cell("service_level_strict", 640, 950),
                cell("service_level_offered", 640, 1000),
            ])
    }()

    private func tables(_ reading: ReportReading) -> [Document.Table] {
        reading.elements(of: "variants").compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    @Test func `every definition has a row with its name, its value and what it is, the chosen one first`() throws {
        let table = try #require(tables(ReportReading(Self.results)).first)
        #expect(
            table.rows.map { [$0[0].shown, $0[1].shown, $0[3].shown, $0[5].shown] } == [
                ["Service level · as reported", "71.9%", "890", "service_level{target=20 s}"],
                ["Service level (strict)", "67.4%", "950", "service_level_strict{target=20 s}"],
                ["Service level (of all offered)", "64.0%", "1,000", "service_level_offered{target=20 s}"],
            ])
        #expect(table.rows[1][4].shown == "formula of service_level_strict")
        #expect(table.rows[1][6].shown == "source of service_level_strict")
    }

    @Test func `the table is there in Chinese too, in both kinds of reports`() throws {
        for kind in ReportKind.allCases where !kind.isOfLabels {
            let table = try #require(tables(ReportReading(Self.results, .chinese, kind: kind)).first)
            #expect(
                table.rows.map { $0[0].shown } == ["服务水平 · 本报告采用", "服务水平（严格）", "服务水平（按全部呼入）"])
        }
    }

    @Test(arguments: Language.allCases) func `what the data cannot give is named below`(language: Language) {
        let page = String(
            decoding: HTMLWriter().bytes(of: ReportReading(Self.results, language).document), as: UTF8.self)
        let text = String(
            decoding: MarkdownWriter().bytes(of: ReportReading(Self.results, language).document), as: UTF8.self)
        let expected =
            language == .english ? "The data at hand cannot give: By survey." : "现有数据无法算出：按问卷。"
        #expect(page.contains(expected) && text.contains(expected))
    }

    @Test func `headline figures and trends show the chosen metric alone, definitions all`() {
        let reading = ReportReading(Self.results)
        #expect(reading.headlines.map(\.title) == ["Service level"])
        let definitions = reading.elements(of: "definitions").compactMap {
            if case .table(let table) = $0 { table.rows.count } else { nil }
        }
        #expect(definitions == [3])
    }

    @Test func `a report without other definitions has no such block`() {
        #expect(ReportReading(SampleResults.results()).section("variants") == nil)
    }

    @Test func `results name the variants of a metric that has some, and of no other`() {
        func names(_ metric: MetricDescription) -> [String] {
            guard case .object(let entries) = metric.json(MetricField.allCases) else { return [] }
            return entries.map(\.key)
        }
        #expect(names(Self.results.metrics[0]).last == "variants")
        #expect(!names(Self.results.metrics[1]).contains("variants"))
    }
}
