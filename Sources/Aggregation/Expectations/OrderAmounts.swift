// Notices amounts of orders that stand on every row of an order, and would count once per row.

import Diagnostics
import Tabular

/// What the rows of orders say of their amounts.
struct OrderAmounts {
    /// By the code of an order: rows with an amount, the first of them, and whether another differs from it.
    private var rows: [UInt32] = []
    private var first: [Int128] = []
    private var differs: [Bool] = []

    /// - Parameter scale: at which all amounts are compared.
    mutating func add(_ codes: [UInt32], present: Presence, _ amounts: Column, scale: Int) {
        func take(_ row: Int, _ amount: Int128) {
            let code = Int(codes[row])
            if code >= rows.count {
                let more = code + 1 - rows.count
                rows += Array(repeating: 0, count: more)
                first += Array(repeating: 0, count: more)
                differs += Array(repeating: false, count: more)
            }
            if rows[code] == 0 { first[code] = amount } else if first[code] != amount { differs[code] = true }
            rows[code] &+= 1
        }
        switch amounts {
        case .integer(let numbers):
            for row in codes.indices where present[row] && numbers.presence[row] {
                take(row, Int128(numbers.values[row]))
            }
        case .decimal(let numbers):
            let factor = Int128(ExactDecimal.powerOfTen(max(0, scale - numbers.scale)) ?? 1)
            for row in codes.indices where present[row] && numbers.units.presence[row] {
                take(row, Int128(numbers.units.values[row]) * factor)
            }
        case .real(let numbers):
            for row in codes.indices where present[row] && numbers.presence[row] {
                take(row, Int128(Int64(bitPattern: (numbers.values[row] + 0).bitPattern)))
            }
        case .text, .flag, .date, .instant, .duration: break
        }
    }

    /// Orders of several rows with an amount other than zero, and how many of these have the same on all.
    var counts: (several: Int, alike: Int) {
        var (several, alike) = (0, 0)
        for order in rows.indices where rows[order] > 1 && (differs[order] || first[order] != 0) {
            several += 1
            if !differs[order] { alike += 1 }
        }
        return (several, alike)
    }
}

extension TableRows {
    /// The fewest orders of several rows that say something.
    private static let fewestOrders = 5

    /// Whether nearly all orders of several rows have one amount on all of them.
    ///
    /// - Complexity: O(rows), once for each column of amounts that a built-in metric of sales adds up.
    func repeatedAmounts(_ check: VocabularyCheck, _ column: Int, _ order: Int) -> Diagnostic? {
        var codes = CellCodes(isPlainColumn: true)
        var found = OrderAmounts()
        for chunk in 0..<chunkCount {
            let orders = self.column(order, inChunk: chunk)
            found.add(codes.codes(of: orders), present: orders.presence, self.column(column, inChunk: chunk), scale: 6)
        }
        let (several, alike) = found.counts
        guard several >= Self.fewestOrders, alike * 10 >= several * 9 else { return nil }
        return AggregationDiagnostics.repeatedAmounts(
            alike, of: several, column: planned.columns[column].name, order: planned.columns[order].name,
            table: planned.name, metrics: check.metrics, at: check.place)
    }
}
