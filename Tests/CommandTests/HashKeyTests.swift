// Every process has a hash key of its own; what it writes does not depend on it.

import Foundation
import Testing

struct HashKeyTests {
    /// Distinct texts, numbers and keys by the thousand, linked, counted, grouped, thinned out and listed.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: Calls
            period: all
            ingest:
              calls:
                files: calls.csv
                reject_limit: 50%
                columns:
                  id: { type: text }
                  customer: { type: text }
                  number: { type: integer }
                  queue: { type: text }
                  wait: { type: integer }
              customers: { files: customers.csv, columns: { code: { type: text }, tier: { type: text } } }
            clean:
              calls:
                - drop_duplicates: { key: [id, number], keep: last, differ_limit: 100% }
                - derive: { name: "concat(upper(queue), '-', customer)" }
                - reject: { when: wait > 970, because: too long }
            link: { calls.customer: customers.code }
            segment:
              queue: { column: calls.queue }
              tier: { column: customers.tier }
            aggregate:
              by: [[queue], [tier]]
              metrics: [calls, names, numbers, wait]
              define:
                calls: { count: rows, of: calls }
                names: { distinct: name, of: calls }
                numbers: { distinct: number, of: calls }
                wait: { median: wait, of: calls }
            render:
              - { report: summary, formats: [markdown, html] }
            """, to: "calls.yml")
        var calls = "id,customer,number,queue,wait\n"
        for row in 0..<12_000 {
            let wait = row % 97 == 0 ? "long" : "\(row * 13 % 1000)"
            calls += "c\(row * 7 % 9_973),k\(row * 31 % 4_001),\(row * 7 % 9_973 * 65_537),q\(row * row % 41),\(wait)\n"
        }
        try folder.write(calls, to: "calls.csv")
        try folder.write(
            "code,tier\n" + (0..<4_001).map { "k\($0 * 17 % 4_001),t\($0 % 5)\n" }.joined(), to: "customers.csv")
        return folder
    }

    @Test func `runs of different processes write the same bytes`() throws {
        let folder = try folder()
        var first: [String: Data] = [:]
        for run in 0..<4 {
            let outcome = try BuiltProgram.run(
                ["run", "calls.yml", "--as-of", "2026-09-15", "--out", "out\(run)", "--jobs", "\(run % 2 + 1)"],
                in: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out\(run)").sorted()
            let files = Dictionary(uniqueKeysWithValues: names.map { ($0, folder.bytes("out\(run)/\($0)") ?? Data()) })
            #expect(files.count > 3 && files["rejects.csv"]?.count ?? 0 > 10_000, "\(names)")
            if run == 0 { first = files }
            for name in names { #expect(files[name] == first[name], "\(name)") }
        }
    }
}
