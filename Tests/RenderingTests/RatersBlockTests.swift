// Raters and effects on the page and in files, in both languages.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct RatersBlockTests {
    private static let september = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
    private static let august = september.advanced(by: -1)

    private static func results(
        raters: [RaterComparison] = [], effects: [TreatmentEffect] = [],
        actions: [ActionEffect] = []
    ) -> MetricResults {
        func metric(_ key: String, _ title: Wording, _ unit: MetricUnit) -> MetricDescription {
            MetricDescription(
                key: key, title: title, unit: unit, better: .higher, formula: Wording("x"), definition: key)
        }
        var results = MetricResults(
            metrics: [
                metric("qa", Wording(en: "QA score", zh: "质检得分"), .points),
                metric("csat", Wording(en: "Satisfied", zh: "满意率"), .fraction),
            ], breakdowns: [.total],
            segments: [
                Segment(
                    key: "evaluator", title: Wording(en: "Evaluator", zh: "质检员"),
                    labels: ["Q1", "Q2", "Q3"].map { SegmentLabel(key: $0) }),
                Segment(key: "agent", title: Wording(en: "Agent", zh: "坐席"), labels: [SegmentLabel(key: "A1")]),
            ], period: september)
        results.judgements.raters = raters
        results.judgements.effects = effects
        results.judgements.actions = actions
        return results
    }

    private static func comparison(_ correlation: RaterComparison.Correlation?) -> RaterComparison {
        var comparison = RaterComparison(
            key: "quality", title: Wording(en: "Evaluators compared", zh: "质检员比较"), metric: "qa",
            raterSegment: "evaluator", subjectSegment: "agent", period: september)
        comparison.raters = [
            RaterComparison.Rater(
                label: 0, shared: 14,
                severity: RaterComparison.Severity(difference: -3.25, low: -5, high: -1.5, p: 0.0002, adjustedP: 0.0004)
            ),
            RaterComparison.Rater(
                label: 1, shared: 12,
                severity: RaterComparison.Severity(difference: 1, low: -2, high: 4, p: 0.4, adjustedP: 0.4)),
            RaterComparison.Rater(label: 2, shared: 1, severity: nil),
        ]
        comparison.agreement = RaterComparison.Agreement(subjects: 15, alpha: 0.712, correlation: correlation)
        return comparison
    }

    private static func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

    private static func rows(_ reading: ReportReading, _ anchor: String) throws -> [[String]] {
        let table = try #require(reading.tables(of: anchor).first)
        return (table.rows + table.totals).map { $0.map { plain($0.shown) } }
    }

    @Test func `raters stand with their difference, its interval and a verdict, in both languages`() throws {
        let correlation = RaterComparison.Correlation(estimate: 0.65, low: 0.4, high: 0.8)
        let results = Self.results(raters: [Self.comparison(correlation)])
        let english = ReportReading(results, .english, blocks: [Raters()])
        #expect(
            try Self.rows(english, "raters") == [
                ["Q1", "14", "−3.2", "−5.0 to −1.5", "< 0.001", "lower than the others"],
                ["Q2", "12", "+1.0", "−2.0 to +4.0", "0.400", "within noise"],
                ["Q3", "1", "–", "–", "–", "too few in common"],
            ])
        #expect(
            english.paragraphs(of: "raters").map(Self.plain) == [
                "How much higher or lower each Evaluator scores than the others score the same Agent: the mean over all who were rated by "
                    + "others too, each of whom counts once. They need not have rated the same contacts. Adjusted p minds how many were "
                    + "tested (Benjamini and Hochberg).",
                "Agreement: Krippendorff's α is 0.71 over 15 rated by two or more; 1 is full agreement, 0 none beyond chance.",
                "Everyone was rated by all: the correlation within classes, ICC(2,1), is 0.65 (0.40–0.80).",
            ])
        let chinese = ReportReading(results, .chinese, blocks: [Raters()])
        #expect(chinese.section("raters")?.title == "评分者比较")
        #expect(try Self.rows(chinese, "raters").map { $0[5] } == ["低于其他人", "在误差范围内", "共同对象过少"])
        #expect(try Self.rows(chinese, "raters")[0][3] == "−5.0 至 −1.5")
        #expect(
            chinese.paragraphs(of: "raters").map(Self.plain) == [
                "每个质检员对同一坐席的评分比其他人高或低多少：对同时有他人评分的对象取平均，每个对象计一次；各人所评的不一定是同一批来电。"
                    + "校正 p 已考虑检验的人数（Benjamini–Hochberg）。",
                "一致性：在 15 个有两人以上评分的对象上，Krippendorff α 为 0.71；1 为完全一致，0 为不高于偶然。",
                "所有对象均由全部评分者评分：组内相关系数 ICC(2,1) 为 0.65（0.40–0.80）。",
            ])
    }

    @Test func `nobody and no agreement are said, and a higher rater too`() {
        var comparison = Self.comparison(nil)
        comparison.agreement = nil
        func said(_ language: Language) -> [String] {
            ReportReading(Self.results(raters: [comparison]), language, blocks: [Raters()]).paragraphs(of: "raters")
        }
        #expect(
            said(.english).last
                == "Nothing can be said of agreement: nobody was rated by two or more, or all scores are alike.")
        #expect(said(.chinese).last == "无法说明一致性：没有对象由两人以上评分，或所有评分都相同。")
        comparison.raters = []
        #expect(said(.english).last == "Nobody's scores are shown.")
        #expect(said(.chinese).last == "没有可显示的评分。")
        let higher = RaterComparison.Severity(difference: 2, low: 1, high: 3, p: 0.01, adjustedP: 0.02)
        #expect(RaterWords.verdict(higher) == Wording(en: "higher than the others", zh: "高于其他人"))
        #expect(ReportReading(Self.results(), blocks: [Raters(), Effects()]).section("raters") == nil)
    }

    @Test func `raters.csv and results.json hold the same`() {
        let results = Self.results(raters: [Self.comparison(nil)])
        let table = String(decoding: RatersTable(results: results).file.bytes, as: UTF8.self)
        let lines = table.split(whereSeparator: \.isNewline).map(String.init)
        #expect(
            lines == [
                RatersTable.header.joined(separator: ","),
                "quality,qa,2026-09-01,2026-10-01,evaluator=Q1,14,-3.25,-5,-1.5,0.0002,0.0004,yes",
                "quality,qa,2026-09-01,2026-10-01,evaluator=Q2,12,1,-2,4,0.4,0.4,no",
                "quality,qa,2026-09-01,2026-10-01,evaluator=Q3,1,,,,,,",
            ])
        let json = String(
            decoding: JSONText(.object(RaterObjects(results: results).entries), layout: .flatOnOneLine).bytes,
            as: UTF8.self)
        for part in [#""alpha": 0.712"#, #""icc": null"#, #""shared": 14"#, #""difference": -3.25"#] {
            #expect(json.contains(part), "\(part)")
        }
        #expect(RaterObjects(results: Self.results()).entries.isEmpty)
    }

    // MARK: Effects

    private static func effect(hasControl: Bool) -> TreatmentEffect {
        TreatmentEffect(
            key: "training", title: Wording(en: "Training", zh: "培训"), metric: "csat", personSegment: "agent",
            period: september, base: .previous, basePeriod: august,
            treated: TreatmentEffect.Group(
                label: "yes", persons: 12, leftOut: 1,
                change: TreatmentEffect.Change(mean: 0.06, low: 0.02, high: 0.1, p: 0.006), effectSize: 0.9,
                rankP: 0.01),
            control: hasControl
                ? TreatmentEffect.Group(
                    label: "no", persons: 8, leftOut: 0,
                    change: TreatmentEffect.Change(mean: 0.01, low: -0.02, high: 0.04, p: nil), effectSize: nil,
                    rankP: nil) : nil,
            difference: hasControl ? TreatmentEffect.Change(mean: 0.05, low: 0.005, high: 0.095, p: nil) : nil)
    }

    @Test func `effects stand with both groups and their difference, in both languages`() throws {
        let results = Self.results(effects: [Self.effect(hasControl: true)])
        let english = ReportReading(results, .english, blocks: [Effects()])
        #expect(
            try Self.rows(english, "effects") == [
                ["Treated (yes)", "12", "+6.0 pp", "+2.0 pp to +10.0 pp", "0.006", "0.90"],
                ["Others (no)", "8", "+1.0 pp", "−2.0 pp to +4.0 pp", "–", "–"],
                ["Difference", "", "+5.0 pp", "+0.5 pp to +9.5 pp", "–", ""],
            ])
        #expect(
            english.paragraphs(of: "effects").map(Self.plain) == [
                "The change of Satisfied from Aug 2026 to Sep 2026 of each Agent; each counts once.",
                "The difference is what the treated changed more than the others (difference in differences). It is an effect only as far as "
                    + "both would have changed alike without it: who is chosen for bad numbers improves anyway.",
                "yes: 1 is left out, for one of both periods has no number that could be compared.",
                "No p is told of fewer than 10 people in a group.",
            ])
        let chinese = ReportReading(results, .chinese, blocks: [Effects()])
        #expect(try Self.rows(chinese, "effects").map { $0[0] } == ["接受措施（yes）", "对照（no）", "差值"])
        #expect(
            Array(chinese.paragraphs(of: "effects").map(Self.plain).dropFirst()) == [
                "差值是接受措施者比对照组多变化的量（双重差分）。只有在不采取措施时两组本会同样变化的前提下，它才是效果：因表现不佳而被选中的人，"
                    + "本来也会回升。", "yes：有 1 个因某一期没有可比的数值而未计入。", "任一组少于 10 人时不给出 p 值。",
            ])
        #expect(chinese.section("effects")?.title == "措施效果")
    }

    @Test func `without others the page says that nothing is caused`() throws {
        func callouts(_ language: Language) -> [String] {
            let results = Self.results(effects: [Self.effect(hasControl: false)])
            return ReportReading(results, language, blocks: [Effects()]).elements(of: "effects").compactMap { element in
                if case .callout(let callout) = element { callout.text } else { nil }
            }
        }
        #expect(
            callouts(.english) == [
                "Not causal: without others to whom nothing was done, a change says nothing of what caused it."
            ])
        #expect(callouts(.chinese) == ["非因果：没有未接受措施的对照组，变化不能说明原因。"])
    }

    @Test func `effects.csv and results.json hold the same`() {
        let results = Self.results(effects: [Self.effect(hasControl: true), Self.effect(hasControl: false)])
        let table = String(decoding: EffectsTable(results: results).file.bytes, as: UTF8.self)
        let lines = table.split(whereSeparator: \.isNewline).map(String.init)
        let place = "training,csat,2026-09-01,2026-10-01,2026-08-01,2026-09-01"
        #expect(
            lines == [
                EffectsTable.header.joined(separator: ","),
                place + ",treated,yes,12,1,0.06,0.02,0.1,0.006,0.9,0.01",
                place + ",control,no,8,0,0.01,-0.02,0.04,,,", place + ",difference,,,,0.05,0.005,0.095,,,",
                place + ",treated,yes,12,1,0.06,0.02,0.1,0.006,0.9,0.01",
            ])
        let json = String(
            decoding: JSONText(.object(EffectObjects(results: results).entries), layout: .flatOnOneLine).bytes,
            as: UTF8.self)
        for part in [#""against": "previous""#, #""control": null"#, #""persons": 12"#, #""hedges_g": 0.9"#] {
            #expect(json.contains(part), "\(part)")
        }
        #expect(EffectObjects(results: Self.results()).entries.isEmpty)
    }

    private static let actions = [
        ActionEffect(
            key: "desk", title: Wording(en: "Call-back desk", zh: "回拨专席"), metric: "csat",
            places: [("team", "=North")], since: september.start ?? 0, owner: "Lin",
            before: ActionEffect.Level(points: 8, mean: 0.7512), after: ActionEffect.Level(points: 4, mean: 0.812),
            change: TreatmentEffect.Change(mean: 0.0608, low: 0.02, high: 0.1016, p: nil), isByWeekday: false,
            limits: ActionEffect.Limits(low: 0.7, high: 0.8, beyond: 3), beside: [Wording(en: "Training", zh: "培训")]),
        ActionEffect(
            key: "early", title: Wording(en: "Training", zh: "培训"), metric: "csat", places: [],
            since: august.start ?? 0, owner: nil, before: ActionEffect.Level(points: 0, mean: nil),
            after: ActionEffect.Level(points: 9, mean: 0.8), change: nil, isByWeekday: false, limits: nil),
    ]

    @Test func `actions stand with both levels, the change and what cannot be told, in both languages`() throws {
        let results = Self.results(actions: Self.actions)
        let english = ReportReading(results, .english, blocks: [ActionEffects()])
        #expect(
            try Self.rows(english, "action-effects") == [
                [
                    "Call-back desk · =North", "Satisfied", "2026-09-01", "Lin", "75.1%", "8", "81.2%", "4", "+6.1 pp",
                    "+2.0 pp to +10.2 pp", "3 of 4", "interval without 0",
                ],
                ["Training", "Satisfied", "2026-08-01", "–", "–", "0", "80.0%", "9", "–", "–", "–", "too few periods"],
            ])
        #expect(
            english.paragraphs(of: "action-effects").map(Self.plain).contains(
                "Call-back desk: Training began within the same periods; what is whose cannot be told apart."))
        let chinese = ReportReading(results, .chinese, blocks: [ActionEffects()])
        #expect(
            chinese.paragraphs(of: "action-effects").map(Self.plain).contains(
                "回拨专席：培训也在这段时间内开始，各自的作用无法区分。"))
        #expect(try Self.rows(chinese, "action-effects").map { $0.last } == ["区间不含 0", "期数太少"])
    }

    @Test func `actions are a table for machines too, without live formulas`() {
        let table = ActionEffectsTable(results: Self.results(actions: Self.actions)).file
        #expect(
            String(decoding: table.bytes, as: UTF8.self) == """
                action,metric,place,since,owner,points_before,mean_before,points_after,mean_after,change,low,high,limit_low,limit_high,beyond_limits,beside
                desk,csat,team==North,2026-09-01,Lin,8,0.7512,4,0.812,0.0608,0.02,0.1016,0.7,0.8,3,Training
                early,csat,,2026-08-01,,0,,9,0.8,,,,,,,

                """)
    }
}
