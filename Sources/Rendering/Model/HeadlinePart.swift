// The first page of a report: what it comes to, and every metric's total.

import Diagnostics
import Stages
import Tabular

extension ReportModelBuilder {
    /// Every metric's total of the report's period, in the order of the pipeline file.
    func headlines() -> [ReportModel.Headline] {
        results.metrics.map { metric in
            let reader = reader(metric)
            let position = cells.position(metric.key, .total, results.period)
            let cell = position.map { results.cells[$0] }
            let comparisons = position.flatMap { results.comparisons[$0] } ?? []
            return ReportModel.Headline(
                metricTitle: metric.title[language], reading: reader.reading(cell),
                changes: cell.map { cell in comparisons.map { reader.change($0, of: cell) } } ?? [],
                goals: cell.flatMap(reader.goal).map { [$0] } ?? [],
                sparkGraphic: "")
        }
    }

    /// A few sentences: how the targets stand, what changed against each compared period, how many rows it rests on.
    func summary() -> [String] {
        var sentences: [String] = []
        let totals = results.metrics.compactMap { cells.position($0.key, .total, results.period) }
        let statuses = totals.filter { results.cells[$0].target != nil }.map { results.cells[$0].status }
        let met = statuses.count { $0 == .met }
        let missed = statuses.count { $0 == .missed }
        let uncertain = statuses.count { $0 == .uncertain }
        if met + missed + uncertain > 0 {
            sentences.append(ReportWords.targetsSummary(met: met, missed: missed, uncertain: uncertain)[language])
        }
        for base in Comparison.Base.allCases {
            let comparisons = totals.compactMap { results.comparisons[$0]?.first { $0.base == base } }
            let verdicts = comparisons.map(\.verdict)
            let judged = verdicts.count { ![.unjudged, .notComparable].contains($0) }
            guard judged > 0, let period = results.comparedPeriods[base] ?? comparisons.first?.basePeriod else { continue }
            sentences.append(
                ReportWords.changesSummary(
                    against: periods.name(of: period), better: verdicts.count { $0 == .better },
                    worse: verdicts.count { $0 == .worse }, noise: verdicts.count { $0 == .withinNoise },
                    changed: verdicts.count { $0 == .changed })[language])
        }
        if !facts.ledgers.isEmpty {
            let read = facts.ledgers.reduce(0) { $0 + $1.read }
            let kept = facts.ledgers.reduce(0) { $0 + $1.kept }
            let rejected = facts.ledgers.reduce(0) { $0 + $1.count(of: .rejected) }
            let other = facts.ledgers.reduce(0) { $0 + $1.count(of: .duplicate) + $1.count(of: .filtered) }
            sentences.append(
                ReportWords.rowsSummary(
                    files: format.count(facts.files.count), read: format.count(read), kept: format.count(kept),
                    rejected: format.count(rejected), other: format.count(other))[language])
        }
        return sentences
    }
}
