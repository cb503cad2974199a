// Which of the changes between two runs can have moved a cell: those of what it rests on.

import Diagnostics
import Stages

/// The changes between two runs, to be asked which of them reach a cell.
struct MoveCauses {
    private let changes: RunChanges
    private let inputs: Set<String>
    private let read: Set<String>
    private let cleaned: Set<String>
    private let segments: Set<String>
    private let metrics: Set<String>
    private let ledgers: Set<String>

    init(_ changes: RunChanges) {
        self.changes = changes
        inputs = Set(changes.inputs.map(\.table))
        read = changes.readTables
        cleaned = changes.cleanedTables
        segments = changes.segments
        metrics = changes.metrics
        ledgers = Set(changes.ledgers.map(\.table))
    }

    /// - Returns: none is never told: where nothing is known that reaches the cell, that is said.
    func causes(_ before: RecordedCell?, _ after: RecordedCell?) -> [Wording] {
        guard let cell = before ?? after else { return [] }
        let (tables, divisions) = basis(of: cell)
        var causes: [Wording] = []
        let hiddenOnce = before?.isHidden != after?.isHidden && before != nil && after != nil
        if hiddenOnce { causes.append(suppression(isHiddenNow: after?.isHidden == true)) }
        if let before, let after, before.target != after.target { causes.append(DifferenceWords.targets) }
        if changes.hasOtherVersion { causes.append(DifferenceWords.version) }
        if metrics.contains(cell.metric) { causes.append(DifferenceWords.definition(cell.metric)) }
        causes += tables.filter(inputs.contains).map(DifferenceWords.inputs)
        causes += tables.filter(read.contains).map(DifferenceWords.reading)
        if changes.hasOtherExports { causes.append(DifferenceWords.exports) }
        causes += tables.filter(cleaned.contains).map(DifferenceWords.cleaning)
        // Other rows were kept of the same files by the same rules.
        causes += tables.filter {
            ledgers.contains($0) && !inputs.contains($0) && !read.contains($0) && !cleaned.contains($0)
        }.map(DifferenceWords.ledger)
        if changes.hasOtherLinks, !divisions.isEmpty || tables.count > 1 { causes.append(DifferenceWords.links) }
        causes += divisions.filter(segments.contains).map(DifferenceWords.segment)
        if changes.hasOtherSettings { causes.append(DifferenceWords.settings) }
        let isOneSided = before == nil || after == nil
        if changes.hasOtherPeriod, isOneSided || !divisions.isEmpty || causes.isEmpty {
            causes.append(DifferenceWords.period)
        }
        if changes.hasOtherClock { causes.append(DifferenceWords.asOf) }
        if isOneSided, let plans = changes.plans, plans.before.breakdowns != plans.after.breakdowns {
            causes.append(DifferenceWords.breakdowns)
        }
        if causes.isEmpty { causes.append(changes.plans == nil ? DifferenceWords.unrecorded : DifferenceWords.unknown) }
        return causes
    }

    private func suppression(isHiddenNow: Bool) -> Wording {
        guard let plans = changes.plans, plans.before.suppressBelow != plans.after.suppressBelow else {
            return DifferenceWords.hidden(now: isHiddenNow)
        }
        return DifferenceWords.suppression(plans.before.suppressBelow, plans.after.suppressBelow)
    }

    /// The tables and segments that a cell rests on, in either run.
    private func basis(of cell: RecordedCell) -> (tables: [String], segments: [String]) {
        var (tables, divisions): (Set<String>, Set<String>) = ([], Set(cell.labels.keys))
        for run in [changes.before, changes.after] {
            let metric = run.record.plan?.metrics[cell.metric]
            tables.formUnion(metric?.tables ?? [])
            if let table = run.results.metrics.first(where: { $0.key == cell.metric })?.table { tables.insert(table) }
            divisions.formUnion(metric?.segments ?? [])
            for segment in divisions { tables.formUnion(run.record.plan?.segments[segment]?.tables ?? []) }
        }
        // Tables that rules make are as the ones they are made of.
        for run in [changes.before, changes.after] {
            for ledger in run.record.ledger where tables.contains(ledger.table) {
                if let source = ledger.source { tables.insert(source) }
            }
        }
        // Of a metric over others nothing more is known where the plan is not recorded.
        if tables.isEmpty { tables = Set((changes.before.record.inputs + changes.after.record.inputs).map(\.table)) }
        return (tables.sorted(), divisions.sorted())
    }
}
