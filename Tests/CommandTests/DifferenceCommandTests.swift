// `rapport diff`: whatever was changed between two runs is told as the cause of the numbers that moved, and nothing else is.

import Foundation
import Testing

/// Calls of two months in two files, and customers with what they spend.
private struct SeededPipeline {
    let folder: TemporaryFolder

    static let pipeline = """
        period: { every: month }
        languages: [en]
        ingest:
          calls:
            files: exports/calls-*.csv
            columns: { start: { type: instant }, wait: { type: duration, unit: s }, score: { type: integer } }
          customers: { files: exports/customers.csv, columns: { customer_id: {}, spend: { type: integer } } }
        clean:
          calls:
            - keep: { when: score < 95, because: too good }
        link: { calls.customer: customers.customer_id }
        segment:
          size: { bands: spend, of: customers, edges: [50] }
        aggregate:
          metrics: [service_level, points]
          by: [[size]]
          define:
            points: { mean: score, of: calls, at: start, where: score >= 0, unit: points }
        render:
          report: summary
          formats: [markdown]
        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.pipeline, to: "p.yml")
        for month in 1...2 { try write(month: month) }
        let customers = (0..<20).map { "K\($0),\($0 * 5 + 3)\n" }.joined()
        try folder.write("customer_id,spend\n" + customers, to: "exports/customers.csv")
    }

    /// - Parameter further: lines behind the others.
    func write(month: Int, further: String = "") throws {
        let calls = (0..<140).map { call in
            let day = call % (month == 1 ? 31 : 30) + 1
            let fate = call % 7 == 0 ? "abandoned" : "answered"
            return
                "C\(month)-\(call),2026-0\(month + 7)-\(day < 10 ? "0" : "")\(day) 09:00:00,in,\(fate),\(call * 7 % 41),"
                + "K\(call % 20),\(call * 13 % 101)\n"
        }.joined()
        try folder.write(
            "call_id,start,direction,disposition,wait,customer,score\n" + calls + further,
            to: "exports/calls-\(month).csv")
    }

    func change(_ old: String, to new: String) throws {
        #expect(Self.pipeline.contains(old))
        try folder.write(Self.pipeline.replacingOccurrences(of: old, with: new), to: "p.yml")
    }

    func run(_ name: String, period: String = "2026-09", asOf: String = "2026-10-02") throws {
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", asOf, "--period", period, "--out", name], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    func difference(_ options: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(["diff", "before", "after"] + options, in: folder.path)
    }
}

struct DifferenceCommandTests {
    /// A change and the cause that every cell that moves must be given, in full.
    private enum Seed: String, CaseIterable {
        case rowAdded, fileGone, whereChanged, parameterChanged, otherPeriod, otherAsOf, ruleAdded, limitChanged
        case cutChanged, suppressionChanged

        var causes: Set<String> {
            switch self {
            case .rowAdded, .fileGone: ["inputs of calls"]
            case .whereChanged: ["definition of points"]
            case .parameterChanged: ["definition of service_level"]
            case .otherPeriod: ["period"]
            case .otherAsOf: ["as-of moment"]
            case .ruleAdded, .limitChanged: ["cleaning rules of calls"]
            case .cutChanged: ["segment size"]
            case .suppressionChanged: ["suppress_below 5 → 80"]
            }
        }

        func run(_ pipeline: SeededPipeline) throws {
            switch self {
            case .rowAdded:
                try pipeline.write(
                    month: 2, further: "C9,2026-09-09 10:00:00,in,answered,5,K1,50\n")
            case .fileGone: try FileManager.default.removeItem(atPath: pipeline.folder.path + "/exports/calls-1.csv")
            case .whereChanged: try pipeline.change("where: score >= 0", to: "where: score >= 10")
            case .parameterChanged:
                try pipeline.change("[service_level, points]", to: "[{ metric: service_level, target: 30 s }, points]")
            case .otherPeriod: return try pipeline.run("after", period: "2026-08")
            case .otherAsOf: return try pipeline.run("after", asOf: "2026-09-20")
            case .ruleAdded:
                try pipeline.change(
                    "too good }", to: "too good }\n    - keep: { when: wait < 40 s, because: too long }")
            case .limitChanged: try pipeline.change("when: score < 95", to: "when: score < 90")
            case .cutChanged: try pipeline.change("edges: [50]", to: "edges: [60]")
            case .suppressionChanged:
                try pipeline.change("report: summary", to: "report: summary\n  suppress_below: 80")
            }
            try pipeline.run("after")
        }
    }

    @Test(arguments: Seed.allCases)
    private func `the one change between two runs is told as the cause of every number that moved`(seed: Seed) throws {
        let pipeline = try SeededPipeline()
        // A file of an earlier month moves the numbers of the earlier month.
        let period = seed == .fileGone ? "2026-08" : "2026-09"
        if seed == .fileGone {
            try pipeline.change("period: { every: month }", to: "period: { every: month, compare: [previous] }")
            try pipeline.run("before")
        } else {
            try pipeline.run("before", period: period)
        }
        try seed.run(pipeline)
        let outcome = try pipeline.difference(["--all"])
        #expect(outcome.status == 1, "\(outcome.errors)")
        let cells = outcome.output.split(separator: "\n").filter { $0.contains("; ") }
        #expect(!cells.isEmpty, "\(outcome.output)")
        let causes = Set(cells.compactMap { $0.components(separatedBy: "; ").last })
        #expect(causes == seed.causes, "\(outcome.output)")
        #expect(!outcome.output.contains("no cause"))
    }

    @Test func `two runs alike differ in nothing, and end with 0`() throws {
        let pipeline = try SeededPipeline()
        try pipeline.run("before")
        try pipeline.run("after")
        let outcome = try pipeline.difference()
        #expect(outcome.status == 0)
        #expect(outcome.output == "before → after\nno number moved\n")
        let said = try pipeline.difference(["--language", "zh"])
        #expect(said.output == "before → after\n没有数字变化\n")
    }

    @Test func `numbers that moved farthest come first, each with what it was and is, and a hidden one tells none`()
        throws
    {
        let pipeline = try SeededPipeline()
        try pipeline.run("before")
        try pipeline.change("report: summary", to: "report: summary\n  suppress_below: 80")
        try pipeline.run("after")
        let outcome = try pipeline.difference()
        #expect(outcome.output.contains(" → ***"), "\(outcome.output)")
        #expect(outcome.output.contains("n "), "\(outcome.output)")
        try pipeline.change("where: score >= 0", to: "where: score >= 10")
        try pipeline.run("after")
        let moved = try pipeline.difference().output
        let shares = moved.matches(of: /, ([+-][0-9.]+) %\)/).compactMap { Double($0.1).map(abs) }
        #expect(shares.count == 4 && shares == shares.sorted(by: >), "\(moved)")
    }

    @Test func `the record of a version that did not tell its plan leaves the cause open`() throws {
        let pipeline = try SeededPipeline()
        try pipeline.run("before")
        var record = try String(contentsOfFile: pipeline.folder.path + "/before/run.json", encoding: .utf8)
        record.removeSubrange(try #require(record.firstRange(of: #/(?s)  "plan": \{.*?\n  \},\n/#)))
        try pipeline.folder.write(record, to: "before/run.json")
        try pipeline.change("edges: [50]", to: "edges: [60]")
        try pipeline.run("after")
        let outcome = try pipeline.difference()
        #expect(outcome.status == 1)
        #expect(
            outcome.output.contains(
                "; the cause cannot be told: a run was made by a version that did not record its plan"))
    }

    @Test func `a folder without a run is told, in the user's language`() throws {
        let pipeline = try SeededPipeline()
        try pipeline.run("before")
        let outcome = try pipeline.difference(["--language", "zh"])
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("应为一次运行所发布的目录，'after' 中没有"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        try pipeline.folder.write("{}", to: "after/run.json")
        #expect(try pipeline.difference().status == 66)
    }
}
