// The lists that stand in pages written by hand: functions of formulas, types of columns, spellings of missing cells.

import Expressions
import Ingestion
import Tabular

enum MadeLists {
    static func all(_ comments: DocComments) throws(ManualMistake) -> [String: [String]] {
        [
            "functions": try functions(comments), "column-types": try columnTypes(comments),
            "missing-spellings": [
                "The empty cell, and in any case of letters: \(Markdown.codes(MissingSpellings.common))."
            ],
        ]
    }

    /// The functions of formulas by group: name, meaning, SQL.
    private static func functions(_ comments: DocComments) throws(ManualMistake) -> [String] {
        let path = "Sources/Expressions/Functions/Function.swift"
        let said = try comments.all(in: path).filter { $0.declaration.hasPrefix("case ") }
        var functions = zip(Function.allCases, said).makeIterator()
        var lines: [String] = []
        var (heading, rows): (String, [[String]]) = ("", [])
        func finishGroup() {
            if rows.isEmpty { return }
            if !lines.isEmpty { lines.append("") }
            lines += ["### \(heading)", ""] + Markdown.table(["Function", "What it gives", "SQL"], rows)
            rows = []
        }
        for line in try comments.sources.read(path).split(separator: "\n") {
            if let mark = line.firstRange(of: "    // MARK: ") {
                finishGroup()
                heading = String(line[mark.upperBound...])
            } else if line.hasPrefix("    case "), let (function, comment) = functions.next() {
                let text = comment.lines.joined(separator: " ")
                let parts = text.split(separator: " SQL: ", maxSplits: 1)
                let sql = parts.count > 1 ? parts[1] : ""
                rows.append([
                    Markdown.code(function.rawValue), String(parts[0]),
                    String(sql.hasSuffix(".") ? sql.dropLast() : sql),
                ])
            }
        }
        finishGroup()
        return lines
    }

    private static func columnTypes(_ comments: DocComments) throws(ManualMistake) -> [String] {
        let said = try comments.all(in: "Sources/Tabular/Columns/ColumnType.swift").filter {
            $0.declaration.hasPrefix("case ")
        }
        return Markdown.table(
            ["Type", "What the cells are"],
            zip(ColumnType.allCases, said).map { type, comment in
                [Markdown.code(type.rawValue), comment.lines.joined(separator: " ")]
            })
    }
}
