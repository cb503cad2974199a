// Every kind of diagnostic and whose affair it is: what decides the exit code of a cron job changes in no line unseen.

import Diagnostics
import Foundation
import Pipelines
import Testing

struct DiagnosticKindsTests {
    private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let sources = here.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")

    /// `name fault`, a line for each kind that the sources say something of.
    private static func kinds() throws -> [String] {
        let said = /\.(usage|pipeline|input|data|output|lock|tool|remark)\(\s*"([a-z0-9-]+)"/
        let bugs = /internalError\(\s*named: "([a-z0-9-]+)"/
        var found: Set<String> = []
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        for case let file as URL in try #require(files) where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: said) { found.insert("\(match.2) \(match.1)") }
            for match in text.matches(of: bugs) { found.insert("\(match.1) program") }
        }
        return found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    @Test func `every kind stands in the table with whose affair it is`() throws {
        let table = try String(contentsOf: Self.here.appendingPathComponent("DiagnosticKinds.txt"), encoding: .utf8)
        let difference = try Self.kinds().difference(from: table.split(separator: "\n").map(String.init))
        #expect(
            difference.isEmpty,
            "the sources and DiagnosticKinds.txt differ; when that is meant, write these lines: \(difference)")
    }

    @Test func `every fault of the table has an exit code`() throws {
        let table = try String(contentsOf: Self.here.appendingPathComponent("DiagnosticKinds.txt"), encoding: .utf8)
        let faults = Set(table.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) })
        let known = Dictionary(uniqueKeysWithValues: Fault.allCases.map { ("\($0)", ExitStatus.status(of: $0)) })
        for fault in faults { #expect(known[fault] != nil, "\(fault)") }
    }
}
