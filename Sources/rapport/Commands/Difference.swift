// `rapport diff`: which numbers moved between two runs, and by which cause.

import ArgumentParser
import Diagnostics
import Pipelines
import Stages

struct Difference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: Said.text(
            "Tell which numbers moved between two runs, and by which cause.", "说明两次运行之间哪些数字变了，原因是什么。"),
        discussion: Said.text(
            """
            Both are folders that runs have published, the earlier one first.

            Exit codes: 0 no number moved; 1 some did; 64 wrong usage; 66 a folder is none of a run.
            """,
            """
            两者均为运行所发布的目录，先写较早的一次。

            退出码：0 没有数字变化；1 有变化；64 用法错误；66 目录不是一次运行的结果。
            """))

    @Argument(help: Said.help("The folder of the earlier run.", "较早一次运行的目录。"))
    var before: String

    @Argument(help: Said.help("The folder of the later run.", "较晚一次运行的目录。"))
    var after: String

    @Flag(
        help: Said.help(
            "Print all cells, instead of the twenty that moved farthest and twenty each that came and went.",
            "显示全部单元格，默认只显示变化最大的二十个，以及新增与消失的各二十个。"))
    var all = false

    @OptionGroup var speech: SpeechOptions

    mutating func run() throws {
        let console = Console(speech)
        let collector = DiagnosticCollector()
        var hasMoved = false
        do throws(DiagnosedFailure) {
            let difference = try Pipelines.difference(before, after)
            hasMoved = !difference.isNone
            for line in difference.lines(limit: all ? nil : Self.usual) { console.output(line[console.language]) }
        } catch {
            collector.add(error.diagnostics)
            console.show(collector.diagnostics)
        }
        let code = console.finish(collector.diagnostics, strict: speech.strict)
        throw code.isSuccess && hasMoved ? ExitCode(Self.differs) : code
    }

    private static let usual = 20
    /// As for `diff` and `cmp`.
    private static let differs: Int32 = 1
}
