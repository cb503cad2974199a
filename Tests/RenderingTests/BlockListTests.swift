// Reports made of a list of blocks: what may be written, what is said of mistakes, and which files they become.

import Diagnostics
import Documents
import Foundation
import Stages
import Testing

@testable import Rendering

struct BlockListTests {
    private typealias Nodes = RenderingOptionsTests

    private static func read(_ node: OptionNode) -> (options: RenderingOptions, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let options = RenderingOptions(node, collector: collector)
        return (options, collector.diagnostics)
    }

    private static func report(_ name: String?, blocks: OptionNode, _ more: [(String, OptionNode)] = []) -> OptionNode {
        Nodes.mapping((name.map { [("report", Nodes.scalar($0))] } ?? []) + [("blocks", blocks)] + more)
    }

    // MARK: The catalogue

    @Test func `the catalogue holds every file of the folder, named as the user writes it`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Rendering/Blocks")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let named = BlockCatalogue.all.map { block in
            block.word.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + ".swift"
        }
        #expect(files == named.sorted())
        #expect(files == BlockCatalogue.all.map { "\($0).swift" }.sorted())
        #expect(Set(BlockCatalogue.all.map { $0.word }).count == BlockCatalogue.all.count)
        for block in BlockCatalogue.all {
            let isWellSpelt = block.word.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }
            #expect(isWellSpelt, "'\(block.word)' has other signs than a-z and '-'")
            #expect(!block.help.english.isEmpty && !block.help.chinese.isEmpty, "\(block.word)")
        }
    }

    @Test func `every block and every key stands in the manual`() throws {
        let manual = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs")
        let page = try String(contentsOf: manual.appendingPathComponent("stages/render.md"), encoding: .utf8)
        for block in BlockCatalogue.all {
            let isThere = page.contains("| `\(block.word)` |")
            #expect(isThere, "write a line for '\(block.word)' into the table of blocks in docs/stages/render.md")
            let unsaid = block.keys.map(\.word).filter { !page.contains("`\($0)`") }
            #expect(unsaid == [], "say what they do in the line of '\(block.word)' in docs/stages/render.md")
        }
        let keys = try String(contentsOf: manual.appendingPathComponent("pipeline-file.md"), encoding: .utf8)
        let unsaid = RenderingKeys.all.map(\.word).filter { !keys.contains("| `\($0)` |") }
        #expect(unsaid == [], "write a row for each into docs/pipeline-file.md")
    }

    @Test func `every declared key is read, and no other`() {
        func unknown(_ word: String, in keys: OptionNode) -> Bool {
            Self.read(keys).diagnostics.contains { $0.message.english.hasPrefix("unknown key '\(word)'") }
        }
        for key in RenderingKeys.all {
            #expect(!unknown(key.word, in: Nodes.mapping([(key.word, Nodes.scalar("1"))])), "\(key.word)")
        }
        for block in BlockCatalogue.all {
            func options(_ word: String) -> OptionNode {
                Self.report(
                    "weekly",
                    blocks: Nodes.list([Nodes.mapping([(block.word, Nodes.mapping([(word, Nodes.scalar("3"))]))])]))
            }
            for key in block.keys { #expect(!unknown(key.word, in: options(key.word)), "\(key.word)") }
            #expect(unknown("colour", in: options("colour")), "\(block.word)")
        }
    }

    @Test(arguments: Language.allCases) func `every block gives a section, or says nothing`(language: Language) {
        for block in BlockCatalogue.all {
            let reading = ReportReading(SampleResults.results(), language, blocks: [block.init()])
            for section in reading.document.sections {
                #expect(!section.title.isEmpty && !section.elements.isEmpty, "\(block.word)")
                #expect(section.anchor.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }, "\(section.anchor)")
            }
            let page = String(decoding: HTMLWriter().bytes(of: reading.document), as: UTF8.self)
            for tag in ["section", "div", "table", "ul", "article"] {
                #expect(
                    page.ranges(of: "<\(tag)").count == page.ranges(of: "</\(tag)>").count, "\(tag) of \(block.word)")
            }
            #expect(page.ranges(of: "class=\"made\"").count == reading.document.sections.count)
        }
    }

    // MARK: Reading

    @Test func `a report is a list of blocks, with keys below those that have some`() throws {
        let (options, diagnostics) = Self.read(
            Nodes.list([
                Nodes.scalar("management-review"),
                Self.report(
                    "周报-A_1",
                    blocks: Nodes.list([
                        Nodes.scalar("headlines"),
                        Nodes.mapping([("trend", Nodes.mapping([("periods", Nodes.scalar("4"))]))]),
                        Nodes.mapping([("books", OptionNode(.empty, at: Nodes.place))]),
                    ]),
                    [("title", Nodes.mapping([("zh", Nodes.scalar("周报")), ("en", Nodes.scalar("Weekly report"))]))]),
            ]))
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        let report = try #require(options.reports.last)
        #expect(report.name == "周报-A_1" && report.title == Wording(en: "Weekly report", zh: "周报"))
        #expect(report.blocks.map { type(of: $0).word } == ["headlines", "trend", "books"])
        #expect((report.blocks[1] as? Trend)?.most == 4)
        let plan = Rendering.plan(
            options, title: Wording("t"), languages: [.english, .chinese], collector: DiagnosticCollector())
        #expect(plan.fileNames.contains("周报-A_1.en.html") && plan.fileNames.contains("周报-A_1.md"))
        #expect(Set(plan.fileNames).count == plan.fileNames.count)
        #expect(plan.lines.contains { $0.english.hasPrefix("Weekly report: 周报-A_1.en.html") })
    }

    @Test func `a report without a title bears its name, and one block may stand alone`() {
        let (options, diagnostics) = Self.read(Self.report("weekly", blocks: Nodes.scalar("books")))
        #expect(diagnostics.isEmpty)
        #expect(options.reports.first?.title == Wording("weekly"))
        #expect(options.reports.first?.blocks.count == 1)
        let (kind, none) = Self.read(Self.report("summary", blocks: Nodes.scalar("books")))
        #expect(none.isEmpty)
        #expect(kind.reports.first?.title == Wording(en: "Summary", zh: "摘要报告"))
    }

    /// `headlines` with groups, each a title and the metrics of it.
    private static func groups(_ groups: [(title: String, metrics: [String])]) -> OptionNode {
        let items = groups.map { group in
            Nodes.mapping([
                ("title", Nodes.scalar(group.title)), ("metrics", Nodes.list(group.metrics.map { Nodes.scalar($0) })),
            ])
        }
        return Nodes.mapping([("headlines", Nodes.mapping([("groups", Nodes.list(items))]))])
    }

    @Test func `headline figures stand in groups under their titles, and others are left out`() throws {
        let (options, diagnostics) = Self.read(
            Self.report(
                "weekly",
                blocks: Self.groups([("Voice", ["nps"]), ("Calls", ["service_level", "aht"]), ("None", ["absent"])])))
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        let blocks = try #require(options.reports.first?.blocks)
        let reading = ReportReading(SampleResults.results(), blocks: blocks)
        let titles = reading.elements(of: "headlines").compactMap { element -> String? in
            if case .heading(let heading) = element { heading.text } else { nil }
        }
        #expect(titles == ["Voice", "Calls"])
        #expect(
            reading.headlines.map(\.title) == ["Net promoter score", "Service level (20 s)", "Average handling time"])
    }

    @Test func `a metric stands in one group, and there is at least one`() {
        let (_, twice) = Self.read(
            Self.report("weekly", blocks: Self.groups([("Voice", ["nps", "aht"]), ("Calls", ["aht"])])))
        #expect(twice.map(\.message.english) == ["'headlines' expects each metric once, found 'aht' again"])
        #expect(twice.map(\.message.chinese) == ["'headlines' 中每项指标只能出现一次，'aht' 重复"])
        let (_, none) = Self.read(Self.report("weekly", blocks: Self.groups([])))
        #expect(none.map(\.message.english) == ["'groups' of 'headlines' expects at least one group, found none"])
    }

    // MARK: Annexes

    private static func plan(_ node: OptionNode) -> RenderingPlan {
        RenderingPlan(options: Self.read(node).options, title: Wording("t"), languages: [.chinese, .english])
    }

    @Test func `a kind has its annex, one of your own has what is listed, and none where it says no`() {
        let own = Self.report(
            "weekly", blocks: Nodes.scalar("summary"), [("annex", Nodes.list([Nodes.scalar("books")]))])
        let bare = Self.report("daily", blocks: Nodes.scalar("summary"))
        let without = Nodes.mapping([("report", Nodes.scalar("nightly")), ("annex", Nodes.scalar("no"))])
        let names = Self.plan(Nodes.list([Nodes.scalar("management-review"), own, bare, without])).fileNames.filter {
            $0.hasSuffix(".en.html")
        }
        #expect(
            names == [
                "index.en.html", "annex.en.html", "weekly.en.html", "weekly-annex.en.html", "daily.en.html",
                "nightly.en.html",
            ])
    }

    @Test func `two reports whose files would bear one name are told`() {
        let first = Self.report("weekly", blocks: Nodes.scalar("summary"), [("annex", Nodes.scalar("books"))])
        let second = Self.report("weekly-annex", blocks: Nodes.scalar("summary"))
        let (_, diagnostics) = Self.read(Nodes.list([first, second]))
        #expect(diagnostics.map(\.kind.name) == ["repeated-report"])
    }

    @Test func `a report and its annex link to each other, in each language`() throws {
        let plan = Self.plan(Nodes.scalar("nightly"))
        let results = SampleResults.results()
        let work = RenderingWork(
            plan: plan, results: results, facts: SampleResults.facts(), cells: CellIndex(results), tools: .none)
        func page(_ name: String) throws -> String {
            for case .pages(let report, let language) in work.pieces {
                let files = try work.files(of: .pages(report, language))
                if let file = files.first(where: { $0.name == name }) {
                    return String(decoding: file.bytes, as: UTF8.self)
                }
            }
            throw CancellationError()
        }
        #expect(try page("index.en.html").contains("href=\"annex.en.html\">Annex: all tables and definitions</a>"))
        #expect(try page("annex.zh-Hans.html").contains("href=\"index.zh-Hans.html\">返回报告正文</a>"))
        #expect(try page("report.en.md").contains("[Annex: all tables and definitions](annex.en.md)"))
    }

    @Test func `a group names only metrics of the report`() {
        let (options, diagnostics) = Self.read(
            Self.report("weekly", blocks: Self.groups([("Voice", ["nsp", "nps", "zzzzzzzzz"])])))
        #expect(diagnostics.isEmpty)
        func said(_ metrics: [String]) -> [Diagnostic] {
            let collector = DiagnosticCollector()
            _ = Rendering.plan(
                options, title: Wording("t"), languages: [.english], metrics: metrics, collector: collector)
            return collector.diagnostics
        }
        #expect(said([]).isEmpty)
        let mistakes = said(["aht", "nps"])
        #expect(
            mistakes.map(\.message.english) == [
                "block 'headlines' is to show metric 'nsp', which is not listed under 'metrics'",
                "block 'headlines' is to show metric 'zzzzzzzzz', which is not listed under 'metrics'",
            ])
        #expect(mistakes.first?.message.chinese == "内容块 'headlines' 要显示指标 'nsp'，但它未列在 'metrics' 中")
        #expect(mistakes.first?.help?.english == "did you mean 'nps'?")
        #expect(mistakes.last?.help?.english == "list it under 'metrics' of 'aggregate', or take it out here")
    }

    @Test func `a group needs a title and metrics`() {
        let item = Nodes.mapping([("metric", Nodes.scalar("nps"))])
        let block = Nodes.mapping([("headlines", Nodes.mapping([("groups", item)]))])
        let (_, diagnostics) = Self.read(Self.report("weekly", blocks: Nodes.list([block])))
        #expect(
            Set(diagnostics.map(\.message.english)) == [
                "an entry of 'groups' needs the key 'title'", "unknown key 'metric' in an entry of 'groups'",
            ])
    }

    @Test func `a mistyped block gets its nearest name`() {
        let (_, diagnostics) = Self.read(
            Self.report("weekly", blocks: Nodes.list([Nodes.scalar("headlins"), Nodes.scalar("books")])))
        #expect(diagnostics.map(\.message.english) == ["'blocks' has no choice 'headlins'"])
        #expect(diagnostics.first?.help?.english == "did you mean 'headlines'?")
    }

    @Test func `every mistake in a list of blocks is told`() {
        let both = Nodes.mapping([("trend", Nodes.scalar("x")), ("books", Nodes.scalar("x"))])
        let (_, diagnostics) = Self.read(
            Nodes.list([
                Self.report(
                    "weekly",
                    blocks: Nodes.list([
                        Nodes.scalar("books"), Nodes.scalar("books"), both,
                        Nodes.mapping([("trend", Nodes.mapping([("period", Nodes.scalar("4"))]))]),
                        Nodes.mapping([("rejects", Nodes.mapping([("most", Nodes.scalar("0"))]))]),
                    ])),
                Self.report("WEEKLY", blocks: Nodes.scalar("books")), Self.report("daily", blocks: Nodes.list([])),
                Self.report(nil, blocks: Nodes.scalar("books")),
            ]))
        #expect(
            Set(diagnostics.map(\.message.english)) == [
                "'blocks' expects each block once, found 'books' again",
                "'blocks' expects the word of a block, or one word with its keys below it, found a mapping",
                "unknown key 'period' in block 'trend'", "'most' expects a whole number from 1 to 1000, found \"0\"",
                "'render' expects each report once, found 'WEEKLY' again",
                "'blocks' expects at least one block, found none", "'render' needs the key 'report'",
            ])
        #expect(diagnostics.allSatisfy { !$0.message.chinese.isEmpty })
    }

    @Test(arguments: [
        "", "..", ".weekly", "a/b", "a b", "a.b", "index", "Report", "results", "RUN", "rejects", "annex", "-x", "_x",
        "con",
        "LPT1",
        "a\u{0}", "a\u{301}", "*", String(repeating: "周", count: 40), "weekly.en", "~", "a\nb", "a\u{202E}b",
    ])
    func `a name that files cannot bear is told`(name: String) {
        let (_, diagnostics) = Self.read(Self.report(name, blocks: Nodes.scalar("books")))
        #expect(diagnostics.map(\.kind.name) == ["unusable-report-name"])
    }

    @Test(arguments: ["weekly", "周报", "Q3_review-2026", "é", "2026"])
    func `a name of letters and digits of any language will do`(name: String) {
        let (_, diagnostics) = Self.read(Self.report(name, blocks: Nodes.scalar("books")))
        #expect(diagnostics.isEmpty)
    }
}
