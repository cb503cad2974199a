// Finds the segments and labels that the results name by key and by number.

import Documents
import Stages

/// Segments by their key, labels by their position.
struct SegmentLookup {
    private let segments: [String: Segment]

    init(_ segments: [Segment]) {
        self.segments = Dictionary(segments.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(key: String) -> Segment? { segments[key] }

    /// The label at a position of a segment; nil when there is none.
    func label(_ position: Int, of segment: String) -> SegmentLabel? {
        guard let labels = segments[segment]?.labels, labels.indices.contains(position) else { return nil }
        return labels[position]
    }

    /// `region=华东; tier=A`, as in `results.csv`.
    func text(of labels: [Int], by breakdown: Breakdown) -> String {
        zip(breakdown.segments, labels).map { segment, label in
            SegmentText.pair(segment, self.label(label, of: segment)?.key ?? "")
        }.joined(separator: "; ")
    }

    /// By segment the key of its label, as in `results.json`.
    func object(of labels: [Int], by breakdown: Breakdown) -> JSONValue {
        .object(
            zip(breakdown.segments, labels).map { segment, label in
                (segment, .optional(self.label(label, of: segment)?.key))
            })
    }
}
