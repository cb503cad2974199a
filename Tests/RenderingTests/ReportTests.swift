// What a report says: intervals, n, verdicts, targets, and what it keeps to itself.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular
import Testing

@testable import Rendering

struct ReportTests {
    private static func run(
        _ results: MetricResults, facts: RunFacts = SampleResults.facts(), languages: [Language] = [.english]
    ) throws -> [String: String] {
        let collector = DiagnosticCollector()
        let plan = Rendering.plan(RenderingOptions(), title: facts.title, languages: languages, collector: collector)
        let context = StageContext(collector: collector, zone: facts.zone, asOf: facts.asOf)
        let files = try Rendering.run(plan, results: Rendering.shown(results, by: plan), facts: facts, context: context)
        #expect(collector.diagnostics.isEmpty)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    static func model(
        _ results: MetricResults, _ language: Language = .english, kind: ReportKind = .managementReview
    ) -> ReportReading {
        ReportReading(
            SmallCells(floor: DisplayFloors().suppressBelow).hidden(in: results), language, kind: kind)
    }

    private static let share = MetricDescription(
        key: "share", title: Wording("Share"), unit: .fraction, better: .higher, formula: Wording("a ÷ b"),
        definition: "share{}", interval: "wilson")

    /// One metric, one region segment, and the cell and comparison given, both as total and as region's first label.
    private static func results(
        _ cell: MetricCell, metric: MetricDescription = share, comparison: Comparison? = nil, partial: Bool = false
    ) -> MetricResults {
        let bySegment = Breakdown(segments: ["region"])
        var total = cell
        total.breakdown = .total
        total.labels = []
        total.period = SampleResults.period
        var part = total
        part.breakdown = bySegment
        part.labels = [0]
        var results = MetricResults(
            metrics: [metric], breakdowns: [.total, bySegment], segments: SampleResults.segments,
            period: SampleResults.period, partialPeriods: partial ? [SampleResults.period] : [], cells: [total, part],
            comparisons: comparison.map { [0: [$0], 1: [$0]] } ?? [:])
        if let target = cell.target {
            var progress = TargetProgress(
                goal: TargetGoal(metric: metric.key, aim: .atLeast(target.value)), breakdown: .total,
                period: SampleResults.period, labels: [])
            progress.verdict = cell.status == .met ? .met : cell.status == .missed ? .missed : .withinNoise
            results.judgements.targets = [progress]
        }
        return results
    }

    private static func cell(_ value: Double?, n: Int, status: CellStatus = .plain, target: Target? = nil) -> MetricCell
    {
        MetricCell(
            metric: "share", breakdown: .total, period: SampleResults.period, value: value.map { .real($0) }, n: n,
            low: value.map { $0 - 0.02 }, high: value.map { $0 + 0.02 }, target: target, status: status)
    }

    @Test func `the same results give the same bytes`() throws {
        let first = try Self.run(SampleResults.results(), languages: [.chinese, .english])
        let second = try Self.run(SampleResults.results(), languages: [.chinese, .english])
        #expect(first == second)
    }

    @Test func `both languages have the same structure`() throws {
        let files = try Self.run(SampleResults.results(), languages: [.chinese, .english])
        func count(_ file: String, _ text: String) -> Int { (files[file] ?? "").ranges(of: text).count }
        for tag in ["<section", "<table", "<tr", "<article", "<svg", "<h2", "<h3"] {
            #expect(count("index.en.html", tag) == count("index.zh-Hans.html", tag), "\(tag)")
            #expect(count("index.en.html", tag) > 0)
        }
        #expect(files["index.en.html"]?.contains("<html lang=\"en\">") == true)
        #expect(files["index.zh-Hans.html"]?.contains("<html lang=\"zh-Hans\">") == true)
        #expect(files["index.en.html"]?.contains("href=\"index.zh-Hans.html\"") == true)
    }

    @Test func `a page asks for nothing from elsewhere and runs no script`() throws {
        let page = try #require(try Self.run(SampleResults.results())["index.html"])
        for forbidden in ["<script", "src=", "@import", "url(", "<iframe", "<link rel=\"stylesheet"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.replacing("http://www.w3.org/2000/svg", with: "").ranges(of: "://").isEmpty)
        #expect(page.utf8.count < 500_000)
    }

