// `rapport plan`: shows what a run would do, stage by stage, without doing it.

import ArgumentParser
import Diagnostics
import Pipelines
import Stages

struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: Said.text(
            "Show what a run would do, stage by stage, without doing it.", "逐阶段展示一次运行会做什么，但不执行。"))

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        let plan = Pipelines.plan(path: pipeline.pipeline, options: pipeline.runOptions, collector: collector)
        console.show(collector.diagnostics)
        if let plan, !collector.hasErrors {
            console.output(plan.heading[console.language])
            for line in plan.lines { console.output(line[console.language]) }
            for section in plan.sections {
                console.output("\(section.stage.rawValue):")
                for line in section.lines { console.output("  " + line[console.language]) }
            }
        }
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }
}
