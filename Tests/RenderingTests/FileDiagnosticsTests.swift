// What is said of files that cannot be made: the file, the reason and a remedy, in both languages.

import Diagnostics
import Documents
import Stages
import Testing

@testable import Rendering

struct FileDiagnosticsTests {
    @Test(arguments: [
        (
            DocumentProblem.noTemporaryFile, "unmade-file", "no temporary file can be made", "无法建立临时文件", "TMPDIR"
        ),
        (.noMemoryFile("x"), "unmade-file", "no file in memory can be had: x", "无法使用内存文件：x", "memory"),
        (.library("x"), "unmade-file", "the workbook library says: x", "工作簿程序库提示：x", "blocks"),
        (
            .noLibrary(file: "l.so", reason: "x"), "missing-library", "the workbook library l.so cannot be loaded: x",
            "无法加载工作簿程序库 l.so：x", "apt-get install libxlsxwriter4"
        ),
    ])
    func `a workbook that cannot be made is told with its name, the reason and a remedy`(
        problem: DocumentProblem, kind: String, english: String, chinese: String, remedy: String
    ) {
        let diagnostic = FileDiagnostics.unmade("report.xlsx", problem)
        #expect(diagnostic.message.english == "cannot make 'report.xlsx': " + english)
        #expect(diagnostic.message.chinese == "无法生成 'report.xlsx'：" + chinese)
        #expect(diagnostic.help?.english.contains(remedy) == true)
        #expect(diagnostic.help?.english.hasSuffix("or leave 'xlsx' out of 'formats'") == true)
        #expect(diagnostic.help?.chinese.hasSuffix("或从 'formats' 中去掉 'xlsx'") == true)
        #expect(diagnostic.kind.name == kind)
    }

    @Test(arguments: [
        (
            DocumentProblem.noPrinter(named: nil), "missing-browser",
            "no program that prints pages is installed: no Chromium, Chrome or WeasyPrint was found",
            "未安装可打印网页的程序：找不到 Chromium、Chrome 或 WeasyPrint", "apt-get install chromium-headless-shell"
        ),
        (
            .noPrinter(named: "lynx"), "missing-browser", "RAPPORT_BROWSER names 'lynx', which is no program here",
            "RAPPORT_BROWSER 所指的 'lynx' 在本机上不是可运行的程序", "RAPPORT_BROWSER"
        ),
        (
            .printerFailed(program: "chromium", reason: "no sandbox"), "browser-failed", "chromium failed: no sandbox",
            "chromium 出错：no sandbox", "chromium --headless"
        ),
        (
            .printerFailed(program: "chromium", reason: ""), "browser-failed", "chromium printed nothing",
            "chromium 没有打印出任何内容", "RAPPORT_BROWSER"
        ),
        (
            .printerTooSlow(program: "chromium", seconds: 60), "browser-timeout",
            "chromium was still not done after 60 seconds and was ended", "chromium 超过 60 秒仍未完成，已终止",
            "less busy"
        ),
    ])
    func `a page that cannot be printed is told with its name, the reason and a remedy`(
        problem: DocumentProblem, kind: String, english: String, chinese: String, remedy: String
    ) {
        let diagnostic = FileDiagnostics.unmade("report.pdf", problem)
        #expect(diagnostic.message.english == "cannot make 'report.pdf': " + english)
        #expect(diagnostic.message.chinese == "无法生成 'report.pdf'：" + chinese)
        #expect(diagnostic.help?.english.contains(remedy) == true)
        #expect(diagnostic.help?.english.hasSuffix("or leave '--pdf' and 'pdf' of 'formats' out") == true)
        #expect(diagnostic.help?.chinese.hasSuffix("或去掉 '--pdf' 以及 'formats' 中的 'pdf'") == true)
        #expect(diagnostic.kind.name == kind && diagnostic.kind.fault == .tool)
    }

    // MARK: Names

    private static func names(_ formats: [ReportFormatName], adding added: ReportFormatName? = nil) -> [String] {
        var plan = Rendering.plan(
            RenderingOptions(reports: [.init(formats: formats)]), title: Wording("t"), languages: [.english],
            collector: DiagnosticCollector())
        if let added { plan.add(added) }
        return plan.fileNames.filter { !$0.hasPrefix("re") || $0.hasPrefix("report") }
    }

    @Test func `a print is made of report and annex, a mail of the report alone`() {
        #expect(Self.names([.html, .pdf]) == ["index.html", "report.pdf", "annex.html", "annex.pdf"])
        #expect(Self.names([.html, .eml]) == ["index.html", "report.eml", "annex.html"])
        #expect(Self.names([.eml]) == ["report.eml"])
        #expect(Self.names([.html], adding: .pdf) == Self.names([.html, .pdf]))
        #expect(Self.names([.pdf], adding: .pdf) == Self.names([.pdf]))
    }

    @Test func `a mail holds the blocks of the first page, and all of a report that has none of them`() {
        func words(_ blocks: [any ReportBlock]) -> [String] {
            MailBlocks.blocks(of: blocks).map { type(of: $0).word }
        }
        #expect(
            words(BlockCatalogue.blocks(of: .managementReview)) == [
                "alerts", "summary", "headlines", "targets", "ledger",
            ])
        #expect(
            words(BlockCatalogue.blocks(of: .nightly)) == ["alerts", "summary", "headlines", "exceptions", "ledger"])
        #expect(words([Books(), Definitions()]) == ["books", "definitions"])
    }
}
