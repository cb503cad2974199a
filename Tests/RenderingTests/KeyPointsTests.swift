// What a reader is told first: which findings, in which order, in which words; in both languages.
import Diagnostics
import Documents
import Stages
import Tabular
import Testing

@testable import Rendering

struct KeyPointsTests {
    private static let region = Breakdown(segments: ["region"])
    private static let before = SampleResults.period.advanced(by: -1)

    private static func finding(
        _ metric: String, _ against: Finding.Against, labels: [Int] = [], value: Double, expected: Double,
        tone: Finding.Tone = .worse
    ) -> Finding {
        Finding(
            metric: metric, breakdown: labels.isEmpty ? .total : region, period: SampleResults.period, labels: labels,
            against: against, basePeriod: against == .period(.previous) ? before : nil, value: .real(value), n: 300,
            expected: expected, expectedLow: expected * 0.9, expectedHigh: expected * 1.1, test: .means, p: 0.001,
            adjustedP: 0.01, certainSize: 0.3, tone: tone)
    }

    /// The points of a report with these findings, in their order.
    private static func points(
        _ findings: [Finding], _ language: Language = .english, undecided: Bool = false
    ) -> Document.Points? {
        var results = SampleResults.results()
        if !undecided {
            for index in results.cells.indices where results.cells[index].status == .uncertain {
                results.cells[index].status = .plain
            }
        }
        results.judgements.findings = findings
        results.judgements.tested = 100
        let reading = ReportReading(results, language, facts: SampleResults.facts(), kind: .summary)
        for case .points(let points) in reading.section("glance")?.elements ?? [] { return points }
        return nil
    }

    private static func headlines(_ findings: [Finding], _ language: Language = .english) -> [String] {
        points(findings, language)?.points.map(\.headline) ?? []
    }

    @Test func `findings of one place are one point, that beside the rest first, each metric once`() throws {
        let found = [
            Self.finding("csat_top2", .target, labels: [4], value: 0.421, expected: 0.9),
            Self.finding("nps", .rest, labels: [4], value: -36.8, expected: 46.4),
            Self.finding("csat_top2", .rest, labels: [4], value: 0.421, expected: 0.81),
            Self.finding("nps", .target, labels: [4], value: -36.8, expected: 30),
        ]
        let english = try #require(Self.points(found)).points
        #expect(english.map(\.headline) == ["Southwest (Region): Net promoter score −36.8, 83.2 below the rest"])
        #expect(english[0].further == ["Also there: Customer satisfaction (top 2) 42.1% (the rest 81.0%)."])
        let chinese = try #require(Self.points(found, .chinese)).points
        #expect(chinese.map(\.headline) == ["西南（大区）：净推荐值 −36.8，比其余部分低 83.2"])
        #expect(chinese[0].further == ["同处：客户满意度 42.1%（其余部分 81.0%）。"])
    }

