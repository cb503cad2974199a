// A folder for made-up exports, and the plans of small pipelines over them.

import Diagnostics
import Foundation
import Ingestion
import Pipelines
import Stages

/// Why nothing could be measured.
struct WorkshopFailure: Error, CustomStringConvertible {
    var description: String
}

/// Keeps the files of a benchmark, and plans pipelines over them as the command does.
final class Workshop {
    private let folder: URL
    private let collector = DiagnosticCollector()

    init() throws {
        let name = "rapport-benchmarks-\(ProcessInfo.processInfo.processIdentifier)"
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file of lines, each made by `row`; returns its size in bytes.
    @discardableResult
    func write(_ name: String, header: String, rows: Int, row: (Int) -> String) throws -> Int {
        var bytes = Array((header + "\n").utf8)
        for number in 0..<rows {
            bytes.append(contentsOf: row(number).utf8)
            bytes.append(0x0A)
        }
        try Data(bytes).write(to: folder.appendingPathComponent(name))
        return bytes.count
    }

    /// The plan of a pipeline; its files stand in the workshop's folder.
    func plan(_ pipeline: String) throws -> PipelinePlan {
        let path = folder.appendingPathComponent("pipeline.yml").path
        let head = "title: { zh: 测量, en: Measurement }\nlanguages: [en]\ntimezone: Asia/Shanghai\n"
        try Data((head + pipeline).utf8).write(to: URL(fileURLWithPath: path))
        let options = RunOptions(asOf: .fixed("2026-01-02"))
        guard let plan = Pipelines.plan(path: path, options: options, collector: collector), !collector.hasErrors else {
            let text = DiagnosticText(language: .english)
            throw WorkshopFailure(description: collector.diagnostics.map { text.text(of: $0) }.joined(separator: "\n"))
        }
        return plan
    }

    /// What a stage is given: one thread.
    func context(_ plan: PipelinePlan) -> StageContext {
        StageContext(collector: DiagnosticCollector(), zone: plan.file.zone, asOf: plan.asOf, jobs: 1)
    }

    /// The tables of a plan, read.
    func tables(_ plan: PipelinePlan) throws -> TableSet {
        try Ingestion.run(plan.ingestion, context: context(plan)).tables
    }
}
