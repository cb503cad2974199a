// The block of targets and targets.csv: goals in words, numbers as numbers, hidden ones nowhere.

import Charts
import Diagnostics
import Documents
import Foundation
import Stages
import Tabular
import Testing

@testable import Rendering

struct TargetsBlockTests {
    private static let period = SampleResults.period

    private static let results: MetricResults = {
        let metric = MetricDescription(
            key: "csat", title: Wording(en: "Satisfaction", zh: "满意度"), unit: .fraction, better: .higher,
            formula: Wording("k / n"), definition: "csat", interval: "wilson")
        var results = MetricResults(
            metrics: [metric], breakdowns: [.total, Breakdown(segments: ["team"])],
            segments: [
                Segment(
                    key: "team", title: Wording(en: "Team", zh: "班组"),
                    labels: [SegmentLabel(key: "一组"), SegmentLabel(key: "=二组")])
            ], period: period,
            cells: [
                MetricCell(
                    metric: "csat", breakdown: .total, period: period, value: .real(0.823), n: 400, low: 0.78,
                    high: 0.86)
            ])
        func progress(
            _ goal: TargetGoal, _ labels: [Int] = [], _ change: (inout TargetProgress) -> Void
        ) -> TargetProgress {
            var progress = TargetProgress(
                goal: goal, breakdown: Breakdown(segments: labels.isEmpty ? [] : ["team"]), period: period,
                labels: labels)
            change(&progress)
            return progress
        }
        let rise = TargetGoal(
            metric: "csat", aim: .increase(.points(0.05)), baseline: .period(period.advanced(by: -1)), owner: "=cmd()")
        let least = TargetGoal(metric: "csat", aim: .atLeast(0.9), each: ["team"])
        results.goals.goals = [rise, least]
        results.goals.periods = ReportPeriods(period: period, today: 30_000)
        results.goals.rowsSetAside = 1
        results.judgements.targets = [
            progress(rise) {
                ($0.value, $0.n, $0.baseline, $0.level) = (.real(0.823), 400, 0.8, 0.85)
                ($0.attainment, $0.elapsed, $0.verdict) = (0.46, 1, .withinNoise)
            },
            progress(least, [1]) { ($0.level, $0.verdict) = (0.9, .hidden) },
        ]
        return results
    }()

    @Test func `a rise says what is to be reached, by how much, and from where`() throws {
        let table = try #require(ReportReading(Self.results).tables(of: "targets").first)
        #expect(
            table.rows[0].map(\.shown) == [
                "Satisfaction", "All", "=cmd()", "≥ 85.0% (+5.0\u{A0}pp on Q2 2026: 80.0%)", "82.3%", "", "46%",
                "within noise", "400",
            ])
        let chinese = try #require(ReportReading(Self.results, .chinese).tables(of: "targets").first)
        #expect(chinese.rows[0][3].shown.contains("较2026年二季度 80.0%"))
        #expect(chinese.rows[0][7].shown == "在误差范围内")
    }

    @Test func `a hidden number has neither value nor rows`() throws {
        let table = try #require(ReportReading(Self.results).tables(of: "targets").first)
        #expect(table.rows[1][1].shown == "=二组")
        #expect(table.rows[1][8].shown == "")
        guard case .plot(let drawing) = table.rows[1][5] else { return #expect(Bool(false)) }
        #expect(drawing.isEmpty)
        #expect(
            ReportReading(Self.results).paragraphs(of: "targets").contains {
                $0.contains("1 row of the table of targets was set aside")
            })
    }

    @Test func `the table for machines has a row for each, without formulas and without what is hidden`() throws {
        let bytes = TargetsTable(results: Self.results).file.bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.count == 3)
        #expect(
            lines[0]
                == "metric,grain,period_start,period_end,segment,owner,aim,by,of,baseline,target,target_high,value,n,low,high,"
                + "attainment,elapsed,expected_now,expected_by,pace,forecast,forecast_low,forecast_high,forecast_by,verdict"
        )
        #expect(
            lines[1]
                == "csat,quarter,2026-07-01,2026-10-01,,'=cmd(),increase_by,0.05,unit,0.8,0.85,,0.823,400,,,0.46,1,,,,,,,,within-noise"
        )
        #expect(lines[2].hasSuffix(",at_least,,,,0.9,,,,,,,,,,,,,,,hidden"))
    }

    @Test func `without targets there is no block, and with an empty table of them it says so`() {
        var results = Self.results
        results.judgements.targets = []
        results.goals = TargetGoals()
        #expect(ReportReading(results).section("targets") == nil)
        results.goals.periods = ReportPeriods(period: Self.period, today: 30_000)
        #expect(ReportReading(results).paragraphs(of: "targets") == ["There is no target for what this report shows."])
    }
}
