// `rapport profile`: looks into exports and tells what is in them.

import ArgumentParser
import Diagnostics
import Pipelines

struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: Said.text(
            "Tell what is in exports: encoding, dialect, header, and each column's type with the evidence.",
            "查看导出文件的内容：编码、分隔方式、表头，以及各列的类型与依据。"))

    @Argument(help: Said.help("CSV files.", "CSV 文件。"))
    var files: [String]

    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        for file in files {
            for line in FileProfiles.lines(of: file, collector: collector) { console.output(line[console.language]) }
        }
        console.show(collector.diagnostics)
        throw ExitStatus(collector.diagnostics, strict: speech.strict).exitCode
    }
}
