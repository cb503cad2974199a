// The kept fixture folders are what the generator writes, small enough to keep, and readable.

import ExportGenerator
import Foundation
import Testing

@Suite struct FixtureTests {
    /// The kept folders' files, made once.
    private static let made = Result {
        try Dictionary(
            uniqueKeysWithValues: FixtureScenario.allCases.map { scenario in
                (scenario, try scenario.files(seed: FixtureScenario.committedSeed))
            })
    }

    private func files(_ scenario: FixtureScenario) throws -> [FixtureFile] {
        try #require(try Self.made.get()[scenario])
    }

    @Test(arguments: FixtureScenario.allCases)
    func `the same seed gives the same bytes`(scenario: FixtureScenario) throws {
        #expect(try scenario.files(seed: FixtureScenario.committedSeed) == files(scenario))
    }

    @Test(arguments: FixtureScenario.allCases)
    func `another seed gives other files`(scenario: FixtureScenario) throws {
        #expect(try scenario.files(seed: 7) != files(scenario))
    }

    @Test(arguments: FixtureScenario.allCases)
    func `the kept folder is what the committed seed gives`(scenario: FixtureScenario) throws {
        let folder = fixturesFolder.appendingPathComponent(scenario.rawValue)
        let files = try files(scenario)
        for file in files {
            let kept = try Data(contentsOf: folder.appendingPathComponent(file.path))
            #expect(kept == Data(file.bytes), "\(scenario.rawValue)/\(file.path) differs; run generate-fixtures")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(names) == Set(files.map(\.path)))
    }

    @Test(arguments: FixtureScenario.allCases)
    func `a folder takes no more than two megabytes`(scenario: FixtureScenario) throws {
        let size = try files(scenario).map(\.bytes.count).reduce(0, +)
        #expect(size <= 2_000_000)
    }

    @Test(arguments: FixtureScenario.allCases)
    func `every file decodes from the encoding it claims`(scenario: FixtureScenario) throws {
        for file in try files(scenario) {
            let text = try #require(file.encoding.text(of: file.bytes), "\(file.path) is not \(file.encoding.rawValue)")
            #expect(try file.encoding.bytes(of: text) == file.bytes)
            if file.encoding == .gb18030 {
                #expect(String(validating: file.bytes, as: UTF8.self) == nil, "\(file.path) passes for UTF-8")
            }
        }
    }

    @Test(arguments: FixtureScenario.allCases)
    func `every line of the ledger balances`(scenario: FixtureScenario) throws {
        let files = try files(scenario)
        let ledger = try #require(files.first { $0.path == "ledger.csv" })
        let lines = String(decoding: ledger.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
        #expect(!lines.isEmpty)
        for line in lines {
            let counts = line.split(separator: ",").dropFirst(2).compactMap { Int($0) }
            #expect(counts.count == 5)
            #expect(counts.first == counts.dropFirst().reduce(0, +), "\(line)")
        }
    }

    private var fixturesFolder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("fixtures")
    }
}
