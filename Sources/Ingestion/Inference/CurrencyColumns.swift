// Amounts whose currency stands in a column of its own: which one the first rows name, and rows of several that nobody spoke of.

import Diagnostics
import Stages
import Tabular

/// The currency columns of a table, as declared and as its first rows show them.
struct CurrencyColumns {
    let options: TableOptions
    /// All columns of the table's files.
    let names: [String]
    let collector: DiagnosticCollector

    /// The declared currency columns, with the currency that is meant; columns that look like undeclared ones are told of.
    func settle(_ table: inout TablePlan) -> [CurrencyColumn] {
        var settled: [CurrencyColumn] = []
        for declared in options.columns {
            guard let column = declared.currencyColumn,
                let index = table.columns.firstIndex(where: { $0.plan.name == declared.name.text })
            else { continue }
            guard names.contains(column.text) else {
                collector.add(StagesDiagnostics.unknownColumn(column, table: table.name, known: names))
                continue
            }
            let found = currencies(in: column.text, of: table)
            if declared.currency == nil, found.count > 1 {
                collector.add(
                    IngestionDiagnostics.severalCurrencies(
                        found, column: declared.name.text, currency: column, table: table.name))
                continue
            }
            let code = declared.currency ?? found.first?.code
            table.columns[index].plan.currency = code
            table.columns[index].recognisedCurrency = code
            settled.append(
                CurrencyColumn(
                    amount: declared.name.text, column: column.text, code: code, place: column.start))
        }
        tellUndeclared(table)
        return settled
    }

    /// A warning where a column is called like one of currencies, holds several, and amounts are read beside it.
    private func tellUndeclared(_ table: TablePlan) {
        let undeclared = table.columns.first { column in
            (column.plan.type == .decimal || column.plan.type == .integer && Self.isAmount(column.plan.name))
                && !options.columns.contains { declared in
                    declared.name.text == column.plan.name
                        && (declared.currency != nil || declared.currencyColumn != nil)
                }
        }
        guard let amount = undeclared else { return }
        for name in names where Self.usualNames.contains(HeaderName.folded(name)) {
            let found = currencies(in: name, of: table)
            if found.count < 2 { continue }
            collector.add(
                IngestionDiagnostics.undeclaredCurrencyColumn(
                    found, amount: amount.plan.name, currency: name, table: options.name))
        }
    }

    private static let usualNames: Set<String> = [
        "currency", "currency code", "currency_code", "currencycode", "币种", "货币", "货币代码", "货币单位", "结算币种", "交易币种",
        "订单币种", "币别", "付款币种", "支付币种", "结算货币", "原币", "原币种", "币种代码", "ccy", "cur", "curr", "order currency",
        "payment currency", "settlement currency", "transaction currency",
    ]

    /// Whether a column of whole numbers is called as the built-in metrics call amounts, or its name says so.
    private static func isAmount(_ name: String) -> Bool {
        let folded = HeaderName.folded(name)
        return amounts.contains { folded.contains($0) }
    }

    private static let amounts = [
        "paid", "refunded", "received", "amount", "price", "cost", "revenue", "fee", "金额", "价", "费", "款", "成本", "收入",
    ]

    /// The currencies that the first rows name, the most frequent first.
    private func currencies(in column: String, of table: TablePlan) -> [(code: String, rows: Int)] {
        var counts: [String: Int] = [:]
        for file in table.files {
            guard let place = file.names.firstIndex(of: column) else { continue }
            for row in file.recognised.sample where row.indices.contains(place) {
                guard let code = CurrencyName.code(of: row[place]) else { continue }
                counts[code, default: 0] += 1
            }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
