// No byte of a report depends on how many threads made it, on how much of a file was read at once, nor on where rows were kept.

import Diagnostics
import Foundation
import Pipelines
import Testing

struct InvarianceTests {
    /// The folder of the package.
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test(arguments: [("nightly", "2026-09-15"), ("survey-dump", "2026-09-20")])
    func `a report is the same for any number of threads and any size of blocks`(name: String, day: String) throws {
        for (jobs, blockSize) in [(1, 64), (2, 100), (3, 1000), (8, 64), (8, 1 << 20)] {
            try check(
                name, RunOptions(asOf: .fixed(day), jobs: jobs, blockSize: blockSize),
                "\(jobs) threads and blocks of \(blockSize) bytes")
        }
    }

    @Test(arguments: [("nightly", "2026-09-15"), ("survey-dump", "2026-09-20"), ("quarterly-review", "2026-10-01")])
    func `a report is the same when its rows are kept in a file`(name: String, day: String) throws {
        for (jobs, blockSize) in [(1, 1 << 18), (2, 1000)] {
            let collector = try check(
                name,
                RunOptions(
                    asOf: .fixed(day), jobs: jobs, blockSize: blockSize, memoryLimit: 1,
                    temporaryFolders: [NSTemporaryDirectory()]),
                "\(jobs) threads, rows in a file")
            #expect(collector.diagnostics.count { $0.kind.name == "rows-in-file" } == 1)
        }
    }

    /// Runs a pipeline, and compares what rests on its rows with the golden report.
    @discardableResult
    private func check(_ name: String, _ options: RunOptions, _ circumstances: String) throws -> DiagnosticCollector {
        let golden = Self.root + "/reports/\(name)"
        let names = try FileManager.default.contentsOfDirectory(atPath: golden).sorted()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = folder.appendingPathComponent("report").path
        let collector = DiagnosticCollector()
        var options = options
        options.output = report
        _ = try Pipelines.run(path: Self.root + "/pipelines/\(name).yml", options: options, collector: collector)
        #expect(try FileManager.default.contentsOfDirectory(atPath: report).sorted() == names)
        // Paths differ by the folder the run was started in; everything that rests on the rows is compared.
        for file in ["results.csv", "results.json", "rejects.csv"] {
            let same = FileManager.default.contents(atPath: report + "/" + file)
            #expect(same == FileManager.default.contents(atPath: golden + "/" + file), "\(file) with \(circumstances)")
        }
        return collector
    }
}
