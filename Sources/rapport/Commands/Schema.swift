// `rapport schema`: the JSON Schema of a pipeline file, for editors.

import ArgumentParser
import Diagnostics
import Pipelines

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: Said.text(
            "Print the JSON Schema of a pipeline file, by which editors complete and check it.",
            "输出流程文件的 JSON Schema，供编辑器补全和检查。"))

    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        Console.output(String(decoding: PipelineSchema.bytes, as: UTF8.self))
        throw Console(speech).finish([], strict: speech.strict)
    }
}
