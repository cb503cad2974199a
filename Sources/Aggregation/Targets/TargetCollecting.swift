// Puts the targets of the pipeline file and those of tables together, once the labels are known.

import Diagnostics
import Stages
import Tabular

/// Collects the targets of a run.
struct TargetCollecting {
    let plan: AggregationPlan
    let segments: [Segment]
    let context: StageContext

    /// All targets that can be looked at; what cannot be is told.
    func goals(in segmented: SegmentedTables) -> TargetGoals {
        var collected = TargetGoals()
        guard plan.hasTargets, !context.isExample else { return collected }
        collected.periods = plan.periods
        collected.goals = plan.goals.compactMap { withKeys($0) }
        for name in plan.targetTables {
            guard let table = segmented[name]?.table else { continue }
            read(table, into: &collected)
        }
        return collected
    }

    /// The same with the keys of its labels; nil for a label that there is not, which is told.
    private func withKeys(_ goal: TargetGoal) -> TargetGoal? {
        var found = goal
        for (index, part) in goal.parts.enumerated() {
            guard let segment = segments.first(where: { $0.key == part.segment }) else { return nil }
            guard let label = segment.label(named: part.label) else {
                context.collector.add(
                    AggregationDiagnostics.targetOfUnknownLabel(goal, part, labels: segment.labels.map(\.key)))
                return nil
            }
            found.parts[index].label = label
        }
        return found
    }

    private func read(_ table: Table, into collected: inout TargetGoals) {
        let rows = TargetRows(table)
        let reading = TargetRowReading(plan: plan, segments: segments)
        for chunk in table.chunks {
            for row in 0..<chunk.rowCount {
                let place = location(ofRow: row, in: chunk)
                let cells = rows.cells(row, of: chunk)
                switch reading.goal(of: cells, beside: collected.goals) {
                case .target(var goal):
                    goal.location = place
                    collected.goals.append(goal)
                case .otherPeriod: collected.rowsOfOtherPeriods += 1
                case .setAside(let why):
                    collected.rowsSetAside += 1
                    context.collector.add(
                        AggregationDiagnostics.targetRowSetAside(why, table: table.name, at: place))
                }
            }
        }
        if collected.rowsOfOtherPeriods > 0 {
            context.collector.add(
                AggregationDiagnostics.targetsOfOtherPeriods(
                    collected.rowsOfOtherPeriods, table: table.name, period: plan.periods.period.name))
        }
    }

    private func location(ofRow row: Int, in chunk: Chunk) -> SourceLocation? {
        guard context.inputPaths.indices.contains(chunk.origin.file) else { return nil }
        return SourceLocation(file: context.inputPaths[chunk.origin.file], line: chunk.origin.line(ofRow: row))
    }
}

/// The cells of a table of targets as texts.
struct TargetRows {
    private let columns: [TargetField: Int]

    init(_ table: Table) {
        var columns: [TargetField: Int] = [:]
        for field in TargetField.allCases {
            columns[field] = field.names.lazy.compactMap { table.index(of: $0) }.first
        }
        self.columns = columns
    }

    /// What is written in a row, without what is missing.
    func cells(_ row: Int, of chunk: Chunk) -> [TargetField: String] {
        columns.compactMapValues { index in
            guard let text = Self.text(chunk.columns[index], row) else { return nil }
            let trimmed = text.drop(while: \.isWhitespace)
            let last = trimmed.lastIndex { !$0.isWhitespace }
            return last.map { String(trimmed[...$0]) }
        }
    }

    private static func text(_ column: Column, _ row: Int) -> String? {
        switch column {
        case .text(let texts): texts[row]
        case .integer(let numbers): numbers[row].map { String($0) }
        case .decimal(let numbers):
            numbers.units[row].map { ExactDecimal(units: Int128($0), scale: numbers.scale).description }
        case .real(let numbers): numbers[row].map { MetricValue.real($0).text }
        case .date(let days): days[row].map { CivilDate(dayNumber: Int($0)).isoText }
        case .duration(let lengths): lengths[row].map { "\($0) ms" }
        case .flag, .instant: nil
        }
    }
}
