// The breakdowns of a report: every metric by region, by tier, by month and region.

import Diagnostics
import Stages
import Tabular

extension ReportModelBuilder {
    /// So many columns at most stand side by side, as far as the paper is wide enough; further ones go into a table of
    /// their own.
    private static let mostColumns = 12

    /// One part per breakdown, in the order of the pipeline file; the total is on the first page.
    func breakdowns() -> [ReportModel.BreakdownPart] {
        results.breakdowns.filter { $0 != .total }.enumerated().compactMap { index, breakdown in
            let anchor = "breakdown-\(index + 1)"
            let title = ReportWords.by(axisTitles(of: breakdown))[language]
            let part: ReportModel.BreakdownPart
            if breakdown.grain == nil, breakdown.segments.count == 1 {
                part = ReportModel.BreakdownPart(
                    anchor: anchor, partTitle: title, panels: results.metrics.compactMap { panel($0, breakdown) },
                    wideTables: [])
            } else if breakdown.segments.isEmpty {
                part = ReportModel.BreakdownPart(
                    anchor: anchor, partTitle: title, panels: [],
                    wideTables: metricTables(breakdown))
            } else {
                part = ReportModel.BreakdownPart(
                    anchor: anchor, partTitle: title, panels: [],
                    wideTables: results.metrics.flatMap { crossTables($0, breakdown) })
            }
            return part.panels.isEmpty && part.wideTables.isEmpty ? nil : part
        }
    }

    private func axisTitles(of breakdown: Breakdown) -> [String] {
        (breakdown.grain.map { [periods.grain($0)] } ?? []) + breakdown.segments.map(segmentTitle)
    }

    private func segmentTitle(_ key: String) -> String { segments[key]?.title[language] ?? key }

    /// The labels of a cell in words, joined.
    private func labelText(_ segmentKeys: some Sequence<String>, _ labels: some Sequence<Int>) -> String {
        zip(segmentKeys, labels).map { key, label in
            segments.label(label, of: key)?.title[language] ?? ValueFormat.absent
        }.joined(separator: " · ")
    }

    /// Whether a period belongs to the report's own: it begins there.
    private func isInside(_ period: Period) -> Bool {
        guard let start = results.period.start, let end = results.period.end else { return true }
        return period.start.map { start <= $0 && $0 < end } ?? false
    }

    // MARK: One segment: a panel per metric

    private func panel(_ metric: MetricDescription, _ breakdown: Breakdown) -> ReportModel.Panel? {
        let all = cells.positions(metric.key, breakdown).filter { results.cells[$0].period == results.period }
        guard !all.isEmpty else { return nil }
        let reader = reader(metric)
        let positions = Self.largest(all, most: Self.mostLabels) { results.cells[$0].n }
        let total = cells.position(metric.key, .total, results.period)
        let shown = (total.map { [$0] } ?? []) + positions
        let goal = positions.lazy.compactMap { reader.goal(results.cells[$0]) }.first
        let scale = InlineScale(shown.map { results.cells[$0] }, reader: reader)
        var rows = shown.map { position in
            let cell = results.cells[position]
            let comparison = results.comparisons[position]?.first
            return ReportModel.PanelRow(
                label: position == total ? words[.total] : labelText(breakdown.segments, cell.labels),
                isTotal: position == total, reading: reader.tableReading(cell),
                barGraphic: scale.graphic(of: cell, reference: total.map { results.cells[$0] }, reader: reader),
                changes: comparison.map { [reader.shortChange($0, of: cell)] } ?? [])
        }
        if all.count > positions.count {
            rows.append(
                ReportModel.PanelRow(
                    label: moreLabels(all.count - positions.count), isTotal: false, reading: Self.blank, barGraphic: "",
                    changes: []))
        }
        return ReportModel.Panel(
            panelTitle: metric.title[language], panelNote: note(of: metric, goal: goal),
            segmentTitle: breakdown.segments.first.map(segmentTitle) ?? "", rows: rows,
            hasIntervals: rows.contains { $0.reading.hasInterval },
            hasSamples: rows.contains { $0.reading.hasSample || $0.reading.hasNote },
            hasChanges: rows.contains { !$0.changes.isEmpty },
            changeTitle: rows.lazy.compactMap(\.changes.first?.base).first ?? "")
    }

    // MARK: Only periods: metrics by periods

