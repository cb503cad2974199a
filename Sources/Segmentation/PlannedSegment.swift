// A segment as the plan has it: its segmenter is known to fit the tables.

import Stages

/// A prepared segment and the ways by which tables reach it.
package struct PlannedSegment: Sendable {
    package var schema: SegmentSchema
    package var segmenter: any PreparedSegmenter
    /// By table that is no home of the segment: the link that is the first step to one.
    package var firstSteps: [String: Int]
    /// Whether it is declared that the labels name nobody, whatever they look like.
    package var isDeclaredImpersonal = false

    /// The segmenter as written.
    package var source: any Segmenter { segmenter.segmenter }
}
