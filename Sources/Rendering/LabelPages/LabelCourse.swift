// The course of a label's numbers over periods: drawings, and the same in figures.

import Diagnostics
import Documents
import Stages
import Tabular

/// How the numbers of a label went.
///
/// - Missing: nil where there is one period alone.
struct LabelCourse {
    private let page: LabelDesk
    private let desk: ReportDesk
    private let facts: LabelFacts

    init(_ page: LabelDesk) {
        self.page = page
        desk = page.desk
        facts = page.facts
    }

    /// The table holds fewer periods than the drawings do.
    private static let mostColumns = 6

    var section: Document.Section? {
        guard facts.periods.count > 1 else { return nil }
        let charts = facts.metrics.enumerated().compactMap { number, metric in
            MetricSeries(
                of: metric, facts.course, labels: [page.label], over: facts.periods,
                judged: facts.series(of: metric.key, page.label), desk: desk
            ).figure(number: number + 1).map { Document.Element.figure($0) }
        }
        let shown = facts.periods.suffix(Self.mostColumns)
        let rows = facts.metrics.compactMap { metric -> Document.Grid.Row? in
            let cells = shown.map { desk.cells.cell(metric.key, facts.course, $0, labels: [page.label]) }
            if cells.allSatisfy({ $0 == nil }) { return nil }
            return Document.Grid.Row(
                label: desk.rowLabel(metric), cells: cells.map { desk.reader(metric).tableMeasurement($0) })
        }
        guard !rows.isEmpty else { return nil }
        let title = desk.words[.course]
        let grid = Document.Grid(
            title: title, label: title, corner: desk.words[.metric], columns: shown.map(desk.periods.shortName),
            showsIntervals: false, isBesideDrawings: true, rows: rows)
        return Document.Section(
            anchor: "course", title: title,
            elements: (charts.isEmpty
                ? []
                : [
                    .group(.charts, charts),
                    .heading(Document.Heading(desk.words[.trendFigures], isBesideDrawings: true)),
                ]) + [.grid(grid)])
    }
}
