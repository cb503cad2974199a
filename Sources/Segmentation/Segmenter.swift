// What a segmenter is: it reads its options, is prepared for the tables, and what is prepared gives every row of its home a label.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A way to divide rows, named as the user writes it under `segment:`.
///
/// The three steps in order: ``init(_:of:)`` reads the options, ``prepared(in:)`` compares them with tables and links, and what it
/// gives does it. A new segmenter also goes into ``SegmenterCatalogue``.
package protocol Segmenter: Sendable {
    associatedtype Prepared: PreparedSegmenter

    /// The key that tells it from the others, `column`, what stands behind it, and how it divides.
    static var declaration: OptionKey { get }

    /// The keys that may stand beside it.
    static var furtherKeys: [OptionKey] { get }

    /// Which segment it makes.
    var identity: SegmentIdentity { get }

    /// Reads the options; nil when they have a mistake, which has then been reported.
    init?(_ reader: OptionReader, of identity: SegmentIdentity)

    /// Every column it reads, whether or not there is one of that name.
    var mentionedColumns: [ColumnReference] { get }

    /// The column of the customers it divides; nil when it divides something else.
    var customer: ColumnReference? { get }

    /// The segmenter prepared for the tables; nil after a mistake, which has been reported.
    func prepared(in scope: SegmentScope) -> Prepared?

    /// What the segment is called when the pipeline file gives no title; nil for its key.
    var defaultTitle: Wording? { get }

    /// The keys of its labels when they do not depend on data; without `unknown`.
    var labelKeys: [String]? { get }

    /// The columns whose cells become its labels as they are.
    var labelColumns: [ColumnReference] { get }

    /// The columns whose cells its labels may hold, as they are or within other text.
    var columnsInLabels: [ColumnReference] { get }

    /// How it divides, for `rapport plan`.
    var line: Wording { get }
}

/// A segmenter that is known to fit its tables.
package protocol PreparedSegmenter: Sendable {
    associatedtype Source: Segmenter

    /// The segmenter as written.
    var segmenter: Source { get }

    /// The tables whose rows it labels itself; other tables get their labels through links.
    var homes: [String] { get }

    /// A label for every row of its homes.
    ///
    /// - Errors: a failure that no row can be blamed for, such as a sum beyond all bounds.
    func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division

    /// The same in SQL.
    ///
    /// - Errors: an internal error when a table is absent.
    func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL
}

extension Segmenter {
    package static var name: String { declaration.word }

    /// All keys that an entry of `segment` with this segmenter may have.
    package static var keys: [OptionKey] { [declaration] + furtherKeys + [SegmentKeys.title] }

    package var customer: ColumnReference? { nil }
    package var defaultTitle: Wording? { nil }
    package var labelKeys: [String]? { nil }
    package var labelColumns: [ColumnReference] { [] }
    package var columnsInLabels: [ColumnReference] { labelColumns }
}

/// What a segmenter made: its labels, and one of them for every row of its homes.
package struct Division: Sendable {
    /// The last one is ``SegmentLabel/unknown``.
    package var labels: [SegmentLabel]
    /// By home table.
    package var numbers: [String: SegmentNumbers]
    package var convention: Wording?

    package init(labels: [SegmentLabel], numbers: [String: SegmentNumbers], convention: Wording? = nil) {
        self.labels = labels
        self.numbers = numbers
        self.convention = convention
    }
}
