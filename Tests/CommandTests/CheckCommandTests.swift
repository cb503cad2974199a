// `rapport check` before the data are there, and beside any amount of them.

import Foundation
import Testing

struct CheckCommandTests {
    @Test func `a header that stands twice and is used by its bare name is one error`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.csv", "b.csv"] {
            try folder.write("day,wait,wait\n2026-09-01,1,\(name.utf8.count)\n", to: name)
        }
        for formula in ["sum: wait, of: t", "count: rows, of: t, where: wait > 1", "mean: wait + 1, of: t"] {
            try folder.write(
                """
                period: all
                ingest: { t: { files: "*.csv", may_repeat_files: true } }
                clean: { t: [{ derive: { x: wait + 1 } }, { keep: { when: wait > 0 } }] }
                segment: { s: { bands: wait, of: t, edges: [1] } }
                aggregate: { define: { m: { \(formula) } }, by: [[s]] }
                """, to: "p.yml")
            let outcome = try BuiltProgram.run(["check", "p.yml"], in: folder.path)
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("1 error, 0 warnings"), "\(outcome.errors)")
            #expect(outcome.errors.contains("the header has 'wait' 2 times; the columns are called 'wait_1', 'wait_2'"))
            #expect(outcome.errors.contains("wait: { from: wait_1 }"))
        }
    }

    @Test func `one warning is told as one`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "period: all\ningest: { t: { files: none-*.csv } }\naggregate: { define: { m: { count: rows, of: t } } }\n",
            to: "p.yml")
        let errors = try BuiltProgram.run(["check", "p.yml"], in: folder.path).errors
        #expect(errors.contains("no mistakes, 1 warning\n"), "\(errors)")
    }

    private static let pipeline = """
        period: month
        ingest:
          calls: { files: exports/calls-*.csv, columns: { start: { type: instant }, wait: { type: duration, unit: s } } }
        clean: { calls: [{ trimm: [queue] }] }
        aggregate: { metrics: [n, nosuch], define: { n: { count: rows, of: calls, at: start, where: queue = 'A' } } }
        render: [{ report: summary, formats: [markdown] }]

        """

    private func check(_ folder: TemporaryFolder) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(["check", "p.yml", "--as-of", "2026-10-01"], in: folder.path)
    }

    @Test func `without data everything is checked that needs none`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.pipeline, to: "p.yml")
        let outcome = try check(folder)
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.contains("p.yml:3:19: warning: there is no file 'exports/calls-*.csv' here"),
            "\(outcome.errors)")
        #expect(outcome.errors.contains("did you mean 'trim'?"))
        #expect(outcome.errors.contains("unknown metric 'nosuch'"))
        #expect(!outcome.errors.contains("unknown column"))
        let right = Self.pipeline.replacingOccurrences(of: "trimm", with: "trim").replacingOccurrences(
            of: ", nosuch", with: "")
        try folder.write(right, to: "p.yml")
        #expect(try check(folder).status == 0)
        // A run needs the data.
        #expect(
            try BuiltProgram.run(["run", "p.yml", "--as-of", "2026-10-01", "--out", "out"], in: folder.path).status
                == 66)
    }

    @Test(
        arguments: ["absent.csv", "'absent-*.csv'", "'nowhere/absent.csv'", "'**/absent.csv'", "[a.csv, absent.csv]"],
        [true, false])
    func `a file that is not there yet is a warning, whether it is named or looked for`(files: String, mayBeEmpty: Bool)
        throws
    {
        let folder = try TemporaryFolder()
        try folder.write("id,at\n1,2026-09-01\n", to: "a.csv")
        try folder.write(
            """
            period: all
            ingest: { c: { files: \(files), may_be_empty: \(mayBeEmpty), columns: { id: { type: integer }, at: { type: date } } } }
            aggregate: { metrics: [n], define: { n: { sum: id, of: c, at: at } } }
            """, to: "p.yml")
        let outcome = try check(folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("p.yml:2:"), "\(outcome.errors)")
        #expect(outcome.errors.contains("absent") && outcome.errors.contains(": warning: "), "\(outcome.errors)")
        // A run needs them, but where the table may be empty.
        let run = try BuiltProgram.run(["run", "p.yml", "--as-of", "2026-10-01", "--out", "out"], in: folder.path)
        #expect(run.status == (mayBeEmpty ? 0 : 66), "\(run.errors)")
    }

    @Test(arguments: [
        ("start: { type: instant }", "column 'start' expects a date and time"),
        ("wait: { type: duration, unit: s }", "column 'wait' expects a duration in s"),
        ("id: { type: integer }", "column 'id' expects a whole number"),
        ("id: { type: decimal }", "column 'id' expects a decimal"),
        ("id: { type: flag }", "column 'id' expects yes or no"), ("id: { type: date }", "column 'id' expects a date"),
    ])
    func `a declared type that no cell fits is told`(column: String, said: String) throws {
        let folder = try TemporaryFolder()
        let rows = (1...5).map { "c\($0),早上\($0),很久\($0)\n" }.joined()
        try folder.write("id,start,wait\n" + rows, to: "c.csv")
        try folder.write(
            """
            ingest: { c: { files: c.csv, columns: { \(column) } } }
            aggregate: { metrics: [n], define: { n: { distinct: id, of: c, where: start <> wait } } }
            """, to: "p.yml")
        let outcome = try check(folder)
        #expect(
            outcome.errors.contains(said) && outcome.errors.contains("none of its first 5 cells in"),
            "\(outcome.errors)")
    }

    @Test func `only headers and a first block are read, and a run still judges every row`() throws {
        let folder = try TemporaryFolder()
        // The bad cell lies far behind the first block.
        let rows = (1...150_000).map { "c\($0),2026-09-01 10:00:00,\($0 == 149_000 ? "late" : "12")\n" }.joined()
        try folder.write("id,start,wait\n" + rows, to: "exports/calls-1.csv")
        try folder.write(
            """
            period: month
            ingest: { calls: { files: exports/calls-*.csv } }
            aggregate: { metrics: [n], define: { n: { mean: wait, of: calls, at: start } } }
            render: [{ report: summary, formats: [markdown] }]
            """, to: "p.yml")
        #expect(try check(folder).status == 0)
        let run = try BuiltProgram.run(["run", "p.yml", "--as-of", "2026-10-01", "--out", "out"], in: folder.path)
        #expect(run.status == 78, "\(run.errors)")
    }
}
