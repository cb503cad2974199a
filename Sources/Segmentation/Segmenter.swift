// What a segmenter is: it reads its options, checks them against the tables, and gives every row of its home a label.

import Diagnostics
import Stages
import Tabular

/// A way to divide rows, named as the user writes it under `segment:`.
///
/// The three steps in order: ``init(_:of:)`` reads the options, ``checked(in:)`` compares them with tables and links,
/// ``divide(_:)`` does it. A new segmenter also goes into ``SegmenterCatalogue``.
package protocol Segmenter: Sendable {
    /// The key that tells it from the others: `column`.
    static var name: String { get }

    /// Which segment it makes.
    var identity: SegmentIdentity { get }

    /// Reads the options; nil when they have a mistake, which has then been reported.
    init?(_ reader: OptionReader, of identity: SegmentIdentity)

    /// Every column it reads, whether or not there is one of that name.
    var mentionedColumns: [ColumnReference] { get }

    /// The column of the customers it divides; nil when it divides something else.
    var customer: ColumnReference? { get }

    /// The segmenter made ready for the tables; nil after a mistake.
    func checked(in scope: SegmentScope) -> Self?

    /// The tables whose rows it labels itself; other tables get their labels through links. Known once it is checked.
    var homes: [String] { get }

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

    /// A label for every row of its homes.
    ///
    /// - Errors: a failure that no row can be blamed for, such as a sum beyond all bounds.
    func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division
}

extension Segmenter {
    package var customer: ColumnReference? { nil }
    package var defaultTitle: Wording? { nil }
    package var labelKeys: [String]? { nil }
    package var labelColumns: [ColumnReference] { [] }
    package var columnsInLabels: [ColumnReference] { labelColumns }
}

/// Every segmenter there is; a test proves the list complete.
package enum SegmenterCatalogue {
    /// In the order of the manual.
    package static let segmenters: [any Segmenter.Type] = [
        ByColumn.self, ByExpression.self, ByBands.self, ByCalendar.self, Geography.self, RFM.self, ValueTier.self,
    ]

    package static var names: [String] { segmenters.map { $0.name } }
}

/// Which segment of the pipeline file something is about.
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

/// What a segmenter is checked against.
package struct SegmentScope: Sendable {
    package var schemas: [TableSchema]
    package var links: LinkGraph
    package var collector: DiagnosticCollector

    package init(schemas: [TableSchema], links: LinkGraph, collector: DiagnosticCollector) {
        self.schemas = schemas
        self.links = links
        self.collector = collector
    }

    /// The table of a name; an unknown one is reported. Nil without a message for one whose own mistake was reported.
    func table(_ name: SourceText) -> TableSchema? {
        if let schema = schemas[name.text] { return schema.isOpaque ? nil : schema }
        collector.add(StagesDiagnostics.unknownTable(name, known: schemas.map(\.name)))
        return nil
    }

    /// The type of a column; an unknown table or column is reported.
    func type(of column: ColumnReference) -> ColumnType? {
        guard let schema = table(column.table) else { return nil }
        if let type = schema.type(of: column.column.text) { return type }
        if schema.opaqueColumns.contains(column.column.text) { return nil }
        collector.add(
            StagesDiagnostics.unknownColumn(column.column, table: schema.name, known: schema.columnNames))
        return nil
    }
}

/// What a segmenter may use while it divides.
package struct SegmentWork: Sendable {
    package var tables: [String: Table]
    package var links: LinkGraph
    /// For every link, by its position: the partner rows of its left table.
    var partners: [PartnerRows]
    package var periods: ReportPeriods
    package var stage: StageContext

    /// The table of a checked name.
    ///
    /// - Errors: an internal error when it is absent.
    func table(_ name: String) throws(DiagnosedFailure) -> Table {
        guard let table = tables[name] else {
            throw DiagnosedFailure(SegmentationDiagnostics.internalError("table '\(name)' is absent"))
        }
        return table
    }

    /// One column of a checked table, all chunks at once.
    func columns(_ column: String, of table: Table) throws(DiagnosedFailure) -> [Column] {
        let chunks = try chunks(ofColumn: column, of: table)
        return (0..<chunks.count).map { chunks[$0] }
    }

    /// One column of a checked table, whose cells are fetched a chunk at a time.
    func chunks(ofColumn column: String, of table: Table) throws(DiagnosedFailure) -> ColumnChunks {
        guard let index = table.index(of: column) else {
            throw DiagnosedFailure(
                SegmentationDiagnostics.internalError("column '\(column)' of table '\(table.name)' is absent"))
        }
        return .column(index, of: table)
    }
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
