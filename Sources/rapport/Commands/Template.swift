// `rapport template`: the tables that the built-in metrics know, and CSV files to fill in.

import ArgumentParser
import Diagnostics
import Pipelines

struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: Said.text(
            "List the tables that the built-in metrics know, or print a CSV file of one to fill in.",
            "列出内置指标认识的数据表，或输出其中一个供填写的 CSV 文件。"))

    @Argument(help: Said.help("The kind of table, such as calls.", "数据表的种类，例如 calls。"))
    var table: String?

    @Option(
        help: Said.help(
            "Headers in this language, zh or en, instead of the names that pipelines use.",
            "用此语言（zh 或 en）的标题作表头，而非流程所用的列名。"))
    var headers: String?

    @Flag(help: Said.help("Print the lines of a pipeline file that read it.", "输出读取它的流程文件配置。"))
    var lines = false

    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        let titles = headers.flatMap { Language(code: $0) }
        if let headers, titles == nil { collector.add(PipelinesDiagnostics.unknownLanguageOfHeaders(headers)) }
        if !collector.hasErrors {
            if let table {
                if lines {
                    for line in TableTemplate.lines(table, titles: titles, collector: collector) {
                        console.output(line)
                    }
                } else if let text = TableTemplate.csv(table, titles: titles, collector: collector) {
                    Console.output(text)
                }
            } else {
                for line in TableTemplate.list { console.output(line[console.language]) }
            }
        }
        console.show(collector.diagnostics)
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }
}
