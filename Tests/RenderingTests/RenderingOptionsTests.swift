// What may be written under `render:`, and what is said of mistakes in it.

import Diagnostics
import Documents
import Stages
import Testing

@testable import Rendering

struct RenderingOptionsTests {
    static let place = SourceLocation(file: "p.yml", line: 3, column: 5)

    static func scalar(_ text: String) -> OptionNode { OptionNode(.scalar(text), at: place) }

    static func mapping(_ entries: [(String, OptionNode)]) -> OptionNode {
        OptionNode(
            .mapping(entries.map { OptionNode.Entry(key: $0.0, keyLocation: place, value: $0.1) }), at: place)
    }

    static func list(_ items: [OptionNode]) -> OptionNode { OptionNode(.list(items), at: place) }

    private static func read(_ node: OptionNode?) -> (options: RenderingOptions, messages: [String]) {
        let collector = DiagnosticCollector()
        let options = RenderingOptions(node, collector: collector)
        return (options, collector.diagnostics.map(\.message.english))
    }

    /// A reader of a block's keys.
    static func reader(_ entries: [(String, OptionNode)]) -> OptionReader {
        OptionReader(mapping(entries), of: Wording("block"), form: nil, collector: DiagnosticCollector())
    }

    @Test func `without render a management review is made as HTML and Markdown`() {
        let (options, messages) = Self.read(nil)
        #expect(messages.isEmpty)
        #expect(options.reports.map(\.name) == ["management-review"])
        #expect(options.reports.first?.formats == [.html, .markdown])
        #expect(options.floors.suppressBelow == 5)
    }

    @Test func `reports and formats are read`() {
        let (options, messages) = Self.read(
            Self.list([
                Self.mapping([("report", Self.scalar("summary")), ("formats", Self.scalar("markdown"))]),
                Self.mapping([
                    ("report", Self.scalar("management-review")),
                    ("formats", Self.list([Self.scalar("html"), Self.scalar("markdown")])),
                    ("suppress_below", Self.scalar("10")), ("byte_order_mark", Self.scalar("true")),
                    ("raw_rejects", Self.scalar("no")), ("tables_without_people", Self.list([Self.scalar("costs")])),
                ]),
            ]))
        #expect(messages.isEmpty)
        #expect(options.reports.map(\.name) == ["summary", "management-review"])
        #expect(options.reports.first?.formats == [.markdown])
        #expect(options.floors.suppressBelow == 10)
        #expect(options.startsWithByteOrderMark)
        #expect(!options.keepsRejectedRows)
        #expect(options.tablesWithoutPeople.map(\.text) == ["costs"])
    }

    @Test func `a table without people is one of the tables`() {
        let (options, _) = Self.read(Self.mapping([("tables_without_people", Self.scalar("cost"))]))
        func messages(_ tables: [String]) -> [String] {
            let collector = DiagnosticCollector()
            _ = Rendering.plan(
                options, title: Wording("t"), languages: [.english], tables: tables, collector: collector)
            return collector.diagnostics.map { "\($0.message.english); \($0.help?.english ?? "")" }
        }
        #expect(messages(["calls", "costs"]) == ["unknown table 'cost'; did you mean 'costs'?"])
        #expect(messages(["cost"]).isEmpty)
    }

    @Test func `every mistake is told in one go`() {
        let (_, messages) = Self.read(
            Self.list([
                Self.mapping([
                    ("report", Self.scalar("managment-review")),
                    ("formats", Self.list([Self.scalar("docx"), Self.scalar("html")])),
                    ("format", Self.scalar("html")),
                ]),
                Self.mapping([
                    ("report", Self.scalar("summary")),
                    ("formats", Self.list([Self.scalar("html"), Self.scalar("html")])),
                ]),
                Self.scalar("summary"),
            ]))
        #expect(
            Set(messages) == [
                "'report' has no choice 'managment-review'", "'formats' has no choice 'docx'",
                "unknown key 'format' in 'render'",
                "'formats' expects each format once, found 'html' again",
                "'render' expects each report once, found 'summary' again",
            ])
    }

    @Test func `a report of no format is refused with what to write`() {
        let collector = DiagnosticCollector()
        _ = RenderingOptions(
            Self.mapping([("report", Self.scalar("summary")), ("formats", Self.list([]))]), collector: collector)
        let told = collector.diagnostics
        #expect(told.map(\.kind.name) == ["no-format"])
        #expect(told.first?.message.english.contains("found none") == true)
        #expect(told.first?.message.chinese.contains("实际为空") == true)
        #expect(told.first?.help?.english.contains("'formats: [html]'") == true)
        #expect(told.first?.help?.chinese.contains("'formats: [html]'") == true)
    }

    @Test(arguments: [
        ([Language.english], ["index.html", "report.md", "annex.html", "annex.md"]),
        (
            [.chinese, .english],
            [
                "index.zh-Hans.html", "index.en.html", "index.html", "report.zh-Hans.md", "report.en.md", "report.md",
                "annex.zh-Hans.html", "annex.en.html", "annex.html", "annex.zh-Hans.md", "annex.en.md", "annex.md",
            ]
        ),
    ])
    func `one language gives bare names, several bear their language and the first one leads`(
        languages: [Language], names: [String]
    ) throws {
        let collector = DiagnosticCollector()
        let plan = Rendering.plan(RenderingOptions(), title: Wording("t"), languages: languages, collector: collector)
        #expect(plan.fileNames == names + ["results.csv", "results.json", "rejects.csv"])
        let facts = SampleResults.facts()
        let context = StageContext(collector: collector, zone: facts.zone, asOf: facts.asOf)
        let files = try Rendering.run(
            plan, results: Rendering.shown(ResultsTableTests.small, by: plan), facts: facts, context: context)
        #expect(files.map(\.name) == plan.fileNames)
        if languages.count > 1 {
            #expect(
                files.first { $0.name == "index.html" }?.bytes == files.first { $0.name == "index.zh-Hans.html" }?.bytes
            )
        }
    }

    @Test func `a second report bears the name of its kind`() {
        let options = RenderingOptions(reports: [.init(), .init(kind: .summary, formats: [.markdown])])
        let plan = Rendering.plan(options, title: Wording("t"), languages: [.english], collector: DiagnosticCollector())
        #expect(plan.fileNames.prefix(5) == ["index.html", "report.md", "annex.html", "annex.md", "summary.md"])
        #expect(plan.lines.map(\.english).contains("Summary: summary.md"))
    }

    @Test func `a workbook is named as other files are, and only where it is asked for`() {
        let options = RenderingOptions(reports: [
            .init(formats: [.xlsx]), .init(kind: .summary, formats: [.html, .xlsx]),
        ])
        let plan = Rendering.plan(
            options, title: Wording("t"), languages: [.chinese, .english], collector: DiagnosticCollector())
        #expect(
            plan.fileNames.prefix(6) == [
                "report.zh-Hans.xlsx", "report.en.xlsx", "report.xlsx", "annex.zh-Hans.xlsx", "annex.en.xlsx",
                "annex.xlsx",
            ])
        #expect(plan.fileNames.contains("summary.html") && plan.fileNames.contains("summary.xlsx"))
        // Early versions made none: such a file beside their reports is the user's.
        #expect(
            RenderingPlan.everyFileName.contains("report.zh-Hans.md")
                && RenderingPlan.everyFileName.contains("annex.html"))
        #expect(!RenderingPlan.everyFileName.contains { $0.hasSuffix(".xlsx") })
    }
}
