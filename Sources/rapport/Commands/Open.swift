// `rapport open`: shows the newest report, or says where it stands.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Stages

struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: Said.text("Show the newest report, or print where it stands.", "打开最新的报告，或显示其所在位置。"),
        discussion: Said.text(
            """
            Of a pipeline file its reports are meant, of a folder the report in it or the reports below it; without either \
            those in reports/. The path of the page is printed. With a display it is opened too, by RAPPORT_BROWSER or xdg-open.

            Exit codes: 0 done; 64 wrong usage; 66 there is no report.
            """,
            """
            给出流程文件时指它的报告，给出目录时指其中或其下的报告，都不给时指 reports/ 下的报告。输出报告页的路径；有图形界面时还会用 \
            RAPPORT_BROWSER 或 xdg-open 打开。

            退出码：0 完成；64 用法错误；66 没有报告。
            """))

    @Argument(help: Said.help("A pipeline file or a folder.", "流程文件或目录。"))
    var place: String?

    @Option(
        name: .customLong("set"),
        help: Said.help(
            "A value for ${KEY} in the pipeline file; may be repeated.", "流程文件中 ${KEY} 的值，可多次给出。",
            valueName: "key=value"))
    var settings: [String] = []

    @OptionGroup var speech: SpeechOptions

    mutating func validate() throws { try Settings.validate(settings) }

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        do throws(DiagnosedFailure) {
            let report = try Pipelines.newestReport(
                of: place, settings: Settings.values(settings), collector: collector)
            let path = report.page ?? report.folder
            console.output(path)
            if let program = ReportViewer.program(Said.variable) { show(path, by: program) }
        } catch {
            collector.add(error.diagnostics)
        }
        console.show(collector.diagnostics)
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }

    /// Leaves the program to itself: a browser may stay open for days.
    private func show(_ path: String, by program: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        // The path is printed already.
        try? process.run()
    }
}
