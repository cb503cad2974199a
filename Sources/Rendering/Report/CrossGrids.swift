// One metric in two directions: labels by periods, or by the labels of the last segment.

import Diagnostics
import Documents
import Stages
import Tabular

/// The grids of one metric over a breakdown of two directions or more.
///
/// - Shape: columns are periods where the breakdown has them, else the labels of its last segment; turned where the columns are too
///   many for the paper. A first row and a last column hold the sums that the report has.
struct CrossGrids {
    private struct Axis: Hashable, Comparable {
        var period: Period?
        var labels: [Int]

        static func < (left: Axis, right: Axis) -> Bool {
            if let first = left.period, let second = right.period, first != second { return first < second }
            return left.labels.lexicographicallyPrecedes(right.labels)
        }
    }

    private static let mostLabelColumns = 60

    private let metric: MetricDescription
    private let breakdown: Breakdown
    private let desk: ReportDesk
    private let reader: CellReader
    private let rowKeys: [String]
    private let columnKeys: [String]
    /// The positions of cells by row and column, before they are turned.
    private let found: [Axis: [Axis: Int]]
    private let rows: [Axis]
    private let columns: [Axis]
    private let isTurned: Bool
    /// How many rows and columns are left out.
    private let leftOut: Int
    /// So many stand side by side at most.
    private let mostColumns: Int

    /// - Missing: nil without cells in the report's period.
    init?(_ metric: MetricDescription, _ breakdown: Breakdown, mostLabels: Int, mostColumns: Int, desk: ReportDesk) {
        let results = desk.results
        let positions = desk.cells.positions(metric.key, breakdown).filter { position in
            let period = results.cells[position].period
            return breakdown.grain == nil ? period == results.period : desk.isInside(period)
        }
        guard !positions.isEmpty else { return nil }
        let hasPeriods = breakdown.grain != nil
        let split = hasPeriods ? breakdown.segments.count : breakdown.segments.count - 1
        var found: [Axis: [Axis: Int]] = [:]
        var columnSet = Set<Axis>()
        for position in positions {
            let cell = results.cells[position]
            let row = Axis(period: nil, labels: Array(cell.labels.prefix(split)))
            let column = Axis(period: hasPeriods ? cell.period : nil, labels: Array(cell.labels.dropFirst(split)))
            columnSet.insert(column)
            found[row, default: [:]][column] = position
        }
        var rows = largest(found.keys.sorted(), most: mostLabels) { row in
            (found[row] ?? [:]).values.reduce(0) { $0 + results.cells[$1].n }
        }
        var columns = columnSet.sorted()
        if !hasPeriods, columns.count > Self.mostLabelColumns {
            var sizes: [Axis: Int] = [:]
            for row in found.values {
                for (column, position) in row { sizes[column, default: 0] += results.cells[position].n }
            }
            columns = largest(columns, most: Self.mostLabelColumns) { sizes[$0] ?? 0 }
        }
        // Of the rows and columns together, as one row.
        leftOut = found.count - rows.count + columnSet.count - columns.count
        isTurned = columns.count > mostColumns && rows.count < columns.count
        if isTurned { swap(&rows, &columns) }
        self.mostColumns = mostColumns
        self.metric = metric
        self.breakdown = breakdown
        self.desk = desk
        self.found = found
        (self.rows, self.columns) = (rows, columns)
        rowKeys = Array(breakdown.segments.prefix(split))
        columnKeys = Array(breakdown.segments.dropFirst(split))
        reader = desk.reader(metric)
    }

