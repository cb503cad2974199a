// `where`: how the labels of each segment lie beside all, a shaded table per segment.

import Diagnostics
import Documents
import Stages
import Tabular

/// Which places differ.
///
/// - Shape: for every segment that the report is divided by alone a table: metrics that have an interval by labels, shaded by
///   the distance from
///   the number of all, findings dark and with a sign.
/// - Missing: a segment with one label, or without a metric that has an interval, is left out, and the block when all are.
struct Where: ReportBlock {
    static let word = "where"
    static let help = Wording(
        en: "which places differ: metrics by the labels of each segment, shaded by how far they lie from all",
        zh: "哪里不同：各项指标按分组标签列出，底色表示与全部之差")
    static let mostLabelsKey = OptionKey(
        "most_labels", .integer(2...20),
        help: Wording(
            en:
                "how many labels of a segment are shown, those with the most rows; 8 unless said; segments with more than three "
                + "times as many are left out",
            zh: "每个分组最多显示几个标签，取行数最多者；默认 8；标签数超过其三倍的分组不列"))
    static let keys = [mostLabelsKey]

    /// So many labels of a segment are shown.
    var mostLabels = 8

    /// Segments with more labels, times this, are people or products rather than places.
    private static let tooMany = 3

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostLabelsKey) { mostLabels = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let findings = FindingPlaces(desk.results.judgements.findings)
        let tables = desk.results.breakdowns.filter { $0.grain == nil && $0.segments.count == 1 }
            .compactMap { heat(of: $0, findings, desk) }
        guard !tables.isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: desk.words[.whereItDiffers], elements: tables.map { .heat($0) })
    }

    private func heat(of breakdown: Breakdown, _ findings: FindingPlaces, _ desk: ReportDesk) -> Document.Heat? {
        let results = desk.results
        let metrics = desk.metrics.filter { metric in
            !metric.isAdditive && !metric.counts && metric.unit != .count
                && desk.cells.positions(metric.key, breakdown).contains {
                    results.cells[$0].period == results.period && results.cells[$0].low != nil
                }
        }
        // By label the most rows that a metric has of it.
        var rows: [Int: Int] = [:]
        for metric in metrics {
            for position in desk.cells.positions(metric.key, breakdown)
            where results.cells[position].period == results.period {
                guard let label = results.cells[position].labels.first else { continue }
                rows[label] = max(rows[label] ?? 0, results.cells[position].n)
            }
        }
        let labels = rows.keys.sorted()
        guard labels.count > 1, labels.count <= mostLabels * Self.tooMany else { return nil }
        let found = metrics.flatMap { metric in
            labels.filter { label in
                desk.cells.cell(metric.key, breakdown, results.period, labels: [label])
                    .map { findings.besideOthers($0) != nil } ?? false
            }
        }
        // A label that a finding is of is never left out for want of rows.
        let shown = largest(labels, most: mostLabels) { (rows[$0] ?? 0) + (found.contains($0) ? 1 << 40 : 0) }.sorted()
        let lines = metrics.map { metric in
            let reader = desk.reader(metric)
            let total = desk.cells.cell(metric.key, .total, results.period)
            let cells = shown.map { label -> Document.Heat.Cell in
                let cell = desk.cells.cell(metric.key, breakdown, results.period, labels: [label])
                guard let cell else { return Document.Heat.Cell(value: "") }
                let measurement = reader.tableMeasurement(cell)
                let deviation = Deviation(cell, of: metric, desk, findings: findings)
                return Document.Heat.Cell(
                    measurement.value, shade: deviation?.shade ?? .plain,
                    isThin: measurement.value.isNumber && deviation?.finding == nil && reader.isSmallSample(cell))
            }
            return Document.Heat.Row(
                label: desk.rowLabel(metric),
                cells: [Document.Heat.Cell(reader.tableMeasurement(total).value)] + cells)
        }
        guard !lines.isEmpty else { return nil }
        let names = shown.map { desk.labelText(breakdown.segments, [$0]) }
        let by = ReportWords.by(desk.axisTitles(of: breakdown))
        let left = labels.count - shown.count
        return Document.Heat(
            title: DeviationWords.places(by, signals: desk.printed(found.count))[desk.language],
            corner: desk.words[.metric], columns: [desk.words[.total]] + names, rows: lines,
            legend: legend(of: lines, desk),
            note: DeviationWords.placesNote(
                more: left > 0 ? desk.printed(left) : nil, isInAnnex: desk.hasAnnex)[desk.language])
    }

    /// The shades that the table uses.
    private func legend(of rows: [Document.Heat.Row], _ desk: ReportDesk) -> [Document.Heat.Key] {
        let cells = rows.flatMap(\.cells)
        let used = Set(cells.map(\.shade))
        let shades = Document.Heat.Shade.allCases.filter { $0 != .plain && used.contains($0) }.map {
            Document.Heat.Key($0, DeviationWords.meaning($0)[desk.language])
        }
        let isThin = cells.contains(where: \.isThin)
        return shades + (isThin ? [Document.Heat.Key(.plain, isThin: true, DeviationWords.fewRows[desk.language])] : [])
    }
}
