// The pages of canonical tables, from their data.

import Aggregation
import Diagnostics
import Pipelines

enum TablePages {
    /// In the order of the tables.
    static func all() -> [Page] {
        CanonicalTables.kinds.compactMap { CanonicalTables.table($0) }.map { table in
            let summary = "\(table.title.english) · \(table.title.chinese): \(table.help.english)."
            return Page(
                name: table.kind, summary: summary, body: body(table, summary),
                source: "Sources/Aggregation/Expectations/Tables/\(table.kind).yml")
        }
    }

    private static func body(_ table: CanonicalTable, _ summary: String) -> [String] {
        var lines = [summary, "", "\(table.help.chinese)。", ""]
        lines += Markdown.table(
            ["Column · 列", "", "Cells · 内容", "Needed · 必填", "What it holds · 含义"],
            table.columns.map { column in
                [
                    Markdown.code(column.name), "\(column.title.english)<br>\(column.title.chinese)",
                    "\(column.form.rawValue)<br>\(column.form.chinese)", column.isNeeded ? "yes · 是" : "",
                    "\(column.help.english)<br>\(column.help.chinese)",
                ]
            })
        let worded = table.columns.filter { !$0.words.isEmpty }
        if !worded.isEmpty {
            lines += [
                "", "## Words · 用词", "", "Other spellings are recognised, and a `map` to paste is proposed for them.",
            ]
        }
        for column in worded {
            lines += ["", "### \(column.name)", ""]
            lines += Markdown.table(
                ["Word · 词", "Spellings · 其他写法"],
                column.words.map { word in
                    let others = column.spellings(of: word).filter { $0 != word }.sorted()
                    return [Markdown.code(word), others.joined(separator: ", ")]
                })
        }
        lines += [
            "", "```sh", "rapport template \(table.kind) > \(table.kind).csv", "rapport template \(table.kind) --lines",
            "```",
            "", "The first writes a header and a row to fill in, the second the lines of a pipeline file that read it.",
        ]
        return lines
    }
}
