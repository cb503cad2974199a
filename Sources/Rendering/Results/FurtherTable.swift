// The tables for machines that a report has beside results.csv where there is something for them to hold.

import Stages

/// A further table of a report.
package enum FurtherTable: Sendable, Hashable {
    case pairs, findings

    /// The name of its file.
    var fileName: String {
        switch self {
        case .pairs: PairsTable.name
        case .findings: FindingsTable.name
        }
    }

    func file(of results: MetricResults, startsWithByteOrderMark: Bool) -> RenderedFile {
        switch self {
        case .pairs: PairsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .findings: FindingsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        }
    }
}
