// Mistakes in `raters:` and `effects:`, each at its place with what to write, in both languages.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct RaterMistakeTests {
    private static let metrics = ["qa_score", "csat_top2"].map { key in
        MetricDescription(
            key: key, title: Wording(key), unit: .points, better: .higher, formula: Wording(key), definition: key)
    }

    private static let breakdowns = [
        Breakdown.total, Breakdown(segments: ["agent", "evaluator"]), Breakdown(segments: ["trained", "agent"]),
    ]

    private func planned(
        _ text: String, _ collector: DiagnosticCollector
    ) -> (raters: [PlannedRaters], effects: [PlannedEffect]) {
        let (raters, effects) = (
            OptionKey("raters", RaterOptions.form, help: Wording("raters")),
            OptionKey("effects", EffectOptions.form, help: Wording("effects"))
        )
        let reader = OptionReader(.text(text), of: Wording("file"), keys: [raters, effects], collector: collector)
        let asked = AskedJudgements(
            scorecards: ScorecardOptions(), raters: RaterOptions(reader, raters),
            effects: EffectOptions(reader, effects))
        reader.finish()
        let planning = JudgementPlanning(
            metrics: Self.metrics, breakdowns: Self.breakdowns,
            report: ReportShape(
                shown: ["qa_score": [.total, Self.breakdowns[1]], "csat_top2": [.total, Self.breakdowns[2]]],
                listed: [], written: [["agent", "broken"]], compared: [.yearAgo]), collector: collector)
        return (planning.raters(asked.raters), planning.effects(asked.effects))
    }

    @Test func `raters and effects are read, with segments in either order`() throws {
        let collector = DiagnosticCollector()
        let planned = planned(
            """
            raters:
              quality: { title: { zh: 质检员, en: Evaluators }, metric: qa_score, rater: evaluator, subject: agent }
            effects:
              training: { metric: csat_top2, by: agent, group: trained, treated: yes, control: no }
              alone: { metric: csat_top2, by: agent, group: trained, treated: yes, against: year-ago }
            """, collector)
        #expect(collector.diagnostics.isEmpty)
        let raters = try #require(planned.raters.first)
        #expect(raters.raterSegment == "evaluator" && raters.subjectSegment == "agent" && raters.raterPlace == 1)
        #expect(
            raters.line
                == Wording(
                    en: "raters 'quality': qa_score by evaluator of agent",
                    zh: "评分者 'quality'：qa_score，evaluator 评 agent"))
        #expect(planned.effects.map(\.base) == [.yearAgo, .yearAgo])
        #expect(planned.effects.map(\.personSegment) == ["agent", "agent"])
        #expect(
            planned.effects.map(\.line) == [
                Wording(
                    en:
                        "effect 'training': change of csat_top2 per agent where trained is 'yes', less that where it is 'no'",
                    zh: "效果 'training'：trained 为 'yes' 的各 agent 的 csat_top2 变化，减去为 'no' 者的变化"),
                Wording(
                    en: "effect 'alone': change of csat_top2 per agent where trained is 'yes'",
                    zh: "效果 'alone'：trained 为 'yes' 的各 agent 的 csat_top2 变化"),
            ])
    }

    @Test func `mistakes are told with what to write`() {
        let text: MarkedText = """
            raters:
              one: { metric: ①qa_scor, rater: evaluator, subject: agent }
              two: { metric: qa_score, rater: agent, subject: ②agent }
              three: { metric: ③csat_top2, rater: evaluator, subject: agent }
              four: { metric: ④qa_score, rater: evaluatr, subject: agent }
              five: { metric: qa_score, rater: broken, subject: agent }
            effects:
              ⑤six: { metric: csat_top2, by: agent, group: trained, treated: yes, control: yes }
              seven: { metric: csat_top2, by: agent, group: trained, treated: yes, against: ⑥previous }
              eight: { metric: ⑦csat_top2, by: agent, group: evaluator, treated: Q1 }
            """
        let collector = DiagnosticCollector()
        let planned = planned(text.text, collector)
        #expect(planned.raters.isEmpty && planned.effects.isEmpty)
        let division =
            "write under 'by' of 'aggregate': { by: [evaluator, agent], metrics: [csat_top2] }, or add 'csat_top2' to the metrics of "
            + "that entry; its table must have a way to these segments"
        let english: [Character: String] = [
            "①": "raters 'one' names metric 'qa_scor', which is not listed under 'metrics'\ndid you mean 'qa_score'?",
            "②": "'rater' and 'subject' expect two segments, found 'agent' twice\n"
                + "name who rates behind 'rater', and who is rated behind 'subject'",
            "③":
                "raters 'three' expects metric 'csat_top2' divided by 'evaluator' and 'agent', which it is not\n\(division)",
            "④": "raters 'four' expects metric 'qa_score' divided by 'evaluatr' and 'agent', which it is not\n"
                + "did you mean 'evaluator' and 'agent'?",
            "⑤": "effect 'six' expects two groups, found \"yes\" as both\n"
                + "name another label behind 'control', or remove it",
            "⑥": "effect 'seven' is a change against 'previous', with which the report is not compared\n"
                + "add it to the period: period: { every: month, compare: [previous] }",
            "⑦":
                "effect 'eight' expects metric 'csat_top2' divided by 'evaluator' and 'agent', which it is not\n\(division)",
        ]
        #expect(text.differences(from: english, collector.diagnostics) == [])
        let divided =
            "请在 'aggregate' 的 'by' 中写 { by: [evaluator, agent], metrics: [csat_top2] }，或把 'csat_top2' 加入该项的 metrics；"
            + "指标所在的表须能关联到这些分组"
        let chinese: [Character: String] = [
            "①": "评分者 'one' 所写的指标 'qa_scor' 未列在 'metrics' 下\n您是否想写 'qa_score'？",
            "②": "'rater' 与 'subject' 应为两个分组，实际都是 'agent'\n"
                + "请在 'rater' 后写评分者的分组，在 'subject' 后写被评者的分组",
            "③": "评分者 'three' 需要按 'evaluator'、'agent' 拆分的指标 'csat_top2'，但报告未这样拆分\n\(divided)",
            "④": "评分者 'four' 需要按 'evaluatr'、'agent' 拆分的指标 'qa_score'，但报告未这样拆分\n"
                + "您是否想写 'evaluator'、'agent'？",
            "⑤": "效果 'six' 应有两个组，实际都是 \"yes\"\n请在 'control' 后写另一个标签，或删去它",
            "⑥": "效果 'seven' 是与 'previous' 相比的变化，但报告未与之对比\n"
                + "请在报告期中加上：period: { every: month, compare: [previous] }",
            "⑦": "效果 'eight' 需要按 'evaluator'、'agent' 拆分的指标 'csat_top2'，但报告未这样拆分\n\(divided)",
        ]
        #expect(text.differences(from: chinese, collector.diagnostics, in: .chinese) == [])
    }
}
