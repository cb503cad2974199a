// Tables of a document as HTML: facts, definitions, panels and grids.

extension HTMLElements {
    func write(_ table: Document.Table, to page: inout HTMLPage) {
        switch table.layout {
        case .facts: writeFacts(table, to: &page)
        case .pairs: writePairs(table, to: &page)
        case .definitions(let facts): writeDefinitions(table, facts: facts, to: &page)
        }
    }

    // MARK: Facts

    private func writeFacts(_ table: Document.Table, to page: inout HTMLPage) {
        Self.write(legend: table.legend, to: &page)
        if table.isFolded { page.write("<details class=\"numbers\">\n<summary>", table.caption, "</summary>\n") }
        defer { if table.isFolded { page.markup("</details>\n") } }
        page.write("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", table.label, "\">\n")
        page.markup("<table class=\"stack\">\n")
        page.write(
            table.isBelowItsTitle || table.isFolded ? "<caption class=\"quiet\">" : "<caption>", table.caption,
            "</caption>\n<thead><tr>")
        for column in table.columns where column.fold != .belowNext {
            switch column.kind {
            case .text: page.write("<th scope=\"col\">", column.title, "</th>")
            case .number: page.write("<th scope=\"col\" class=\"number\">", column.title, "</th>")
            // A head without words heads nothing.
            case .plot where column.title.isEmpty: page.markup("<td class=\"plot\"></td>")
            case .plot: page.write("<th scope=\"col\" class=\"plot\">", column.title, "</th>")
            }
        }
        page.markup("</tr></thead>\n<tbody>\n")
        for row in table.rows { writeFacts(row, table.columns, to: &page) }
        page.markup("</tbody>\n")
        for row in table.totals {
            page.markup("<tfoot>")
            writeFacts(row, table.columns, isTotal: true, to: &page)
        }
        page.markup("</table>\n</div>\n")
    }

    private func writeFacts(
        _ row: [Document.Cell], _ columns: [Document.Column], isTotal: Bool = false, to page: inout HTMLPage
    ) {
        page.markup("<tr>")
        var below: Document.Cell?
        for (position, (cell, column)) in zip(row, columns).enumerated() {
            if position == 0 {
                page.markup("<th scope=\"row\">")
                write(cell, to: &page)
                page.markup("</th>")
                continue
            }
            if column.fold == .belowNext {
                below = cell
                continue
            }
            if isTotal, cell == .blank {
                page.markup("<td></td>")
                continue
            }
            if case .plot(let drawing) = cell {
                page.markup("<td class=\"plot\">")
                page.drawing(drawing)
                page.markup("</td>")
                continue
            }
            page.write("<td data-label=\"", column.title, column.kind == .number ? "\" class=\"number\">" : "\">")
            write(cell, to: &page)
            if let small = below.take() { page.write("<small>", small.shown, "</small>") }
            page.markup("</td>")
        }
        page.markup(isTotal ? "</tr></tfoot>\n" : "</tr>\n")
    }

    private func write(_ cell: Document.Cell, to page: inout HTMLPage) {
        switch cell {
        case .path(let path): page.write("<bdi>", path, "</bdi>")
        case .verdict(let word, .good): page.write("<span class=\"word good\">", word, "</span>")
        case .verdict(let word, .bad): page.write("<span class=\"word bad\">", word, "</span>")
        case .verdict(let word, .neutral): page.write("<span class=\"word\">", word, "</span>")
        case .code(let code): page.write("<code>", code, "</code>")
        case .link(let text, let file):
            page.write("<a href=\"", file, "\">")
            page.write("", text, "</a>")
        case .text, .value, .minor, .blank, .plot: page.text(cell.shown)
        }
    }

    private func writePairs(_ table: Document.Table, to page: inout HTMLPage) {
        page.markup("<ul class=\"plain\">\n")
        for row in table.rows {
            page.markup("<li>")
            for (position, cell) in row.enumerated() {
                if position > 0 { page.text(punctuation.colon) }
                write(cell, to: &page)
            }
            page.markup("</li>\n")
        }
        page.markup("</ul>\n")
    }

    // MARK: Definitions

    private func writeDefinitions(_ table: Document.Table, facts: String, to page: inout HTMLPage) {
        page.write("<table class=\"definitions\">\n<caption>", table.caption, "</caption>\n<thead><tr>")
        for column in table.columns where column.fold == .never {
            page.write("<th scope=\"col\">", column.title, "</th>")
        }
        page.write("<th scope=\"col\">", facts, "</th></tr></thead>\n<tbody>\n")
        for row in table.rows {
            page.markup("<tr>")
            let cells = Array(zip(row, table.columns))
            for (position, (cell, column)) in cells.enumerated() where column.fold == .never {
                page.markup(position == 0 ? "<th scope=\"row\">" : "<td>")
                write(cell, to: &page)
                if position == 0 {
                    for (below, column) in cells where column.fold == .belowName {
                        page.write("<small>", below.shown, "</small>")
                    }
                } else {
                    for (caution, column) in cells where column.fold == .cautionOfPrevious && caution != .blank {
                        page.write("<span class=\"caution\">", column.title, "")
                        page.text(punctuation.colon)
                        page.write("", caution.shown, "</span>")
                    }
                }
                page.markup(position == 0 ? "</th>" : "</td>")
            }
            page.markup("<td class=\"facts-cell\">")
            for (cell, column) in cells {
                guard case .fact(let title) = column.fold, cell.isTold else { continue }
                page.write("<span><i>", title, "</i> ")
                write(cell, to: &page)
                page.markup("</span>")
            }
            page.markup("</td></tr>\n")
        }
        page.markup("</tbody>\n</table>\n")
    }

