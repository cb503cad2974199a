// Columns of linked tables in formulas: which are mentioned, and what is said where they cannot be.

import Diagnostics
import Expressions

extension Expression {
    /// A column that the formula over a table mentions: one of its own or, as `customers.created`, one of a linked table.
    package func column(_ name: SourceText, of table: SourceText) -> ColumnReference {
        guard linkedNames.contains(name), var column = ColumnReference(name) else {
            return ColumnReference(table: table, column: name)
        }
        column.mentioner = table.text
        return column
    }

    /// Every column that the formula over a table mentions.
    package func columns(of table: SourceText) -> [ColumnReference] { columnNames.map { column($0, of: table) } }
}

extension StagesDiagnostics {
    /// A column of another table in a formula for which no links have been followed yet.
    static func linkedColumnOutOfPlace(_ name: SourceText, table: String) -> Diagnostic {
        if ColumnReference(name)?.table.text == table { return ExpressionsDiagnostics.dottedName(name) }
        return Diagnostic(
            .pipeline("linked-column"), at: name.start,
            Wording(
                en:
                    "a rule of cleaning expects columns of its own table, '\(table)', found '\(name.text)': links are followed "
                    + "after cleaning",
                zh: "清洗规则只能使用本表 '\(table)' 的列，实际为 '\(name.text)'：关联在清洗之后才生效"),
            help: Wording(
                en:
                    "write it where links are known: in a formula of 'segment', such as 'bands' or 'expression', or of a metric, "
                    + "such as 'where'",
                zh: "请写在关联已生效之处：'segment' 的公式（如 'bands'、'expression'）或指标的公式（如 'where'）"))
    }
}
