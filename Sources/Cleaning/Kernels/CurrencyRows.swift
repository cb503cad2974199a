// Looks whether the amounts of a table are of one currency, where another column names that of each row.

import Diagnostics
import Stages
import Tabular

extension Table {
    /// What is wrong with amounts whose currency stands in another column: rows of another one, or of none.
    ///
    /// - Complexity: O(rows) for each such column.
    func currencyProblems(_ columns: [CurrencyColumn]) -> [Diagnostic] {
        columns.compactMap { declared in
            guard let amount = index(of: declared.amount), let currency = index(of: declared.column) else { return nil }
            let found = currencies(ofAmount: amount, namedIn: currency)
            let isRight = found.allSatisfy { $0.code != nil && $0.code == declared.code }
            return isRight ? nil : CleaningDiagnostics.rowsOfOtherCurrencies(found, declared, table: name)
        }
    }

    /// The texts beside amounts that are there, the most frequent first; missing ones have no text.
    private func currencies(
        ofAmount amount: Int, namedIn currency: Int
    ) -> [(text: String?, code: String?, rows: Int)] {
        var counts: [[UInt8]: Int] = [:]
        var missing = 0
        for chunk in chunks {
            let amounts = chunk.columns.presence(of: amount)
            guard case .text(let texts) = chunk.columns[currency] else {
                missing += amounts.presentCount
                continue
            }
            let presence = texts.presence
            var rows = [Int](repeating: 0, count: texts.pool.count)
            for (row, code) in texts.codes.values.enumerated() where amounts[row] {
                if presence[row] { rows[Int(code)] += 1 } else { missing += 1 }
            }
            for code in rows.indices where rows[code] > 0 {
                counts[Array(texts.pool[UInt32(code)].utf8), default: 0] += rows[code]
            }
        }
        var found = counts.map { bytes, rows -> (text: String?, code: String?, rows: Int) in
            let text = String(decoding: bytes, as: UTF8.self)
            return (text, CurrencyName.code(of: text), rows)
        }
        found.sort { ($1.rows, $0.text ?? "") < ($0.rows, $1.text ?? "") }
        if missing > 0 { found.append((nil, nil, missing)) }
        return found
    }
}