    // MARK: Measurements

    func write(_ panel: Document.Panel, to page: inout HTMLPage) {
        let titles = panel.titles
        let (hasSamples, hasChanges) = (panel.hasSamples, panel.hasChanges)
        page.write("<table class=\"panel\">\n<caption>", panel.title, "<small>")
        page.write("", panel.note, "</small></caption>\n")
        page.write("<thead><tr><th scope=\"col\">", titles.label, "</th><th scope=\"col\" class=\"number\">")
        page.text(titles.value)
        if panel.hasIntervals { page.write("<small>", titles.interval, "</small>") }
        page.markup("</th><td class=\"graphic\"></td>")
        if hasSamples { page.write("<th scope=\"col\" class=\"number\">", titles.sample, "</th>") }
        if hasChanges { page.write("<th scope=\"col\" class=\"base\">", panel.base, "</th>") }
        page.markup("</tr></thead>\n<tbody>\n")
        for row in panel.rows {
            let measurement = row.measurement
            page.write(Self.rowStart(isTotal: row.isTotal), row.label, "</th><td>")
            writeValue(of: measurement, to: &page)
            if let interval = measurement.interval { page.write("<small>", interval.shown, "</small>") }
            page.markup("</td><td class=\"graphic\">")
            page.drawing(row.drawing)
            page.markup("</td>")
            if hasSamples {
                page.markup("<td class=\"number\">")
                if let sample = measurement.sample, sample.isTold { page.text(sample.shown) }
                if !measurement.note.isEmpty { page.write("<small>", measurement.note, "</small>") }
                page.markup("</td>")
            }
            if hasChanges {
                page.markup("<td>")
                if let change = row.change { write(change, to: &page) }
                page.markup("</td>")
            }
            page.markup("</tr>\n")
        }
        page.markup("</tbody>\n</table>\n")
    }

    func write(_ grid: Document.Grid, to page: inout HTMLPage) {
        page.markup(grid.isFull ? "<div class=\"scroll full\"" : "<div class=\"scroll\"")
        page.write(" tabindex=\"0\" role=\"region\" aria-label=\"", grid.label, "\">\n<table class=\"wide\">\n")
        page.write(grid.note == nil ? "<caption class=\"quiet\">" : "<caption>", grid.title, "")
        if let note = grid.note { page.write("<small>", note, "</small>") }
        page.write("</caption>\n<thead><tr><th scope=\"col\">", grid.corner, "</th>")
        for column in grid.columns { page.write("<th scope=\"col\" class=\"number\">", column, "</th>") }
        if let sum = grid.sumTitle { page.write("<th scope=\"col\" class=\"number sum\">", sum, "</th>") }
        page.markup("</tr></thead>\n<tbody>\n")
        for row in grid.rows {
            page.write(Self.rowStart(isTotal: row.isTotal), row.label, "</th>")
            for (position, cell) in row.cells.enumerated() {
                let isSum = position == grid.columns.count && cell.value != .blank
                page.markup(isSum ? "<td class=\"sum\">" : "<td>")
                writeValue(of: cell, to: &page)
                if grid.showsIntervals, let interval = cell.interval {
                    page.write("<small>", interval.shown, "</small>")
                }
                if let sample = cell.sample, sample.isTold { page.write("<small>n ", sample.shown, "</small>") }
                if !cell.note.isEmpty { page.write("<small>", cell.note, "</small>") }
                page.markup("</td>")
            }
            page.markup("</tr>\n")
        }
        page.markup("</tbody>\n</table>\n</div>\n")
    }

    private static func rowStart(isTotal: Bool) -> StaticString {
        isTotal ? "<tr class=\"total\"><th scope=\"row\">" : "<tr><th scope=\"row\">"
    }

    /// The value, and whether it meets or misses its target.
    private func writeValue(of measurement: Document.Measurement, to page: inout HTMLPage) {
        if measurement.value.isNumber {
            page.text(measurement.value.shown)
        } else {
            page.write("<span class=\"absent\">", measurement.value.shown, "</span>")
        }
        guard let goal = measurement.judgement else { return }
        page.markup(" <span class=\"")
        page.markup(Self.className(of: goal.tone))
        page.write("\"><span aria-hidden=\"true\">", goal.mark, "</span><span class=\"quiet\">")
        page.write("", goal.status, "</span></span>")
    }
}
