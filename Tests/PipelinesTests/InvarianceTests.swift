// No byte of a report depends on how many threads made it, nor on how much of a file was read at once.

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
        let golden = Self.root + "/reports/\(name)"
        let names = try FileManager.default.contentsOfDirectory(atPath: golden).sorted()
        for (jobs, blockSize) in [(1, 64), (2, 100), (3, 1000), (8, 64), (8, 1 << 20)] {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let report = folder.appendingPathComponent("report").path
            let collector = DiagnosticCollector()
            let options = RunOptions(asOf: .fixed(day), output: report, jobs: jobs, blockSize: blockSize)
            _ = try Pipelines.run(path: Self.root + "/pipelines/\(name).yml", options: options, collector: collector)
            #expect(try FileManager.default.contentsOfDirectory(atPath: report).sorted() == names)
            // Paths differ by the folder the run was started in; everything that rests on the rows is compared.
            for file in ["results.csv", "results.json", "rejects.csv"] {
                let same = FileManager.default.contents(atPath: report + "/" + file)
                #expect(
                    same == FileManager.default.contents(atPath: golden + "/" + file),
                    "\(file) with \(jobs) threads and blocks of \(blockSize) bytes")
            }
        }
    }
}
