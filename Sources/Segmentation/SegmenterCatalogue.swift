// Every segmenter there is; a test proves the list complete.

import Stages

/// The segmenters a pipeline file may name.
package enum SegmenterCatalogue {
    /// In the order of the manual.
    package static let segmenters: [any Segmenter.Type] = [
        ByColumn.self, ByExpression.self, ByBands.self, ByCalendar.self, Geography.self, RFM.self, ValueTier.self,
    ]

    package static var declarations: [OptionKey] { segmenters.map { $0.declaration } }

    package static var names: [String] { declarations.words }
}
