// What ingestion says of currencies: signs that come late, and columns that name the currency of each row.

import Diagnostics
import Stages

extension IngestionDiagnostics {
    /// An amount's sign that the first rows do not show: what they are of is not known.
    static func lateCurrency(
        _ mark: String, _ code: String, cells: Int, column: String, table: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .data("undeclared-currency"), at: location,
            Wording(
                en:
                    "column '\(column)' of table '\(table)' has amounts in \(mark) in \(English.count(cells, "cell")), which its "
                    + "first rows do not show; what those are of is not known",
                zh: "表 '\(table)' 的列 '\(column)' 有 \(cells) 个单元格为 \(mark) 金额，但前面的行未标明货币，无法确定其余金额的货币"),
            help: Wording(
                en: "if all are in \(code), say so: '\(column): { type: decimal, currency: \(code) }'",
                zh: "如果全部为 \(code)，请注明：'\(column): { type: decimal, currency: \(code) }'"))
    }

    static func severalCurrencies(
        _ found: [(code: String, rows: Int)], column: String, currency: SourceText, table: String
    ) -> Diagnostic {
        let code = found.first?.code ?? "CNY"
        return Diagnostic(
            .pipeline("several-currencies"), at: currency.start,
            Wording(
                en:
                    "column '\(column)' of table '\(table)' expects amounts of one currency, found in the first rows of "
                    + "'\(currency.text)': \(list(found))",
                zh: "表 '\(table)' 的列 '\(column)' 应只有一种货币，'\(currency.text)' 的前几行实际有：\(list(found))"),
            help: Wording(
                en:
                    "say which one is meant, '\(column): { currency: { column: \(currency.text), is: \(code) } }', and keep its rows "
                    + "under 'clean' of table '\(table)'",
                zh:
                    "请指明所指货币，'\(column): { currency: { column: \(currency.text), is: \(code) } }'，并在表 '\(table)' 的 'clean' 中只保留其行"
            ))
    }

    static func undeclaredCurrencyColumn(
        _ found: [(code: String, rows: Int)], amount: String, currency: String, table: SourceText
    ) -> Diagnostic {
        let code = found.first?.code ?? "CNY"
        return Diagnostic(
            .remark("undeclared-currency-column"), .warning, at: table.start,
            Wording(
                en:
                    "column '\(currency)' of table '\(table.text)' names several currencies (\(list(found)) in the first rows); "
                    + "'\(amount)' would add them up",
                zh: "表 '\(table.text)' 的列 '\(currency)' 有多种货币（前几行：\(list(found))），'\(amount)' 会把它们相加"),
            help: Wording(
                en: "declare it: '\(amount): { type: decimal, currency: { column: \(currency), is: \(code) } }'",
                zh: "请声明：'\(amount): { type: decimal, currency: { column: \(currency), is: \(code) } }'"))
    }

    private static func list(_ found: [(code: String, rows: Int)]) -> String {
        found.map { "\($0.code) (\($0.rows))" }.joined(separator: ", ")
    }
}
