// Every pipeline in pipelines/ is run, and every byte of its report compared with reports/.

import Foundation
import Testing

struct GoldenReportTests {
    @Test func `every pipeline has a golden report and every golden report a pipeline`() throws {
        let files = FileManager.default
        let pipelines = try files.contentsOfDirectory(atPath: BuiltProgram.root + "/pipelines")
            .filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
        let reports = try files.contentsOfDirectory(atPath: BuiltProgram.root + "/reports").sorted()
        #expect(pipelines == ExamplePipeline.all.map(\.name))
        #expect(reports == ExamplePipeline.all.map(\.name))
    }

    @Test(arguments: ExamplePipeline.all, [1, 2])
    func `a pipeline makes its golden report again, byte for byte`(pipeline: ExamplePipeline, jobs: Int) throws {
        let folder = try TemporaryFolder()
        let outcome = try BuiltProgram.run([
            "run", pipeline.path, "--as-of", pipeline.asOf, "--out", folder.path + "/report", "--jobs", "\(jobs)",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let golden = BuiltProgram.root + "/reports/\(pipeline.name)"
        let made = folder.path + "/report"
        if ProcessInfo.processInfo.environment["RAPPORT_RECORD"] != nil {
            // One of the two thread counts records, so that they do not write at once.
            if jobs != 1 { return }
            let differences = Self.differences(golden, made)
            try? FileManager.default.removeItem(atPath: golden)
            try FileManager.default.createDirectory(
                atPath: BuiltProgram.root + "/reports", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: made, toPath: golden)
            Issue.record("recorded anew; differences:\n\(differences)")
            return
        }
        let differences = Self.differences(golden, made)
        #expect(differences.isEmpty, "\(differences)")
    }

    /// The first differing lines of each file that differs; empty when all are equal.
    private static func differences(_ golden: String, _ made: String) -> String {
        let files = FileManager.default
        let expected = Set((try? files.subpathsOfDirectory(atPath: golden)) ?? [])
        let found = Set((try? files.subpathsOfDirectory(atPath: made)) ?? [])
        var text = ""
        for name in expected.union(found).sorted() {
            var isFolder: ObjCBool = false
            if files.fileExists(atPath: made + "/" + name, isDirectory: &isFolder), isFolder.boolValue { continue }
            guard let left = files.contents(atPath: golden + "/" + name) else {
                text += "\(name): only in the new report\n"
                continue
            }
            guard let right = files.contents(atPath: made + "/" + name) else {
                text += "\(name): only in the golden report\n"
                continue
            }
            guard left != right else { continue }
            let old = String(decoding: left, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let new = String(decoding: right, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            var shown = 0
            for line in 0..<max(old.count, new.count) where shown < 5 {
                let before = line < old.count ? String(old[line].prefix(200)) : ""
                let after = line < new.count ? String(new[line].prefix(200)) : ""
                if before != after || old.indices.contains(line) != new.indices.contains(line) {
                    text += "\(name):\(line + 1)\n- \(before)\n+ \(after)\n"
                    shown += 1
                }
            }
        }
        return text
    }
}
