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
                    (title: total.title, position: total.position, comparison: $0)
                }
            }
            func titles(_ verdict: Comparison.Verdict) -> [Wording] {
                compared.filter { $0.comparison.verdict == verdict }.map(\.title)
            }
            let unjudged = compared.filter { $0.comparison.verdict == .unjudged }
            let verdicts =
                [Comparison.Verdict.better, .worse, .changed].map {
                    ReportWords.Outcome(kind: ReportWords.verdict($0), metrics: titles($0))
                } + [
                    ReportWords.Outcome(
                        kind: ReportWords.withoutInterval,
                        metrics: amounts(of: unjudged.map { ($0.title, $0.position, $0.comparison) })),
                    ReportWords.Outcome(
                        kind: ReportWords.verdict(.withinNoise), metrics: titles(.withinNoise), isNamed: false),
                    ReportWords.Outcome(
                        kind: ReportWords.verdict(.notComparable), metrics: titles(.notComparable), isNamed: false),
                ]
            guard verdicts.contains(where: { !$0.metrics.isEmpty }),
                let period = results.comparedPeriods[base] ?? compared.first?.comparison.basePeriod
            else { continue }
            sentences.append(
                ReportWords.changesSummary(
                    against: periods.name(of: period), ReportWords.outcomes(verdicts),
                    cause: titles(.notComparable).isEmpty ? nil : whyNotCompared(with: period))[language])
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

    /// Metrics with the change of each; the greatest first where there are too many to name.
    private func amounts(of changes: [(title: Wording, position: Int, comparison: Comparison)]) -> [Wording] {
        let told =
            changes.count <= ReportWords.mostNames
            ? changes
            : changes.enumerated().sorted { left, right in
                let (first, second) = (left.element.comparison.relative, right.element.comparison.relative)
                return (first?.magnitude ?? 0, right.offset) > (second?.magnitude ?? 0, left.offset)
            }.map(\.element)
        return told.map { title, position, comparison in
            let cell = results.cells[position]
            guard let metric = results.metrics.first(where: { $0.key == cell.metric }) else { return title }
            let change = reader(metric).change(comparison, of: cell)
            let amount = change.hasRelative ? change.relative : change.difference
            return Wording(en: "\(title.english) \(amount)", zh: "\(title.chinese) \(amount)")
        }
    }

    private func whyNotCompared(with period: Period) -> Wording? {
        if results.partialPeriods.contains(results.period) { return ReportWords.ownPeriodPartial }
        guard results.partialPeriods.contains(period) else { return nil }
        return ReportWords.partialPeriod(periods.name(of: period), results.partialReasons[period] ?? [])
    }
}
