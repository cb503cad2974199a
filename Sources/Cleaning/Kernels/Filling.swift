// Fills missing cells from other columns, or from the cells above.

import Tabular

extension Table {
    /// Fills the missing cells of a column from columns of the same type, one per chunk.
    ///
    /// - Missing: a cell stays missing where the other column's is, or where a decimal does not fit.
    mutating func fill(_ index: Int, with fillers: [Column]) {
        guard fillers.count == chunks.count else { return }
        if columns[index].type == .text {
            let texts = chunks.map { $0.columns[index].textColumn } + fillers.map(\.textColumn)
            let shared = TextColumn.sharingOnePool(texts.compactMap(\.self))
            guard shared.count == 2 * chunks.count else { return }
            for position in chunks.indices {
                var column = shared[position]
                column.codes.fill(with: shared[chunks.count + position].codes)
                chunks[position].columns[index] = .text(column)
            }
            return
        }
        for position in chunks.indices { chunks[position].columns[index].fill(with: fillers[position]) }
    }

    /// Fills the missing cells of a column with the last value above, in the same file and while the cells of the
    /// columns `within` are present and stay the same.
    mutating func fillFromAbove(_ index: Int, within: [Int], jobs: Int) {
        let keys = RowKeys(self, columns: within, jobs: jobs)
        var start = 0
        var file: Int?
        /// Per chunk and row: whether the row continues the one above.
        var continues: [[Bool]] = []
        for chunk in chunks {
            continues.append(
                (0..<chunk.rowCount).map { row in
                    (row > 0 || file == chunk.origin.file) && keys.isSame(start + row, asRow: start + row - 1)
                })
            start += chunk.rowCount
            if chunk.rowCount > 0 { file = chunk.origin.file }
        }
        switch columns[index].type {
        case .text:
            carry(index, UInt32.self, continues, { $0.textColumn?.codes }) { $0.setCodes($1) }
        case .integer, .instant, .duration:
            carry(index, Int64.self, continues, { $0.wholeNumbers }) { $0.setWholeNumbers($1) }
        case .decimal:
            let scales = useOneScale(index)
            for position in scales.indices.dropFirst() where scales[position] != scales[position - 1] {
                if !continues[position].isEmpty { continues[position][0] = false }
            }
            carry(index, Int64.self, continues, { $0.wholeNumbers }) { $0.setWholeNumbers($1) }
        case .real:
            carry(index, Double.self, continues, { if case .real(let column) = $0 { column } else { nil } }) {
                $0 = .real($1)
            }
        case .flag:
            carry(index, Bool.self, continues, { if case .flag(let column) = $0 { column } else { nil } }) {
                $0 = .flag($1)
            }
        case .date:
            carry(index, Int32.self, continues, { if case .date(let column) = $0 { column } else { nil } }) {
                $0 = .date($1)
            }
        }
    }

    private mutating func carry<Element>(
        _ index: Int, _: Element.Type, _ continues: [[Bool]], _ read: (Column) -> PrimitiveColumn<Element>?,
        _ write: (inout Column, PrimitiveColumn<Element>) -> Void
    ) {
        var above: Element?
        for position in chunks.indices {
            guard var column = read(chunks[position].columns[index]) else { return }
            let presence = column.presence
            for row in 0..<min(column.count, continues[position].count) {
                if presence[row] {
                    above = column.values[row]
                } else if continues[position][row], let above {
                    column.values[row] = above
                    column.presence.set(row)
                } else {
                    above = nil
                }
            }
            write(&chunks[position].columns[index], column)
        }
    }

    /// Brings a decimal column to its largest scale in all chunks, but for those whose numbers are too large for it.
    /// Gives the scale of every chunk.
    private mutating func useOneScale(_ index: Int) -> [Int] {
        let scale = chunks.map { $0.columns[index].scale }.max() ?? 0
        for position in chunks.indices {
            guard case .decimal(let column) = chunks[position].columns[index] else { continue }
            if let rescaled = column.rescaled(to: scale) { chunks[position].columns[index] = .decimal(rescaled) }
        }
        return chunks.map { $0.columns[index].scale }
    }
}

extension Column {
    fileprivate var textColumn: TextColumn? {
        if case .text(let column) = self { column } else { nil }
    }

    fileprivate var scale: Int {
        if case .decimal(let column) = self { column.scale } else { 0 }
    }

    /// The units of a decimal column, or the numbers of an integer, instant or duration column.
    fileprivate var wholeNumbers: PrimitiveColumn<Int64>? {
        switch self {
        case .integer(let column), .instant(let column), .duration(let column): column
        case .decimal(let column): column.units
        case .text, .real, .flag, .date: nil
        }
    }

    fileprivate mutating func setWholeNumbers(_ numbers: PrimitiveColumn<Int64>) {
        switch self {
        case .integer: self = .integer(numbers)
        case .instant: self = .instant(numbers)
        case .duration: self = .duration(numbers)
        case .decimal(let column): self = .decimal(DecimalColumn(units: numbers, scale: column.scale))
        case .text, .real, .flag, .date: break
        }
    }

    fileprivate mutating func setCodes(_ codes: PrimitiveColumn<UInt32>) {
        if case .text(let column) = self { self = .text(TextColumn(codes: codes, pool: column.pool)) }
    }

    fileprivate mutating func fill(with filler: Column) {
        switch (self, filler) {
        case (.integer(var column), .integer(let other)):
            column.fill(with: other)
            self = .integer(column)
        case (.instant(var column), .instant(let other)):
            column.fill(with: other)
            self = .instant(column)
        case (.duration(var column), .duration(let other)):
            column.fill(with: other)
            self = .duration(column)
        case (.decimal(let column), .decimal(let other)):
            let scale = max(column.scale, other.scale)
            if var wide = column.rescaled(to: scale) {
                wide.units.fill(with: other.fittingUnits(atScale: scale))
                self = .decimal(wide)
            } else {
                var column = column
                column.units.fill(with: other.fittingUnits(atScale: column.scale))
                self = .decimal(column)
            }
        case (.real(var column), .real(let other)):
            column.fill(with: other)
            self = .real(column)
        case (.flag(var column), .flag(let other)):
            column.fill(with: other)
            self = .flag(column)
        case (.date(var column), .date(let other)):
            column.fill(with: other)
            self = .date(column)
        default: break
        }
    }
}

extension PrimitiveColumn {
    fileprivate mutating func fill(with other: PrimitiveColumn) {
        guard other.count == count else { return }
        for row in 0..<count where !presence[row] && other.presence[row] {
            values[row] = other.values[row]
            presence.set(row)
        }
    }
}

extension DecimalColumn {
    /// The same numbers at another scale; nil when one of them does not fit.
    fileprivate func rescaled(to scale: Int) -> DecimalColumn? {
        if scale == self.scale { return self }
        let fitting = fittingUnits(atScale: scale)
        guard fitting.presence.presentCount == presence.presentCount else { return nil }
        return DecimalColumn(units: fitting, scale: scale)
    }

    /// The units at another scale; a number that does not fit is missing.
    fileprivate func fittingUnits(atScale scale: Int) -> PrimitiveColumn<Int64> {
        if scale == self.scale { return units }
        var fitting = units
        for row in 0..<count where presence[row] {
            let number = ExactDecimal(units: Int128(units.values[row]), scale: self.scale).rescaled(to: scale)
            fitting.values[row] = number.flatMap { Int64(exactly: $0.units) } ?? 0
            if number.flatMap({ Int64(exactly: $0.units) }) == nil { fitting.presence.clear(row) }
        }
        return fitting
    }
}
