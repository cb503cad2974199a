// `tables`: findings that are more than one number: cross tables, curves, matrices, lists of rows, pairs of items.

import Diagnostics
import Documents
import Stages
import Tabular

/// The result tables of a report.
///
/// - Shape: one table each, in the order of the results, under its title.
/// - Missing: an absent cell is a dash, one of too few rows is said to be hidden; without tables the block is left out.
struct Tables: ReportBlock {
    static let word = "tables"
    static let help = Wording(
        en: "findings of more than one number: cross tables, curves, lists of rows, pairs of items",
        zh: "不止一个数值的结果：交叉表、曲线、明细列表、成对项目")
    static let mostRowsKey = OptionKey(
        "most_rows", .integer(1...500),
        help: Wording(en: "how many rows of a list are shown; 50 unless said", zh: "明细列表最多显示几行；默认 50"))
    static let keys = [mostRowsKey]

    /// So many rows of a list are shown.
    var mostRows = 50

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostRowsKey) { mostRows = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let tables = desk.results.tables + desk.results.lists
        guard !tables.isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: desk.words[.tables],
            elements: tables.flatMap { table -> [Document.Element] in
                let title = table.title[desk.language]
                let (element, left) = element(of: table, desk)
                return [.heading(Document.Heading(title))]
                    + notes(of: table, desk).map { .paragraph(Document.Paragraph($0, isLead: true)) }
                    + [.table(element)]
                    + (left > 0
                        ? [.paragraph(Document.Paragraph(ReportWords.moreRows(desk.printed(left))[desk.language]))]
                        : [])
            })
    }

    /// The table, and how many rows are left out.
    private func element(of table: ResultTable, _ desk: ReportDesk) -> (Document.Table, left: Int) {
        let title = table.title[desk.language]
        switch table.content {
        case .crossTable(let cross): return (self.table(cross, title, desk), 0)
        case .curve(let curve): return (self.table(curve, title, desk), 0)
        case .matrix(let matrix): return (self.table(matrix, title, desk), 0)
        case .itemPairs(let pairs):
            return (
                PairsOnPage(pairs: pairs, desk: desk).table(title, most: mostRows),
                max(0, pairs.pairs.count - mostRows)
            )
        case .rowList(let list): return (self.table(list, title, desk), list.rowCount - min(list.rows.count, mostRows))
        }
    }

    private func notes(of table: ResultTable, _ desk: ReportDesk) -> [String] {
        var notes = [table.note].compactMap { $0?[desk.language] }
        if case .itemPairs(let pairs) = table.content { notes += PairsOnPage(pairs: pairs, desk: desk).notes }
        return notes
    }

    // MARK: One table each

    private func table(_ cross: CrossTable, _ title: String, _ desk: ReportDesk) -> Document.Table {
        let total = desk.words[.total]
        func cell(_ count: Int?) -> Document.Cell {
            count.map(desk.cell) ?? .value(hidden(desk))
        }
        return Document.Table(
            caption: title, label: title,
            columns: [Document.Column(cross.rows.title[desk.language])]
                + (cross.columns.labels.map { $0[desk.language] } + [total]).map { Document.Column($0, .number) },
            rows: cross.rows.labels.enumerated().map { row, label in
                [.text(label[desk.language])] + cross.columns.labels.indices.map { cell(cross[row, $0]) }
                    + [cell(cross.rowTotals[row])]
            },
            totals: [[.text(total)] + cross.columnTotals.map(cell) + [cell(cross.total)]])
    }

    private func table(_ matrix: Matrix, _ title: String, _ desk: ReportDesk) -> Document.Table {
        Document.Table(
            caption: title, label: title,
            columns: [Document.Column(matrix.rows.title[desk.language])]
                + matrix.columns.labels.map { Document.Column($0[desk.language], .number) },
            rows: matrix.rows.labels.enumerated().map { row, label in
                [.text(label[desk.language])]
                    + matrix.columns.labels.indices.map {
                        value(matrix[row, $0].map { .real($0) }, matrix.unit, isHidden: matrix.isHidden(row, $0), desk)
                    }
            })
    }

    private func table(_ curve: Curve, _ title: String, _ desk: ReportDesk) -> Document.Table {
        Document.Table(
            caption: title, label: title,
            columns: [Document.Column(curve.stepTitle[desk.language])]
                + curve.lines.map { Document.Column($0.title[desk.language], .number) },
            rows: curve.steps.enumerated().map { index, step in
                [.text(shown(.real(step), curve.stepUnit, desk))]
                    + curve.lines.map { line in
                        let point = index < line.points.count ? line.points[index] : nil
                        return value(
                            point?.value.map { .real($0) }, curve.unit, isHidden: point?.isHidden ?? false, desk)
                    }
            })
    }

    private func table(_ list: RowList, _ title: String, _ desk: ReportDesk) -> Document.Table {
        Document.Table(
            caption: title, label: title,
            columns: list.columns.map { column in
                Document.Column(column.title[desk.language], column.unit == nil ? .text : .number)
            },
            rows: list.rows.prefix(mostRows).map { row in
                zip(row, list.columns).map { cell, column in
                    switch cell {
                    case .text(let text): .text(text)
                    case .wording(let words): .text(words[desk.language])
                    case .day(let day): .text(desk.periods.date(day))
                    case .number(let number): value(number, column.unit ?? .number, isHidden: false, desk)
                    case .missing: .value(.absent(shown: ValueFormat.absent))
                    }
                }
            })
    }

    // MARK: Cells

    private func hidden(_ desk: ReportDesk) -> Document.Value {
        .hidden(shown: ReportWords.hiddenValue[desk.language])
    }

    private func value(_ value: MetricValue?, _ unit: MetricUnit, isHidden: Bool, _ desk: ReportDesk) -> Document.Cell {
        if isHidden { return .value(hidden(desk)) }
        guard let value else { return .value(.absent(shown: ValueFormat.absent)) }
        return .value(
            .number(
                Document.Number(Document.Quantity(value), unit: unit.text, shown: shown(value, unit, desk))))
    }

    private func shown(_ value: MetricValue, _ unit: MetricUnit, _ desk: ReportDesk) -> String {
        desk.format.text(value, unit: unit, places: desk.format.places(for: unit, values: [value]))
    }
}
