// The command `rapport`: its subcommands, and what all of them share with the outside.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines

@main
enum Program {
    /// Runs the command of the command line; what cannot be understood is told in the language that is spoken, and ends with 64.
    static func main() {
        // Beyond a limit of file size, writing shall be an error and not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        // The library knows only the long name.
        let arguments = withWaitLimit(CommandLine.arguments.dropFirst().map { $0 == "-V" ? "--version" : $0 })
        do {
            var command = try Rapport.parseAsRoot(arguments)
            try command.run()
        } catch {
            let code = Rapport.exitCode(for: error)
            let text = UsageText.text(Rapport.fullMessage(for: error), in: Said.language)
            if !code.isSuccess {
                if !text.isEmpty { Console.write(TerminalText.shownLines(text) + "\n", to: STDERR_FILENO) }
                exit(code.rawValue)
            }
            // Help and version were asked for.
            if !text.isEmpty { Console.output(text + "\n") }
            exit(Console(language: Said.language).finish([], strict: false).rawValue)
        }
    }

    /// `--wait` may stand alone or with a duration, which the library cannot tell from a path.
    private static func withWaitLimit(_ written: [String]) -> [String] {
        var arguments: [String] = []
        var place = 0
        while place < written.count {
            let argument = written[place]
            place += 1
            if argument == "--" { return arguments + [argument] + written[place...] }
            if argument == "--wait", place < written.count, WaitLimit.seconds(of: written[place]) != nil {
                arguments += ["--wait-limit", written[place]]
                place += 1
            } else if argument.hasPrefix("--wait=") {
                arguments.append("--wait-limit=" + argument.dropFirst("--wait=".count))
            } else {
                arguments.append(argument)
            }
        }
        return arguments
    }
}

struct Rapport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rapport",
        abstract: Said.text(
            "Turns CSV exports of calls, surveys and sales into management reports one can trust.",
            "将通话、问卷和销售的 CSV 导出文件变成可信的管理报告。"),
        discussion: Said.text(
            """
            A pipeline file says what to read, how to clean it, how to segment customers, which metrics to compute and \
            what to render.

              rapport run pipelines/nightly.yml --as-of 2026-09-15
            """,
            """
            流程文件说明读什么、怎样清洗、怎样划分客户、计算哪些指标、生成什么报告。

              rapport run pipelines/nightly.yml --as-of 2026-09-15
            """),
        version: Pipelines.version,
        subcommands: [
            Run.self, Open.self, Check.self, TestCommand.self, Plan.self, Metrics.self, Template.self, Profile.self,
            Schema.self,
            SQL.self, Why.self, Difference.self,
        ])
}
