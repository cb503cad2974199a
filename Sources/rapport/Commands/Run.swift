// `rapport run`: makes a report and publishes it.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Stages

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: Said.text("Make a report and publish it.", "生成并发布报告。"),
        discussion: Said.text(
            """
            Exit codes: 0 done; 1 warnings with --strict; 64 wrong usage; 65 the data failed a gate; 66 an input is missing or \
            unreadable; 70 our own bug; 73 an output cannot be written; 75 another run holds the lock; 78 the pipeline file \
            is wrong.
            """,
            """
            退出码：0 完成；1 有警告且使用了 --strict；64 用法错误；65 数据未通过检查；66 输入缺失或无法读取；70 程序自身错误；\
            73 输出无法写入；75 另一次运行占用了锁；78 流程文件有误。
            """))

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var speech: SpeechOptions

    @Option(
        help: Said.help(
            "The folder for the report, instead of reports/NAME/PERIOD.", "报告所在文件夹，代替 reports/NAME/PERIOD。"))
    var out: String?

    @Option(
        help: Said.help(
            "Show progress: auto (on a terminal), always, never.", "显示进度：auto（仅在终端上）、always、never。"))
    var progress: ProgressChoice = .auto

    mutating func run() throws {
        let console = Console(speech)
        MemoryEnd.prepare(language: console.language, status: ExitStatus.dataFailed.rawValue)
        let collector = DiagnosticCollector()
        let line = ProgressLine(choice: progress, isQuiet: speech.quiet, language: console.language)
        var options = pipeline.runOptions
        options.output = out
        options.progress = { line.show($0) }
        var diagnostics: [Diagnostic]
        do {
            let summary = try Pipelines.run(path: pipeline.pipeline, options: options, collector: collector)
            line.clear()
            diagnostics = collector.diagnostics
            console.show(diagnostics)
            say(summary, to: console)
            // The process ends with all that the run made: letting it go piece by piece first would take a millisecond or two.
            withExtendedLifetime(summary) {
                Foundation.exit(ExitStatus(diagnostics, strict: speech.strict).rawValue)
            }
        } catch {
            line.clear()
            collector.add(error.diagnostics)
            diagnostics = collector.diagnostics
            console.show(diagnostics)
        }
        throw ExitStatus(diagnostics, strict: speech.strict).exitCode
    }

    /// On a terminal the summary helps; in cron it would only make mail.
    private func say(_ summary: RunSummary, to console: Console) {
        guard isatty(STDERR_FILENO) == 1 || progress == .always else { return }
        let read = summary.books.ledgers.reduce(0) { $0 + $1.read }
        let rejected = summary.books.rejects.count
        console.say(
            Wording(
                en: "\(read) rows read, \(rejected) rejected; report in \(summary.target)",
                zh: "读入 \(read) 行，拒绝 \(rejected) 行；报告位于 \(summary.target)"))
    }
}

enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}
