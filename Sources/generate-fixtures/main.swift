// The command that writes the fixture folders anew.

import ArgumentParser
import ExportGenerator
import Foundation

struct GenerateFixtures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-fixtures",
        abstract: "Write made-up exports whose truth is known.")

    @Option(help: "The scenario's name, or all.")
    var scenario = "all"

    @Option(help: "The seed; equal seeds give equal files.")
    var seed = FixtureScenario.committedSeed

    @Option(help: "The folder that gets one folder for each scenario.")
    var out = "fixtures"

    func run() throws {
        let wanted = FixtureScenario.allCases.filter { scenario == "all" || $0.rawValue == scenario }
        if wanted.isEmpty {
            let names = FixtureScenario.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw ValidationError("expected 'all' or one of \(names), found '\(scenario)'")
        }
        for scenario in wanted {
            let folder = URL(fileURLWithPath: out).appendingPathComponent(scenario.rawValue)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for file in try scenario.files(seed: seed) {
                try Data(file.bytes).write(to: folder.appendingPathComponent(file.path))
            }
        }
    }
}

GenerateFixtures.main()
