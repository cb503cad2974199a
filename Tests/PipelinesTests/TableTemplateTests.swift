// Templates of canonical tables load as they are, under the names that pipelines use and under titles in both languages.

import Aggregation
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Pipelines

struct TableTemplateTests {
    @Test(arguments: CanonicalTables.kinds)
    func `a template is read back through the program`(kind: String) throws {
        let table = try #require(CanonicalTables.table(kind))
        for titles in [nil, Language.chinese, Language.english] {
            let collector = DiagnosticCollector()
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let csv = try #require(TableTemplate.csv(kind, titles: titles, collector: collector))
            try Data(csv.utf8).write(to: folder.appendingPathComponent("\(kind).csv"))
            // Every column is asked for, and the one row has a cell wherever the example has one.
            let metrics = table.columns.map { column in
                "m_\(column.name): { count: rows, of: \(kind), where: \"`\(column.name)` is not missing\" }"
            }
            let lines =
                ["currency: CNY", "period: all"]
                + TableTemplate.lines(kind, titles: titles, collector: collector)
                + ["aggregate:", "  define:"] + metrics.map { "    " + $0 }
                + ["render:", "  - { report: summary, formats: [markdown], suppress_below: 0 }"]
            let path = folder.appendingPathComponent("p.yml").path
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            let options = RunOptions(asOf: .fixed("2026-12-31"), output: folder.appendingPathComponent("out").path)
            do {
                let results = try Pipelines.run(path: path, options: options, collector: collector).results
                for column in table.columns {
                    let cell = results.cells.first { $0.metric == "m_\(column.name)" }
                    #expect(cell?.value?.doubleValue == (column.example.isEmpty ? 0 : 1), "\(kind).\(column.name)")
                }
            } catch {
                for diagnostic in error.diagnostics { collector.add(diagnostic) }
                Issue.record("\(kind) \(titles?.rawValue ?? ""): \(collector.texts().joined(separator: "\n"))")
            }
        }
    }

    @Test func `a template of an unknown table names the nearest one`() {
        let collector = DiagnosticCollector()
        #expect(TableTemplate.csv("call", titles: nil, collector: collector) == nil)
        #expect(collector.texts() == ["error: unknown kind of table 'call'\n  help: did you mean 'calls'?"])
    }

    @Test func `metrics are found by a part of their title in either language`() {
        let collector = DiagnosticCollector()
        func keys(_ text: String) -> [String] {
            MetricManual.lines(of: text, collector: collector).map(\.english).filter { $0.hasPrefix("  ") }
                .compactMap { $0.split(separator: " ").first.map(String.init) }
        }
        #expect(keys("满意").contains("csat_top2") && keys("满意").contains("esat_mean"))
        #expect(keys("HEADCOUNT").sorted() == ["headcount", "headcount_end"])
        // A text that only one metric has shows that metric in full.
        #expect(MetricManual.lines(of: "占用率", collector: collector).first?.english == "occupancy")
        #expect(collector.texts() == [])
        #expect(MetricManual.lines(of: "ocupancy", collector: collector).isEmpty)
        #expect(collector.texts() == ["error: unknown metric 'ocupancy'\n  help: did you mean 'occupancy'?"])
    }

    @Test func `the page of a metric shows its columns with their words and the lines to paste`() {
        let lines = MetricManual.lines(of: "offered", collector: DiagnosticCollector())
        #expect(
            lines.map(\.english).contains {
                $0.hasPrefix("    direction – Direction, words:") && $0.hasSuffix("(in, out, internal)")
            })
        #expect(lines.map(\.chinese).contains("      start: { type: instant }".replacing("      ", with: "          ")))
        #expect(lines.last?.english == "      metrics: [offered]")
    }
}
