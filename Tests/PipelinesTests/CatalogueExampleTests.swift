// The examples of built-in metrics in Tests/Catalogue: rows made up by hand, and what each metric must come to.

import Aggregation
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

    @Test func `every metric of the catalogue has an example, with columns that its tables have`() {
        let contents = Self.files.map { CatalogueExamples.contents(path: Self.folder + "/" + $0) }
        let counted = contents.reduce(into: Set<String>()) { $0.formUnion($1.metrics) }
        let keys = BuiltInCatalogue.metrics(collector: DiagnosticCollector()).keys
        #expect(keys.filter { !counted.contains($0) } == [], "write rows and what they come to into Tests/Catalogue")
        #expect(counted.subtracting(keys).sorted() == [], "these are no metrics of the catalogue")
        #expect(contents.flatMap(\.unknownColumns) == [])
    }

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
