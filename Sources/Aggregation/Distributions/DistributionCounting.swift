// Counts the answers of the report's period, chunk by chunk, before the tables are taken.

import Diagnostics
import Stages
import Tabular

/// Counts the distributions of a plan.
struct DistributionCounting {
    let plan: AggregationPlan
    let context: StageContext

    /// In the order of the plan; none where the rows are an example.
    ///
    /// - Errors: an internal error when a table is not as planned; a formula that overflows.
    func distributions(in segmented: SegmentedTables) throws(DiagnosedFailure) -> [Distribution] {
        guard !context.isExample else { return [] }
        var counted: [Distribution] = []
        for planned in plan.distributions {
            guard let table = segmented[planned.table] else {
                throw DiagnosedFailure(AggregationDiagnostics.tableIsNotAsPlanned(planned.table))
            }
            let labels = planned.segment.flatMap { segmented.segment($0)?.labels } ?? []
            let tallies = try tallies(planned, of: table, labels: labels.count)
            try context.checkOverflows(
                of: Wording(en: "distribution '\(planned.key)'", zh: "分布 '\(planned.key)'"), at: planned.place)
            counted.append(DistributionBuilding(planned: planned, tallies: tallies, labels: labels).distribution)
        }
        return counted
    }

    /// One per item.
    private func tallies(
        _ planned: PlannedDistribution, of table: SegmentedTable, labels: Int
    ) throws(DiagnosedFailure) -> [AnswerTally] {
        let condition = try planned.condition.map { (formula) throws(DiagnosedFailure) in
            try formula.ready(for: table.table, context)
        }
        var formulas: [BoundFormula.Ready] = []
        for item in planned.items { formulas.append(try item.formula.ready(for: table.table, context)) }
        let time = planned.time.flatMap { table.table.index(of: $0) }
        let numbers = planned.segment.flatMap { table.numbers[$0] }
        let ready = formulas
        let parts = parallelMap(Array(table.table.chunks.indices), jobs: context.jobs) { index in
            let chunk = table.table.chunks[index]
            var counts = condition?.isTrue(chunk) ?? [Bool](repeating: true, count: chunk.rowCount)
            if let time { leaveOtherPeriods(&counts, chunk.columns[time]) }
            let labelOfRow = numbers?.numbers(inChunk: index, of: table.table)
            return ready.map { formula in
                tally(formula.values(chunk), counts, labelOfRow, planned, groups: labels + 1)
            }
        }
        return planned.items.indices.map { item in
            parts.reduce(into: AnswerTally(groups: labels + 1)) { $0.merge($1[item]) }
        }
    }

    /// Leaves rows out that are not of the report's period, or of none.
    private func leaveOtherPeriods(_ counts: inout [Bool], _ time: Column) {
        let period = plan.periods.period
        for row in counts.indices where counts[row] {
            let day: Int?
            switch time {
            case .date(let days): day = days[row].map { Int($0) }
            case .instant(let moments): day = moments[row].map { Int(context.zone.localDay(of: $0)) }
            case .text, .integer, .decimal, .real, .flag, .duration: day = nil
            }
            guard let day else {
                counts[row] = false
                continue
            }
            if let start = period.start, let end = period.end { counts[row] = (start..<end).contains(day) }
        }
    }

    private func tally(
        _ answers: Column, _ counts: [Bool], _ labels: [UInt32]?, _ planned: PlannedDistribution, groups: Int
    ) -> AnswerTally {
        var tally = AnswerTally(groups: groups)
        // Texts are cut once each, however many rows have them.
        var known: [UInt32: [String]] = [:]
        for row in counts.indices where counts[row] {
            let label = labels.map { Int($0[row]) }
            if planned.form == .amounts {
                if let amount = answers.amount(row) {
                    tally.add(amount: amount, label: label)
                } else {
                    tally.addEmpty(label: label)
                }
                continue
            }
            let choices: [String]
            if case .text(let texts) = answers, let code = texts.codes[row] {
                choices = known[code] ?? self.choices(answers.answer(row), planned)
                known[code] = choices
            } else {
                choices = self.choices(answers.answer(row), planned)
            }
            if choices.isEmpty { tally.addEmpty(label: label) } else { tally.add(choices, label: label) }
        }
        return tally
    }

    /// What an answer holds, each once; nothing for no answer.
    private func choices(_ answer: String?, _ planned: PlannedDistribution) -> [String] {
        guard let answer else { return [] }
        var choices: [String] = []
        for part in parts(of: answer, by: planned.split ?? "") {
            let end = planned.until.flatMap { $0.isEmpty ? nil : part.firstRange(of: $0)?.lowerBound }
            let choice = part[..<(end ?? part.endIndex)].drop(while: \.isWhitespace)
            guard let last = choice.lastIndex(where: { !$0.isWhitespace }) else { continue }
            if !choices.contains(String(choice[...last])) { choices.append(String(choice[...last])) }
        }
        return choices
    }

    private func parts(of answer: String, by split: String) -> [Substring] {
        split.isEmpty ? [Substring(answer)] : answer.split(separator: split)
    }
}
