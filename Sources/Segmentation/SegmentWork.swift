// What segmenters may use while they divide: tables, links with the partners they found, periods.

import Diagnostics
import Stages
import Tabular

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
