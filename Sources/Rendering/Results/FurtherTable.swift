// The tables for machines that a report has beside results.csv where there is something for them to hold.

import Diagnostics
import Stages

/// A further table of a report.
package enum FurtherTable: Sendable, Hashable {
    case pairs, distributions, findings, series, alerts, targets, groups, scorecards, raters, effects, actions
    /// The list of this key.
    case list(String)

    /// The name of its file.
    var fileName: String {
        switch self {
        case .pairs: PairsTable.name
        case .distributions: DistributionsTable.name
        case .findings: FindingsTable.name
        case .series: SeriesTable.name
        case .alerts: AlertsTable.name
        case .targets: TargetsTable.name
        case .groups: GroupsTable.name
        case .scorecards: ScorecardsTable.name
        case .raters: RatersTable.name
        case .effects: EffectsTable.name
        case .actions: ActionEffectsTable.name
        case .list(let key): ListFile.name(of: key)
        }
    }

    func file(of results: MetricResults, startsWithByteOrderMark: Bool, languages: [Language]) -> RenderedFile {
        switch self {
        case .pairs: PairsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .distributions:
            DistributionsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .findings: FindingsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .series: SeriesTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .alerts: AlertsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .targets: TargetsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .groups: GroupsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .scorecards: ScorecardsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .raters: RatersTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .effects: EffectsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .actions: ActionEffectsTable(results: results, startsWithByteOrderMark: startsWithByteOrderMark).file
        case .list(let key): ListFile(key: key, results: results, languages: languages).file
        }
    }
}
