// `summary`: a few sentences at the head of a report.

import Diagnostics
import Documents
import Stages
import Tabular

/// The report at a glance.
///
/// - Shape: a sentence on how the targets stand, one on the changes against each compared period, one on the rows it rests on.
struct Summary: ReportBlock {
    static let word = "summary"
    static let help = Wording(
        en: "a few sentences: targets, changes, and the rows it rests on", zh: "几句话：目标、变化以及所依据的行数")

    func section(from desk: ReportDesk) -> Document.Section? {
        Document.Section(
            anchor: "glance", title: desk.words[.summary], isListed: false, isLead: true,
            elements: [.list(Document.List(sentences(desk).map { Document.List.Item($0) }, isGlance: true))])
    }

    /// A few sentences: how the targets stand, what changed against each compared period, how many rows it rests on.
    private func sentences(_ desk: ReportDesk) -> [String] {
        let (results, facts, language) = (desk.results, desk.facts, desk.language)
        var sentences: [String] = []
        let totals = desk.metrics.compactMap { metric in
            desk.cells.position(metric.key, .total, results.period).map { (title: metric.title, position: $0) }
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
                        metrics: amounts(desk, of: unjudged.map { ($0.title, $0.position, $0.comparison) })),
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
                    against: ReportWords.compared(desk.periods.name(of: period), base, in: language),
                    ReportWords.outcomes(verdicts),
                    cause: titles(.notComparable).isEmpty ? nil : whyNotCompared(desk, with: period))[language])
        }
        if let largest = results.judgements.findings.first, let text = FindingText(largest, desk) {
            sentences.append(text.headline[language])
        }
        if !facts.ledgers.isEmpty {
            // The rows of tables that are made of others have been counted there.
            let ledgers = facts.ledgers.filter { $0.source == nil }
            let read = ledgers.reduce(0) { $0 + $1.read }
            let kept = ledgers.reduce(0) { $0 + $1.kept }
            let rejected = ledgers.reduce(0) { $0 + $1.count(of: .rejected) }
            let other = ledgers.reduce(0) { $0 + $1.count(of: .duplicate) + $1.count(of: .filtered) }
            let rolledUp = ledgers.reduce(0) { $0 + $1.count(of: .rolledUp) }
            sentences.append(
                ReportWords.rowsSummary(
                    files: desk.printed(facts.files.count), read: desk.printed(read), kept: desk.format.count(kept),
                    rejected: desk.format.count(rejected), other: desk.format.count(other),
                    rolledUp: rolledUp > 0 ? desk.format.count(rolledUp) : nil)[language])
        }
        return sentences
    }

    /// Metrics with the change of each; the greatest first where there are too many to name.
    private func amounts(
        _ desk: ReportDesk, of changes: [(title: Wording, position: Int, comparison: Comparison)]
    ) -> [Wording] {
        let told =
            changes.count <= ReportWords.mostNames
            ? changes
            : changes.enumerated().sorted { left, right in
                let (first, second) = (left.element.comparison.relative, right.element.comparison.relative)
                return (first?.magnitude ?? 0, right.offset) > (second?.magnitude ?? 0, left.offset)
            }.map(\.element)
        return told.map { title, position, comparison in
            let cell = desk.results.cells[position]
            guard let metric = desk.results.metrics.first(where: { $0.key == cell.metric }) else { return title }
            let change = desk.reader(metric).change(comparison, of: cell)
            let amount = change.relative?.shown ?? change.difference.shown
            return Wording(en: "\(title.english) \(amount)", zh: "\(title.chinese) \(amount)")
        }
    }

    private func whyNotCompared(_ desk: ReportDesk, with period: Period) -> Wording? {
        let results = desk.results
        if results.partialPeriods.contains(results.period) { return ReportWords.ownPeriodPartial }
        guard results.partialPeriods.contains(period) else { return nil }
        return ReportWords.partialPeriod(desk.periods.name(of: period), results.partialReasons[period] ?? [])
    }
}