    private func metricTables(_ breakdown: Breakdown) -> [ReportModel.WideTable] {
        var columns = Set<Period>()
        for metric in results.metrics {
            for position in cells.positions(metric.key, breakdown) where isInside(results.cells[position].period) {
                columns.insert(results.cells[position].period)
            }
        }
        let periods = columns.sorted()
        guard !periods.isEmpty else { return [] }
        let title = ReportWords.by(axisTitles(of: breakdown))[language]
        func label(_ shown: [Int], of all: Int) -> String {
            shown.count == all ? title : "\(title) · \(shown.first.map { columnName(of: periods[$0]) } ?? "")"
        }
        let readers = results.metrics.map { ($0, reader($0)) }
        let columnCells = periods.map { period in
            readers.map { metric, reader in reader.tableReading(cells.cell(metric.key, breakdown, period)) }
        }
        return TableWidth.chunks(columnCells.map(TableWidth.ofColumn), most: Self.mostColumns).map { shown in
            let rows = readers.enumerated().map { index, entry in
                ReportModel.WideRow(
                    label: rowLabel(entry.0), isTotal: false, cells: shown.map { columnCells[$0][index] })
            }
            return ReportModel.WideTable(
                tableTitle: title, tableLabel: label(shown, of: periods.count), tableNote: "", hasTableNote: false,
                corner: words[.metric], columns: shown.map { columnName(of: periods[$0]) }, hasSums: false,
                sumTitle: "", isFull: true, rows: rows)
        }
    }

    // MARK: Two directions: one metric's labels by periods or by the last segment's labels

    private struct Axis: Hashable, Comparable {
        var period: Period?
        var labels: [Int]

        static func < (left: Axis, right: Axis) -> Bool {
            if let first = left.period, let second = right.period, first != second { return first < second }
            return left.labels.lexicographicallyPrecedes(right.labels)
        }
    }

    private func crossTables(_ metric: MetricDescription, _ breakdown: Breakdown) -> [ReportModel.WideTable] {
        let positions = cells.positions(metric.key, breakdown).filter { position in
            let period = results.cells[position].period
            return breakdown.grain == nil ? period == results.period : isInside(period)
        }
        guard !positions.isEmpty else { return [] }
        // Columns are periods where the breakdown has them, else the labels of its last segment.
        let hasPeriods = breakdown.grain != nil
        let split = hasPeriods ? breakdown.segments.count : breakdown.segments.count - 1
        var found: [Axis: [Axis: Int]] = [:]
        var rowSet = Set<Axis>()
        var columnSet = Set<Axis>()
        for position in positions {
            let cell = results.cells[position]
            let row = Axis(period: nil, labels: Array(cell.labels.prefix(split)))
            let column = Axis(period: hasPeriods ? cell.period : nil, labels: Array(cell.labels.dropFirst(split)))
            rowSet.insert(row)
            columnSet.insert(column)
            found[row, default: [:]][column] = position
        }
        var rows = Self.largest(rowSet.sorted(), most: Self.mostLabels) { row in
            (found[row] ?? [:]).values.reduce(0) { $0 + results.cells[$1].n }
        }
        var columns = columnSet.sorted()
        if !hasPeriods, columns.count > Self.mostLabelColumns {
            var sizes: [Axis: Int] = [:]
            for row in found.values {
                for (column, position) in row { sizes[column, default: 0] += results.cells[position].n }
            }
            columns = Self.largest(columns, most: Self.mostLabelColumns) { sizes[$0] ?? 0 }
        }
        // Of the rows and columns together, as one row.
        let leftOut = rowSet.count - rows.count + columnSet.count - columns.count
        let isTurned = columns.count > Self.mostColumns && rows.count < columns.count
        if isTurned { swap(&rows, &columns) }
        let rowKeys = Array(breakdown.segments.prefix(split))
        let columnKeys = Array(breakdown.segments.dropFirst(split))
        let reader = reader(metric)
        let title = ReportWords.by(axisTitles(of: breakdown))[language]
        let sums = CrossSums(breakdown: breakdown, rowKeys: rowKeys, columnKeys: columnKeys)
        let sumRow = isTurned ? sums.ofRows : sums.ofColumns
        let sumColumn = isTurned ? sums.ofColumns : sums.ofRows
        func name(_ axis: Axis, _ keys: [String]) -> String {
            axis.period.map { columnName(of: $0) } ?? labelText(keys, axis.labels)
        }
        func sum(_ breakdown: Breakdown, _ axis: Axis) -> MetricCell? {
            cells.cell(metric.key, breakdown, axis.period ?? results.period, labels: axis.labels)
        }
        let rowTitle = rowKeys.map(segmentTitle).joined(separator: " · ")
        let columnTitle =
            breakdown.grain.map { periods.grain($0) } ?? columnKeys.map(segmentTitle).joined(separator: " · ")
        // A cell per column and row; a last row of sums and a last column of sums where the report has them.
        func reading(_ column: Axis, _ row: Axis) -> ReportModel.Reading {
            let position = isTurned ? found[column]?[row] : found[row]?[column]
            return reader.tableReading(position.map { results.cells[$0] })
        }
        let hasSumRow = columns.contains { sum(sumRow, $0) != nil }
        let hasSumColumn = rows.contains { sum(sumColumn, $0) != nil }
        var labels = rows.map { name($0, isTurned ? columnKeys : rowKeys) }
        var columnCells = columns.map { column in rows.map { reading(column, $0) } }
        var sumCells = hasSumColumn ? rows.map { reader.tableReading(sum(sumColumn, $0)) } : []
        if hasSumRow {
            labels.insert(words[.total], at: 0)
            for index in columns.indices {
                columnCells[index].insert(reader.tableReading(sum(sumRow, columns[index])), at: 0)
            }
            if hasSumColumn {
                sumCells.insert(reader.tableReading(cells.cell(metric.key, .total, results.period)), at: 0)
            }
        }
        for index in sumCells.indices { sumCells[index].isSum = true }
        let widths = columnCells.map(TableWidth.ofColumn)
        let chunks = TableWidth.chunks(widths, most: Self.mostColumns, besides: TableWidth.ofColumn(sumCells))
        return chunks.map { shown in
            let isLast = shown.last == columns.count - 1
            let isRoomy = shown.count <= 3
            let tableRows =
                labels.indices.map { row in
                    var readings = shown.map { columnCells[$0][row] }
                    if isLast, hasSumColumn { readings.append(sumCells[row]) }
                    if !isRoomy { for index in readings.indices { readings[index].showsInterval = false } }
                    return ReportModel.WideRow(label: labels[row], isTotal: hasSumRow && row == 0, cells: readings)
                } + (leftOut > 0 ? [rest(leftOut, columns: shown.count + (isLast && hasSumColumn ? 1 : 0))] : [])
            let columnNames = shown.map { name(columns[$0], isTurned ? rowKeys : columnKeys) }
            let label = [metric.title[language], title] + (chunks.count > 1 ? columnNames.prefix(1) : [])
            return ReportModel.WideTable(
                tableTitle: metric.title[language], tableLabel: label.joined(separator: " · "),
                tableNote: note(of: metric), hasTableNote: true,
                corner: isTurned ? columnTitle : rowTitle,
                columns: columnNames,
                hasSums: isLast && hasSumColumn, sumTitle: words[.total],
                isFull: TableWidth.of(tableRows) > TableWidth.halfPage, rows: tableRows)
        }
    }

