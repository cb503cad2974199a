// The labels of segments as the rows of one file write them, each made once.

import Stages
import Tabular

/// What stands in a row for each label of each segment.
struct LabelTexts<Text: Sendable>: Sendable {
    /// What stands for each label of one segment.
    struct Division: Sendable {
        fileprivate var texts: [Text]
        fileprivate var absent: Text

        /// The text of the label at a position; of none, that of a label that is not there.
        subscript(position: Int) -> Text { texts.indices.contains(position) ? texts[position] : absent }
    }

    private let divisions: [String: Division]
    private let text: @Sendable (String, SegmentLabel?) -> Text

    /// - Parameter text: what stands for a label of a segment; nil where there is no such label.
    init(_ segments: [Segment], text: @escaping @Sendable (_ segment: String, _ label: SegmentLabel?) -> Text) {
        self.text = text
        divisions = Dictionary(
            segments.map { segment in
                let texts = segment.labels.map { text(segment.key, $0) }
                return (segment.key, Division(texts: texts, absent: text(segment.key, nil)))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The segments of a breakdown, in its order.
    func divisions(of breakdown: Breakdown) -> [Division] {
        breakdown.segments.map { divisions[$0] ?? Division(texts: [], absent: text($0, nil)) }
    }
}

/// What neighbouring cells of the results have in common, since these are sorted by it.
struct CellRun: Sendable {
    var metric: String
    var breakdown: Breakdown
    var period: Period

    init(_ cell: MetricCell) {
        metric = cell.metric
        breakdown = cell.breakdown
        period = cell.period
    }

    /// Whether the cell goes on with the run.
    func holds(_ cell: UnsafePointer<MetricCell>) -> Bool {
        metric == cell.pointee.metric && period == cell.pointee.period && breakdown == cell.pointee.breakdown
    }
}
