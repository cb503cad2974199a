// `assessments`: what 360° rounds say of each label: score, how much of the weight is there, raters, agreement, and self beside others.

import Diagnostics
import Documents
import Stages
import Tabular

/// The 360° rounds of a report.
///
/// - Shape: a table for each segment by which alone the metrics are divided, a row per label.
/// - Missing: a column of a metric that is not listed is left out; without a gap of self from others, so is the block.
struct Assessments: ReportBlock {
    static let word = "assessments"
    static let help = Wording(
        en: "360° rounds by label: score, coverage, raters, agreement, and self beside others in words",
        zh: "按标签列出 360° 评价：综合得分、覆盖率、评价人数、一致性，以及自评与他评的高低")

    /// Those of the catalogue, in the order of the columns.
    static let metrics = ["a360_composite", "a360_coverage", "a360_raters", "a360_agreement", gap]
    static let gap = "a360_gap"

    init() {}

    func section(from desk: ReportDesk) -> Document.Section? {
        let listed = Self.metrics.compactMap { key in desk.results.metrics.first { $0.key == key } }
        guard listed.contains(where: { $0.key == Self.gap }) else { return nil }
        let breakdowns = desk.results.breakdowns.filter { breakdown in
            breakdown.grain == nil && breakdown.segments.count == 1
                && !desk.cells.positions(Self.gap, breakdown).isEmpty
        }
        guard !breakdowns.isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: desk.words[.assessments],
            elements: [.paragraph(Document.Paragraph(AssessmentWords.intro[desk.language], isLead: true))]
                + breakdowns.map { .table(Self.table(listed, $0, desk)) })
    }

    private static func table(
        _ listed: [MetricDescription], _ breakdown: Breakdown, _ desk: ReportDesk
    ) -> Document.Table {
        let shown = listed.filter { !desk.cells.positions($0.key, breakdown).isEmpty }
        let segment = desk.segmentTitle(breakdown.segments[0])
        var columns = [Document.Column(segment)]
        for metric in shown {
            columns.append(Document.Column(metric.title[desk.language], .number))
            if hasInterval(metric) { columns.append(Document.Column(desk.words[.interval], .number)) }
        }
        columns.append(Document.Column(desk.words[.selfBesideOthers]))
        let labels = Set(
            shown.flatMap { desk.cells.positions($0.key, breakdown) }.map { desk.results.cells[$0] }
                .filter { $0.period == desk.results.period }.compactMap(\.labels.first))
        return Document.Table(
            caption: ReportWords.by([segment])[desk.language], label: "\(desk.words[.assessments]) · \(segment)",
            columns: columns,
            rows: labels.sorted().map { label in
                func cell(_ metric: String) -> MetricCell? {
                    desk.cells.position(metric, breakdown, desk.results.period, labels: [label]).map {
                        desk.results.cells[$0]
                    }
                }
                var row: [Document.Cell] = [.text(desk.labelText(breakdown.segments, [label]))]
                for metric in shown {
                    let measurement = desk.reader(metric).measurement(cell(metric.key))
                    row.append(.value(measurement.value))
                    if hasInterval(metric) { row.append(measurement.interval.map { .text($0.shown) } ?? .blank) }
                }
                return row + [.text(AssessmentWords.gap(cell(gap))[desk.language])]
            })
    }

    private static func hasInterval(_ metric: MetricDescription) -> Bool { metric.interval == "t" }
}
