// Options that several commands take, and how they reach the outside: clock, environment, terminal.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Stages

/// Options of every command that reads a pipeline file.
struct PipelineOptions: ParsableArguments {
    @Argument(help: Said.help("The pipeline file.", "流程文件。"))
    var pipeline: String

    @Option(
        name: .customLong("as-of"),
        help: Said.help(
            "The local day or moment the report is made for, instead of now; makes a run repeatable to the byte.",
            "报告的截止日期或时刻（当地时间），代替现在；使运行结果逐字节可重复。", valueName: "date"))
    var asOf: String?

    @Option(
        help: Said.help(
            "The period to report on: 2026-09-14, 2026-W37, 2026-09, 2026-Q3, 2026-H2, 2026; "
                + "FY2026-27-Q1 where years do not begin in January, FY2026-27-P03 where they are of whole weeks.",
            "报告期：2026-09-14、2026-W37、2026-09、2026-Q3、2026-H2、2026；财年不从一月开始时用 FY2026-27-Q1，按周计时用 FY2026-27-P03。"))
    var period: String?

    @Option(
        name: .customLong("set"),
        help: Said.help(
            "A value for ${KEY} in the pipeline file; may be repeated.", "流程文件中 ${KEY} 的值，可多次给出。",
            valueName: "key=value"))
    var settings: [String] = []

    @Option(
        help: Said.help(
            "How many threads may work at once; no result depends on it.", "可同时工作的线程数，不影响任何结果。"))
    var jobs: Int = Self.processorCount

    @Option(
        help: Said.help(
            "How much memory to hold: 512M, 1.5GiB, 50%. Rows beyond it go to a temporary file. By default half of the machine's.",
            "可占用的内存：512M、1.5GiB、50%。超出的行数据暂存到临时文件，默认为机器内存的一半。", valueName: "size"))
    var memory: String?

    /// Asked of the system once: the options are made several times until a command runs.
    private static let processorCount = ProcessInfo.processInfo.activeProcessorCount

    mutating func validate() throws {
        if let memory, MemorySize.bytes(of: memory, machine: 1 << 40) == nil {
            throw ValidationError(
                Said.text(
                    "--memory expects a size such as 512M, 2G, 1.5GiB, or a share such as 50%, found \"\(memory)\"",
                    "--memory 应为 512M、2G、1.5GiB 之类的大小，或 50% 之类的比例，实际为 \"\(memory)\""))
        }
        guard jobs >= 1 else {
            throw ValidationError(
                Said.text("--jobs expects a number from 1, found \(jobs)", "--jobs 应为不小于 1 的数，实际为 \(jobs)"))
        }
        try Settings.validate(settings)
    }

    var runOptions: RunOptions {
        let limit = memory.flatMap { MemorySize.bytes(of: $0, machine: MachineMemory.bytes ?? 0) }
        var options = RunOptions.ofThisMachine(settings: settings, memoryLimit: limit)
        if let asOf { options.asOf = .fixed(asOf) }
        (options.period, options.jobs) = (period, jobs)
        return options
    }
}

extension RunOptions {
    /// Now, on this machine.
    ///
    /// - Parameter memoryLimit: in bytes; nil for half of what the machine has.
    static func ofThisMachine(settings: [String], memoryLimit: Int? = nil) -> RunOptions {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let machine = MachineMemory.bytes
        let folder = Said.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
        var options = RunOptions(
            settings: Settings.values(settings), asOf: .now(now), jobs: ProcessInfo.processInfo.activeProcessorCount,
            memoryLimit: memoryLimit ?? machine.map { $0 / 2 }, machineMemory: machine,
            temporaryFolders: (folder.map { [$0] } ?? []) + ["/var/tmp"],
            steadySeconds: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 })
        options.variable = { Said.variable($0) }
        return options
    }
}

/// What `--set KEY=VALUE` gives.
enum Settings {
    static func validate(_ settings: [String]) throws {
        for setting in settings where !setting.dropFirst().contains("=") {
            throw ValidationError(
                Said.text("--set expects KEY=VALUE, found \"\(setting)\"", "--set 应为 KEY=VALUE，实际为 \"\(setting)\""))
        }
    }

    static func values(_ settings: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for setting in settings {
            guard let sign = setting.firstIndex(of: "=") else { continue }
            values[String(setting[..<sign])] = String(setting[setting.index(after: sign)...])
        }
        return values
    }
}

/// Options of every command that speaks.
struct SpeechOptions: ParsableArguments {
    @Option(
        help: Said.help(
            "The language of messages: zh-Hans (or zh) or en. By default that of the environment.",
            "信息所用语言：zh-Hans（或 zh）、en，默认取自环境变量。"))
    var language: LanguageChoice?

    @Flag(help: Said.help("Treat warnings as a failure (exit code 1).", "将警告视为失败（退出码 1）。"))
    var strict = false

    @Flag(
        name: .shortAndLong,
        help: Said.help(
            "No progress and no summary; warnings and errors are printed all the same.", "不显示进度和摘要；警告与错误照常显示。"))
    var quiet = false

    @Flag(name: .shortAndLong, help: Said.help("Print notes as well.", "同时显示说明。"))
    var verbose = false

    var spokenLanguage: Language { language?.language ?? Said.language }
}

struct LanguageChoice: ExpressibleByArgument {
    let language: Language

    init?(argument: String) {
        guard let language = Language(code: argument) else { return nil }
        self.language = language
    }

    static var allValueStrings: [String] { Language.allCases.map(\.rawValue) }
}
