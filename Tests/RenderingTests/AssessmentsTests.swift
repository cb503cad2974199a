// 360° rounds on the page, in both languages: every column, and self beside others in words.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct AssessmentsTests {
    private static let month = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
    private static let agents = Breakdown(segments: ["agent"])

    private static func results(without left: Set<String> = []) -> MetricResults {
        func metric(_ key: String, _ title: Wording, _ unit: MetricUnit, interval: String? = nil) -> MetricDescription {
            var metric = MetricDescription(
                key: key, title: title, unit: unit, better: .none, formula: Wording("x"), definition: key, minimumN: 3)
            metric.interval = interval
            return metric
        }
        var results = MetricResults(
            metrics: [
                metric("a360_composite", Wording(en: "Score", zh: "得分"), .points, interval: "t"),
                metric("a360_coverage", Wording(en: "Coverage", zh: "覆盖率"), .fraction),
                metric("a360_gap", Wording(en: "Gap", zh: "差距"), .points, interval: "t"),
            ].filter { !left.contains($0.key) }, breakdowns: [.total, agents],
            segments: [
                Segment(
                    key: "agent", title: Wording(en: "Agent", zh: "坐席"),
                    labels: ["A1", "A2", "A3", "A4", "A5"].map { SegmentLabel(key: $0) })
            ], period: month)
        func add(_ key: String, _ label: Int, _ value: Double?, _ low: Double?, _ high: Double?, _ status: CellStatus) {
            results.cells.append(
                MetricCell(
                    metric: key, breakdown: agents, period: month, labels: [label], value: value.map { .real($0) },
                    n: 6,
                    low: low, high: high, status: status))
        }
        for label in 0..<5 { add("a360_composite", label, 80 + Double(label), 75, 90, .plain) }
        for label in 0..<5 { add("a360_coverage", label, 0.75, nil, nil, .plain) }
        add("a360_gap", 0, 22.5, 4, 41, .plain)
        add("a360_gap", 1, -12, -20, -4, .plain)
        add("a360_gap", 2, 3, -5, 11, .plain)
        add("a360_gap", 3, 3, nil, nil, .plain)
        add("a360_gap", 4, nil, nil, nil, .hidden)
        results.cells.removeAll { left.contains($0.metric) }
        return results
    }

    private static func rows(_ language: Language) throws -> [[String]] {
        let reading = ReportReading(results(), language, blocks: [Assessments()])
        return try #require(reading.tables(of: "assessments").first).rows.map { row in
            row.map { $0.shown.replacing("\u{A0}", with: " ") }
        }
    }

    @Test func `score, coverage and self beside others stand in words of both languages`() throws {
        let english = try Self.rows(.english)
        #expect(
            english[0] == ["A1", "80.0", "75.0–90.0", "75.0%", "22.5", "4.0–41.0", "rates self higher than others do"])
        #expect(
            english.map { $0[6] } == [
                "rates self higher than others do", "rates self lower than others do", "within noise",
                "cannot be judged", "not told",
            ])
        #expect(try Self.rows(.chinese).map { $0[6] } == ["自评高于他评", "自评低于他评", "在误差范围内", "无法判断", "不作说明"])
    }

    @Test func `what stands there is explained, and without a gap there is no block`() {
        let said = { (language: Language) in
            ReportReading(Self.results(), language, blocks: [Assessments()]).paragraphs(of: "assessments")
        }
        #expect(said(.english) == [AssessmentWords.intro.english])
        #expect(said(.chinese) == [AssessmentWords.intro.chinese])
        #expect(AssessmentWords.intro.english.hasPrefix("Raters are counted, and not the rows they fill in."))
        #expect(AssessmentWords.intro.chinese.hasPrefix("按评价人计数，而不是按行计数。"))
        #expect(
            ReportReading(Self.results(without: ["a360_gap"]), blocks: [Assessments()]).section("assessments") == nil)
    }

    @Test func `that labels share raters or things is said in place of a comparison`() {
        let said = FindingWords.untested(.sameRows, ReportWords.Count(text: "12", number: 12))
        #expect(
            said.english
                == "12 comparisons with the rest were not tested: labels count some of the same things or raters, or customers are "
                + "divided by the rows that the metric is made of; then a label and the rest cannot be set apart.")
        #expect(
            said.chinese
                == "另有 12 项与其余部分的比较未检验：各标签含有部分相同的对象或评价人，或客户正是按该指标所依据的行划分的，标签与其余部分无法分开。")
    }
}
