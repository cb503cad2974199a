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

    @Option(
        help: Said.help(
            "The encoding, when it is not to be recognised: utf-8, gb18030, windows-1252 ….",
            "文件编码，不用自动识别时给出：utf-8、gb18030、windows-1252 等。"))
    var encoding: String?

    @Option(
        help: Said.help(
            "The line of the header, or none, when it is not to be recognised.", "表头所在的行号，没有表头则写 none；不用自动识别时给出。"))
    var header: String?

    @Option(help: Said.help("The character between cells, or tab.", "单元格之间的分隔符，制表符写 tab。"))
    var delimiter: String?

    @Option(
        help: Said.help(
            "The zone of times without one; by default Asia/Shanghai.", "未注明时区的时间所在的时区，默认为 Asia/Shanghai。"))
    var timezone: String?

    @Option(
        help: Said.help(
            "A file that describes an export of your own; may be given several times.", "描述自有导出格式的文件，可多次给出。"))
    var exports: [String] = []

    @OptionGroup var speech: SpeechOptions

    /// By the keys of a table in a pipeline file.
    private var settings: [(key: String, value: String)] {
        [("encoding", encoding), ("header", header), ("delimiter", delimiter), ("timezone", timezone)]
            .compactMap { key, value in value.map { (key, $0) } }
    }

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        let exports = ExportFiles(named: exports, collector: collector)
        for file in files {
            for line in FileProfiles.lines(of: file, settings: settings, exports: exports, collector: collector) {
                console.output(line[console.language])
            }
        }
        console.show(collector.diagnostics)
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }
}
