// Lays elements of a document on a sheet, one below the other.

import Diagnostics

/// A sheet under construction.
struct SheetBuilder {
    private let cells: SheetCells
    private let punctuation: Punctuation
    private(set) var rows: [Workbook.Row] = []
    /// Where the heads of tables stand.
    private var heads: [Int] = []

    private static let narrowest = 9.0
    private static let widest = 60.0
    private static let widestHead = 18.0
    /// Above a table so many lines may stay in sight with its head.
    private static let mostFrozenLines = 10

    init(language: Language) {
        cells = SheetCells(language: language)
        punctuation = Punctuation(language)
    }

    // MARK: Words

    mutating func text(_ text: String, _ role: Workbook.Role = .text) {
        if !text.isEmpty { rows.append(.text(text, role)) }
    }

    /// A word and what it stands for.
    mutating func fact(_ fact: Document.Fact) {
        let state = [fact.state?.mark, fact.state?.word].compactMap(\.self)
        let text = (state + [fact.text]).filter { !$0.isEmpty }.joined(separator: " ")
        rows.append(.cells([Workbook.Cell(fact.label, .totalText), Workbook.Cell(text)]))
    }

    mutating func gap() { if rows.last != .gap, !rows.isEmpty { rows.append(.gap) } }

    // MARK: Elements

    mutating func write(_ element: Document.Element) {
        switch element {
        case .heading(let heading): if !heading.isBesideDrawings { headed(heading.text) }
        case .paragraph(let paragraph): text(paragraph.text, paragraph.isNote ? .quiet : .text)
        case .callout(let callout): text(callout.text, .totalText)
        case .points(let points): write(points)
        case .list(let list): write(list)
        case .prose(let prose): write(prose)
        case .cards(let cards): write(self.cells.table(cards))
        case .table(let table):
            if !table.isBelowItsTitle { headed(table.caption) }
            write(cells.table(table))
        case .panel(let panel):
            headed(panel.title)
            text(panel.note, .quiet)
            write(cells.table(panel))
        case .heat(let heat): write(heat)
        case .grid(let grid):
            for (part, (title, table)) in cells.tables(grid).enumerated() {
                headed(title)
                if part == 0 { text(grid.note ?? "", .quiet) }
                write(table)
            }
        case .figure, .navigation: break
        case .group(_, let elements): for element in elements { write(element) }
        }
    }

    /// A title of what follows.
    mutating func headed(_ title: String) {
        guard !title.isEmpty else { return }
        gap()
        text(title, .heading)
    }

    private mutating func write(_ table: SheetTable) {
        heads.append(rows.count)
        rows += table.lines
        gap()
    }

    private mutating func write(_ heat: Document.Heat) {
        headed(heat.title)
        write(cells.table(heat))
        for key in heat.legend {
            if let sign = key.shade.sign { text(sign + " " + key.meaning, .quiet) }
        }
        text(heat.note, .quiet)
        gap()
    }

    private mutating func write(_ points: Document.Points) {
        for (index, point) in points.points.enumerated() {
            text("\(index + 1). " + point.headline, .totalText)
            for sentence in point.further { text(sentence) }
            text(point.basis, .quiet)
        }
        text(points.note, .quiet)
        gap()
    }

    private mutating func write(_ prose: Document.Prose) {
        func line(_ runs: [Document.Prose.Run]) -> String { runs.map(\.text).joined() }
        for part in prose.parts {
            switch part {
            case .heading(let heading): headed(heading)
            case .paragraph(let runs): text(line(runs))
            case .list(let items, let isOrdered):
                for (index, item) in items.enumerated() { text((isOrdered ? "\(index + 1). " : "• ") + line(item)) }
            }
        }
        gap()
    }

    private mutating func write(_ list: Document.List) {
        for item in list.items {
            let lead =
                switch item.lead {
                case .none: ""
                case .name(let name), .term(let name), .place(let name): name + punctuation.colon
                }
            text(lead + item.text + (item.remark.map { punctuation.semicolon + $0 } ?? ""))
        }
        gap()
    }

    // MARK: The sheet

    /// The sheet, its columns as wide as their texts; the head of its only table stays in sight, of several the title alone.
    func sheet(named name: String) -> Workbook.Sheet {
        let widths = widths
        var frozen = heads.isEmpty ? 0 : 1
        if heads.count == 1 {
            let room = Workbook.Sheet.textColumns(over: widths).room
            let lines = rows[..<heads[0]].reduce(0) { $0 + $1.lines(room: room) }
            if lines <= Self.mostFrozenLines { frozen = heads[0] + 1 }
        }
        return Workbook.Sheet(
            name: name, rows: rows.last == .gap ? rows.dropLast() : rows, widths: widths, frozenRows: frozen)
    }

    private var widths: [Double] {
        var widths: [Double] = []
        for case .cells(let cells) in rows {
            for (column, cell) in cells.enumerated() {
                if column == widths.count { widths.append(Self.narrowest) }
                widths[column] = min(Self.widest, max(widths[column], Self.width(cell) + 2))
            }
        }
        return widths
    }

    private static func width(_ cell: Workbook.Cell) -> Double {
        switch cell.content {
        case .text(let text):
            [.head, .numberHead].contains(cell.role) ? min(widestHead, SheetText.width(text)) : SheetText.width(text)
        // Of money with its sign and groups; the digits behind the point stand in the format.
        case .number(let number):
            Double("\(Int128(min(number.value.magnitude, 1e30)))".utf8.count) * 4 / 3 + SheetText.width(number.tail) + 2
        case .blank: 0
        }
    }
}

extension Workbook.Row {
    /// How many lines it takes where texts have so much room.
    func lines(room: Double) -> Int {
        switch self {
        case .cells, .gap: 1
        case .text(let text, _): SheetText.lines(text, room: room)
        }
    }
}

extension Workbook.Sheet {
    private static let narrowestText = 90.0
    private static let usualColumn = 8.43

    /// Over how many columns texts go, and how wide these are together.
    static func textColumns(over widths: [Double]) -> (count: Int, room: Double) {
        var count = max(widths.count, 1)
        var room = widths.isEmpty ? usualColumn : widths.reduce(0, +)
        while room < narrowestText {
            count += 1
            room += usualColumn
        }
        return (count, room)
    }

    /// Over how many columns texts go, and how wide these are together.
    var textColumns: (count: Int, room: Double) { Self.textColumns(over: widths) }
}
