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
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    mutating func validate() throws {
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
        return RunOptions(
            settings: values, asOf: asOf.map { .fixed($0) } ?? .now(now), period: period, jobs: jobs,
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