    @Test func `two of a sort are told before a third of it`() {
        let found = [
            Self.finding("nps", .rest, labels: [0], value: 10, expected: 30),
            Self.finding("nps", .rest, labels: [1], value: 11, expected: 30),
            Self.finding("nps", .rest, labels: [2], value: 12, expected: 30),
            Self.finding("csat_top2", .target, value: 0.8, expected: 0.9),
            Self.finding("aht", .target, value: 350, expected: 320),
            Self.finding("contacts", .period(.previous), value: 900, expected: 700, tone: .changed),
        ]
        #expect(
            Self.headlines(found) == [
                "East (Region): Net promoter score 10.0, 20.0 below the rest",
                "South (Region): Net promoter score 11.0, 19.0 below the rest",
                "Customer satisfaction (top 2) 80.0%, below the target of 90%",
                "Average handling time 5\u{A0}m 50\u{A0}s, above the target of 5\u{A0}m 20\u{A0}s",
                "Contacts 900: 200 (+28.6%) more than in Q2 2026",
            ])
    }

    @Test func `changes of the total against one period are one point`() throws {
        let found = [
            Self.finding("contacts", .period(.previous), value: 900, expected: 700, tone: .changed),
            Self.finding("net_revenue", .period(.previous), value: 900, expected: 700, tone: .better),
        ]
        let point = try #require(Self.points(found, .chinese)).points
        #expect(point.map(\.headline) == ["联络量 900，比2026年二季度多 200（+28.6%）"])
        #expect(point[0].further == ["同时：净销售额 ¥900（当时 ¥700，改善）。"])
    }

    @Test func `rows that belong nowhere are no place`() {
        #expect(Self.headlines([Self.finding("nps", .rest, labels: [7], value: 10, expected: 30)]) == [])
    }

    @Test func `targets that cannot be told yet fill what room is left`() throws {
        let points = try #require(
            Self.points([Self.finding("nps", .history, value: 10, expected: 30)], undecided: true)
        ).points
        #expect(points.first?.headline == "Net promoter score 10.0, below its usual range")
        #expect(points.dropFirst().contains { $0.headline.hasSuffix("cannot be told yet") })
        #expect(points.count <= 5)
    }

    // MARK: Targets without a test

    private static func progress(
        _ metric: String, _ aim: TargetGoal.Aim, value: Double, level: Double, _ verdict: TargetProgress.Verdict,
        labels: [Int] = []
    ) -> TargetProgress {
        var progress = TargetProgress(
            goal: TargetGoal(metric: metric, aim: aim), breakdown: labels.isEmpty ? .total : region,
            period: SampleResults.period, labels: labels)
        (progress.value, progress.n, progress.level, progress.verdict) = (.real(value), 300, level, verdict)
        return progress
    }

    private static func told(_ findings: [Finding], _ targets: [TargetProgress], _ language: Language = .english)
        -> [Document.Points.Point]
    {
        var results = SampleResults.results()
        for index in results.cells.indices where results.cells[index].status == .uncertain {
            results.cells[index].status = .plain
        }
        results.judgements.findings = findings
        results.judgements.targets = targets
        results.judgements.tested = 100
        let reading = ReportReading(results, language, facts: SampleResults.facts(), kind: .summary)
        for case .points(let points) in reading.section("glance")?.elements ?? [] { return points.points }
        return []
    }

    /// Half of what was aimed at is 0.34 of Cohen's h, and more than the 0.3 of the finding; nine tenths are less.
    @Test func `an amount that misses its target is told among the findings, by the size of its gap`() {
        let found = [Self.finding("nps", .rest, labels: [0], value: 10, expected: 30)]
        func headlines(_ value: Double, _ verdict: TargetProgress.Verdict = .missed) -> [String] {
            Self.told(
                found, [Self.progress("net_revenue", .increase(.ofBaseline(0.1)), value: value, level: 1000, verdict)]
            ).map(\.headline)
        }
        let (finding, revenue) = ("East (Region): Net promoter score 10.0, 20.0 below the rest", "Net revenue ¥")
        #expect(headlines(500).first?.hasPrefix(revenue + "500, below the target of ¥1,000") == true)
        #expect(headlines(500).last == finding)
        #expect(headlines(900).first == finding)
        #expect(headlines(900).last?.hasPrefix(revenue) == true)
        #expect(headlines(1200, .met) == [finding])
    }

    @Test func `a target of a label is told with its place, and one that a finding tells is told once`() {
        let finding = Self.finding("csat_top2", .target, value: 0.8, expected: 0.9)
        let told = Self.told(
            [finding],
            [
                Self.progress("csat_top2", .atLeast(0.9), value: 0.8, level: 0.9, .missed),
                Self.progress("contacts", .atMost(100), value: 150, level: 100, .missed, labels: [1]),
                Self.progress("contacts", .atMost(100), value: 150, level: 100, .missed, labels: [7]),
            ])
        #expect(
            told.map(\.headline) == [
                "Customer satisfaction (top 2) 80.0%, below the target of 90%",
                "South (Region): Contacts 150, above the target of 100",
            ])
    }

    @Test func `a rise that cannot be told yet is told as other targets are`() {
        let told = Self.told(
            [], [Self.progress("nps", .increase(.points(2)), value: 34.2, level: 36, .withinNoise)], .chinese)
        #expect(told.map(\.headline).first?.hasSuffix("是否达到目标 36，尚不能判定") == true, "\(told.map(\.headline))")
    }

    @Test func `places with the very same numbers are one thing to know, and are named`() throws {
        func tier(_ label: Int, value: Double) -> Finding {
            var finding = Self.finding("nps", .rest, labels: [label], value: value, expected: 30)
            finding.breakdown = Breakdown(segments: ["tier"])
            return finding
        }
        var results = SampleResults.results()
        func set(_ breakdown: Breakdown, _ label: Int, value: Double) {
            for index in results.cells.indices
            where results.cells[index].metric == "nps" && results.cells[index].breakdown == breakdown
                && results.cells[index].period == results.period && results.cells[index].labels == [label]
            {
                results.cells[index].value = .real(value)
                (results.cells[index].numerator, results.cells[index].denominator) = (.real(value), .real(300))
            }
        }
        set(Self.region, 0, value: 10)
        set(Breakdown(segments: ["tier"]), 1, value: 10)
        set(Breakdown(segments: ["tier"]), 2, value: 11)
        results.judgements.findings = [
            Self.finding("nps", .rest, labels: [0], value: 10, expected: 30), tier(1, value: 10), tier(2, value: 11),
        ]
        results.judgements.tested = 100
        for (language, said) in [
            (Language.english, "With the very same numbers, so most likely the same rows: B (Value tier)."),
            (.chinese, "数字完全相同，很可能是同一批记录：B（价值层级）。"),
        ] {
            let reading = ReportReading(results, language, facts: SampleResults.facts(), kind: .summary)
            var points: [Document.Points.Point] = []
            for case .points(let found) in reading.section("glance")?.elements ?? [] { points = found.points }
            #expect(points.filter { $0.further.contains(said) }.count == 1)
            let places = points.filter { $0.headline.contains(language == .english ? "Net promoter" : "净推荐值") }
            #expect(places.count == 2, "\(points.map(\.headline))")
        }
    }

    @Test func `the sentence on targets counts those of labels too, and names them with their place`() {
        var results = SampleResults.results()
        results.judgements.targets = [
            Self.progress("nps", .atLeast(30), value: 34.2, level: 30, .met),
            Self.progress("contacts", .atMost(100), value: 150, level: 100, .missed, labels: [1]),
            Self.progress("aht", .atMost(300), value: 310, level: 300, .open, labels: [0]),
        ]
        func said(_ language: Language) -> [String] {
            ReportReading(results, language, blocks: [Summary(hasSentences: true)]).items(of: "glance").map(\.text)
        }
        #expect(
            said(.english).contains(
                "Of the targets (1 for the total, 2 for labels), 1 met: Net promoter score; 1 missed: Contacts (South); 1 still open"
            ), "\(said(.english))")
        #expect(
            said(.chinese).contains("各项目标（总体 1 项，分组标签 2 项），达标 1 项：净推荐值；未达标 1 项：联络量（华南）；尚未到期 1 项"),
            "\(said(.chinese))")
    }

    @Test func `of two halves, each of which is the other's rest, the first is told`() {
        let (east, south) = ("East (Region): Net promoter score 10.0", "South (Region): Net promoter score 30.0")
        func told(_ expected: Double, _ further: [Finding] = []) -> [String] {
            Self.headlines(
                [
                    Self.finding("nps", .rest, labels: [0], value: 10, expected: 30),
                    Self.finding("nps", .rest, labels: [1], value: 30, expected: expected, tone: .better),
                ] + further
            ).map { String($0.prefix { $0 != "," }) }
        }
        #expect(told(10) == [east])
        #expect(told(11) == [east, south])
        // What else is found of the other half is not lost.
        #expect(told(10, [Self.finding("aht", .target, labels: [1], value: 350, expected: 320)]) == [east, south])
    }

    @Test func `what lies beyond its usual range says the range as usual, and not as expected`() throws {
        let point = try #require(Self.points([Self.finding("nps", .history, value: 10, expected: 30)])?.points.first)
        #expect(point.basis.hasPrefix("usual 27.0"))
    }

    @Test func `without findings and open targets nothing is made up`() {
        #expect(Self.points([]) == nil)
    }

    @Test(arguments: [
        (Finding.Against.rest, "M 5, 2 above the rest", "甲 5，比其余部分高 2"),
        (.total, "M 5, 2 above the total", "甲 5，比总体高 2"), (.period(.previous), "M 5, 2 above that of Q2", "甲 5，比Q2高 2"),
        (.target, "M 5, above the target of 3", "甲 5，高于目标 3"), (.history, "M 5, above its usual range", "甲 5，高于正常范围"),
    ])
    func `every comparison has its sentence`(against: Finding.Against, english: String, chinese: String) {
        let figure = PointWords.Figure(metric: Wording(en: "M", zh: "甲"), place: "", value: "5")
        let told = PointWords.headline(
            figure, against, isAbove: true, gap: "2", isAmount: false, period: "Q2", level: "3")
        #expect(told == Wording(en: english, zh: chinese))
    }

    @Test func `no sentence claims a cause`() {
        let causes = ["because", "due to", "caused", "driven", "因为", "由于", "导致", "造成"]
        let figure = PointWords.Figure(metric: Wording(en: "M", zh: "甲"), place: "西", value: "5")
        let sentences: [Wording] =
            [true, false].flatMap { isAbove in
                [Finding.Against.rest, .total, .period(.previous), .target, .history].map {
                    PointWords.headline(
                        figure, $0, isAbove: isAbove, gap: "2", isAmount: isAbove, period: "Q2", level: "3")
                } + [PointWords.inARow(5, of: PointWords.counted(.day), isAbove: isAbove)]
            } + [PointWords.undecided(figure, .atLeast, level: "3"), PointWords.undecided(figure, .atMost, level: "3")]
            + [PointWords.withinUsual]
        for sentence in sentences {
            for cause in causes {
                #expect(!sentence.english.lowercased().contains(cause) && !sentence.chinese.contains(cause))
            }
        }
    }
}
