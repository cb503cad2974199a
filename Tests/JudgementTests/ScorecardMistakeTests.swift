// Mistakes in `scorecards:`, each at its place with what to write, in both languages.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct ScorecardMistakeTests {
    private static func metric(_ key: String, _ unit: MetricUnit, _ better: Direction) -> MetricDescription {
        MetricDescription(
            key: key, title: Wording(key), unit: unit, better: better, formula: Wording(key), definition: key)
    }

    private static let metrics = [
        metric("csat_top2", .fraction, .higher), metric("aht", .seconds, .lower), metric("nps", .points, .higher),
        metric("transfer_rate", .fraction, .none),
    ]

    private static let agents = Breakdown(segments: ["agent"])

    private func planned(_ text: String, _ collector: DiagnosticCollector) -> [PlannedScorecard] {
        let key = OptionKey("scorecards", ScorecardOptions.form, help: Wording("scorecards"))
        let reader = OptionReader(.text(text), of: Wording("file"), keys: [key], collector: collector)
        let options = ScorecardOptions(reader, key)
        reader.finish()
        let breakdowns = [Breakdown.total, Self.agents]
        let divisions = Dictionary(
            uniqueKeysWithValues: Self.metrics.map { ($0.key, $0.key == "nps" ? [.total] : breakdowns) })
        return JudgementPlanning(
            metrics: Self.metrics, breakdowns: breakdowns,
            report: ReportShape(shown: divisions, listed: ["mistaken"], written: [["broken"]], compared: []),
            collector: collector
        ).scorecards(options)
    }

    private func expect(
        _ text: MarkedText, _ english: [Character: String], _ chinese: [Character: String],
        _ location: Testing.SourceLocation = #_sourceLocation
    ) {
        let collector = DiagnosticCollector()
        #expect(planned(text.text, collector).isEmpty || english.isEmpty, sourceLocation: location)
        #expect(text.differences(from: english, collector.diagnostics) == [], sourceLocation: location)
        #expect(text.differences(from: chinese, collector.diagnostics, in: .chinese) == [], sourceLocation: location)
    }

    @Test func `what is set beside scores must be divided as they are`() {
        func text(_ by: String, _ metric: String) -> MarkedText {
            MarkedText(
                """
                scorecards:
                  agents:
                    \(by)parts: [{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }]
                    aligned_with: ①\(metric)
                """)
        }
        expect(
            text("", "aht"),
            [
                "①": "scorecard 'agents' sets 'aht' beside a single score, which no order can be told of\n"
                    + "say whose scores they are, such as by: agent, or remove 'aligned_with'"
            ],
            ["①": "记分卡 'agents' 只有一个得分，无法与 'aht' 对照排序\n请写明按谁评分，如 by: agent，或删去 'aligned_with'"])
        expect(
            text("by: agent\n    ", "nps"),
            [
                "①": "scorecard 'agents' expects metric 'nps' divided by 'agent', which it is not\n"
                    + "write under 'by' of 'aggregate': { by: [agent], metrics: [nps] }, or add 'nps' to the metrics of that entry; "
                    + "its table must have a way to these segments"
            ],
            [
                "①": "记分卡 'agents' 需要按 'agent' 拆分的指标 'nps'，但报告未这样拆分\n"
                    + "请在 'aggregate' 的 'by' 中写 { by: [agent], metrics: [nps] }，或把 'nps' 加入该项的 metrics；指标所在的表须能关联到这些分组"
            ])
    }

    @Test func `a scorecard is read with its units and its bands`() throws {
        let collector = DiagnosticCollector()
        let cards = planned(
            """
            scorecards:
              agents:
                title: { zh: 坐席, en: Agents }
                by: agent
                coverage: 60%
                bands: { meets: 85, near: 65 }
                parts:
                  - { metric: csat_top2, weight: 40%, floor: 60%, target: 0.85, stretch: 95% }
                  - { metric: aht, weight: 40, floor: 10 min, target: 360, stretch: 4 min }
                  - { metric: transfer_rate, weight: 20, floor: 20%, target: 10%, stretch: 5%, better: lower }
            """, collector)
        #expect(collector.diagnostics.isEmpty)
        let card = try #require(cards.first)
        #expect(card.segment == "agent" && card.title == Wording(en: "Agents", zh: "坐席"))
        #expect(card.parts.map(\.weight) == [40, 40, 20])
        #expect(
            card.parts.map(\.scale) == [
                Scorecard.Scale(floor: 0.6, target: 0.85, stretch: 0.95),
                Scorecard.Scale(floor: 600, target: 360, stretch: 240),
                Scorecard.Scale(floor: 0.2, target: 0.1, stretch: 0.05),
            ])
        #expect(card.rules.leastCoverage == 0.6 && card.rules.meets == 85 && card.rules.near == 65)
        #expect(card.line.english == "scorecard 'agents' by agent: csat_top2, aht, transfer_rate")
        #expect(card.line.chinese == "记分卡 'agents'（按 agent）：csat_top2、aht、transfer_rate")
    }

    @Test func `weights that do not add up to 100 are told with what is lacking or too much`() {
        expect(
            """
            scorecards:
              few: { parts: [{ metric: aht, weight: ①60, floor: 600, target: 360, stretch: 240 },
                { metric: csat_top2, weight: 30, floor: 60%, target: 85%, stretch: 95% }] }
              many: { parts: [{ metric: aht, weight: ②100.5, floor: 600, target: 360, stretch: 240 }] }
              none: { parts: [{ metric: aht, weight: ③0, floor: 600, target: 360, stretch: 240 }] }
            """,
            [
                "①": "the weights of scorecard 'few' expect to add up to 100, found 90\nraise weights by 10 together",
                "②":
                    "the weights of scorecard 'many' expect to add up to 100, found 100.5\nlower weights by 0.5 together",
                "③": "'weight' expects a number above 0, found \"0\"",
            ],
            [
                "①": "记分卡 'few' 的权重合计应为 100，实际为 90\n请把权重合计增加 10",
                "②": "记分卡 'many' 的权重合计应为 100，实际为 100.5\n请把权重合计减少 0.5",
                "③": "'weight' 应为大于 0 的数，实际为 \"0\"",
            ])
    }

    @Test func `marks out of order, without direction or of no such unit are told`() {
        expect(
            """
            scorecards:
              one: { parts: [{ metric: aht, weight: 100, floor: ①240, target: 360, stretch: 600 }] }
              two: { parts: [{ metric: csat_top2, weight: 100, floor: ②60%, target: 60%, stretch: 95% }] }
              three: { parts: [{ metric: ③transfer_rate, weight: 100, floor: 20%, target: 10%, stretch: 5% }] }
              four: { parts: [{ metric: csat_top2, weight: 100, floor: 60%, target: ④85, stretch: 95%, better: higher }] }
              five: { parts: [{ metric: aht, weight: 100, floor: ⑤10%, target: 5 min, stretch: 4 min }] }
              six: { parts: [{ metric: nps, weight: 100, floor: ⑥x, target: 30, stretch: 60 }] }
              seven: { parts: [{ metric: nps, weight: 100, floor: 60, target: 30, stretch: 10, better: ⑦lower }] }
            """,
            [
                "①": "floor, target and stretch of 'aht' expect to fall, for less is better, found 240, 360, 600\n"
                    + "did you mean floor: 600, target: 360, stretch: 240?",
                "②":
                    "floor, target and stretch of 'csat_top2' expect to rise, for more is better, found 60%, 60%, 95%\n"
                    + "'floor' is worth 0 points, 'target' 80, 'stretch' 100; no two of them may be alike",
                "③": "metric 'transfer_rate' is good neither high nor low, so a scorecard cannot tell what is better\n"
                    + "say which way is good: better: lower",
                "④": "the scale of 'csat_top2' expects a share from 0% to 100%, found \"85\"\ndid you mean 85%?",
                "⑤": "the scale of 'aht' expects a number of s or a duration such as 5 min, found \"10%\"",
                "⑥": "the scale of 'nps' expects a number in the metric's unit (points), found \"x\"",
                "⑦": "of metric 'nps' more is better, 'better' says the opposite\nremove 'better'",
            ],
            [
                "①": "'aht' 越低越好，floor、target、stretch 应依次下降，实际为 240, 360, 600\n"
                    + "您是否想写 floor: 600, target: 360, stretch: 240？",
                "②": "'csat_top2' 越高越好，floor、target、stretch 应依次上升，实际为 60%, 60%, 95%\n"
                    + "'floor' 为 0 分，'target' 为 80 分，'stretch' 为 100 分，三者不可相同",
                "③": "指标 'transfer_rate' 没有好坏方向，记分卡无从判断哪边更好\n请写明哪个方向为好：better: lower",
                "④": "'csat_top2' 的评分刻度应为 0% 到 100% 的份额，实际为 \"85\"\n您是否想写 85%？",
                "⑤": "'aht' 的评分刻度应为以 s 计的数或时长（如 5 min），实际为 \"10%\"",
                "⑥": "'nps' 的评分刻度应为指标单位（points）下的数，实际为 \"x\"",
                "⑦": "指标 'nps' 越高越好，与 'better' 相反\n请删去 'better'",
            ])
    }

    @Test func `metrics and segments that the report has not are told with what to write`() {
        expect(
            """
            scorecards:
              one: { parts: [{ metric: ①csat_top, weight: 100, floor: 60%, target: 85%, stretch: 95% }] }
              two: { parts: [{ metric: ②ces_mean, weight: 100, floor: 3, target: 5, stretch: 6 }] }
              three: { by: agent, parts: [{ metric: ③nps, weight: 100, floor: 0, target: 30, stretch: 60 }] }
              four: { by: ④team, parts: [{ metric: nps, weight: 100, floor: 0, target: 30, stretch: 60 }] }
              five: { by: ⑤agnet, parts: [{ metric: nps, weight: 100, floor: 0, target: 30, stretch: 60 }] }
              six: { parts: [{ metric: mistaken, weight: 100, floor: 0, target: 30, stretch: 60 }] }
              seven: { by: broken, parts: [{ metric: nps, weight: 100, floor: 0, target: 30, stretch: 60 }] }
            """,
            [
                "①": "scorecard 'one' names metric 'csat_top', which is not listed under 'metrics'\n"
                    + "did you mean 'csat_top2'?",
                "②": "scorecard 'two' names metric 'ces_mean', which is not listed under 'metrics'\n"
                    + "add 'ces_mean' to 'metrics' of 'aggregate'",
                "③": "scorecard 'three' expects metric 'nps' divided by 'agent', which it is not\n"
                    + "write under 'by' of 'aggregate': { by: [agent], metrics: [nps] }, or add 'nps' to the metrics of that entry; "
                    + "its table must have a way to these segments",
                "④": "scorecard 'four' is by 'team', by which the report is not divided\n"
                    + "write under 'aggregate': by: [[team]]",
                "⑤": "scorecard 'five' is by 'agnet', by which the report is not divided\ndid you mean 'agent'?",
            ],
            [
                "①": "记分卡 'one' 所写的指标 'csat_top' 未列在 'metrics' 下\n您是否想写 'csat_top2'？",
                "②": "记分卡 'two' 所写的指标 'ces_mean' 未列在 'metrics' 下\n请把 'ces_mean' 加入 'aggregate' 的 'metrics'",
                "③": "记分卡 'three' 需要按 'agent' 拆分的指标 'nps'，但报告未这样拆分\n"
                    + "请在 'aggregate' 的 'by' 中写 { by: [agent], metrics: [nps] }，或把 'nps' 加入该项的 metrics；"
                    + "指标所在的表须能关联到这些分组",
                "④": "记分卡 'four' 按 'team' 评分，但报告未按它拆分\n请在 'aggregate' 下写 by: [[team]]",
                "⑤": "记分卡 'five' 按 'agnet' 评分，但报告未按它拆分\n您是否想写 'agent'？",
            ])
    }

    @Test func `no parts, a part twice, too many parts and bands out of order are told`() {
        let part = "{ metric: aht, weight: 50, floor: 600, target: 360, stretch: 240 }"
        let many = (0..<13).map { "{ metric: m\($0), weight: 1, floor: 1, target: 2, stretch: 3 }" }
        let text =
            "scorecards:\n  one: { parts: ①[] }\n  two: { parts: [\(part), "
            + part.replacing("aht", with: "②aht") + "] }\n"
            + "  three: { bands: ③{ meets: 50 }, parts: [\(part.replacing("50", with: "100"))] }\n"
        expect(
            MarkedText(text),
            [
                "①": "scorecard 'one' expects at least one part, found none\n"
                    + "write for example parts: [{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }]",
                "②": "metric 'aht' is a part of scorecard 'two' a second time\ngive all its weight to one part",
                "③": "'bands' expects 0 < near < meets ≤ 100, found near 60 and meets 50\n"
                    + "write for example bands: { meets: 80, near: 60 }",
            ],
            [
                "①": "记分卡 'one' 至少应有一个部分，实际为空\n"
                    + "例如写 parts: [{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }]",
                "②": "指标 'aht' 在记分卡 'two' 中重复出现\n请把其权重合并到一个部分",
                "③": "'bands' 应满足 0 < near < meets ≤ 100，实际 near 为 60，meets 为 50\n例如写 bands: { meets: 80, near: 60 }",
            ])
        let collector = DiagnosticCollector()
        #expect(planned("scorecards: { all: { parts: [\(many.joined(separator: ", "))] } }", collector).isEmpty)
        let told = collector.diagnostics.first { $0.kind == .pipeline("scorecard-with-too-many-parts") }
        #expect(told?.message.english == "scorecard 'all' expects at most 12 parts, found 13")
        #expect(told?.message.chinese == "记分卡 'all' 最多 12 个部分，实际有 13 个")
        #expect(
            told?.help
                == Wording(en: "leave out parts of little weight, or make two scorecards", zh: "请去掉权重很小的部分，或分为两张记分卡"))
    }
}
