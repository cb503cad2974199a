// The elements of a document in the forms of a mail: what is drawn stands there as the numbers beside it.

import Diagnostics

/// Turns elements into forms, in the language of their document.
struct MailForms {
    private let punctuation: Punctuation

    init(language: Language) { punctuation = Punctuation(language) }

    func forms(of element: Document.Element) -> [MailForm] {
        switch element {
        case .heading(let heading): heading.isBesideDrawings ? [] : [.heading(heading.text)]
        case .paragraph(let paragraph):
            paragraph.isOfDrawings ? [] : [.paragraph(paragraph.text, paragraph.isNote ? .quiet : .plain)]
        case .prose(let prose): prose.parts.map(form)
        case .callout(let callout): [.paragraph(callout.text, .warning)]
        case .points(let points): forms(of: points)
        case .list(let list): [.list(list.items.map(item), isNumbered: false)]
        case .cards(let cards): [.table(table(of: cards))]
        case .table(let table): [.table(self.table(of: table))]
        case .panel(let panel): [.table(table(of: panel)), .paragraph(panel.note, .quiet)]
        case .heat(let heat): [.table(Self.table(of: heat)), .paragraph(heat.note, .quiet)]
        case .grid(let grid): [.table(table(of: grid))]
        case .figure, .navigation: []
        case .group(_, let elements): elements.flatMap(forms)
        }
    }

    // MARK: Words

    private func form(of part: Document.Prose.Part) -> MailForm {
        func line(_ runs: [Document.Prose.Run]) -> String { runs.map(\.text).joined() }
        return switch part {
        case .heading(let heading): .heading(heading)
        case .paragraph(let runs): .paragraph(line(runs), .plain)
        case .list(let items, let isOrdered):
            .list(items.map { MailItem(headline: line($0)) }, isNumbered: isOrdered)
        }
    }

    private func forms(of points: Document.Points) -> [MailForm] {
        let items = points.points.map { point in
            MailItem(headline: point.headline, further: point.further + [point.basis].filter { !$0.isEmpty })
        }
        return [.list(items, isNumbered: true), .paragraph(points.note, .quiet)]
    }

    private func item(_ item: Document.List.Item) -> MailItem {
        let lead: String =
            switch item.lead {
            case .none: ""
            case .name(let name), .term(let name), .place(let name): name + punctuation.colon
            }
        return MailItem(headline: lead + item.text, further: item.remark.map { [$0] } ?? [])
    }

    // MARK: Tables

    private func table(of table: Document.Table) -> MailTable {
        // A drawing says nothing that has no cell of its own.
        let kept = table.columns.indices.filter { table.columns[$0].kind != .plot }
        func row(_ cells: [Document.Cell], isTotal: Bool) -> MailTable.Row {
            MailTable.Row(cells: kept.map { cell(cells[$0]) }, isTotal: isTotal)
        }
        return MailTable(
            title: table.isBelowItsTitle ? "" : table.caption,
            heads: kept.map { .init(text: table.columns[$0].title, isNumber: table.columns[$0].kind == .number) },
            rows: table.rows.map { row($0, isTotal: false) }
                + table.totals.filter { $0.contains(where: \.isTold) }.map { row($0, isTotal: true) })
    }

    private func cell(_ cell: Document.Cell) -> MailTable.Cell {
        if case .verdict(let text, let tone) = cell { return MailTable.Cell(text: text, tone: tone) }
        return MailTable.Cell(text: cell.shown)
    }

    private func table(of cards: Document.Cards) -> MailTable {
        let titles = cards.titles
        return MailTable(
            heads: [
                .init(text: titles.metric), .init(text: titles.value, isNumber: true), .init(text: titles.change),
                .init(text: titles.target),
            ],
            rows: cards.cards.map { card in
                MailTable.Row(cells: [
                    MailTable.Cell(text: card.title, small: card.state.map { [marked($0.word, $0.mark)] } ?? []),
                    value(of: card.measurement, interval: titles.interval),
                    MailTable.Cell(text: "", small: card.changes.map { $0.base + punctuation.colon + text(of: $0) }),
                    card.goal.map { goal in
                        MailTable.Cell(text: goal.bound, small: [marked(goal.status, goal.mark)], tone: goal.tone)
                    } ?? .blank,
                ])
            })
    }

    private func table(of panel: Document.Panel) -> MailTable {
        let titles = panel.titles
        return MailTable(
            title: panel.title,
            heads: [.init(text: titles.label), .init(text: titles.value, isNumber: true), .init(text: panel.base)],
            rows: panel.rows.map { row in
                MailTable.Row(
                    cells: [
                        MailTable.Cell(text: row.label), value(of: row.measurement, interval: titles.interval),
                        row.change.map { MailTable.Cell(text: text(of: $0), tone: $0.tone) } ?? .blank,
                    ], isTotal: row.isTotal)
            })
    }

    private func table(of grid: Document.Grid) -> MailTable {
        let heads = grid.columns + (grid.sumTitle.map { [$0] } ?? [])
        return MailTable(
            title: grid.note == nil ? "" : grid.title,
            heads: [.init(text: grid.corner)] + heads.map { .init(text: $0, isNumber: true) },
            rows: grid.rows.map { row in
                MailTable.Row(
                    cells: [MailTable.Cell(text: row.label)] + row.cells.map { value(of: $0, interval: "") },
                    isTotal: row.isTotal)
            })
    }

    private static func table(of heat: Document.Heat) -> MailTable {
        MailTable(
            title: heat.title,
            heads: [.init(text: heat.corner)] + heat.columns.map { .init(text: $0, isNumber: true) },
            rows: heat.rows.map { row in
                MailTable.Row(
                    cells: [MailTable.Cell(text: row.label)]
                        + row.cells.map { cell in
                            MailTable.Cell(
                                text: [cell.value, cell.shade.sign ?? ""].filter { !$0.isEmpty }
                                    .joined(separator: " "))
                        })
            })
    }

    // MARK: Measurements

    /// The value with its mark, and below it interval, n and what to mind.
    private func value(of measurement: Document.Measurement, interval title: String) -> MailTable.Cell {
        var small: [String] = []
        if let interval = measurement.interval {
            small.append(title.isEmpty ? interval.shown : title + " " + interval.shown)
        }
        if let sample = measurement.sample, sample.isTold { small.append("n = " + sample.shown) }
        if !measurement.note.isEmpty { small.append(measurement.note) }
        let goal = measurement.judgement
        return MailTable.Cell(
            text: measurement.value.shown + (goal.map { " " + $0.mark } ?? ""), small: small,
            tone: goal?.tone ?? .neutral)
    }

    private func text(of change: Document.Change) -> String {
        var text = marked(change.difference.shown, change.mark)
        if let relative = change.relative { text += " (\(relative.shown))" }
        if let verdict = change.verdict { text += punctuation.comma + verdict }
        return text
    }

    private func marked(_ word: String, _ mark: String) -> String { mark.isEmpty ? word : mark + " " + word }
}
