// The loops for decimals: amounts with two places many at once, others by a scale of their own.
import Tabular

extension ColumnBuilder {
    /// Amounts with two places, as long as there are only such.
    func decimals(_ source: CellSource, from first: Int) {
        if isMoney == nil { isMoney = !conventions.decimalComma && beginsWithMoney(source) }
        guard isMoney == true else { return }
        if vectors.amounts(source, values.start + first, present.start + first / 64, &least, &most) {
            others(source, from: first) { start, length, _ in DecimalParser.money(start, length) }
        } else {
            wholes(source, from: first) { start, length, _ in DecimalParser.money(start, length) }
        }
    }

    /// Whether the first cells are amounts with two places, or empty; at least one is an amount.
    private func beginsWithMoney(_ source: CellSource) -> Bool {
        var found = false
        for row in 0..<min(16, source.count) {
            let cell = source.cell(row)
            if cell.length == 0 { continue }
            if DecimalParser.money(source.bytes + Int(cell.start), cell.length) == nil { return false }
            found = true
        }
        return found
    }

    /// Every cell says its own scale; the chunk has that of the longest fraction.
    func decimalsOfAnyScale(_ source: CellSource) -> BuiltColumn {
        var scales = [Int](repeating: 0, count: source.count)
        var fractions = 0
        badRows.removeAll(keepingCapacity: true)
        unusualScales.removeAll(keepingCapacity: true)
        isMoney = false
        forgetMarks()
        wholes(source, from: 0) { start, length, row in
            guard !conventions.decimalComma, !readsSpellings, let decimal = DecimalParser.fast(start, length)?.ofColumn
            else { return nil }
            scales[row] = decimal.scale
            fractions = max(fractions, decimal.scale)
            return decimal.mantissa
        }
        for (row, scale) in unusualScales {
            scales[row] = scale
            fractions = max(fractions, scale)
        }
        let presence = Presence(count: rowCount, words: Array(present.buffer((rowCount + 63) / 64)))
        let units = values.start
        // Decimals of a column fit 64 bits at every scale there may be.
        for row in 0..<rowCount where scales[row] != fractions && presence[row] {
            units[row] &*= ParsedDecimal.power(fractions - scales[row])
        }
        notePlainNumbers(presence)
        return BuiltColumn(
            column: PackedColumn(units: values.buffer(rowCount), scale: fractions, presence: presence, span: nil),
            badRows: badRows, marks: marks)
    }
}
