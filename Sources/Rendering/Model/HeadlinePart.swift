// The first page of a report: what it comes to, and every metric's total.

import Diagnostics
import Stages
import Tabular

extension ReportModelBuilder {
    /// Every metric's total of the report's period, in the order of the pipeline file.
    func headlines() -> [ReportModel.Headline] {
        results.metrics.enumerated().map { index, metric in
            let reader = reader(metric)
            let position = cells.position(metric.key, .total, results.period)
            let cell = position.map { results.cells[$0] }
            let comparisons = position.flatMap { results.comparisons[$0] } ?? []
            return ReportModel.Headline(
                metricTitle: metric.title[language], reading: reader.reading(cell),
                changes: cell.map { cell in comparisons.map { reader.change($0, of: cell) } } ?? [],
                goals: cell.flatMap(reader.goal).map { [$0] } ?? [],
                sparkGraphic: spark(of: metric, position: index + 1))
        }
    }

    /// A count in the language of the report.
    func printed(_ count: Int) -> ReportWords.Count { ReportWords.Count(text: format.count(count), number: count) }

    /// A few sentences: how the targets stand, what changed against each compared period, how many rows it rests on.
    func summary() -> [String] {
        var sentences: [String] = []
        let totals = results.metrics.compactMap { metric in
            cells.position(metric.key, .total, results.period).map { (title: metric.title, position: $0) }
        }
        let goals = totals.filter { results.cells[$0.position].target != nil }
        let targets = [CellStatus.met, .missed, .uncertain].map { status in
            ReportWords.Outcome(
                kind: ReportWords.status(status),
                metrics: goals.filter { results.cells[$0.position].status == status }.map(\.title))
        }
        if targets.contains(where: { !$0.metrics.isEmpty }) {
            sentences.append(ReportWords.targetsSummary(ReportWords.outcomes(targets))[language])
        }
        for base in Comparison.Base.allCases {
            let compared = totals.compactMap { total in
                results.comparisons[total.position]?.first { $0.base == base }.map {
                    (title: total.title, comparison: $0)
                }
            }
            let verdicts = [Comparison.Verdict.better, .worse, .changed, .withinNoise].map { verdict in
                ReportWords.Outcome(
                    kind: ReportWords.verdict(verdict),
                    metrics: compared.filter { $0.comparison.verdict == verdict }.map(\.title),
                    isNamed: verdict != .withinNoise)
            }
            guard verdicts.contains(where: { !$0.metrics.isEmpty }),
                let period = results.comparedPeriods[base] ?? compared.first?.comparison.basePeriod
            else { continue }
            sentences.append(
                ReportWords.changesSummary(against: periods.name(of: period), ReportWords.outcomes(verdicts))[language])
        }
        if !facts.ledgers.isEmpty {
            let read = facts.ledgers.reduce(0) { $0 + $1.read }
            let kept = facts.ledgers.reduce(0) { $0 + $1.kept }
            let rejected = facts.ledgers.reduce(0) { $0 + $1.count(of: .rejected) }
            let other = facts.ledgers.reduce(0) { $0 + $1.count(of: .duplicate) + $1.count(of: .filtered) }
            sentences.append(
                ReportWords.rowsSummary(
                    files: printed(facts.files.count), read: printed(read), kept: format.count(kept),
                    rejected: format.count(rejected), other: format.count(other))[language])
        }
        return sentences
    }
}