    /// As many as the paper's width asks for, one at least.
    var grids: [Document.Grid] {
        let sums = readSums()
        let cells = columns.map { column in
            (sums.hasRow ? [reader.tableMeasurement(sum(sumRow, column))] : [])
                + rows.map { cell(in: column, $0) }
        }
        let labels =
            (sums.hasRow ? [desk.words[.total]] : []) + rows.map { name($0, isTurned ? columnKeys : rowKeys) }
        let widths = cells.map { TableWidth.ofColumn($0) }
        let chunks = TableWidth.chunks(
            widths, most: mostColumns, besides: TableWidth.ofColumn(sums.column ?? []))
        return chunks.map { shown in
            let sumColumn = shown.last == columns.count - 1 ? sums.column : nil
            let isRoomy = shown.count <= 3
            var gridRows = labels.indices.map { row in
                Document.Grid.Row(
                    label: labels[row], isTotal: sums.hasRow && row == 0,
                    cells: shown.map { cells[$0][row] } + (sumColumn.map { [$0[row]] } ?? []))
            }
            if leftOut > 0 {
                let count = shown.count + (sumColumn == nil ? 0 : 1)
                gridRows.append(
                    Document.Grid.Row(
                        label: desk.moreLabels(leftOut), cells: [Document.Measurement](repeating: .blank, count: count))
                )
            }
            let names = shown.map { name(columns[$0], isTurned ? rowKeys : columnKeys) }
            let label =
                [metric.title[desk.language], ReportWords.by(desk.axisTitles(of: breakdown))[desk.language]]
                + (chunks.count > 1 ? names.prefix(1) : [])
            return Document.Grid(
                title: metric.title[desk.language], label: label.joined(separator: " · "),
                note: desk.note(of: metric), corner: isTurned ? columnTitle : rowTitle, columns: names,
                sumTitle: sumColumn == nil ? nil : desk.words[.total],
                isFull: TableWidth.of(gridRows, showsIntervals: isRoomy) > TableWidth.halfPage,
                showsIntervals: isRoomy, rows: gridRows)
        }
    }

    // MARK: Names

    private var rowTitle: String { rowKeys.map(desk.segmentTitle).joined(separator: " · ") }

    private var columnTitle: String {
        breakdown.grain.map { desk.periods.grain($0) } ?? columnKeys.map(desk.segmentTitle).joined(separator: " · ")
    }

    private func name(_ axis: Axis, _ keys: [String]) -> String {
        guard let period = axis.period else { return desk.labelText(keys, axis.labels) }
        let positions = found.values.compactMap { $0[axis] }
        return desk.columnName(of: period, holding: positions.map { desk.results.cells[$0] })
    }

    // MARK: Cells

    private func cell(in column: Axis, _ row: Axis) -> Document.Measurement {
        let position = isTurned ? found[column]?[row] : found[row]?[column]
        return reader.tableMeasurement(position.map { desk.results.cells[$0] })
    }

    /// Where the report has the sums over all columns, one per row, and over all rows, one per column.
    private var sumsOfRows: Breakdown { Breakdown(segments: rowKeys) }
    private var sumsOfColumns: Breakdown { Breakdown(grain: breakdown.grain, segments: columnKeys) }
    private var sumRow: Breakdown { isTurned ? sumsOfRows : sumsOfColumns }
    private var sumColumn: Breakdown { isTurned ? sumsOfColumns : sumsOfRows }

    private func sum(_ breakdown: Breakdown, _ axis: Axis) -> MetricCell? {
        desk.cells.cell(metric.key, breakdown, axis.period ?? desk.results.period, labels: axis.labels)
    }

    /// Whether there is a row of sums, and the column of them, the cell over everything included.
    private func readSums() -> (hasRow: Bool, column: [Document.Measurement]?) {
        let hasRow = columns.contains { sum(sumRow, $0) != nil }
        guard rows.contains(where: { sum(sumColumn, $0) != nil }) else { return (hasRow, nil) }
        let corner = desk.cells.cell(metric.key, .total, desk.results.period)
        return (
            hasRow,
            (hasRow ? [reader.tableMeasurement(corner)] : []) + rows.map { reader.tableMeasurement(sum(sumColumn, $0)) }
        )
    }
}
