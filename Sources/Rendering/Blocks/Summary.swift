// `summary`: what a reader should know first, and a few sentences at the head of a report.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// The report at a glance.
///
/// - Shape: the most important things, numbered, each with a drawing; then a sentence on how the targets stand, one on the changes against
///   each compared period, one on the rows it rests on.
/// - Missing: where nothing was found and no target is open, the sentences stand alone.
struct Summary: ReportBlock {
    static let word = "summary"
    static let help = Wording(
        en: "what to know first, then a few sentences: targets, changes, and the rows it rests on",
        zh: "最重要的几点，以及几句话：目标、变化与所依据的行数")
    static let mostKey = OptionKey(
        "most", .integer(1...20),
        help: Wording(en: "how many things to know first are shown; 5 unless said", zh: "最多列出几条要点；默认 5"))
    static let sentencesKey = OptionKey(
        "sentences", .flag,
        help: Wording(en: "whether the sentences stand below; yes unless said", zh: "其下是否另附几句话；默认是"))
    static let keys = [mostKey, sentencesKey]

    /// So many things are told first.
    var most = 5
    /// Whether the sentences are told where there are things to know first; where there are none they always are.
    var hasSentences = true

    init() {}

    init(hasSentences: Bool) { self.hasSentences = hasSentences }

    init(_ reader: OptionReader) {
        if let flag = reader.flag(Self.sentencesKey) { hasSentences = flag }
        if let most = reader.integer(Self.mostKey) { self.most = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let list = Document.Element.list(
            Document.List(sentences(desk).map { Document.List.Item($0) }, isGlance: true))
        return Document.Section(
            anchor: "glance", title: desk.words[.summary], isListed: false, isLead: true,
            elements: points(desk).map { [.points($0)] + (hasSentences ? [list] : []) } ?? [list])
    }

    /// What to know first; nil where there is nothing.
    private func points(_ desk: ReportDesk) -> Document.Points? {
        let judgements = desk.results.judgements
        let texts = KeyPointText(desk: desk)
        let points = KeyPoints(desk, most: most).points.compactMap(texts.point)
        guard !points.isEmpty else { return nil }
        let used = Set(points.flatMap(\.signs))
        return Document.Points(
            points: points.map(\.text),
            legend: LegendSign.all.filter(used.contains).map { sign in
                Document.Points.Sign(sign.drawing, PointWords.meaning(sign)[desk.language])
            },
            note: PointWords.note(
                found: desk.printed(judgements.findings.count), of: desk.printed(judgements.tested),
                level: desk.format.percentage(judgements.level, places: 0))[desk.language])
    }

    /// A few sentences: how the targets stand, what changed against each compared period, how many rows it rests on.
    private func sentences(_ desk: ReportDesk) -> [String] {
        let (results, language) = (desk.results, desk.language)
        var sentences: [String] = []
        let totals = desk.metrics.compactMap { metric in
            desk.cells.position(metric.key, .total, results.period).map { (title: metric.title, position: $0) }
        }
        if let targets = targets(desk) { sentences.append(targets[language]) }
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
                        kind: ReportWords.verdict(.untested), metrics: titles(.untested), isNamed: false),
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
        if let rows = Ledger.rows(desk) { sentences.append(rows[language]) }
        return sentences
    }

    /// How all targets stand, those of labels as those of the total; nil where there are none.
    private func targets(_ desk: ReportDesk) -> Wording? {
        let all = desk.results.judgements.targets
        guard !all.isEmpty else { return nil }
        let outcomes = TargetProgress.Verdict.allCases.map { verdict in
            ReportWords.Outcome(
                kind: verdict == .withinNoise ? ReportWords.status(.uncertain) : TargetWords.verdict(verdict),
                metrics: all.filter { $0.verdict == verdict }.compactMap { TargetText($0, desk)?.name },
                isNamed: [.met, .missed, .withinNoise].contains(verdict))
        }
        let labels = all.count { !$0.labels.isEmpty }
        return TargetWords.summary(
            ReportWords.outcomes(outcomes), total: desk.printed(all.count - labels), labels: desk.printed(labels))
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