    @Test func `an undefined value is a dash with its reason, never a zero`() {
        let model = Self.model(Self.results(Self.cell(nil, n: 0, status: .undefined)), .chinese)
        #expect(model.headlines.first?.measurement.value.shown == "–")
        #expect(model.headlines.first?.measurement.note == "无数据")
    }

    @Test func `a value of fewer than five is hidden, together with its change`() {
        let comparison = Comparison(
            base: .previous, basePeriod: SampleResults.period.advanced(by: -1), baseValue: .real(0.7), difference: 0.1,
            verdict: .better)
        let model = Self.model(Self.results(Self.cell(0.8, n: 4), comparison: comparison))
        let row = model.panels.first?.rows.last
        #expect(row?.measurement.value.shown == "hidden")
        #expect(row?.change?.difference.shown == "–")
        #expect(row?.change?.tone == .neutral)
        #expect(row?.drawing.isEmpty == true)
        #expect(model.headlines.first?.measurement.value.shown == "hidden")
    }

    @Test func `a small count is hidden in a segment and shown as a total, unless the total tells the segment`() {
        let count = MetricDescription(
            key: "share", title: Wording("Orders"), unit: .count, better: .none, formula: Wording("count"),
            definition: "c{}", counts: true)
        let cell = MetricCell(
            metric: "share", breakdown: .total, period: SampleResults.period, value: .exact(ExactDecimal(3)), n: 3)
        var results = Self.results(cell, metric: count)
        #expect(Self.model(results).headlines.first?.measurement.value.shown == "hidden")
        results.cells.removeLast()
        #expect(Self.model(results).headlines.first?.measurement.value.shown == "3")
    }

    @Test func `a rate of few observations bears the mark of a small sample`() {
        #expect(Self.model(Self.results(Self.cell(0.8, n: 29))).headlines.first?.measurement.note == "small sample")
        #expect(Self.model(Self.results(Self.cell(0.8, n: 30))).headlines.first?.measurement.note == "")
    }

    @Test(arguments: [
        (Comparison.Verdict.better, "good", "better", "▲"), (.worse, "bad", "worse", "▲"),
        (.withinNoise, "neutral", "within noise", "≈"), (.changed, "neutral", "changed", "▲"),
        (.unjudged, "neutral", "no interval", "▲"),
        (.untested, "neutral", "not judged", ""), (.notComparable, "neutral", "not comparable", ""),
    ])
    func `only a change beyond noise is good or bad`(
        verdict: Comparison.Verdict, tone: String, word: String, mark: String
    ) {
        let comparison = Comparison(
            base: .previous, basePeriod: SampleResults.period.advanced(by: -1), baseValue: .real(0.788),
            difference: 0.012,
            verdict: verdict)
        let change = Self.model(Self.results(Self.cell(0.8, n: 100), comparison: comparison)).headlines.first?.changes
            .first
        #expect(change?.tone.rawValue == tone)
        #expect(change?.verdict == word)
        #expect(change?.mark == mark)
        #expect(change?.base == "against Q2 2026")
        #expect(change?.difference.shown == (verdict == .notComparable ? "–" : "+1.2\u{A0}pp"))
    }

    @Test(arguments: [
        (CellStatus.met, "good", "✓", "达标"), (.missed, "bad", "✗", "未达标"), (.uncertain, "neutral", "?", "未定"),
        (.partial, "neutral", "", "报告期不完整"),
    ])
    func `a target is met or missed only beyond noise`(status: CellStatus, tone: String, mark: String, word: String) {
        let cell = Self.cell(0.8, n: 100, status: status, target: Target(bound: .atLeast, value: 0.9))
        let goal = Self.model(Self.results(cell), .chinese).headlines.first?.goal
        #expect(goal?.bound == "≥ 90%")
        #expect(goal?.tone.rawValue == tone)
        #expect(goal?.mark == mark)
        #expect(goal?.status == word)
    }

