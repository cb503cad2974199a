// A segment as it is written under `segment:`, before its tables are known.

import Diagnostics

/// One entry of `segment:`.
package struct WrittenSegment: Sendable {
    package var identity: SegmentIdentity
    package var title: Wording?
    package var segmenter: any Segmenter
}
