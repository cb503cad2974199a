// Rows that are dropped by a key and differ only where nobody looks: the number of an answer begins anew in every export.

import Foundation
import Testing

struct UnreadDuplicateTests {
    /// What follows the number in the second file, what the rule says, and whether it is told.
    @Test(arguments: [
        ("b", "{ key: 序号 }", "warning: "), ("b", "{ key: 序号, keep: last }", "warning: "),
        ("b", "{ key: 序号, differ_limit: 100% }", "note: "), ("a", "{ key: 序号 }", ""),
        ("b", "{ key: [序号, 备注] }", ""),
    ])
    func `rows that differ in columns that are not read are not dropped in silence`(
        second: String, rule: String, said: String
    ) throws {
        let folder = try TemporaryFolder()
        for (name, answer) in [("1.csv", "a"), ("2.csv", second)] {
            let rows = (1...30).map { "\($0),4,\(answer)\($0)\n" }.joined()
            try folder.write("序号,评分,备注\n" + rows + (name == "2.csv" ? "31,5,z\n" : ""), to: name)
        }
        try folder.write(
            """
            period: all
            ingest: { s: { files: "*.csv", columns: { 评分: { type: integer } }, may_repeat_files: true } }
            clean: { s: [drop_duplicates: \(rule)] }
            aggregate: { define: { m: { mean: 评分, of: s } } }
            render: [{ report: summary, formats: [markdown], suppress_below: 0 }]
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out", "-v"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let sentence =
            "\(said)rule 'drop_duplicates' of table 's' dropped 30 rows by '序号' that are like the row kept in all columns that are "
            + "read; of 20 looked at whole, 20 differ"
        #expect(outcome.errors.contains(sentence) == !said.isEmpty, "\(outcome.errors)")
        #expect(outcome.errors.contains("looked at whole") == !said.isEmpty, "\(outcome.errors)")
    }
}
