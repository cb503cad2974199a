// `lists/NAME.csv`: a list of rows that somebody is to do something about, made to be opened in a spreadsheet.

import Diagnostics
import Documents
import Stages
import Tabular

/// Writes a list.
///
/// - Shape: one row per row of the list, under the titles of its columns in the leading language; what is said in words has a column in
///   each language of the report. An empty list says so in words.
/// - Units: shares are fractions of 1; days as `2026-09-14`.
///
///     编号,名称,事由,Reason,负责人,到期日
///     C1042,王**,生日,birthday,A07,2026-10-03
struct ListFile {
    static let folder = "lists"

    static func name(of key: String) -> String { "\(folder)/\(key).csv" }

    var key: String
    var results: MetricResults
    /// The first one leads.
    var languages: [Language]

    /// It begins with a byte order mark, by which spreadsheets know UTF-8; and nobody but its owner reads it unless told otherwise, for
    /// it is about single people.
    var file: RenderedFile {
        var table = CommaSeparatedText(startsWithByteOrderMark: true)
        if let list { append(list, to: &table) }
        return RenderedFile(name: Self.name(of: key), bytes: table.bytes, permissions: 0o600)
    }

    private var list: RowList? {
        for list in results.lists where list.key == key {
            if case .rowList(let rows) = list.content { return rows }
        }
        return nil
    }

    private func append(_ list: RowList, to table: inout CommaSeparatedText) {
        let leading = languages.first ?? .english
        func isWords(_ column: RowList.Column) -> Bool { column.key == Self.reason }
        for column in list.columns {
            for language in isWords(column) ? languages : [leading] { table.append(data: column.title[language]) }
        }
        table.endRow()
        for row in list.rows {
            for (cell, column) in zip(row, list.columns) {
                for language in isWords(column) ? languages : [leading] { append(cell, in: language, to: &table) }
            }
            table.endRow()
        }
        guard list.rows.isEmpty else { return }
        for column in list.columns {
            for language in isWords(column) ? languages : [leading] {
                table.append(isWords(column) ? RowList.nobody[language] : "")
            }
        }
        table.endRow()
    }

    /// The column of words.
    private static let reason = "reason"

    private func append(_ cell: RowList.Cell, in language: Language, to table: inout CommaSeparatedText) {
        switch cell {
        case .text(let text): table.append(data: text)
        case .wording(let words): table.append(data: words[language])
        case .number(let number): table.append(number.text)
        case .day(let day): table.append(CivilDate(dayNumber: day).isoText)
        case .missing: table.append("")
        }
    }
}
