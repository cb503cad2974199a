// A breakdown with more labels than anybody reads: told, cut on the page, whole in the table.

import Foundation
import Testing

struct ManyLabelsTests {
    @Test(arguments: ["customer", "customer, kind", "kind, customer"])
    func `a page shows the largest labels and counts the others; results.csv keeps all`(by: String) throws {
        let folder = try TemporaryFolder()
        let count = 3000
        var rows = "customer,kind,at,wait\n"
        for customer in 0..<count {
            // The last customers have the most rows.
            for row in 0..<(customer >= count - 10 ? 12 : 5) {
                rows += "C\(10_000 + customer),\(row % 2 == 0 ? "a" : "b"),2026-09-0\(1 + row % 9) 10:00:00,\(row)\n"
            }
        }
        try folder.write(rows, to: "c.csv")
        try folder.write(
            """
            period: month
            languages: [en]
            ingest: { c: { files: c.csv, columns: { at: { type: instant } } } }
            segment: { customer: { column: c.customer }, kind: { column: c.kind } }
            aggregate: { metrics: [n], by: [[\(by)]], define: { n: { count: rows, of: c, at: at } } }
            render: [{ report: management-review, suppress_below: 0 }]
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(["run", "p.yml", "--as-of", "2026-10-01", "--out", "out"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("a breakdown by 'customer' has 3001 labels"), "\(outcome.errors)")
        func text(_ name: String) -> String {
            String(
                decoding: FileManager.default.contents(atPath: folder.path + "/out/" + name) ?? Data(), as: UTF8.self)
        }
        for page in ["annex.html", "annex.md"] {
            let text = text(page)
            let shown = (10_000..<10_000 + count).count { text.contains("C\($0)") }
            #expect((60...500).contains(shown), "\(page): \(shown)")
            #expect(text.contains("C12999"))
            #expect(text.contains("more, all in results.csv"))
            #expect(text.utf8.count < 2_000_000)
        }
        let table = text("results.csv")
        #expect((10_000..<10_000 + count).allSatisfy { table.contains("customer=C\($0)") })
    }
}
