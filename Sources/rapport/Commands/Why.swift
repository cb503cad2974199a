// `rapport why`: tells how a number of a finished run came about.

import ArgumentParser
import Diagnostics
import Pipelines
import Stages

struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: Said.text(
            "Tell how a number of a finished run came about: definition, rows, verdict, SQL.",
            "说明一次运行的某个数字从何而来：口径、行、判断、SQL。"),
        discussion: Said.text(
            """
            RUN is the folder that a run has published. Its rows are counted once more where pipeline file and inputs are the same as \
            in the run. A hidden cell says only that it is hidden.

              rapport why reports/nightly/2026-09-14 csat_top2 2026-09-14 'team=一组'
            """,
            """
            RUN 为一次运行所发布的目录。流程文件与输入文件未变时会重新计数。隐藏的单元格只说明已隐藏。

              rapport why reports/nightly/2026-09-14 csat_top2 2026-09-14 'team=一组'
            """))

    @Argument(help: Said.help("The folder that a run has published.", "一次运行所发布的目录。", valueName: "run"))
    var folder: String

    @Argument(help: Said.help("The key of a metric of the run.", "该次运行中指标的键。"))
    var metric: String

    @Argument(
        help: Said.help("The period, as for --period; by default the run's own.", "周期，写法同 --period，默认为该次运行的报告期。"))
    var period: String?

    @Argument(
        help: Said.help(
            "Labels as results.csv writes them: 'region=华东; tier=A'; by default the total.",
            "标签，写法同 results.csv：'region=华东; tier=A'，默认为总计。"))
    var segment: String?

    @Option(
        help: Said.help(
            "The pipeline file; by default NAME.yml here or in pipelines, if it is that of the run.",
            "流程文件；默认为当前目录或 pipelines 中与该次运行相同的 NAME.yml。", valueName: "file"))
    var pipeline: String?

    @Option(
        name: .customLong("set"),
        help: Said.help(
            "A value for ${KEY} in the pipeline file, as in the run; may be repeated.",
            "流程文件中 ${KEY} 的值，与该次运行相同，可多次给出。", valueName: "key=value"))
    var settings: [String] = []

    @OptionGroup var speech: SpeechOptions

    mutating func validate() throws { try Settings.validate(settings) }

    mutating func run() throws {
        let console = Console(speech)
        MemoryEnd.prepare(language: console.language, status: ExitStatus.dataFailed.rawValue)
        let collector = DiagnosticCollector()
        do throws(DiagnosedFailure) {
            // No name of a period holds the sign that stands between a segment and its label.
            let isSegment = segment == nil && period?.contains("=") == true
            let question = CellQuestion(
                metric: metric, period: isSegment ? nil : period, segment: isSegment ? period : segment)
            let account = try Pipelines.why(
                run: folder, question, pipeline: pipeline,
                options: .ofThisMachine(settings: settings))
            for line in account.lines { console.output(line[console.language]) }
        } catch {
            collector.add(error.diagnostics)
            console.show(collector.diagnostics)
        }
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }
}
