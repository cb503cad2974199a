// Explained changes on the page and in files, and what they hide.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct ExplanationsTests {
    private static let august = Period(.month, containing: CivilDate(isoText: "2026-08-01")?.dayNumber ?? 0)
    private static let september = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
    private static let teams = Breakdown(segments: ["team"])

    /// A share by teams; every number is satisfied of asked.
    private static func results(
        _ then: [(Int, Int)], _ now: [(Int, Int)], effects: [[Double]], obstacle: Explanation.Obstacle? = nil,
        reversal: Explanation.Reversal? = nil
    ) -> MetricResults {
        let labels = ["a", "b", "c", "d"].prefix(then.count).map { SegmentLabel(key: $0, title: Wording($0)) }
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "ok", title: Wording(en: "Satisfied", zh: "满意率"), unit: .fraction, better: .higher,
                    formula: Wording("k / n"), definition: "ok")
            ], breakdowns: [.total, teams],
            segments: [
                Segment(
                    key: "team", title: Wording(en: "Team", zh: "团队"), labels: Array(labels),
                    convention: Wording(""))
            ], period: september, comparedPeriods: [.previous: august])
        func cell(_ period: Period, _ labels: [Int], _ part: (Int, Int)) -> MetricCell {
            MetricCell(
                metric: "ok", breakdown: labels.isEmpty ? .total : teams, period: period, labels: labels,
                value: .real(Double(part.0) / Double(part.1)), numerator: .exact(ExactDecimal(part.0)),
                denominator: .exact(ExactDecimal(part.1)), n: part.1)
        }
        func whole(_ parts: [(Int, Int)]) -> (Int, Int) { parts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) } }
        let sides = [(august, then), (september, now)]
        results.cells = sides.map { cell($0.0, [], whole($0.1)) }
        results.cells += sides.flatMap { period, parts in parts.indices.map { cell(period, [$0], parts[$0]) } }
        func value(_ part: (Int, Int)) -> MetricValue { .real(Double(part.0) / Double(part.1)) }
        results.explanations = [
            Explanation(
                metric: "ok", breakdown: teams, period: september, base: .previous, basePeriod: august,
                effects: [.mix, .rate], then: value(whole(then)), now: value(whole(now)),
                lines: obstacle != nil
                    ? []
                    : then.indices.map { index in
                        Explanation.Line(
                            labels: [index], then: value(then[index]), now: value(now[index]),
                            shares: (
                                Double(then[index].1) / Double(whole(then).1),
                                Double(now[index].1) / Double(whole(now).1)
                            ), effects: effects[index])
                    },
                totals: obstacle != nil ? nil : [0, 1].map { effect in effects.reduce(0) { $0 + $1[effect] } },
                reversal: reversal, obstacle: obstacle)
        ]
        return results
    }

    private static let simpson = results(
        [(720, 800), (105, 150), (30, 50)], [(273, 300), (360, 500), (128, 200)],
        effects: [[-0.0485, 0.0055], [-0.0343, 0.0065], [-0.0282, 0.005]], reversal: .segmentsRose)

    private static func plan(_ floor: Int = 5) -> RenderingPlan {
        Rendering.plan(
            RenderingOptions(floors: DisplayFloors(suppressBelow: floor)), title: Wording("t"),
            languages: [.english], collector: DiagnosticCollector())
    }

    private static func reading(_ results: MetricResults, _ language: Language = .english, most: Int = 20)
        -> ReportReading
    {
        var block = Explanations()
        block.mostLabels = most
        return ReportReading(Rendering.shown(results, by: plan()).results, language, blocks: [block])
    }

    private static func rows(_ table: Document.Table?) -> [[String]] {
        // Without the drawings, and without the line of their axis.
        ((table?.rows ?? []) + (table?.totals ?? [])).map { cells in cells.dropLast().map(\.shown) }
            .filter { texts in texts.contains { !$0.isEmpty } }
    }

    @Test func `a change is told with its effects, those that did most first, and the paradox with it`() throws {
        let reading = Self.reading(Self.simpson)
        let table = try #require(reading.tables(of: "explanations").first)
        #expect(table.columns.map(\.title) == ["Team", "Aug 2026", "Sep 2026", "Share", "Mix", "Rate", "Together", ""])
        let known = [
            ["a", "90.0%", "91.0%", "80.0% → 30.0%", "−4.85 pp", "+0.55 pp", "−4.30 pp"],
            ["b", "70.0%", "72.0%", "15.0% → 50.0%", "−3.43 pp", "+0.65 pp", "−2.78 pp"],
            ["c", "60.0%", "64.0%", "5.0% → 20.0%", "−2.82 pp", "+0.50 pp", "−2.32 pp"],
            ["All", "85.5%", "76.1%", "", "−11.10 pp", "+1.70 pp", "−9.40 pp"],
        ]
        #expect(Self.rows(table).map { $0.map { $0.replacing("\u{A0}", with: " ") } } == known)
        let said = reading.elements(of: "explanations").compactMap { element -> String? in
            switch element {
            case .paragraph(let paragraph): paragraph.text
            case .callout(let callout): callout.text
            default: nil
            }
        }.map { $0.replacing("\u{A0}", with: " ") }
        #expect(said.contains("From 85.5% to 76.1%: −9.40 pp; of this mix −11.10 pp, rate +1.70 pp."))
        #expect(said.contains { $0.hasPrefix("Every Team that has rows in both periods rose, and yet the total fell") })
        let chinese = Self.reading(Self.simpson, .chinese)
        #expect(chinese.section("explanations")?.title == "变化分解")
        let paragraphs = chinese.elements(of: "explanations").compactMap { element -> String? in
            if case .paragraph(let paragraph) = element { paragraph.text } else { nil }
        }
        #expect(
            paragraphs.contains(
                "从 85.5% 到 76.1%：−9.40 个百分点；其中结构效应 −11.10 个百分点，水平效应 +1.70 个百分点。"))
    }

    @Test func `labels beyond the most are one row`() throws {
        let table = try #require(Self.reading(Self.simpson, most: 1).tables(of: "explanations").first)
        let rows = Self.rows(table).map { $0.map { $0.replacing("\u{A0}", with: " ") } }
        #expect(rows[1] == ["2 further labels", "", "", "20.0% → 70.0%", "−6.25 pp", "+1.15 pp", "−5.10 pp"])
    }

    @Test func `effects of hidden cells are hidden, and the sums that would tell them`() throws {
        let results = Self.results(
            [(72, 80), (10, 15), (2, 3), (20, 40)], [(27, 30), (36, 50), (12, 20), (20, 40)],
            effects: [[-0.1, 0.01], [-0.02, 0.02], [0.03, 0.03], [0.01, 0]])
        let shown = Rendering.shown(results, by: Self.plan()).results
        let explanation = shown.explanations[0]
        let hidden = Set(
            shown.cells.filter { $0.status == .hidden && $0.breakdown == Self.teams }.flatMap(\.labels))
        #expect(hidden.contains(2) && hidden.count > 1 && hidden.count < 4)
        for (index, line) in explanation.lines.enumerated() {
            #expect(line.isHidden == hidden.contains(index))
            if line.isHidden { #expect(line.shares == (0, 0)) }
        }
        #expect(explanation.totals == nil && explanation.reversal == nil)
        let shownSum = explanation.lines.reduce(0) { $0 + $1.sum }
        let sum = try #require(explanation.hiddenSum)
        #expect(abs(sum + shownSum - (explanation.change ?? 0)) < 1e-12)
        // Neither file tells more.
        let table = String(decoding: ExplanationRows(results: shown).bytes, as: UTF8.self)
        for (index, label) in ["a", "b", "c", "d"].enumerated() {
            let rows = table.split(separator: "\n").filter { $0.contains(",team=\(label),") }
            #expect(rows.count == 2)
            for row in rows { #expect(row.hasSuffix(",,,,,,fraction,,hidden") == hidden.contains(index)) }
        }
        let page = Self.rows(Self.reading(results).tables(of: "explanations").first)
        #expect(page.contains { $0[0] == "\(hidden.count) labels not shown" && $0[4] == "hidden" && $0[6] != "hidden" })
    }

    @Test func `an explanation of a hidden total is none`() {
        let shown = Self.simpson.explanations[0].hidden { labels, _ in labels.isEmpty }
        #expect(shown.obstacle == .hidden && shown.lines.isEmpty && shown.then == nil && shown.change == nil)
    }

    @Test(arguments: [
        (Explanation.Obstacle.partial([august]), "August 2026 is partial"),
        (.partial([august, september]), "August 2026 and September 2026 are partial"),
        (.noValue, "nothing to divide by"), (.partsAreNotWhole, "stands in several of them"), (.hidden, "too few rows"),
    ])
    func `what is not explained says why in place of a table`(obstacle: Explanation.Obstacle, words: String) {
        let reading = Self.reading(Self.results([(9, 10)], [(9, 10)], effects: [[0, 0]], obstacle: obstacle))
        #expect(reading.tables(of: "explanations").isEmpty)
        let paragraphs = reading.elements(of: "explanations").compactMap { element -> String? in
            if case .paragraph(let paragraph) = element { paragraph.text } else { nil }
        }
        #expect(paragraphs.count == 1 && paragraphs[0].hasPrefix("Not explained: ") && paragraphs[0].contains(words))
    }

    @Test func `results files have the effects behind the cells, and nothing new without them`() {
        let table = String(decoding: ExplanationRows(results: Self.simpson).bytes, as: UTF8.self)
        let rows = table.split(separator: "\n")
        #expect(rows.count == 6)
        #expect(rows[0] == "ok.previous.mix,month,2026-09-01,2026-10-01,team=a,-0.0485,,,,,,fraction,,")
        #expect(rows[5] == "ok.previous.rate,month,2026-09-01,2026-10-01,team=c,0.005,,,,,,fraction,,")
        var without = Self.simpson
        without.explanations = []
        #expect(ExplanationRows(results: without).bytes.isEmpty && ExplanationObjects(results: without).entries.isEmpty)
        #expect(ExplanationObjects(results: Self.simpson).entries.map(\.key) == ["explanations"])
        #expect(Self.reading(without).section("explanations") == nil)
    }
}
