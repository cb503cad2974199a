// The examples of built-in metrics in Tests/Catalogue: rows made up by hand, and what each metric must come to.

import Diagnostics
import Foundation
import Pipelines
import Testing

struct CatalogueExampleTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Catalogue").path

    private static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasSuffix(".yml")
    }.sorted()

    @Test(arguments: files)
    func `every metric comes to what its examples say`(file: String) {
        let text = DiagnosticText(language: .english)
        for outcome in CatalogueExamples.outcomes(path: Self.folder + "/" + file) {
            for failure in outcome.failures {
                Issue.record(Comment(rawValue: "\(outcome.name.text): \(text.text(of: failure))"))
            }
        }
    }
}
