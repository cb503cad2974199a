// The command `rapport`: its subcommands, and what all of them share with the outside.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines

@main
enum Program {
    /// Runs the command of the command line; what cannot be understood is told in the language that is spoken, and ends with 64.
    static func main() {
        // The library knows only the long name.
        let arguments = CommandLine.arguments.dropFirst().map { $0 == "-V" ? "--version" : $0 }
        do {
            var command = try Rapport.parseAsRoot(arguments)
            try command.run()
        } catch {
            let code = Rapport.exitCode(for: error)
            let text = UsageText.text(Rapport.fullMessage(for: error), in: Said.language)
            if !text.isEmpty {
                Console.write(
                    TerminalText.shownLines(text) + "\n", to: code.isSuccess ? STDOUT_FILENO : STDERR_FILENO)
            }
            exit(code.rawValue)
        }
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
        subcommands: [Run.self, Check.self, Plan.self, Metrics.self, Profile.self])
}