    @Test func `a change of exact amounts is exact`() {
        let revenue = MetricDescription(
            key: "share", title: Wording("Revenue"), unit: .currency("CNY"), better: .higher, formula: Wording("sum"),
            definition: "r{}")
        let cell = MetricCell(
            metric: "share", breakdown: .total, period: SampleResults.period,
            value: .exact(ExactDecimal(units: 30, scale: 2)), n: 10)
        let comparison = Comparison(
            base: .previous, basePeriod: SampleResults.period.advanced(by: -1),
            baseValue: .exact(ExactDecimal(units: 1, scale: 1)), difference: 0.19999999999999998, relative: 2,
            verdict: .unjudged)
        let change = Self.model(Self.results(cell, metric: revenue, comparison: comparison)).headlines.first?.changes
            .first
        #expect(change?.difference.shown == "+¥0.20")
        #expect(change?.relative?.shown == "+200.0%")
    }

    @Test func `a period that is not over is said to be partial`() throws {
        let results = Self.results(Self.cell(0.8, n: 100, status: .partial), partial: true)
        let page = try #require(try Self.run(results, languages: [.chinese])["index.html"])
        #expect(page.contains("class=\"partial-note\">报告期不完整：报告期尚未结束"))
        #expect(page.contains("<span class=\"tag\">不完整</span>"))
    }

    @Test func `a report of nothing is still a report`() throws {
        let empty = MetricResults(metrics: [], breakdowns: [.total], segments: [], period: .allTime)
        var facts = SampleResults.facts()
        facts.files = []
        facts.ledgers = []
        facts.links = []
        facts.rejects = []
        facts.warnings = []
        for language in Language.allCases {
            let files = try Self.run(empty, facts: facts, languages: [language])
            #expect(files["index.html"]?.contains("</html>") == true)
            #expect(files["results.csv"]?.split(separator: "\n").count == 1)
            #expect(files["report.md"]?.contains("# ") == true)
        }
    }

    @Test func `cells whose segment or label is not known do no harm`() throws {
        var results = Self.results(Self.cell(0.8, n: 100))
        results.segments = []
        results.breakdowns.append(Breakdown(grain: .week, segments: ["gone", "also"]))
        results.cells.append(
            MetricCell(
                metric: "share", breakdown: Breakdown(grain: .week, segments: ["gone", "also"]),
                period: Period(.week, containing: SampleResults.period.start ?? 0), labels: [-1], value: .real(0.5),
                n: 50))
        results.cells.append(
            MetricCell(
                metric: "no such metric", breakdown: .total, period: .allTime, labels: [7, 7], value: .real(.nan)))
        results.comparisons[99] = []
        #expect(try Self.run(results)["index.html"]?.contains("</html>") == true)
    }

    @Test func `a breakdown by days turns its table so that it fits`() {
        let breakdown = Breakdown(grain: .day, segments: ["region"])
        var results = Self.results(Self.cell(0.8, n: 100))
        results.breakdowns = [.total, breakdown]
        results.cells += SampleResults.period.divided(into: .day).map {
            MetricCell(metric: "share", breakdown: breakdown, period: $0, labels: [0], value: .real(0.5), n: 50)
        }
        let tables = Optional(Self.model(results).grids(of: "breakdowns"))
        #expect(tables?.count == 1)
        #expect(tables?.first?.rows.count == 93)
        #expect(tables?.first?.rows.first?.isTotal == true)
        #expect(tables?.first?.columns.count == 1)
    }

    @Test func `a week belongs to the period it begins in`() {
        let breakdown = Breakdown(grain: .week)
        var results = Self.results(Self.cell(0.8, n: 100))
        results.breakdowns = [.total, breakdown]
        let first = Period(.week, containing: SampleResults.period.start ?? 0)
        results.cells += (0...13).map {
            MetricCell(metric: "share", breakdown: breakdown, period: first.advanced(by: $0), value: .real(0.5), n: 50)
        }
        let columns = Optional(Self.model(results).grids(of: "breakdowns").flatMap(\.columns))
        #expect(columns?.first == "W28 2026")
        #expect(columns?.last == "W40 2026")
        #expect(columns?.count == 13)
    }

