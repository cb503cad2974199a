// The labels of segments as the rows of one file write them, each made once.

import Documents
import Stages
import Tabular

/// What stands in a row for each label of each segment.
///
/// The texts lie one after the other, and rows say which: a text of its own for every label would be held and let go in each row.
struct LabelTexts: Sendable {
    /// Where the texts of one segment stand in the list.
    struct SegmentTexts: Sendable {
        fileprivate var first: Int
        fileprivate var count: Int
    }

    /// A text of the list.
    struct Place: Sendable {
        /// Where its bytes are.
        var range: Range<Int>
        /// Whether a cell of a CSV row with it is quoted.
        var needsQuotes: Bool
    }

    /// All texts, one after the other.
    private(set) var bytes: [UInt8] = []
    /// Of each segment, the text for a label that is not there, then one per label.
    private var places: [Place] = []
    private var segments: [String: SegmentTexts] = [:]
    private let text: @Sendable (String, SegmentLabel?) -> [UInt8]

    /// - Parameter text: what stands for a label of a segment; nil where there is no such label.
    init(_ segments: [Segment], text: @escaping @Sendable (_ segment: String, _ label: SegmentLabel?) -> [UInt8]) {
        self.text = text
        for segment in segments { add(segment.key, segment.labels) }
    }

    private mutating func add(_ segment: String, _ labels: [SegmentLabel]) {
        guard segments[segment] == nil else { return }
        segments[segment] = SegmentTexts(first: places.count, count: labels.count)
        add(text(segment, nil))
        for label in labels { add(text(segment, label)) }
    }

    private mutating func add(_ text: [UInt8]) {
        let range = bytes.count..<bytes.count + text.count
        places.append(Place(range: range, needsQuotes: CommaSeparatedText.needsQuotes(text)))
        bytes += text
    }

    /// Where the texts of a breakdown's segments stand, in its order.
    mutating func segments(of breakdown: Breakdown) -> [SegmentTexts] {
        for segment in breakdown.segments { add(segment, []) }
        return breakdown.segments.compactMap { segments[$0] }
    }

    /// The text of a cell's label; where there is no label, that of its absence.
    @inline(__always)
    func place(_ index: Int, of segments: [SegmentTexts], _ cell: UnsafePointer<MetricCell>) -> Place {
        let segment = segments[index]
        let label = index < cell.pointee.labels.count ? cell.pointee.labels[index] : -1
        return places[segment.first + (label >= 0 && label < segment.count ? label + 1 : 0)]
    }
}
