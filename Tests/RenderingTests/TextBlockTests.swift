// Words of the user's own: what is read as Markdown, what stands as it is written, and that nothing of it becomes a tag.

import Diagnostics
import Documents
import Stages
import Testing

@testable import Rendering

struct TextBlockTests {
    private typealias Nodes = RenderingOptionsTests
    private typealias Run = Document.Prose.Run

    @Test func `paragraphs, lists, headings and styles are read`() {
        let parts = ProseReading(markdown: "# 备注\n由**王**在\n*周五*前\n\n- a\n  **more**\n- 第一行\n  第二行\n1. c\n").parts
        #expect(
            parts == [
                .heading("备注"),
                .paragraph([Run("由"), Run("王", .strong), Run("在 "), Run("周五", .emphasis), Run("前")]),
                .list([[Run("a "), Run("more", .strong)], [Run("第一行第二行")]], isOrdered: false),
                .list([[Run("c")]], isOrdered: true),
            ])
    }

    @Test(arguments: [
        ("2 * 3 * 4", "2 * 3 * 4"), ("**open", "**open"), ("a*b", "a*b"), ("[x](y z)", "[x](y z)"), ("\\*a\\*", "*a*"),
        ("[plan](https://a.cn)", "plan (https://a.cn)"), ("<b>x</b>", "<b>x</b>"), ("![i](x)", "!i (x)"),
    ])
    func `what is none of it stands as it is written`(written: String, plain: String) {
        #expect(ProseReading.runs(written) == [Run(plain)])
    }

    @Test func `nothing a user writes becomes a tag in any output`() {
        let hostile = "<script>x</script> **<b>** *\"&* [a](javascript:x)"
        var document = ReportReading(SampleResults.results(), blocks: []).document
        document.sections = [
            Document.Section(
                anchor: "text", title: "t", elements: [.prose(Document.Prose(ProseReading(markdown: hostile).parts))])
        ]
        let page = String(decoding: HTMLWriter().bytes(of: document), as: UTF8.self)
        #expect(!page.contains("<script>") && !page.contains("<b>") && !page.contains("href=\"javascript"))
        #expect(page.contains("<strong>&lt;b&gt;</strong>"))
        let text = String(decoding: MarkdownWriter().bytes(of: document), as: UTF8.self)
        #expect(
            text.contains("<strong>&lt;b&gt;</strong>") && !text.contains("<script>") && !text.contains("](javascript"))
    }

    private static func read(_ keys: [(String, String)]) -> [Diagnostic] {
        let collector = DiagnosticCollector()
        let block = Nodes.mapping([("text", Nodes.mapping(keys.map { ($0.0, Nodes.scalar($0.1)) }))])
        _ = RenderingOptions(
            Nodes.mapping([("report", Nodes.scalar("weekly")), ("blocks", Nodes.list([block, block]))]),
            collector: collector)
        return collector.diagnostics
    }

    @Test func `it may stand twice, and mistakes are told with a remedy in both languages`() {
        #expect(Self.read([("title", "t"), ("markdown", "x")]).isEmpty)
        let none = Self.read([("title", "t")])
        #expect(none.first?.message.english == "block 'text' expects either 'markdown' or 'file', found neither")
        #expect(none.first?.message.chinese == "内容块 'text' 应写 'markdown' 或 'file' 之一，实际都没有写")
        let file = Self.read([("title", "t"), ("file", "not-there.md")])
        #expect(file.first?.kind.name == "unreadable-text" && file.first?.help?.chinese.contains("UTF-8") == true)
        let empty = Self.read([("title", "t"), ("markdown", " ")])
        #expect(empty.first?.message.chinese == "内容块 'text' 没有可显示的内容：正文为空")
    }
}
