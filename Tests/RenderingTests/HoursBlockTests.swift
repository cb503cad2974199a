// Counts by hour and weekday: what is shown, for how many days it stands, and what is refused.

import Diagnostics
import Documents
import Stages
import Tabular
import Testing

@testable import Rendering

struct HoursBlockTests {
    private static let month = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
    private static let breakdown = Breakdown(segments: ["weekday", "hour"])
    private static let hours = (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }

    private static func results(_ counts: [(weekday: Int, hour: Int, count: Int?)]) -> MetricResults {
        var metric = MetricDescription(
            key: "calls", title: Wording(en: "Calls", zh: "呼入量"), unit: .count, better: .none, formula: Wording("n"),
            definition: "calls")
        metric.counts = true
        var results = MetricResults(
            metrics: [metric], breakdowns: [.total, breakdown],
            segments: [
                Segment(
                    key: "weekday", title: Wording("w"),
                    labels: CalendarNames.weekdays.map { SegmentLabel(key: $0.lowercased()) }),
                Segment(key: "hour", title: Wording("h"), labels: hours.map { SegmentLabel(key: $0) }),
            ], period: month)
        results.cells = counts.map { entry in
            MetricCell(
                metric: "calls", breakdown: breakdown, period: month, labels: [entry.weekday, entry.hour],
                value: entry.count.map { .exact(ExactDecimal($0)) }, n: entry.count ?? 0,
                status: entry.count == nil ? .hidden : .plain)
        }
        return results
    }

    private static func heat(_ results: MetricResults, _ language: Language) throws -> Document.Heat {
        let elements = ReportReading(results, language, blocks: [Hours()]).elements(of: "hours")
        return try #require(elements.compactMap { if case .heat(let heat) = $0 { heat } else { nil } }.first)
    }

    @Test func `each weekday says for how many days it stands, and hidden and none look unlike`() throws {
        let results = Self.results([(0, 9, 100), (0, 11, 20), (1, 10, nil)])
        let heat = try Self.heat(results, .english)
        #expect(heat.columns == ["All", "9", "10", "11"])
        // September 2026 has five Tuesdays and Wednesdays, four of the others.
        #expect(heat.rows.map(\.label).prefix(3) == ["Monday (4 days)", "Tuesday (5 days)", "Wednesday (5 days)"])
        #expect(heat.rows[0].cells.map(\.value) == ["120", "100", "·", "20"])
        #expect(heat.rows[1].cells.map(\.value) == ["*", "·", "*", "·"])
        #expect(heat.rows[0].cells.map(\.shade) == [.plain, .amount5, .plain, .amount1])
        #expect(heat.title == "Calls: most on Monday from 9:00, 100 in 4 days")
        #expect(heat.note.contains("different numbers of days") && heat.note.contains("* hidden"))
        let chinese = try Self.heat(results, .chinese)
        #expect(chinese.title == "呼入量：周一 9 时最多，4 天共 100" && chinese.rows[0].label == "周一（4 天）")
        #expect(chinese.note.contains("各星期的天数不同") && chinese.note.contains("“*”表示不显示"))
    }

    @Test(arguments: [0, 1, 2, 4, 5, 7, 100, Int.max]) func `five steps hold every count once`(most: Int) {
        let ranges = AmountSteps(most: most).ranges.map(\.counts)
        #expect(ranges.isEmpty == (most == 0))
        for (before, after) in zip(ranges, ranges.dropFirst()) { #expect(before.upperBound + 1 == after.lowerBound) }
        if most > 0 { #expect(ranges.first?.lowerBound == 1 && ranges.last?.upperBound == most) }
    }

    @Test func `without counts by hour and weekday it is left out, and a plan says what to write`() {
        #expect(ReportReading(SampleResults.results(), blocks: [Hours()]).section("hours") == nil)
        let help = HoursDiagnostics.noHours(at: RenderingOptionsTests.place)
        #expect(
            help.message.english
                == "block 'hours' has nothing to show: no count is divided by hour and weekday together")
        #expect(help.message.chinese == "内容块 'hours' 没有可显示的内容：没有计数同时按小时与星期划分")
        #expect(help.help?.english.contains("{ by: [weekday, hour], metrics: [offered] }") == true)
        let other = HoursDiagnostics.notByTheHour(SourceText("nps", start: RenderingOptionsTests.place))
        #expect(other.message.english.hasPrefix("block 'hours' cannot show metric 'nps'"))
        #expect(other.message.chinese.hasPrefix("内容块 'hours' 不能显示指标 'nps'"))
    }
}
