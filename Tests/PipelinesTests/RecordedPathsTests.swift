// Files are named as records name them, in sentences too, and many of them soon.

import Diagnostics
import Foundation
import Testing

@testable import Ingestion
@testable import Pipelines

struct RecordedPathsTests {
    private static func renamed(_ sentence: String, _ paths: RecordedPaths) -> String {
        paths.renamed(Diagnostic(.remark("x"), .note, at: nil, Wording(sentence))).message.english
    }

    @Test func `a name is as long as tells the file from the others`() {
        let paths = RecordedPaths(
            pipeline: "/srv/a/p.yml", folder: "/srv/a",
            inputs: [
                "/srv/data/x.csv", "/mnt/one/exports/x.csv", "/mnt/two/exports/x.csv", "/mnt/two/exports/y.csv",
                "/x.csv",
            ])
        #expect(paths.name(of: "/srv/data/x.csv") == "../data/x.csv")
        #expect(paths.name(of: "/mnt/one/exports/x.csv") == "…/one/exports/x.csv")
        #expect(paths.name(of: "/mnt/two/exports/x.csv") == "…/two/exports/x.csv")
        #expect(paths.name(of: "/mnt/two/exports/y.csv") == "…/exports/y.csv")
        #expect(paths.name(of: "/x.csv") == "…/x.csv")
    }

    @Test(arguments: [
        (
            "the file's rows are those of '/mnt/o'x.csv' and \"/mnt/y.csv\"",
            "the file's rows are those of '…/mnt/o'x.csv' and \"…/mnt/y.csv\""
        ),
        ("'/mnt/y.csv''/mnt/y.csv'", "'…/mnt/y.csv''…/mnt/y.csv'"),
        ("'a' '/mnt/y.csv.gz' ''", "'a' '…/mnt/y.csv.gz' ''"),
        ("'/mnt/y.csv", "'/mnt/y.csv"), ("/mnt/y.csv", "/mnt/y.csv"), ("\"'/mnt/y.csv'\"", "\"'…/mnt/y.csv'\""),
    ])
    func `a path is renamed where a sentence quotes it whole`(sentence: String, expected: String) {
        let paths = RecordedPaths(
            pipeline: "/srv/a/p.yml", folder: "/srv/a", inputs: ["/mnt/o'x.csv", "/mnt/y.csv", "/mnt/y.csv.gz"])
        #expect(Self.renamed(sentence, paths) == expected)
    }

    @Test func `twenty thousand files are named within seconds`() {
        let inputs = (0..<20_000).map { "/mnt/\($0 % 100)/\($0)/exports/x.csv" }
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            let paths = RecordedPaths(pipeline: "/srv/a/p.yml", folder: "/srv/a", inputs: inputs)
            #expect(paths.name(of: inputs[7]) == "…/7/exports/x.csv")
            for path in inputs.prefix(1000) { #expect(Self.renamed("see '\(path)'", paths).hasPrefix("see '…/")) }
        }
        #expect(elapsed < .seconds(20))
    }

    @Test func `what stops a small file from being read is said in words`() {
        for code in [EMFILE, EIO, ENFILE] {
            let reason = PipelinesDiagnostics.reason(.unreadable(code: code))
            #expect(!reason.english.contains("\(code)") && !reason.chinese.contains("系统错误"))
        }
    }
}
