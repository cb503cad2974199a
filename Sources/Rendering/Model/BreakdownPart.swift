// The breakdowns of a report: every metric by region, by tier, by month and region.

import Diagnostics
import Stages
import Tabular

extension ReportModelBuilder {
    /// At most so many columns stand side by side; further ones go into a table of their own.
    private static let widestTable = 12

    /// One part per breakdown, in the order of the pipeline file; the total is on the first page.
    func breakdowns() -> [ReportModel.BreakdownPart] {
        results.breakdowns.filter { $0 != .total }.enumerated().compactMap { index, breakdown in
            let anchor = "breakdown-\(index + 1)"
            let title = ReportWords.by(axisTitles(of: breakdown))[language]
            let part: ReportModel.BreakdownPart
            if breakdown.grain == nil, breakdown.segments.count == 1 {
                part = ReportModel.BreakdownPart(
                    anchor: anchor, partTitle: title, partClass: "panels",
                    panels: results.metrics.compactMap { panel($0, breakdown) },
                    wideTables: [])
            } else if breakdown.segments.isEmpty {
                part = ReportModel.BreakdownPart(
                    anchor: anchor, partTitle: title, partClass: "sheets", panels: [],
                    wideTables: metricTables(breakdown))
            } else {
                let tables = results.metrics.flatMap { crossTables($0, breakdown) }
                let isNarrow = tables.allSatisfy { $0.columns.count <= 4 }
                part = ReportModel.BreakdownPart(
                    anchor: anchor, partTitle: title, partClass: isNarrow ? "panels" : "sheets", panels: [],
                    wideTables: tables)
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

    /// Whether a period belongs to the report's own.
    private func isInside(_ period: Period) -> Bool {
        guard let start = results.period.start, let end = results.period.end else { return true }
        guard let first = period.start, let last = period.end else { return false }
        return start <= first && last <= end || first <= start && start < last && period.grain != results.period.grain
    }

    // MARK: One segment: a panel per metric

    private func panel(_ metric: MetricDescription, _ breakdown: Breakdown) -> ReportModel.Panel? {
        let positions = cells.positions(metric.key, breakdown).filter { results.cells[$0].period == results.period }
        guard !positions.isEmpty else { return nil }
        let reader = reader(metric)
        let total = cells.position(metric.key, .total, results.period)
        let all = (total.map { [$0] } ?? []) + positions
        let scale = InlineScale(all.map { results.cells[$0] }, reader: reader)
        let rows = all.map { position in
            let cell = results.cells[position]
            let comparison = results.comparisons[position]?.first
            return ReportModel.PanelRow(
                label: position == total ? words[.total] : labelText(breakdown.segments, cell.labels),
                isTotal: position == total, reading: reader.tableReading(cell),
                barGraphic: scale.graphic(of: cell, reference: total.map { results.cells[$0] }, reader: reader),
                changes: comparison.map { [reader.shortChange($0, of: cell)] } ?? [])
        }
        return ReportModel.Panel(
            panelTitle: metric.title[language], panelNote: note(of: metric),
            segmentTitle: breakdown.segments.first.map(segmentTitle) ?? "", rows: rows,
            hasIntervals: rows.contains { $0.reading.hasInterval }, hasChanges: rows.contains { !$0.changes.isEmpty },
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
        return chunks(of: periods).map { shown in
            let rows = results.metrics.map { metric in
                let reader = reader(metric)
                return ReportModel.WideRow(
                    label: metric.title[language], isTotal: false,
                    cells: shown.map { reader.tableReading(cells.cell(metric.key, breakdown, $0)) })
            }
            return ReportModel.WideTable(
                tableTitle: ReportWords.by(axisTitles(of: breakdown))[language], tableNote: "", hasTableNote: false,
                corner: words[.metric],
                columns: shown.map { columnName(of: $0) }, hasSums: false, sumTitle: "", rows: rows)
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
        var rows = rowSet.sorted()
        var columns = columnSet.sorted()
        let isTurned = columns.count > Self.widestTable && rows.count < columns.count
        if isTurned { swap(&rows, &columns) }
        let rowKeys = Array(breakdown.segments.prefix(split))
        let columnKeys = Array(breakdown.segments.dropFirst(split))
        let reader = reader(metric)
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
        let shownColumns = chunks(of: columns)
        return shownColumns.enumerated().map { chunk, shown in
            let isRoomy = shown.count <= 3
            func reading(_ cell: MetricCell?) -> ReportModel.Reading {
                var reading = reader.tableReading(cell)
                if !isRoomy { reading.showsInterval = false }
                return reading
            }
            let hasSums = chunk == shownColumns.count - 1 && rows.contains { sum(sumColumn, $0) != nil }
            var tableRows = rows.map { row in
                var readings = shown.map { column in
                    let position = isTurned ? found[column]?[row] : found[row]?[column]
                    return reading(position.map { results.cells[$0] })
                }
                if hasSums {
                    var last = reading(sum(sumColumn, row))
                    last.isSum = true
                    readings.append(last)
                }
                return ReportModel.WideRow(
                    label: name(row, isTurned ? columnKeys : rowKeys), isTotal: false, cells: readings)
            }
            if shown.contains(where: { sum(sumRow, $0) != nil }) {
                var readings = shown.map { reading(sum(sumRow, $0)) }
                if hasSums {
                    var last = reading(cells.cell(metric.key, .total, results.period))
                    last.isSum = true
                    readings.append(last)
                }
                tableRows.insert(ReportModel.WideRow(label: words[.total], isTotal: true, cells: readings), at: 0)
            }
            return ReportModel.WideTable(
                tableTitle: metric.title[language], tableNote: note(of: metric), hasTableNote: true,
                corner: isTurned ? columnTitle : rowTitle,
                columns: shown.map { name($0, isTurned ? rowKeys : columnKeys) }, hasSums: hasSums,
                sumTitle: words[.total], rows: tableRows)
        }
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
    private func note(of metric: MetricDescription) -> String {
        [reader(metric).tableUnit, ReportWords.direction(metric.better)[language]].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    private func chunks<Element>(of elements: [Element]) -> [[Element]] {
        stride(from: 0, to: elements.count, by: Self.widestTable).map { start in
            Array(elements[start..<min(start + Self.widestTable, elements.count)])
        }
    }
}
