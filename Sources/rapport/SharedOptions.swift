// Options that several commands take, and how they reach the outside: clock, environment, terminal.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines

/// Options of every command that reads a pipeline file.
struct PipelineOptions: ParsableArguments {
    @Argument(help: "The pipeline file.")
    var pipeline: String

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "The local day or moment the report is made for, instead of now; makes a run repeatable to the byte.",
            valueName: "date"))
    var asOf: String?

    @Option(help: "The period to report on: 2026-09-14, 2026-W37, 2026-09, 2026-Q3, 2026.")
    var period: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A value for ${KEY} in the pipeline file; may be repeated.", valueName: "key=value"))
    var settings: [String] = []

    @Option(help: "How many threads may work at once; no result depends on it.")
    var jobs: Int = Self.processorCount

    @Option(
        help: ArgumentHelp(
            "How much memory to hold: 512M, 1.5GiB, 50%. Rows beyond it go to a temporary file. By default half of the machine's.",
            valueName: "size"))
    var memory: String?

    /// Asked of the system once: the options are made several times until a command runs.
    private static let processorCount = ProcessInfo.processInfo.activeProcessorCount

    mutating func validate() throws {
        if let memory, MemorySize.bytes(of: memory, machine: 1 << 40) == nil {
            throw ValidationError(
                "--memory expects a size such as 512M, 2G, 1.5GiB, or a share such as 50%, found \"\(memory)\"")
        }
        guard jobs >= 1 else { throw ValidationError("--jobs expects a number from 1, found \(jobs)") }
        for setting in settings where !setting.dropFirst().contains("=") {
            throw ValidationError("--set expects KEY=VALUE, found \"\(setting)\"")
        }
    }

    var runOptions: RunOptions {
        var values: [String: String] = [:]
        for setting in settings {
            guard let sign = setting.firstIndex(of: "=") else { continue }
            values[String(setting[..<sign])] = String(setting[setting.index(after: sign)...])
        }
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let machine = MachineMemory.bytes
        let limit = memory.flatMap { MemorySize.bytes(of: $0, machine: machine ?? 0) } ?? machine.map { $0 / 2 }
        let folder = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
        return RunOptions(
            settings: values, asOf: asOf.map { .fixed($0) } ?? .now(now), period: period, jobs: jobs,
            memoryLimit: limit, machineMemory: machine, temporaryFolders: (folder.map { [$0] } ?? []) + ["/var/tmp"],
            steadySeconds: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 })
    }
}

/// Options of every command that speaks.
struct SpeechOptions: ParsableArguments {
    @Option(help: "The language of messages: zh-Hans or en. By default that of the environment.")
    var language: LanguageChoice?

    @Flag(help: "Treat warnings as a failure (exit code 1).")
    var strict = false

    @Flag(help: "Print errors only.")
    var quiet = false

    var spokenLanguage: Language {
        if let language { return language.language }
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .chinese : .english
    }
}

enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
    case chinese = "zh-Hans"
    case english = "en"

    var language: Language { self == .chinese ? .chinese : .english }
}
