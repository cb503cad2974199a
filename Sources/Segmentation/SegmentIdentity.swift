// Which segment of the pipeline file something is about.

import Diagnostics

/// A segment by its key and place.
package struct SegmentIdentity: Sendable, Hashable {
    package var key: String
    /// Where the key stands.
    package var location: SourceLocation

    package init(key: String, location: SourceLocation) {
        self.key = key
        self.location = location
    }

    /// For messages: segment 'region'.
    package var wording: Wording { Wording(en: "segment '\(key)'", zh: "分组 '\(key)'") }
}
