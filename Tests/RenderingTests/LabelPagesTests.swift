// Pages of labels: what stands on one, what never does, and what their files are called.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct LabelPagesTests {
    private typealias Nodes = RenderingOptionsTests

    private static let month = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
    private static let agents = Breakdown(segments: ["agent"])
    private static let metric = MetricDescription(
        key: "ok", title: Wording(en: "Satisfied", zh: "满意率"), unit: .fraction, better: .higher,
        formula: Wording("k / n"), definition: "ok", interval: "wilson")

    /// Twelve agents with a hundred rows each, one with ten, one hidden, and rows of nobody.
    private static func results(finding tone: Finding.Tone? = nil) -> MetricResults {
        let keys = (0..<12).map { "A\($0)" } + ["few", "hidden"]
        var results = MetricResults(
            metrics: [metric], breakdowns: [.total, agents],
            segments: [
                Segment(
                    key: "agent", title: Wording(en: "Agent", zh: "坐席"),
                    labels: keys.map { SegmentLabel(key: $0) } + [.unknown])
            ], period: month)
        func cell(_ labels: [Int], _ value: Double?, n: Int, _ status: CellStatus = .plain) -> MetricCell {
            MetricCell(
                metric: "ok", breakdown: labels.isEmpty ? .total : agents, period: month, labels: labels,
                value: value.map { .real($0) }, n: n, low: value.map { $0 - 0.05 }, high: value.map { $0 + 0.05 },
                status: status)
        }
        results.cells = [cell([], 0.8, n: 1220)]
        results.cells += (0..<12).map { cell([$0], 0.6 + 0.02 * Double($0), n: 100) }
        results.cells += [cell([12], 0.99, n: 10), cell([13], nil, n: 3, .hidden), cell([14], 0.1, n: 500)]
        if let tone {
            results.judgements.findings = [
                Finding(
                    metric: "ok", breakdown: agents, period: month, labels: [0], against: .rest, basePeriod: nil,
                    value: .real(0.6), n: 100, expected: 0.8, expectedLow: 0.75, expectedHigh: 0.85,
                    test: .proportions, p: 0.001, adjustedP: 0.01, certainSize: 0.1, tone: tone)
            ]
            results.judgements.besideOthers = [1, 2]
            results.judgements.tested = 9
        }
        return results
    }

    private static func facts(_ results: MetricResults) throws -> LabelFacts {
        let report = LabelReport(segment: "agent", title: nil, formats: [.html])
        return try #require(
            LabelFacts(report, ReportDesk(results: results, facts: SampleResults.facts(), language: .english)))
    }

    private static func page(
        _ label: Int, _ results: MetricResults, _ language: Language = .english
    ) throws -> Document {
        LabelPage(
            LabelDesk(
                facts: try facts(results), label: label,
                desk: ReportDesk(results: results, facts: SampleResults.facts(), language: language))
        ).document
    }

    private static func tables(_ section: Document.Section?) -> [Document.Table] {
        (section?.elements ?? []).compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    private static func row(_ document: Document) throws -> [String] {
        let section = try #require(document.sections.first { $0.anchor == "metrics" })
        let table = try #require(tables(section).first)
        return zip(table.columns, table.rows[0]).map { "\($0.title)=\($1.shown)" }
    }

    private static func said(_ document: Document) -> [String] {
        (document.sections.first { $0.anchor == "standing" }?.elements ?? []).flatMap { element -> [String] in
            if case .list(let list) = element { list.items.map(\.text) } else { [] }
        }
    }

    // MARK: A page

    @Test func `a number stands with its interval, the others' range and the finding`() throws {
        let document = try Self.page(0, Self.results(finding: .worse))
        #expect(document.masthead.title == "A0")
        #expect(
            try Self.row(document) == [
                "Metric=Satisfied", "As measured=60.0%", "95% interval=55.0%–65.0%", "n=100",
                "Middle 80% of the others=64.0%–80.0%", "=", "Beside the rest=worse",
            ])
        let page = String(decoding: HTMLWriter().bytes(of: document), as: UTF8.self)
        #expect(page.contains("class=\"mark worse\"") && page.contains("class=\"word bad\">worse"))
        #expect(
            Self.said(document).first
                == "1 number differs by more than chance: from the rest, from a target or from another period.")
        let chinese = try Self.page(0, Self.results(finding: .worse), .chinese)
        #expect(Self.said(chinese).first == "有 1 项数值与其余部分、目标或其他时期的差别超出误差范围。")
        #expect(chinese.masthead.kicker.hasSuffix("坐席记分卡"))
    }

    @Test func `without a finding there is no mark and no good or bad, and what was tested is within noise`() throws {
        let document = try Self.page(1, Self.results(finding: .worse))
        #expect(try Self.row(document).last == "Beside the rest=within noise")
        let page = String(decoding: HTMLWriter().bytes(of: document), as: UTF8.self)
        #expect(
            page.contains("class=\"mark noise\"") && !page.contains("class=\"mark worse\"")
                && !page.contains("word bad"))
        #expect(try Self.row(Self.page(5, Self.results(finding: .worse))).last == "Beside the rest=not judged")
        #expect(Self.said(document)[0].hasPrefix("Nothing: no number here differs"))
    }

    @Test func `of few rows the value stands without mark, band or verdict`() throws {
        let document = try Self.page(12, Self.results())
        #expect(
            try Self.row(document) == [
                "Metric=Satisfied", "As measured=99.0%", "95% interval=94.0%–104.0%", "n=10",
                "Middle 80% of the others=62.2%–79.8%", "Beside the rest=too few rows to judge",
            ])
        let page = String(decoding: HTMLWriter().bytes(of: document), as: UTF8.self)
        #expect(!page.contains("<svg class=\"strip\""))
        #expect(Self.said(document).contains { $0.hasPrefix("How good Satisfied is") })
    }

    @Test func `what is hidden is hidden here too, and nobody's rows have no page`() throws {
        let results = Self.results()
        let document = try Self.page(13, results)
        #expect(try Self.row(document) == ["Metric=Satisfied", "As measured=hidden"])
        let page = String(decoding: HTMLWriter().bytes(of: document), as: UTF8.self)
        #expect(!page.contains("n = 3") && !page.contains(">3<"))
        let facts = try Self.facts(results)
        #expect(facts.labels == Array(0...13) && facts.names.last == "hidden")
    }

    @Test func `the range of the others leaves out the label itself, few rows and nobody's, and needs ten of them`()
        throws
    {
        var results = Self.results()
        let facts = try Self.facts(results)
        // By hand: the eleven others of A11 are 0.60, 0.62 … 0.80.
        let range = try #require(facts.peers(of: "ok", without: 0.6 + 0.02 * 11))
        #expect(Closeness.holds(range.lowerBound, 0.62) && Closeness.holds(range.upperBound, 0.78))
        results.cells.removeSubrange(1...2)
        #expect(try Self.facts(results).peers(of: "ok", without: 0.64) == nil)
        #expect(try Self.facts(results).peers(of: "ok", without: nil) != nil)
    }

    @Test func `the index links every page in the order of the labels and ranks nobody`() throws {
        let results = Self.results(finding: .better)
        let index = LabelIndex(
            facts: try Self.facts(results),
            desk: ReportDesk(results: results, facts: SampleResults.facts(), language: .chinese)
        ).document { "\($0).html" }
        let table = try #require(Self.tables(index.sections.first).first)
        #expect(table.rows.map { $0[0] }.first == .link("A0", file: "A0.html"))
        #expect(table.rows.map { $0.map(\.shown) }[12] == ["few", "0", "0 / 1"])
        #expect(table.rows.map { $0.map(\.shown) }[0] == ["A0", "1", "1 / 1"])
        let page = String(decoding: HTMLWriter().bytes(of: index), as: UTF8.self)
        #expect(page.contains("<a href=\"A11.html\">A11</a>"))
        #expect(String(decoding: MarkdownWriter().bytes(of: index), as: UTF8.self).contains("[A11](A11.html)"))
    }

    // MARK: Files

    @Test func `any label gets a name that files can bear, the same whatever else there is`() {
        let keys = [
            "A1001", "陈静", "Maria González", "../etc", "a/b", "a.b", "CON", "index", "😀",
            String(repeating: "x", count: 200),
            String(repeating: "客", count: 80), "", " ", "-x", "<b>", "e\u{301}", "é", "王\u{202E}伟",
        ]
        let names = LabelFileName.names(of: keys)
        #expect(names[0] == "A1001" && names[1] == "陈静" && names[16] == "é")
        #expect(Set(names.map { $0.lowercased() }).count == keys.count)
        for (key, name) in zip(keys, names) {
            #expect(ReportName.isUsable(name), "\(key)")
            #expect(LabelFileName.names(of: [key]) == [name], "\(key)")
        }
        #expect(names[2].hasPrefix("Maria-González-") && names[3].hasPrefix("etc-"))
    }

    @Test func `labels that differ by large and small letters are different files on every disk`() {
        let names = LabelFileName.names(of: ["li", "Li", "LI", "wang"])
        #expect(Set(names.map { $0.lowercased() }).count == 4 && names[3] == "wang")
    }

    @Test func `all files are published in a folder of their own, and the report and they lead to each other`() throws {
        let options = Self.read(
            Nodes.list([
                Nodes.scalar("summary"),
                Nodes.mapping([
                    ("report", Nodes.scalar("scorecard")), ("for_each", Nodes.scalar("agent")),
                    ("formats", Nodes.list([Nodes.scalar("html"), Nodes.scalar("xlsx")])),
                ]),
            ])
        ).options
        let plan = RenderingPlan(options: options, title: Wording("t"), languages: [.chinese, .english])
        #expect(plan.fileNames.contains("scorecard-agent/index.en.html"))
        #expect(plan.lines.contains { $0.chinese.hasPrefix("记分卡，'agent' 的每个标签一页：scorecard-agent/index.html") })
        let facts = SampleResults.facts()
        let context = StageContext(collector: DiagnosticCollector(), zone: facts.zone, asOf: facts.asOf)
        let shown = Rendering.shown(Self.results(), by: plan)
        let files = try Rendering.run(plan, results: shown, facts: facts, context: context)
        let names = files.map(\.name)
        #expect(Set(names).count == names.count)
        // 14 labels and the index, in two formats, two languages and once more under bare names.
        #expect(names.filter { $0.hasPrefix("scorecard-agent/") }.count == 15 * 2 * 3)
        func text(_ name: String) throws -> String {
            String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
        }
        #expect(try text("index.en.html").contains("href=\"scorecard-agent/index.en.html\">Scorecards: Agent</a>"))
        #expect(try text("scorecard-agent/index.zh-Hans.html").contains("href=\"../index.zh-Hans.html\""))
        #expect(try text("scorecard-agent/A3.en.html").contains("href=\"index.en.html\">Scorecards: Agent</a>"))
        #expect(try text("scorecard-agent/A3.html") == text("scorecard-agent/A3.zh-Hans.html"))
        #expect(try Rendering.run(plan, results: shown, facts: facts, context: context) == files)
    }

    @Test func `a report of pages alone needs no other, and a segment without rows has an index that says so`() throws {
        let options = Self.read(
            Nodes.mapping([("report", Nodes.scalar("scorecard")), ("for_each", Nodes.scalar("agent"))])
        ).options
        #expect(options.reports.isEmpty && options.labelReports.map(\.formats) == [[.html]])
        let plan = RenderingPlan(options: options, title: Wording("t"), languages: [.english])
        var results = Self.results()
        results.cells = []
        let facts = SampleResults.facts()
        let context = StageContext(collector: DiagnosticCollector(), zone: facts.zone, asOf: facts.asOf)
        let files = try Rendering.run(plan, results: Rendering.shown(results, by: plan), facts: facts, context: context)
        #expect(files.map(\.name) == ["scorecard-agent/index.html", "results.csv", "results.json", "rejects.csv"])
        #expect(String(decoding: files[0].bytes, as: UTF8.self).contains("0 pages, in the order of the labels"))
    }

    // MARK: Mistakes

    private static func read(_ node: OptionNode) -> (options: RenderingOptions, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        return (RenderingOptions(node, collector: collector), collector.diagnostics)
    }

    private static func entry(_ report: String, _ keys: [(String, String)]) -> OptionNode {
        Nodes.mapping([("report", Nodes.scalar(report))] + keys.map { ($0.0, Nodes.scalar($0.1)) })
    }

    @Test func `every mistake is told with a remedy, in both languages`() {
        let (_, diagnostics) = Self.read(
            Nodes.list([
                Nodes.scalar("scorecard"), Self.entry("scorecard", []), Self.entry("summary", [("for_each", "agent")]),
                Self.entry("scorecard", [("for_each", "team"), ("annex", "no")]),
                Self.entry("scorecard", [("for_each", "team"), ("blocks", "books")]),
            ]))
        #expect(
            Set(diagnostics.map(\.message.english)) == [
                "the report 'scorecard' has a page for each label of a segment, and nothing says of which",
                "'for_each' belongs to the report 'scorecard', found with 'summary'",
                "the pages of the report 'scorecard' are what they are: 'annex' cannot be chosen",
                "the pages of the report 'scorecard' are what they are: 'blocks' cannot be chosen",
                "'render' expects scorecards for each segment once, found 'team' again",
            ])
        #expect(
            Set(diagnostics.map(\.message.chinese)) == [
                "报告 'scorecard' 为分组的每个标签各做一页，但没有写明是哪个分组",
                "'for_each' 只用于报告 'scorecard'，却写在了 'summary' 中",
                "报告 'scorecard' 的页面内容是固定的，不能写 'annex'", "报告 'scorecard' 的页面内容是固定的，不能写 'blocks'",
                "'render' 中每个分组的记分卡只能出现一次，'team' 重复",
            ])
        #expect(diagnostics.allSatisfy { $0.help?.english.isEmpty == false && $0.help?.chinese.isEmpty == false })
        #expect(
            diagnostics.first?.help?.english == "write { report: scorecard, for_each: agent }"
                && diagnostics.first?.help?.chinese == "请写 { report: scorecard, for_each: agent }")
    }

    @Test func `a segment is one that there is, and by which something is divided`() {
        func said(_ segment: String) -> [Diagnostic] {
            let collector = DiagnosticCollector()
            _ = Rendering.plan(
                Self.read(Self.entry("scorecard", [("for_each", segment)])).options, title: Wording("t"), languages: [],
                segments: ReportSegments(
                    ["agent", "team"].map {
                        SegmentSchema(key: $0, title: Wording($0), location: Nodes.place, tables: [])
                    },
                    divisions: ["ok": [Self.agents, Breakdown(grain: .month, segments: ["team"])]], counting: []),
                collector: collector)
            return collector.diagnostics
        }
        #expect(said("agent").isEmpty)
        #expect(said("agnet").map(\.message.english) == ["unknown segment 'agnet'"])
        #expect(said("agnet").map(\.message.chinese) == ["未知的分组 'agnet'"])
        #expect(said("agnet").first?.help?.english == "did you mean 'agent'?")
        #expect(
            said("team").map(\.message.english) == [
                "scorecards for each 'team' have no numbers: no metric is divided by it alone"
            ])
        #expect(said("team").map(\.message.chinese) == ["'team' 的记分卡没有数值：没有指标单独按它划分"])
        #expect(said("team").first?.help?.english == "add [team] to 'by' of 'aggregate'")
    }
}