    // MARK: Of many labels only the largest

    private static let mostLabels = 500
    private static let mostLabelColumns = 60
    private static let blank = ReportModel.Reading(
        value: "", interval: "", sample: "", hasSample: false, note: "", hasInterval: false, showsInterval: false,
        hasNote: false, isAbsent: true)

    /// All in their order, or so many with the most rows, the largest first.
    private static func largest<Element>(_ all: [Element], most: Int, size: (Element) -> Int) -> [Element] {
        if all.count <= most { return all }
        let sizes = all.map(size)
        return all.indices.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }.prefix(most).map {
            all[$0]
        }
    }

    private func moreLabels(_ count: Int) -> String { ReportWords.moreLabels(format.count(count))[language] }

    private func rest(_ count: Int, columns: Int) -> ReportModel.WideRow {
        ReportModel.WideRow(
            label: moreLabels(count), isTotal: false, cells: (0..<columns).map { _ in Self.blank })
    }

    /// The breakdowns that hold the sums along the two directions of a cross table, where the report has them.
    private struct CrossSums {
        /// Over all columns, one per row.
        var ofRows: Breakdown
        /// Over all rows, one per column.
        var ofColumns: Breakdown

        init(breakdown: Breakdown, rowKeys: [String], columnKeys: [String]) {
            ofRows = Breakdown(segments: rowKeys)
            ofColumns = Breakdown(grain: breakdown.grain, segments: columnKeys)
        }
    }

    /// What stands beside a table's title: the unit where the cells do not say it, and which way is good.
    ///
    /// - Parameter goal: the target of the table's cells, where they have one.
    private func note(of metric: MetricDescription, goal: ReportModel.Goal? = nil) -> String {
        let target = goal.map { "\(words[.target]) \($0.bound)" } ?? ""
        return [reader(metric).tableUnit, ReportWords.direction(metric.better)[language], target]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
