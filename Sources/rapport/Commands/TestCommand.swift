// `rapport test`: runs the tests of a pipeline file, and says which values are not what was expected.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Stages

struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: Said.text(
            "Run the tests of a pipeline file on the rows they give; write nothing.", "用测试自带的行执行流程文件中的测试，不写任何文件。"),
        discussion: Said.text(
            """
            A test holds a few rows and the values that metrics must come to. Its rows go through the pipeline's own rules, \
            segments and metrics; the files of 'ingest' are not read.

            Exit codes: 0 all tests pass; 64 there is no test of that name; 65 a test fails; 66 a file of a test is missing; 78 the \
            pipeline file is wrong.
            """,
            """
            每个测试给出若干行，以及各指标应得的值。这些行按流程文件自身的规则、分组和指标处理，不读取 'ingest' 中的文件。

            退出码：0 全部通过；64 没有该名称的测试；65 有测试未通过；66 测试所用文件缺失；78 流程文件有误。
            """))

    @Argument(help: Said.help("The pipeline file.", "流程文件。"))
    var pipeline: String

    @Option(
        name: .customLong("test"),
        help: Said.help(
            "A test to run, by its name; may be repeated. All unless given.", "要执行的测试的名称，可多次给出，默认全部。", valueName: "name"
        ))
    var tests: [String] = []

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
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let options = RunOptions(settings: Settings.values(settings), asOf: .now(now))
        let outcomes = Pipelines.test(path: pipeline, names: tests, options: options, collector: collector) ?? []
        console.show(collector.diagnostics)
        let text = DiagnosticText(language: console.language)
        for outcome in outcomes {
            console.output("\(outcome.isPassed ? "✔" : "✘") \(outcome.name.text)")
            for failure in outcome.failures { console.output(indented(text.text(of: failure))) }
        }
        let failed = outcomes.count { !$0.isPassed }
        if !outcomes.isEmpty {
            console.say(
                failed == 0
                    ? Wording(
                        en: "\(English.count(outcomes.count, "test")) passed", zh: "\(outcomes.count) 个测试全部通过")
                    : Wording(
                        en: "\(failed) of \(English.count(outcomes.count, "test")) failed",
                        zh: "\(outcomes.count) 个测试中有 \(failed) 个未通过"))
        }
        throw console.finish(collector.diagnostics + outcomes.flatMap(\.failures), strict: speech.strict)
    }

    private func indented(_ lines: String) -> String {
        lines.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
}
