// Groups beside each other on the page and in files: bands in words, and nothing of those with too few rows.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct GroupsTests {
    private static let month = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
    private static let names = ["=Li", "Wang", "Zhao", "Qian", "Sun", "Zhou"]

    private static func finding(
        _ raw: Double, _ band: GroupJudgement.Band, ranks: ClosedRange<Int>, isAdjusted: Bool = false
    ) -> GroupJudgement.Finding {
        GroupJudgement.Finding(
            raw: raw, shrunken: raw, interval: .init(low: raw - 0.05, high: raw + 0.05), ranks: ranks, band: band,
            size: 100, funnel95: .init(low: 0.7, high: 0.9), funnel998: .init(low: 0.6, high: 0.95),
            place: raw > 0.9 ? .beyond95 : .within,
            adjusted: isAdjusted
                ? .init(
                    observed: 24, expected: 18, interval: .init(low: 0.8542918, high: 1.983894), adjustedP: 0.129,
                    band: .alike, rowsLeftOut: 3) : nil)
    }

    private static func results(
        isAdjusted: Bool = false, obstacle: GroupJudgement.Obstacle? = nil, better: Direction = .higher
    ) -> MetricResults {
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "ok", title: Wording(en: "Satisfied", zh: "满意率"), unit: .fraction, better: better,
                    formula: Wording("k / n"), definition: "ok")
            ], breakdowns: [.total, Breakdown(segments: ["agent"])],
            segments: [
                Segment(
                    key: "agent", title: Wording(en: "Agent", zh: "坐席"),
                    labels: names.map { SegmentLabel(key: $0) })
            ], period: month)
        var judgement = GroupJudgement(
            metric: "ok", segment: "agent", adjustedFor: isAdjusted ? ["kind"] : [], kind: .share,
            dispersion: .additive,
            lines: [
                .init(label: 0, n: 200, finding: finding(0.95, .above, ranks: 1...1, isAdjusted: isAdjusted)),
                .init(label: 2, n: 100, finding: finding(0.8, .alike, ranks: 2...4)),
                .init(label: 1, n: 100, finding: finding(0.79, .alike, ranks: 2...4)),
                .init(label: 3, n: 100, finding: finding(0.6, .below, ranks: 4...4)),
                .init(label: 4, n: 12, finding: nil, omission: .tooFew),
                .init(label: 5, n: nil, finding: nil, omission: .tooFew),
            ])
        judgement.findsDifferences = true
        (judgement.centre, judgement.common, judgement.strength) = (0.8, 0.79, 19.8)
        judgement.dispersionRatio = 1.4
        if let obstacle {
            judgement.obstacle = obstacle
            judgement.lines = [.init(label: 0, n: 200, finding: nil)]
        }
        results.judgements.groups = [judgement]
        return results
    }

    private static func said(_ reading: ReportReading) -> [String] {
        reading.elements(of: "groups").compactMap { element in
            if case .paragraph(let paragraph) = element { paragraph.text } else { nil }
        }
    }

    @Test func `labels stand by shrunken value with bands in words`() throws {
        let reading = ReportReading(Self.results(), blocks: [Groups()])
        let table = try #require(reading.tables(of: "groups").first)
        #expect(
            table.columns.map(\.title) == [
                "Agent", "As measured", "Shrunken", "95% interval", "n", "Rank (5–95%)", "Beside the rest", "Funnel",
            ])
        #expect(
            table.rows.map { $0.map(\.shown) } == [
                ["=Li", "95.0%", "95.0%", "90.0%–100.0%", "200", "1 of 4", "clearly above", "beyond 95 %"],
                ["Zhao", "80.0%", "80.0%", "75.0%–85.0%", "100", "2–4 of 4", "not to be told apart", "within"],
                ["Wang", "79.0%", "79.0%", "74.0%–84.0%", "100", "2–4 of 4", "not to be told apart", "within"],
                ["Qian", "60.0%", "60.0%", "55.0%–65.0%", "100", "4 of 4", "clearly below", "within"],
            ])
        #expect(table.rows[0][6] == .verdict("clearly above", .good))
        #expect(table.rows[3][6] == .verdict("clearly below", .bad))
        let said = Self.said(reading)
        #expect(
            said.contains(
                "Of 4 labels, 2 cannot be told apart from the rest; 1 lies clearly above it, 1 clearly below."))
        #expect(
            said.contains(
                "Too few rows (hidden, or fewer than 30) to be judged, which is neither good nor bad: Sun, Zhou (2 labels)."
            ))
        #expect(said.contains { $0.hasPrefix("Shrunken values are drawn towards 80.0% as if each had 19.8 more rows") })
        let chinese = ReportReading(Self.results(), .chinese, blocks: [Groups()])
        #expect(chinese.section("groups")?.title == "组间比较")
        #expect(Self.said(chinese).contains("4 个组中，2 个无法与其他组区分，1 个明显高于、1 个明显低于其他组。"))
        #expect(
            Self.said(chinese).contains("行数过少（不显示或不足 30 行）而不作比较，并不表示好或差：Sun、Zhou（2 个）。"))
    }

    @Test func `without a good direction nobody is praised`() throws {
        let table = try #require(
            ReportReading(Self.results(better: .none), blocks: [Groups()]).tables(of: "groups").first)
        #expect(table.rows[0][6] == .verdict("clearly above", .neutral))
    }

    @Test func `between both ends the others are one row`() throws {
        var block = Groups()
        block.most = 1
        let table = try #require(ReportReading(Self.results(), blocks: [block]).tables(of: "groups").first)
        #expect(table.rows.map(\.[0].shown) == ["=Li", "2 labels between, all in groups.csv", "Qian"])
    }

    @Test func `the others are computed anew from what they are made of, and no mean of their values`() throws {
        var results = Self.results()
        func cell(_ label: Int?, _ part: Int, of whole: Int, isHidden: Bool = false) -> MetricCell {
            MetricCell(
                metric: "ok", breakdown: label == nil ? .total : Breakdown(segments: ["agent"]), period: Self.month,
                labels: label.map { [$0] } ?? [], value: isHidden ? nil : .real(Double(part) / Double(whole)),
                numerator: isHidden ? nil : .real(Double(part)), denominator: isHidden ? nil : .real(Double(whole)),
                n: whole, status: isHidden ? .hidden : .plain)
        }
        let agents = [
            cell(0, 190, of: 200), cell(1, 79, of: 100), cell(2, 240, of: 300), cell(3, 60, of: 100),
            cell(5, 1, of: 3, isHidden: true),
        ]
        results.cells = [cell(nil, 570, of: 703)] + agents
        results.judgements.groups[0].lines[1].n = 300
        func shown(_ results: MetricResults, top: Int, bottom: Int) throws -> [[String]] {
            var block = Groups()
            (block.top, block.bottom) = (top, bottom)
            let table = try #require(ReportReading(results, blocks: [block]).tables(of: "groups").first)
            return table.rows.map { row in [0, 1, 4].map { row[$0].shown.replacing("\u{A0}", with: " ") } }
        }
        // 319 of 400, where the mean of both would be 79.5 %.
        #expect(try shown(results, top: 1, bottom: 1)[1] == ["2 labels between, all in groups.csv", "79.8%", "400"])
        // 379 of 500.
        #expect(
            try shown(results, top: 1, bottom: 0) == [
                ["=Li", "95.0%", "200"], ["3 labels between, all in groups.csv", "75.8%", "500"],
            ])
        // Labels that share things cannot be added.
        results.cells[0] = cell(nil, 400, of: 500)
        #expect(try shown(results, top: 1, bottom: 1)[1].dropFirst() == ["", ""])
        // Nor can one that does not tell what it is made of.
        results.cells = [cell(nil, 570, of: 703)] + agents
        results.cells[2].numerator = nil
        #expect(try shown(results, top: 1, bottom: 1)[1].dropFirst() == ["", ""])
    }

    @Test func `what would be expected stands beside it`() throws {
        let reading = ReportReading(Self.results(isAdjusted: true), blocks: [Groups()])
        let table = try #require(reading.tables(of: "groups").first)
        #expect(table.rows[0].suffix(2).map(\.shown) == ["1.33 (0.85–1.98)", "not to be told apart"])
        #expect(table.rows[1].suffix(2).map(\.shown) == ["", ""])
        #expect(Self.said(reading).contains { $0.hasPrefix("Observed ÷ expected:") })
    }

    @Test func `an obstacle is told in place of a table`() {
        let reading = ReportReading(Self.results(obstacle: .tooFewGroups), blocks: [Groups()])
        #expect(reading.tables(of: "groups").isEmpty)
        #expect(Self.said(reading).contains("Not judged: fewer than three labels have 30 rows or more."))
    }

    @Test func `labels whose numbers have no base are named so, and not as those with too few rows`() {
        var results = Self.results()
        for index in results.judgements.groups[0].lines.indices
        where results.judgements.groups[0].lines[index].label == 4 {
            results.judgements.groups[0].lines[index].omission = .noBase
        }
        for (language, start) in [(Language.english, "Not judged, for their numbers"), (.chinese, "数值没有可供比较的基数")] {
            let said = Self.said(ReportReading(results, language, blocks: [Groups()]))
            let sentence = said.first { $0.hasPrefix(start) }
            #expect(sentence?.contains("(1 label)") == true || sentence?.contains("（1 个）") == true, "\(said)")
        }
    }

    @Test func `a funnel names who is far outside, and may be left out`() {
        let figures = { (block: Groups) in
            ReportReading(Self.results(), blocks: [block]).elements(of: "groups").count { element in
                if case .figure = element { true } else { false }
            }
        }
        var block = Groups()
        #expect(figures(block) == 1)
        block.hasCharts = false
        #expect(figures(block) == 0)
    }

    @Test func `groups.csv has a row for each label, and nothing of those that are not judged`() {
        let text = String(decoding: GroupsTable(results: Self.results(isAdjusted: true)).file.bytes, as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0] == GroupsTable.header.joined(separator: ","))
        #expect(
            lines[1]
                == "ok,2026-09-01,2026-10-01,agent,'=Li,fraction,200,0.95,0.95,0.8999999999999999,1,1,1,above,100,0.7,0.9,0.6,0.95,"
                + "beyond-95,additive,24,18,1.3333333333333333,0.8542918,1.983894,0.129,not-told-apart,")
        #expect(
            lines[5] == "ok,2026-09-01,2026-10-01,agent,Sun,fraction,12" + String(repeating: ",", count: 22) + "too-few"
        )
        #expect(
            lines[6] == "ok,2026-09-01,2026-10-01,agent,Zhou,fraction," + String(repeating: ",", count: 22) + "too-few")
        #expect(Set(lines.map { PlainCSV.rows(lines[0] + "\n" + $0).first?.count ?? 29 }) == [29])
        let alone = GroupsTable(results: Self.results(obstacle: .nothingDiffers)).file.bytes
        #expect(String(decoding: alone, as: UTF8.self).hasSuffix("nothing-differs\n"))
    }

    @Test func `results.json has groups only where some are judged`() {
        var results = Self.results(isAdjusted: true)
        let entries = GroupObjects(results: results).entries
        #expect(entries.map(\.key) == ["groups"])
        results.judgements.groups = []
        #expect(GroupObjects(results: results).entries.isEmpty)
    }
}
