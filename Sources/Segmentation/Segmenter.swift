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

/// The keys that several segmenters have.
enum SegmentKeys {
    static let title = OptionKey(
        "title", .wording,
        help: Wording(
            en: "what readers are shown; the segmenter's own title or the name unless said",
            zh: "展示给读者的标题，默认为划分方式自带的标题或分组名"))
    static let table = OptionKey(
        "of", .name(.table), isRequired: true,
        help: Wording(en: "the table whose rows are divided", zh: "所划分的表"))
    static let tableOfColumns = OptionKey(
        "of", .name(.table),
        help: Wording(en: "the table of columns that are written without one", zh: "未写表名的列所属的表"))
    static let labels = OptionKey(
        "labels", .entries(.wording),
        help: Wording(
            en: "other names or titles for values, which then stand in this order", zh: "为取值另起名称或标题，并按此顺序排列"))
}

/// Every segmenter there is; a test proves the list complete.
package enum SegmenterCatalogue {
    /// In the order of the manual.
    package static let segmenters: [any Segmenter.Type] = [
        ByColumn.self, ByExpression.self, ByBands.self, ByCalendar.self, Geography.self, RFM.self, ValueTier.self,
    ]

    package static var declarations: [OptionKey] { segmenters.map { $0.declaration } }

    package static var names: [String] { declarations.words }
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

/// What a segmenter is prepared for.
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

    /// A formula bound to a table; nil after a mistake, which has been reported.
    func bound(
        _ formula: Expression, to table: SourceText, expecting type: ColumnType? = nil
    ) -> BoundFormula? {
        self.table(table).flatMap { BoundFormula(formula, for: $0, expecting: type, collector: collector) }
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

extension Expression {
    /// The columns that a formula over a table mentions.
    func columns(of table: SourceText) -> [ColumnReference] {
        columnNames.map { ColumnReference(table: table, column: $0) }
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

    /// The table of a planned name.
    ///
    /// - Errors: an internal error when it is absent.
    func table(_ name: String) throws(DiagnosedFailure) -> Table {
        guard let table = tables[name] else {
            throw DiagnosedFailure(SegmentationDiagnostics.internalError("table '\(name)' is absent"))
        }
        return table
    }

    /// Tells of texts and flags that a formula asks for and no row has.
    func tellNeverSeen(_ formula: BoundFormula, in table: Table, by segment: SegmentIdentity) {
        formula.expression.tellNeverSeen(in: table, by: segment.wording, to: stage.collector)
    }

    /// One column of a planned table, all chunks at once.
    func columns(_ column: String, of table: Table) throws(DiagnosedFailure) -> [Column] {
        let chunks = try chunks(ofColumn: column, of: table)
        return (0..<chunks.count).map { chunks[$0] }
    }

    /// One column of a planned table, whose cells are fetched a chunk at a time.
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
