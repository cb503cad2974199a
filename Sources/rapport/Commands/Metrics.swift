// `rapport metrics`: the built-in metrics, all in a line each or one in full.

import ArgumentParser
import Diagnostics
import Pipelines

struct Metrics: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: Said.text("List the built-in metrics, or explain one.", "列出内置指标，或解释其中一个。"))

    @Argument(help: Said.help("The key of a metric, such as service_level.", "指标的键，例如 service_level。"))
    var key: String?

    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        let lines = MetricManual.lines(of: key, collector: collector)
        console.show(collector.diagnostics)
        for line in lines { console.output(line[console.language]) }
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }
}
