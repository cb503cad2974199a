// Formulas whose result is too large end the run, or leave their rows out where the pipeline says so: from the file to the report.

import Foundation
import Testing

struct OverflowTests {
    private func run(
        _ head: String, clean: String, sum: String
    ) throws -> (status: Int32, errors: String, results: String, record: String) {
        let folder = try TemporaryFolder()
        try folder.write("at,n\n2026-09-01,2\n2026-09-02,9000000000000000000\n2026-09-03,3\n", to: "t.csv")
        try folder.write(
            """
            period: all
            languages: [en]
            \(head)
            ingest: { t: { files: t.csv, columns: { at: { type: date }, n: { type: integer } } } }
            \(clean)
            aggregate: { metrics: [total], define: { total: { sum: \(sum), of: t, at: at } } }
            render: [{ report: summary, formats: [markdown], suppress_below: 0 }]
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out", "--quiet"], in: folder.path)
        func read(_ name: String) -> String {
            (try? String(contentsOfFile: folder.path + "/out/" + name, encoding: .utf8)) ?? ""
        }
        return (outcome.status, outcome.errors, read("results.csv"), read("run.json"))
    }

    /// In a derived column, in a condition of cleaning, and in a metric.
    @Test(arguments: [
        ("clean: { t: [{ derive: { big: n * n } }] }", "big", "rule 'derive'"),
        ("clean: { t: [{ derive: { big: n * n * n } }] }", "big", "rule 'derive'"),
        ("", "n * n * n", "metric 'total'"),
    ])
    func `a result that does not fit ends the run, or leaves its row out`(
        clean: String, sum: String, subject: String
    ) throws {
        let strict = try run("", clean: clean, sum: sum)
        #expect(strict.status == 65, "\(strict.errors)")
        #expect(
            strict.errors.contains(subject) && strict.errors.contains("1 row where it is too large"), "\(strict.errors)"
        )
        #expect(strict.results == "")
        #expect(try run("overflow: fail", clean: clean, sum: sum).status == 65)
        let lenient = try run("overflow: missing", clean: clean, sum: sum)
        #expect(lenient.status == 0, "\(lenient.errors)")
        #expect(
            lenient.errors.contains("warning: ")
                && lenient.errors.contains("in 1 row the result is too large and was left out"))
        let total = sum == "n * n * n" || clean.contains("n * n * n") ? "35" : "13"
        #expect(lenient.results.contains(",\(total),"), "\(lenient.results)")
        #expect(lenient.record.contains("too large and was left out"))
    }

    @Test func `another word is a mistake, and a result that fits is none`() throws {
        #expect(try run("overflow: ignore", clean: "", sum: "n").status == 78)
        let wide = try run("", clean: "", sum: "n * 3")
        #expect(wide.status == 0, "\(wide.errors)")
        #expect(wide.results.contains("27000000000000000015"), "\(wide.results)")
    }
}
