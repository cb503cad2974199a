// `rapport check`: says every mistake of a pipeline file and its inputs, and touches nothing.

import ArgumentParser
import Diagnostics
import Pipelines
import Stages

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: Said.text(
            "Check a pipeline file and the headers of its inputs; write nothing.", "检查流程文件及其输入的表头，不写任何文件。"))

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        var console = Console(speech)
        console.isVerbose = true
        let collector = DiagnosticCollector()
        var options = pipeline.runOptions
        options.depth = .beginning
        if let plan = Pipelines.plan(path: pipeline.pipeline, options: options, collector: collector) {
            Pipelines.checkTests(of: plan, options: pipeline.runOptions, collector: collector)
        }
        let diagnostics = collector.diagnostics
        console.show(diagnostics)
        let errors = collector.count(of: .error)
        let warnings = collector.count(of: .warning)
        if errors == 0 {
            console.say(
                Wording(
                    en: "\(pipeline.pipeline): no mistakes"
                        + (warnings > 0 ? ", \(English.count(warnings, "warning"))" : ""),
                    zh: "\(pipeline.pipeline)：没有错误" + (warnings > 0 ? "，\(warnings) 条警告" : "")))
        } else {
            console.say(
                Wording(
                    en: "\(English.count(errors, "error")), \(English.count(warnings, "warning"))",
                    zh: "\(errors) 个错误，\(warnings) 条警告"))
        }
        throw console.finish(diagnostics, strict: speech.strict)
    }
}
