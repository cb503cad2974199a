// `rapport profile`: looks into exports and tells what is in them.

import ArgumentParser
import Diagnostics
import Pipelines

struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Tell what is in exports: encoding, dialect, header, and each column's type with the evidence.")

    @Argument(help: "CSV files.")
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
