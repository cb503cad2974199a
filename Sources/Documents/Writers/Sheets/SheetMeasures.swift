// Tables, cards, panels, heat and grids of a document as tables of a sheet.

extension SheetCells {
    func table(_ table: Document.Table) -> SheetTable {
        SheetTable(
            heads: table.columns.map { SheetTable.Head($0.title, isNumber: $0.kind == .number) },
            rows: table.rows.map { $0.map { cell($0) } } + table.totals.map { $0.map { cell($0, isTotal: true) } })
    }

    /// One row per metric; of every base that changes are against, difference, share and meaning.
    func table(_ cards: Document.Cards) -> SheetTable {
        let titles = cards.titles
        var bases: [String] = []
        for change in cards.cards.flatMap(\.changes) where !bases.contains(change.base) { bases.append(change.base) }
        let heads =
            [SheetTable.Head(titles.metric)]
            + basisHeads(value: titles.value, interval: titles.interval, sample: titles.sample)
            + bases.flatMap(changeHeads)
            + [SheetTable.Head(titles.target), SheetTable.Head(words[SheetWords.status]), SheetTable.Head("")]
        let rows = cards.cards.map { card in
            [Workbook.Cell(card.title)] + basis(card.measurement)
                + bases.flatMap { base in change(card.changes.first { $0.base == base }) }
                + [
                    Workbook.Cell(card.goal?.bound ?? ""), status(card.goal),
                    Workbook.Cell(
                        [card.state?.mark, card.state?.word].compactMap(\.self).filter { !$0.isEmpty }.joined(
                            separator: " ")),
                ]
        }
        return SheetTable(heads: heads, rows: rows)
    }

    func table(_ panel: Document.Panel) -> SheetTable {
        let titles = panel.titles
        let heads =
            [SheetTable.Head(titles.label)]
            + basisHeads(value: titles.value, interval: titles.interval, sample: titles.sample)
            + changeHeads(panel.base.isEmpty ? titles.change : panel.base)
            + [SheetTable.Head(words[SheetWords.status])]
        let rows = panel.rows.map { row in
            [Workbook.Cell(row.label, row.isTotal ? .totalText : .text)]
                + basis(row.measurement, isTotal: row.isTotal) + change(row.change)
                + [status(row.measurement.judgement)]
        }
        return SheetTable(heads: heads, rows: rows)
    }

    func table(_ heat: Document.Heat) -> SheetTable {
        SheetTable(
            heads: [SheetTable.Head(heat.corner)] + heat.columns.map { SheetTable.Head($0, isNumber: true) },
            rows: heat.rows.map { row in [Workbook.Cell(row.label)] + row.cells.map(cell) })
    }

    private func cell(_ cell: Document.Heat.Cell) -> Workbook.Cell {
        if let number = cell.number { return self.number(number, sign: cell.shade.sign) }
        return Workbook.Cell([cell.value, cell.shade.sign].compactMap(\.self).joined(separator: " "), .absent)
    }

    // MARK: Grids

    /// The values of a grid, then in tables of their own the numbers of observations and the ends of the intervals.
    func tables(_ grid: Document.Grid) -> [(title: String, table: SheetTable)] {
        let cells = grid.rows.flatMap(\.cells)
        var parts: [(String, SheetTable)] = [(grid.title, values(grid))]
        if cells.contains(where: { $0.sample?.isTold == true }) {
            parts.append((words.part(grid.title, SheetWords.observations), part(grid) { sample($0) }))
        }
        if grid.showsIntervals, cells.contains(where: { $0.interval != nil }) {
            parts.append((words.part(grid.title, SheetWords.lowerEnd), part(grid) { end(\.low, of: $0) }))
            parts.append((words.part(grid.title, SheetWords.upperEnd), part(grid) { end(\.high, of: $0) }))
        }
        return parts
    }

    private func titles(_ grid: Document.Grid) -> [String] { grid.columns + (grid.sumTitle.map { [$0] } ?? []) }

    private func part(_ grid: Document.Grid, _ cell: (Document.Measurement) -> Workbook.Cell) -> SheetTable {
        SheetTable(
            heads: [SheetTable.Head(grid.corner)] + titles(grid).map { SheetTable.Head($0, isNumber: true) },
            rows: grid.rows.map { row in [label(row)] + row.cells.map(cell) })
    }

    private func label(_ row: Document.Grid.Row) -> Workbook.Cell {
        Workbook.Cell(row.label, row.isTotal ? .totalText : .text)
    }

    /// With what is to be minded of the values of a row behind them, each by the title of its column.
    private func values(_ grid: Document.Grid) -> SheetTable {
        let titles = titles(grid)
        let punctuation = Punctuation(language)
        let heads =
            [SheetTable.Head(grid.corner)] + titles.map { SheetTable.Head($0, isNumber: true) }
            + [SheetTable.Head(words[SheetWords.note])]
        let rows = grid.rows.map { row in
            let remarks = zip(titles, row.cells).compactMap { title, cell -> String? in
                let goal = cell.judgement.map { [$0.mark, $0.status].filter { !$0.isEmpty }.joined(separator: " ") }
                let said = [goal, cell.note].compactMap(\.self).filter { !$0.isEmpty }
                return said.isEmpty ? nil : title + punctuation.colon + said.joined(separator: punctuation.comma)
            }
            return [label(row)] + row.cells.map { value($0.value, isTotal: row.isTotal) }
                + [Workbook.Cell(remarks.joined(separator: punctuation.semicolon))]
        }
        return SheetTable(heads: heads, rows: rows)
    }
}
