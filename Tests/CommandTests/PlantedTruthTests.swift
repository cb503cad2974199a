// The figures of the example reports equal the truth that the generator planted in their exports.

import Foundation
import TestSupport
import Testing

struct PlantedTruthTests {
    /// A cell of a results file: what identifies it, and its numbers as texts.
    private struct Figure: Hashable {
        var metric: String
        var grain: String
        var start: String
        var end: String
        var segment: String
    }

    @Test(arguments: ExamplePipeline.all)
    func `the report's figures are those that were planted`(pipeline: ExamplePipeline) throws {
        let folder = try TemporaryFolder()
        // The same pipeline with nothing hidden, so that small cells are compared as well.
        let text = try String(contentsOfFile: BuiltProgram.root + "/" + pipeline.path, encoding: .utf8)
        let open = text.replacing("{ report: ", with: "{ suppress_below: 0, report: ")
            .replacing("\n  report: ", with: "\n  suppress_below: 0\n  report: ")
        #expect(open.contains("suppress_below: 0"))
        try folder.write(open, to: "open.yml")
        try FileManager.default.copyItem(
            atPath: BuiltProgram.root + "/pipelines/exports", toPath: folder.path + "/exports")
        let outcome = try BuiltProgram.run([
            "run", folder.path + "/open.yml", "--as-of", pipeline.asOf, "--out", folder.path + "/report", "--set",
            "data=\(BuiltProgram.root)/fixtures/\(pipeline.name)",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = try rows(of: folder.path + "/report/results.csv")
        let truth = try rows(of: BuiltProgram.root + "/fixtures/\(pipeline.name)/truth.csv")
        let planted = Dictionary(truth.map { (figure(translated($0)), $0) }, uniquingKeysWith: { first, _ in first })
        var compared = 0
        var metrics: Set<String> = []
        for row in results {
            guard let expected = planted[figure(row)] else { continue }
            compared += 1
            metrics.insert(expected["metric"] ?? "")
            for column in ["value", "numerator", "denominator"] {
                guard let wanted = expected[column], let found = row[column],
                    !(column != "value" && (wanted.isEmpty || found.isEmpty))
                else { continue }
                #expect(agree(found, wanted), "\(figure(row)) \(column): \(found), planted \(wanted)")
            }
        }
        // Most of the figures that the generator knows must have been compared, or the test would prove nothing.
        let wantedMetrics = Set(results.compactMap { $0["metric"] })
        #expect(
            compared >= Self.leastCompared[pipeline.name] ?? .max, "only \(compared) figures compared: \(wantedMetrics)"
        )
        if pipeline == .quarterlyReview { #expect(metrics == wantedMetrics) }
    }

    private static let leastCompared = ["nightly": 550, "quarterly-review": 3600, "survey-dump": 130]

    @Test(arguments: ExamplePipeline.all)
    func `every row is accounted for as planted`(pipeline: ExamplePipeline) throws {
        let folder = try TemporaryFolder()
        let outcome = try BuiltProgram.run([
            "run", pipeline.path, "--as-of", pipeline.asOf, "--out", folder.path + "/report",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let record = try JSONSerialization.jsonObject(with: folder.bytes("report/run.json") ?? Data())
        let ledgers = (record as? [String: Any])?["ledger"] as? [[String: Any]] ?? []
        var found: [String: [String: Int]] = [:]
        for ledger in ledgers {
            for file in ledger["files"] as? [[String: Any]] ?? [] {
                guard let path = file["path"] as? String else { continue }
                found[(path as NSString).lastPathComponent] = file.compactMapValues { $0 as? Int }
            }
        }
        for row in try rows(of: BuiltProgram.root + "/fixtures/\(pipeline.name)/ledger.csv") {
            guard let file = row["file"] else { continue }
            for column in ["read", "kept", "rejected", "duplicates", "filtered"] {
                #expect(found[file]?[column].map(String.init) == row[column], "\(file): \(column)")
            }
        }
        let rejected = ledgers.compactMap { $0["rejected"] as? Int }.reduce(0, +)
        #expect(try rows(of: folder.path + "/report/rejects.csv").count == rejected)
    }

    /// The generator names the cells of the eight-cell convention in Chinese, reports by key.
    private func translated(_ row: [String: String]) -> [String: String] {
        var row = row
        if let segment = row["segment"], segment.hasPrefix("rfm="),
            let key = Self.behaviours[String(segment.dropFirst(4))]
        {
            row["segment"] = "rfm=" + key
        }
        return row
    }

    private static let behaviours = [
        "重要价值客户": "champions", "重要发展客户": "high_value_developing", "重要保持客户": "high_value_slipping",
        "重要挽留客户": "high_value_at_risk", "一般价值客户": "regular", "一般发展客户": "new_low",
        "一般保持客户": "frequent_fading", "一般挽留客户": "dormant",
    ]

    private func figure(_ row: [String: String]) -> Figure {
        Figure(
            metric: row["metric"] ?? "", grain: row["grain"] ?? "", start: row["period_start"] ?? "",
            end: row["period_end"] ?? "", segment: row["segment"] ?? "")
    }

    private func rows(of path: String) throws -> [[String: String]] {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        return PlainCSV.rows(text)
    }

    /// Equal as texts, or within 1e-9 of each other.
    private func agree(_ found: String, _ wanted: String) -> Bool {
        if found == wanted { return true }
        guard let left = Double(found), let right = Double(wanted) else { return false }
        return abs(left - right) <= 1e-9 * max(1, abs(right))
    }
}
