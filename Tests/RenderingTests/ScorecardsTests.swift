// Scorecards on the page and in files: scores, what lacks, and that nothing is ranked that cannot be told apart.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct ScorecardsTests {
    private static let september = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)

    private static func counted(
        _ value: Double, points: Double, added: Double, low: Double? = 70, high: Double? = 90,
        basis: Scorecard.Basis = .raw
    ) -> Scorecard.Contribution {
        .counted(
            Scorecard.Counted(
                value: value, basis: basis, n: 120, points: points, low: low, high: high, added: added))
    }

    private static func value(
        _ points: Double, _ band: Scorecard.Band, isSure: Bool = true, surviving: Int = 4, low: Double? = nil,
        high: Double? = nil
    ) -> Scorecard.Value {
        Scorecard.Value(
            points: points, band: band, low: low, high: high,
            stress: Scorecard.WeightStress(
                combinations: 4, surviving: surviving, lowest: points - 2, highest: points + 3),
            isSure: isSure)
    }

    /// Three agents: needs attention for sure, no score, and just below 80.
    private static func scorecard(areBandsApart: Bool, segment: String? = "agent") -> Scorecard {
        var card = Scorecard(
            key: "agents", title: Wording(en: "Agents' card", zh: "坐席记分卡"), segment: segment, period: september,
            parts: [
                Scorecard.Part(
                    metric: "ok", weight: 60, scale: Scorecard.Scale(floor: 0.6, target: 0.85, stretch: 0.95)),
                Scorecard.Part(
                    metric: "aht", weight: 40, scale: Scorecard.Scale(floor: 600, target: 360, stretch: 240)),
            ], rules: Scorecard.Rules())
        card.areBandsApart = areBandsApart
        card.scores = [
            Scorecard.Score(
                labels: segment == nil ? [] : [0],
                contributions: [
                    counted(0.65, points: 16, added: 9.6), counted(480, points: 40, added: 16, basis: .shrunken),
                ], coverage: 1, value: value(25.6, .attention, low: 20, high: 31.25)),
            Scorecard.Score(
                labels: [1], contributions: [.lacking(.fewRows), counted(360, points: 80, added: 0)], coverage: 0.4,
                value: nil),
            Scorecard.Score(
                labels: [2],
                contributions: [
                    counted(0.85, points: 80, added: 48), counted(361, points: 79.9, added: 31.96, low: nil, high: nil),
                ], coverage: 1, value: value(79.96, .near, isSure: false, surviving: 3)),
        ]
        if segment == nil { card.scores = [card.scores[0]] }
        card.leavesOutUnknown = segment != nil
        return card
    }

    private static func results(_ cards: [Scorecard]) -> MetricResults {
        func metric(_ key: String, _ title: Wording, _ unit: MetricUnit, _ better: Direction) -> MetricDescription {
            MetricDescription(
                key: key, title: title, unit: unit, better: better, formula: Wording("x"), definition: key)
        }
        var results = MetricResults(
            metrics: [
                metric("ok", Wording(en: "Satisfied", zh: "满意率"), .fraction, .higher),
                metric("aht", Wording(en: "Handle time", zh: "处理时长"), .seconds, .lower),
            ], breakdowns: [.total],
            segments: [
                Segment(
                    key: "agent", title: Wording(en: "Agent", zh: "坐席"),
                    labels: ["张一", "=李二", "王三"].map { SegmentLabel(key: $0) })
            ], period: september)
        results.judgements.scorecards = cards
        return results
    }

    private static func said(_ reading: ReportReading) -> [String] {
        reading.elements(of: "scorecards").compactMap { element -> String? in
            if case .paragraph(let paragraph) = element { plain(paragraph.text) } else { nil }
        }
    }

    private static func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

    private static func reading(_ card: Scorecard, _ language: Language = .english, most: Int = 50) -> ReportReading {
        var block = Scorecards()
        block.mostLabels = most
        return ReportReading(results([card]), language, blocks: [block])
    }

    private static func rows(_ reading: ReportReading, _ table: Int = 0) throws -> [[String]] {
        let tables = reading.tables(of: "scorecards")
        return try #require(tables.indices.contains(table) ? tables[table] : nil).rows.map {
            $0.map { plain($0.shown) }
        }
    }

    @Test func `scores stand with band, weight kept, coverage and what each part adds`() throws {
        let reading = Self.reading(Self.scorecard(areBandsApart: true))
        let table = try #require(reading.tables(of: "scorecards").first)
        #expect(
            table.columns.map(\.title) == [
                "Agent", "Score", "95% interval", "Band", "Band kept", "Weight at hand", "Satisfied (60)",
                "Handle time (40)",
            ])
        #expect(
            try Self.rows(reading) == [
                ["王三", "79.96", "–", "near, not sure", "75%", "100%", "48.0", "32.0"],
                ["张一", "25.6", "20.0–31.2", "attention", "100%", "100%", "9.6", "16.0"],
                ["=李二", "–", "", "no score", "", "40%", "–", "–"],
            ])
        #expect(
            try Self.rows(reading, 1) == [
                ["Satisfied", "60", "60.0%", "85.0%", "95.0%"],
                ["Handle time", "40", "10 m 0 s", "6 m 0 s", "4 m 0 s"],
            ])
    }

    @Test func `every sentence is said in both languages`() {
        let english = Self.said(Self.reading(Self.scorecard(areBandsApart: true)))
        let known = [
            "A scorecard puts its metrics on one scale: the floor is worth 0 points, the target 80, the stretch 100, with straight lines "
                + "between them. The score is the mean of the points by weight; beside it stands what each part adds to it. The interval "
                + "takes the parts to vary independently of each other.",
            "The rows stand by band, and within a band in the order of their labels: places within a band are no ranks.",
            "From 80 points on a score meets, from 60 it is near, below that it needs attention. \"Not sure\" stands where the interval or "
                + "other weights reach into another band; only a sure band is good or bad. A score needs 70% of the weight at hand; the "
                + "rest is divided by what there is.",
            "\"Band kept\" says in how many of all combinations of weights, each a fifth larger or a fifth smaller, the band stays the same "
                + "(with every part at hand 4 combinations).",
            "1 label has no score: less than 70% of the weight is at hand.",
            "Satisfied does not enter for 1 label: fewer than 30 rows.",
            "Where Handle time enters, the score has no interval, for the metric has none; its band is not called sure.",
            "Handle time: values of few rows are drawn towards the whole before they are scored; scorecards.csv marks them as shrunken.",
            "Rows without a known Agent are nobody's, and are not scored.",
        ]
        #expect(english == known)
        let chinese = Self.said(Self.reading(Self.scorecard(areBandsApart: true), .chinese))
        let zh = [
            "记分卡把各指标放在同一标尺上：底线为 0 分，目标为 80 分，卓越为 100 分，其间按直线折算；得分是各部分分数的加权平均，"
                + "旁边列出每一部分贡献的分数。区间假定各部分彼此独立波动。", "各行按档次排列，同一档次内按标签顺序排列：档次之内不分名次。",
            "80 分起为达标，60 分起为接近，更低为需关注。区间或权重变化会落入其他档次时标“未定”；只有确定的档次才分好坏。"
                + "给出得分至少需要 70% 的权重有数据，得分按现有权重折算。",
            "“档次不变”：各权重分别增加或减少五分之一，在全部组合（各部分齐全时为 4 种）中档次保持不变的比例。",
            "1 个标签不评分：有数据的权重不足 70%。", "满意率对 1 个标签未计入：不足 30 行。",
            "该指标没有区间，含有处理时长的得分也没有区间，其档次不视为确定。",
            "处理时长：行数少的数值在评分前已向总体收缩；scorecards.csv 中标为 shrunken。", "坐席未知的行不属于任何对象，不评分。",
        ]
        #expect(chinese == zh)
        #expect(Self.reading(Self.scorecard(areBandsApart: true), .chinese).section("scorecards")?.title == "记分卡")
    }

    @Test func `bands that cannot be told apart make no order`() throws {
        let reading = Self.reading(Self.scorecard(areBandsApart: false))
        #expect(try Self.rows(reading).map { $0[0] } == ["张一", "=李二", "王三"])
        #expect(
            Self.said(reading).contains(
                "The rows stand in the order of their labels: no two bands can be told apart by the intervals, so any ranking would be "
                    + "noise."))
        let chinese = Self.reading(Self.scorecard(areBandsApart: false), .chinese)
        #expect(Self.said(chinese).contains("各行按标签顺序排列：从区间看，任何两个档次都无法区分，排名只会是噪声。"))
        #expect(try Self.rows(chinese).map { $0[3] } == ["需关注", "不评分", "接近（未定）"])
    }

    @Test func `labels beyond the most are counted`() throws {
        let reading = Self.reading(Self.scorecard(areBandsApart: true), most: 1)
        #expect(try Self.rows(reading).count == 1)
        #expect(Self.said(reading).contains("2 further labels stand in scorecards.csv."))
        let chinese = Self.reading(Self.scorecard(areBandsApart: true), .chinese, most: 1)
        #expect(Self.said(chinese).contains("其余 2 个标签见 scorecards.csv。"))
    }

    @Test func `the centre is one row without words of labels`() throws {
        var card = Self.scorecard(areBandsApart: false, segment: nil)
        #expect(try Self.rows(Self.reading(card)).map { $0[0] } == ["All"])
        card.scores[0].value = nil
        card.scores[0].contributions[0] = .lacking(.hidden)
        let reading = Self.reading(card)
        #expect(Self.said(reading).contains("There is no score: less than 70% of the weight is at hand."))
        #expect(Self.said(reading).contains("Satisfied does not enter: hidden, too few rows here or beside."))
        let chinese = Self.said(Self.reading(card, .chinese))
        #expect(chinese.contains("不评分：有数据的权重不足 70%。"))
        #expect(chinese.contains("满意率未计入：不显示，本格或相关格样本过少。"))
    }

    @Test func `every reason for lacking is said in both languages, and a scorecard without labels too`() {
        let words = Scorecard.Lack.allCases.map { ScorecardWords.lacking($0, metric: "m", least: "30", nil) }
        #expect(
            words == [
                Wording(en: "m does not enter: no rows.", zh: "m未计入：没有数据。"),
                Wording(en: "m does not enter: nothing to divide by.", zh: "m未计入：没有可作除数的量。"),
                Wording(en: "m does not enter: hidden, too few rows here or beside.", zh: "m未计入：不显示，本格或相关格样本过少。"),
                Wording(en: "m does not enter: fewer than 30 rows.", zh: "m未计入：不足 30 行。"),
                Wording(en: "m does not enter: the period is not whole.", zh: "m未计入：周期不完整。"),
            ])
        #expect(ScorecardWords.band(.meets) == Wording(en: "meets", zh: "达标"))
        var card = Self.scorecard(areBandsApart: false)
        card.scores = []
        #expect(Self.said(Self.reading(card)).contains("No label has a row of any part."))
        #expect(Self.said(Self.reading(card, .chinese)).contains("没有任何标签有数据。"))
        #expect(ReportReading(Self.results([]), blocks: [Scorecards()]).section("scorecards") == nil)
    }

    @Test func `scorecards.csv has a row for the score and one for each part`() {
        let bytes = ScorecardsTable(results: Self.results([Self.scorecard(areBandsApart: true)])).file.bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        let place = "agents,2026-09-01,2026-10-01,agent=张一"
        #expect(
            Array(lines.prefix(4)) == [
                "scorecard,period_start,period_end,segment,metric,weight,floor,target,stretch,value,basis,n,points,low,high,added,"
                    + "coverage,band,sure,combinations,surviving,lowest,highest,lacking",
                place + ",,,,,,,,,25.6,20,31.25,,1,attention,yes,4,4,23.6,28.6,",
                place + ",ok,60,0.6,0.85,0.95,0.65,raw,120,16,70,90,9.6,,,,,,,,",
                place + ",aht,40,600,360,240,480,shrunken,120,40,70,90,16,,,,,,,,",
            ])
        #expect(
            lines[4] == #"agents,2026-09-01,2026-10-01,"agent=""\=李二""""#
                + ",,,,,,,,,,,,,0.4,,,,,,,coverage")
        #expect(
            lines[5] == #"agents,2026-09-01,2026-10-01,"agent=""\=李二""""#
                + ",ok,60,0.6,0.85,0.95,,,,,,,,,,,,,,,few-rows")
        #expect(lines.count == 10)
        #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 24 })
    }

    @Test func `how rewards go with scores is told as an association, and of few nothing`() {
        var card = Self.scorecard(areBandsApart: false)
        func said(_ alignment: Scorecard.Alignment, _ language: Language) -> [String] {
            card.alignment = alignment
            return Self.said(Self.reading(card, language)).suffix(alignment.tau != nil && alignment.leftOut > 0 ? 2 : 1)
        }
        let told = Scorecard.Alignment(metric: "aht", labels: 12, leftOut: 1, tau: 0.8032, low: 0.5713, high: 0.9163)
        #expect(
            said(told, .english) == [
                "Scores and Handle time: Kendall's τ is 0.80 (0.57–0.92) over 12 (Agent); 1 is the same order, −1 the reverse, 0 none. "
                    + "That they go together, or do not, proves neither fairness nor unfairness.",
                "1 has no part in it, for the score or Handle time is lacking or hidden.",
            ])
        #expect(
            said(told, .chinese) == [
                "得分与处理时长：12 个坐席的 Kendall τ 为 0.80（0.57–0.92）；1 为顺序完全一致，−1 为完全相反，0 为没有关联。"
                    + "是否一致只是关联，不能证明公平或不公平。",
                "有 1 个因缺少得分，或处理时长缺失或不显示，而未计入。",
            ])
        let few = Scorecard.Alignment(metric: "aht", labels: 9, leftOut: 3)
        #expect(
            said(few, .english) == [
                "Nothing is said of how scores go with Handle time: it takes 10 labels with both, of which not all are alike, and there are 9."
            ])
        #expect(said(few, .chinese) == ["无法说明得分与处理时长是否一致：至少需要 10 个两者齐全且不全相同的标签，现有 9 个。"])
        card.alignment = told
        let entries = ScorecardObjects(results: Self.results([card])).entries
        let text = String(decoding: JSONText(.object(entries), layout: .flatOnOneLine).bytes, as: UTF8.self)
        #expect(text.contains(#""tau": 0.8032, "low": 0.5713, "high": 0.9163"#))
    }

    @Test func `results.json has all that the table has, and nothing where there is no scorecard`() {
        #expect(ScorecardObjects(results: Self.results([])).entries.isEmpty)
        let entries = ScorecardObjects(results: Self.results([Self.scorecard(areBandsApart: true)])).entries
        let text = String(decoding: JSONText(.object(entries), layout: .flatOnOneLine).bytes, as: UTF8.self)
        for part in [
            #""key": "agents""#, #""least_coverage": 0.7"#, #""bands_apart": true"#, #""band": "attention""#,
            #""surviving": 4"#, #""basis": "shrunken""#, #""lacking": "few-rows""#, #""floor": 0.6"#,
        ] { #expect(text.contains(part), "\(part)") }
    }
}