    @Test func `no table is wider than its paper`() {
        func width(_ grid: Document.Grid) -> Double { TableWidth.of(grid.rows, showsIntervals: grid.showsIntervals) }
        for language in Language.allCases {
            let model = Self.model(SampleResults.results(), language)
            let tables = model.grids(of: "breakdowns") + model.grids(of: "trend")
            #expect(tables.count >= 20)
            #expect(tables.allSatisfy { width($0) <= TableWidth.page })
            let halves = tables.filter { !$0.isFull }
            #expect(!halves.isEmpty && halves.allSatisfy { width($0) <= TableWidth.halfPage })
        }
    }

    @Test func `a segment's cell says when it meets or misses the target`() {
        let met = Self.cell(0.95, n: 100, status: .met, target: Target(bound: .atLeast, value: 0.9))
        let panel = Self.model(Self.results(met)).panels.first
        #expect(panel?.note == "higher is better · Target ≥ 90%")
        #expect(panel?.rows.last?.measurement.judgement?.mark == "✓")
        let open = Self.cell(0.9, n: 100, status: .uncertain, target: Target(bound: .atLeast, value: 0.9))
        #expect(
            Self.model(Self.results(open)).panels.first?.rows.last?.measurement.judgement == nil
        )
    }

    @Test func `the first page in Markdown`() throws {
        let comparison = Comparison(
            base: .previous, basePeriod: SampleResults.period.advanced(by: -1), baseValue: .real(0.788),
            difference: 0.012,
            verdict: .withinNoise)
        let cell = Self.cell(0.8, n: 29, status: .missed, target: Target(bound: .atLeast, value: 0.9))
        let results = Self.results(cell, comparison: comparison)
        let text = try #require(try Self.run(results, languages: [.chinese])["report.md"])
        let firstPage = text.prefix(upTo: try #require(text.firstRange(of: "\n## 数据账目")).lowerBound)
        #expect(
            firstPage == """
                # 客户管理中心季度评审

                **2026年第三季度** · 管理评审报告

                - 报告期：2026年第三季度 (2026年7月1日至9月30日)
                - 数据：✓ 完整 6 个文件，64,546 行
                - 截止时刻：2026年10月1日 02:00（UTC+08:00）
                - 时区：+08:00
                - 拒绝：115 行，占 0.2%
                - 警告：1
                - 流程文件：quarterly-review

                [附录：全部表格与定义](annex.md)

                - 各项目标，未达标 1 项：Share
                - 较2026年第二季度，在误差范围内 1 项
                - 从 6 个文件读入 64,546 行：采用 63,782 行，拒绝 115 行，按重复或规则剔除 649 行

                ## 核心指标

                | 指标 | 数值 | 95% 区间 | n | 变化 | 目标 |
                | --- | ---: | ---: | ---: | --- | --- |
                | Share | 80.0% (样本偏少) | 78.0%–82.0% | 29 | 较2026年二季度：≈ +1.2 个百分点，在误差范围内 | ≥ 90%：✗ 未达标 |

                ## 哪些变了

                ### 较2026年第二季度：1 项变化均在误差范围内

                | 指标 | 数值 | 当时 | 变化 | 判断 | n |
                | --- | ---: | ---: | ---: | --- | ---: |
                | Share | 80.0% | 78.8% | +1.2 个百分点 | 在误差范围内 | 29 |

                比例的变化以百分点、净推荐值以点计，附 95% 区间；最确定者在前。

                """)
    }

    @Test func `a summary leaves out breakdowns`() {
        let model = Self.model(SampleResults.results(), kind: .summary)
        #expect(model.section("breakdowns") == nil)
        #expect(!model.headlines.isEmpty && model.tables(of: "definitions").first?.rows.isEmpty == false)
    }

    @Test func `rejects are counted by file, column and reason, whatever data a reason quotes`() {
        let rows = Self.model(SampleResults.results()).rejects
        #expect(rows.map { $0[4] } == ["74", "29", "12"])
        #expect(rows[1][3] == "column 'wait' expects a duration, found \"…\"")
        #expect(rows[1][5] == "line 490, line 521, line 552")
    }
}
