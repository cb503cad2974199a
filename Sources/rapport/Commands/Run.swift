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
            Exit codes: 0 done; 1 warnings with --strict; 3 an alert has fired with --fail-on-alert; 64 wrong usage; \
            65 the data failed a gate; 66 an input is missing or unreadable; 69 a program or library that the report needs is \
            missing or fails; 70 our own bug; \
            73 an output cannot be written; 75 another run holds the lock; 78 the pipeline file is wrong.
            """,
            """
            退出码：0 完成；1 有警告且使用了 --strict；3 有警报触发且使用了 --fail-on-alert；64 用法错误；65 数据未通过检查；\
            66 输入缺失或无法读取；69 报告所需的程序或程序库缺失或出错；70 程序自身错误；73 输出无法写入；75 另一次运行占用了锁；78 流程文件有误。
            """))

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var speech: SpeechOptions

    @Option(
        help: Said.help(
            "The folder for the report, instead of reports/NAME/PERIOD.", "报告所在文件夹，代替 reports/NAME/PERIOD。"))
    var out: String?

    @Flag(
        help: Said.help(
            "Print every report as PDF too, by an installed Chromium, Chrome or WeasyPrint, or what RAPPORT_BROWSER names.",
            "同时将各报告打印为 PDF：使用已安装的 Chromium、Chrome、WeasyPrint，或 RAPPORT_BROWSER 指定的程序。"))
    var pdf = false

    @Flag(
        help: Said.help(
            "Make it again whenever the pipeline file, an input or a file it names changes, until Ctrl-C.",
            "流程文件、输入文件或其引用的文件变化时重新生成报告，直到按 Ctrl-C。"))
    var watch = false

    @Flag(
        help: Said.help(
            "Wait for another run that writes the same report, an hour at most; --wait 10m waits ten minutes.",
            "等待正在写入同一报告的另一个任务，最多一小时；--wait 10m 最多等待十分钟。"))
    var wait = false

    @Option(
        name: .customLong("wait-limit"),
        help: Said.help(
            "How long to wait for it: 90s, 10m, 2h.", "最长等待时间：90s、10m、2h。", valueName: "duration"))
    var waitLimit: String?

    @Flag(
        name: .customLong("fail-on-alert"),
        help: Said.help(
            "End with exit code 3 when an alert of the pipeline file has fired; the report is published first.",
            "流程文件中的警报触发时以退出码 3 结束；报告会先行发布。"))
    var failOnAlert = false

    @Option(
        help: Said.help(
            "Show progress: auto (on a terminal), always, never.", "显示进度：auto（仅在终端上）、always、never。"))
    var progress: ProgressChoice = .auto

    mutating func validate() throws {
        if let out, out.allSatisfy(\.isWhitespace) {
            throw ValidationError(Said.text("--out expects a folder, found nothing", "--out 应为目录，实际为空"))
        }
        if let waitLimit, WaitLimit.seconds(of: waitLimit) == nil {
            throw ValidationError(
                Said.text(
                    "--wait-limit expects a duration such as 90s, 10m or 2h, found \"\(waitLimit)\"",
                    "--wait-limit 应为 90s、10m、2h 之类的时长，实际为 \"\(waitLimit)\""))
        }
    }

    mutating func run() throws {
        let console = Console(speech)
        MemoryEnd.prepare(language: console.language, status: ExitStatus.dataFailed.rawValue)
        let collector = DiagnosticCollector()
        let line = ProgressLine(choice: progress, isQuiet: speech.quiet, language: console.language)
        var options = pipeline.runOptions
        options.output = out
        options.printsPages = pdf
        if watch { return Watch(pipeline: pipeline.pipeline, options: options, console: console).run() }
        options.waitLimit = waitLimit.flatMap(WaitLimit.seconds) ?? (wait ? WaitLimit.usual : nil)
        if isatty(STDERR_FILENO) == 1 {
            options.waiting = {
                console.say(Wording(en: "waiting for another run to end", zh: "正在等待另一个任务结束"))
            }
        }
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
                let code = console.finish(diagnostics, strict: speech.strict).rawValue
                let hasFired = failOnAlert && !summary.results.judgements.alerts.isEmpty
                Foundation.exit(code == 0 && hasFired ? ExitStatus.alertFired.rawValue : code)
            }
        } catch {
            line.clear()
            collector.add(error.diagnostics)
            diagnostics = collector.diagnostics
            console.show(diagnostics)
        }
        throw console.finish(diagnostics, strict: speech.strict)
    }

    /// On a terminal the summary helps; in cron it would only make mail.
    private func say(_ summary: RunSummary, to console: Console) {
        guard isatty(STDERR_FILENO) == 1 || progress == .always else { return }
        let read = summary.books.ledgers.filter { $0.source == nil }.reduce(0) { $0 + $1.read }
        let rejected = summary.books.rejects.count
        console.say(
            Wording(
                en: "\(English.count(read, "row")) read, \(rejected) rejected; report in \(summary.target)",
                zh: "读入 \(read) 行，拒绝 \(rejected) 行；报告位于 \(summary.target)"))
    }
}

enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}
