// The elements of a document as Markdown: words, tables and measurements.

import Diagnostics

/// Writes elements in the language of their document.
struct MarkdownElements {
    let punctuation: Punctuation

    init(language: Language) { punctuation = Punctuation(language) }

    func write(_ element: Document.Element, to page: inout MarkdownPage) {
        switch element {
        case .heading(let heading): if !heading.isBesideDrawings { page.write("### ", heading.text, "\n\n") }
        case .paragraph(let paragraph): if !paragraph.isOfDrawings { page.write("", paragraph.text, "\n\n") }
        case .callout(let callout): Self.write(callout, to: &page)
        case .points(let points): Self.write(points, to: &page)
        case .list(let list): write(list, to: &page)
        case .prose(let prose): Self.write(prose, to: &page)
        case .cards(let cards): write(cards, to: &page)
        case .table(let table): write(table, to: &page)
        case .panel(let panel): write(panel, to: &page)
        case .heat(let heat): Self.write(heat, to: &page)
        case .grid(let grid): write(grid, to: &page)
        case .figure(let figure): page.nextDrawing(of: figure)
        case .navigation: break
        case .group(_, let elements): for element in elements { write(element, to: &page) }
        }
    }

    static func write(_ callout: Document.Callout, to page: inout MarkdownPage) {
        page.write("> ", callout.text, "\n\n")
    }

    private static func write(_ points: Document.Points, to page: inout MarkdownPage) {
        for (index, point) in points.points.enumerated() {
            page.write("", "\(index + 1)", ". **")
            page.write("", point.headline, "**")
            for sentence in point.further { page.write("\n   ", sentence, "") }
            if !point.basis.isEmpty { page.write("\n   ", point.basis, "") }
            page.markup("\n")
        }
        if !points.points.isEmpty { page.markup("\n") }
        page.write("", points.note, "\n\n")
    }

    private func write(_ list: Document.List, to page: inout MarkdownPage) {
        for item in list.items {
            page.markup("- ")
            switch item.lead {
            case .none: break
            case .name(let name), .place(let name):
                page.text(name)
                page.text(punctuation.colon)
            case .term(let term):
                page.write("**", term, "**")
                page.text(punctuation.colon)
            }
            page.text(item.text)
            if let remark = item.remark {
                page.text(punctuation.semicolon)
                page.text(remark)
            }
            page.markup("\n")
        }
        page.markup("\n")
    }

    // MARK: Facts

    private func write(_ table: Document.Table, to page: inout MarkdownPage) {
        let own = table.columns.filter { $0.fold != .behindPrevious && $0.kind != .plot }
        page.row(own.map(\.title))
        page.rule(own.map { $0.kind == .number })
        for row in table.rows { write(row, table.columns, to: &page) }
        for row in table.totals where row.contains(where: \.isTold) {
            write(row, table.columns, isTotal: true, to: &page)
        }
        page.markup("\n")
    }

    private func write(
        _ row: [Document.Cell], _ columns: [Document.Column], isTotal: Bool = false, to page: inout MarkdownPage
    ) {
        page.markup("|")
        for (position, cell) in row.enumerated() where columns[position].kind != .plot {
            let isStrong = isTotal && position == 0
            if case .link(let text, let file) = cell {
                page.write(" [", text, "](")
                page.write("", file, ")")
            } else {
                page.write(isStrong ? " **" : " ", cell.shown, isStrong ? "**" : "")
            }
            let next = position + 1
            if next < columns.count, columns[next].fold == .behindPrevious { continue }
            page.markup(" |")
        }
        page.markup("\n")
    }

    private static func write(_ heat: Document.Heat, to page: inout MarkdownPage) {
        page.write("#### ", heat.title, "\n\n")
        page.row([heat.corner] + heat.columns)
        page.rule([false] + heat.columns.map { _ in true })
        for row in heat.rows {
            page.write("| ", row.label, " |")
            for cell in row.cells {
                page.write(" ", cell.value, "")
                if let mark = cell.shade.sign { page.write(" ", mark, "") }
                page.markup(" |")
            }
            page.markup("\n")
        }
        page.write("\n", heat.note, "\n\n")
    }

    // MARK: Measurements

    private func write(_ cards: Document.Cards, to page: inout MarkdownPage) {
        let titles = cards.titles
        page.row([titles.metric, titles.value, titles.interval, titles.sample, titles.change, titles.target])
        page.rule([false, true, true, true, false, false])
        for card in cards.cards {
            let measurement = card.measurement
            page.write("| ", card.title, " | ")
            page.text(measurement.value.shown)
            if !measurement.note.isEmpty { page.write(" (", measurement.note, ")") }
            writeBasis(of: measurement, to: &page)
            for (index, change) in card.changes.enumerated() {
                if index > 0 { page.text(punctuation.semicolon) }
                page.text(change.base)
                page.text(punctuation.colon)
                write(change, to: &page)
            }
            page.markup(" | ")
            if let goal = card.goal {
                page.text(goal.bound)
                page.text(punctuation.colon)
                if !goal.mark.isEmpty { page.write("", goal.mark, " ") }
                page.text(goal.status)
            }
            page.markup(" |\n")
        }
        page.markup("\n")
    }

    private func write(_ panel: Document.Panel, to page: inout MarkdownPage) {
        let titles = panel.titles
        page.write("#### ", panel.title, "\n\n")
        page.row([titles.label, titles.value, titles.interval, titles.sample, titles.change])
        page.rule([false, true, true, true, false])
        for row in panel.rows {
            let measurement = row.measurement
            page.write("| ", row.label, " | ")
            page.text(measurement.value.shown)
            if let goal = measurement.judgement { page.write(" ", goal.mark, "") }
            if !measurement.note.isEmpty { page.write(" (", measurement.note, ")") }
            writeBasis(of: measurement, to: &page)
            if let change = row.change { write(change, to: &page) }
            page.markup(" |\n")
        }
        page.markup("\n")
    }

    /// The cells of interval and sample, between that of the value and the next one.
    private func writeBasis(of measurement: Document.Measurement, to page: inout MarkdownPage) {
        page.write(" | ", measurement.interval?.shown ?? "", " | ")
        page.write("", measurement.sample?.shown ?? "", " | ")
    }

    private func write(_ change: Document.Change, to page: inout MarkdownPage) {
        if !change.mark.isEmpty { page.write("", change.mark, " ") }
        page.text(change.difference.shown)
        if let relative = change.relative { page.write(" (", relative.shown, ")") }
        if let verdict = change.verdict {
            page.text(punctuation.comma)
            page.text(verdict)
        }
    }

    private func write(_ grid: Document.Grid, to page: inout MarkdownPage) {
        if grid.note != nil { page.write("#### ", grid.title, "\n\n") }
        let columns = [grid.corner] + grid.columns + (grid.sumTitle.map { [$0] } ?? [])
        page.row(columns)
        page.rule(columns.indices.map { $0 > 0 })
        for row in grid.rows {
            page.write("| ", row.label, " |")
            for cell in row.cells {
                page.write(" ", cell.value.shown, "")
                if grid.isBesideDrawings {
                    if !cell.note.isEmpty { page.write(" (", cell.note, ")") }
                } else {
                    if let goal = cell.judgement { page.write(" ", goal.mark, "") }
                    if let sample = cell.sample, sample.isTold { page.write(" (n=", sample.shown, ")") }
                    if !cell.note.isEmpty { page.write(" ", cell.note, "") }
                }
                page.markup(" |")
            }
            page.markup("\n")
        }
        page.markup("\n")
    }
}
