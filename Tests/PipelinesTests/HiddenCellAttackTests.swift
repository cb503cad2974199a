// An attacker who changes what stands in hidden cells: where every number that is shown stays the same, so does every judgement.

import Diagnostics
import Foundation
import Pipelines
import TestSupport
import Testing

struct HiddenCellAttackTests {
    /// Every file of a run by its name; of those that tell of the files that were read, without their fingerprints.
    private static func files(_ pipeline: AttackedPipeline) throws -> [String: String] {
        try pipeline.writeRows()
        let out = pipeline.path + "/out"
        try? FileManager.default.removeItem(atPath: out)
        let options = RunOptions(asOf: .fixed("2026-10-02"), output: out)
        _ = try Pipelines.run(path: pipeline.path + "/p.yml", options: options, collector: DiagnosticCollector())
        var files: [String: String] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: out) ?? .init() {
            guard let data = FileManager.default.contents(atPath: out + "/" + name), !data.isEmpty else { continue }
            var text = String(decoding: data, as: UTF8.self)
            if name == "run.json" || name.hasSuffix(".html") || name.hasSuffix(".md") {
                text = text.replacing(#/[0-9a-f]{32}/#, with: "fingerprint")
            }
            files[name] = text
        }
        return files
    }

    /// Rows of one hidden agent given to another, or exchanged between two.
    private static func perturb(_ rows: inout [AttackedPipeline.Row], _ random: inout SplitMix64) -> Bool {
        let rare = rows.indices.filter { AttackedPipeline.rare.contains(rows[$0].agent) }
        guard let first = random.pick(from: rare) else { return false }
        let others = rare.filter { rows[$0].month == rows[first].month && rows[$0].agent != rows[first].agent }
        guard let second = random.pick(from: others) else { return false }
        let (mine, theirs) = (rows[first].agent, rows[second].agent)
        rows[first].agent = theirs
        if random.chance(0.5) { rows[second].agent = mine }
        return true
    }

    @Test(arguments: 0..<4) func `no file tells of what stands in a hidden cell`(part: Int) throws {
        var (compared, hidden) = (0, 0)
        for seed in UInt64(part * 3)..<UInt64(part * 3 + 3) {
            let pipeline = try AttackedPipeline(seed: seed)
            let before = try Self.files(pipeline)
            let results = try #require(before["results.csv"])
            hidden += results.split(separator: "\n").count { $0.contains("hidden") }
            for name in [
                "findings.csv", "groups.csv", "scorecards.csv", "series.csv", "targets.csv", "raters.csv",
                "effects.csv",
                "lists/praise.csv", "lists/coaching.csv", "lists/few.csv", "results.json",
            ] { #expect(before[name] != nil, "\(name)") }
            var random = SplitMix64(seed: seed &+ 77)
            let original = pipeline.rows
            for _ in 0..<6 {
                pipeline.rows = original
                for _ in 0..<Int.random(in: 1...4, using: &random) { _ = Self.perturb(&pipeline.rows, &random) }
                let after = try Self.files(pipeline)
                // Another cell may be hidden in the place of one, and then the attacker sees other numbers.
                guard after["results.csv"] == results else { continue }
                compared += 1
                #expect(before.keys.sorted() == after.keys.sorted())
                for (name, text) in before where after[name] != text {
                    let lines = zip(text.split(separator: "\n"), (after[name] ?? "").split(separator: "\n"))
                    let first = lines.first { $0 != $1 }
                    Issue.record("seed \(seed), \(name): \(first?.0.prefix(300) ?? "") ⇒ \(first?.1.prefix(300) ?? "")")
                }
            }
        }
        #expect(compared >= 4, "\(compared)")
        print("attacked: \(compared) of 18 changes leave every number that is shown as it was")
        #expect(hidden > 100)
    }

    // MARK: Below the minimum

    private static func rows(_ name: String, _ files: [String: String]) -> [[String: String]] {
        PlainCSV.rows(files[name] ?? "")
    }

    @Test func `nobody below the minimum n is good or bad in any file`() throws {
        var judged = 0
        for seed in UInt64(100)..<104 {
            let files = try Self.files(AttackedPipeline(seed: seed))
            // By metric and agent, the rows of September.
            var n: [String: Int] = [:]
            for row in Self.rows("results.csv", files)
            where row["period_start"] == "2026-09-01" && row["grain"] == "month" {
                guard let segment = row["segment"], segment.hasPrefix("agent="), !segment.contains(";") else {
                    continue
                }
                n["\(row["metric"] ?? "") \(segment)"] = Int(row["n"] ?? "") ?? 0
            }
            func isEnough(_ metric: String?, _ segment: String?) -> Bool {
                ["n", "minutes"].contains(metric) || (n["\(metric ?? "") \(segment ?? "")"] ?? 0) >= 30
            }
            for name in ["findings.csv", "targets.csv", "scorecards.csv", "groups.csv"] {
                for row in Self.rows(name, files) {
                    let segment = name == "groups.csv" ? "agent=\(row["label"] ?? "")" : row["segment"] ?? ""
                    guard segment.hasPrefix("agent="), !segment.contains(";") else { continue }
                    let isJudged =
                        switch name {
                        case "findings.csv": true
                        case "targets.csv": ["met", "missed", "within-noise"].contains(row["verdict"] ?? "")
                        case "scorecards.csv": row["metric"] != "" && row["points"] != ""
                        default: row["band"] != "" || row["rank_low"] != ""
                        }
                    guard isJudged else { continue }
                    judged += 1
                    #expect(isEnough(row["metric"], segment), "seed \(seed), \(name): \(row)")
                }
            }
            for name in ["lists/praise.csv", "lists/coaching.csv"] {
                for line in (files[name] ?? "").split(separator: "\n").dropFirst() {
                    guard let agent = line.split(separator: ",").first, agent.hasPrefix("A") || agent.hasPrefix("R")
                    else {
                        continue
                    }
                    judged += 1
                    #expect(isEnough("csat", "agent=\(agent)"), "seed \(seed), \(name): \(line)")
                }
            }
        }
        #expect(judged > 60)
    }
}
