// `raters`: who scores the same people higher or lower than the others, and how far raters agree.

import Diagnostics
import Documents
import Stages
import Tabular

/// The comparisons of raters.
///
/// - Shape: for each a table, a row per rater, and sentences on agreement.
/// - Missing: a rater with too few people in common has absent cells; without comparisons the block is left out.
struct Raters: ReportBlock {
    static let word = "raters"
    static let help = Wording(
        en: "who scores the same people higher or lower than others do, and how far raters agree, as 'raters' asks",
        zh: "按 'raters' 所写，谁对同一对象评分偏高或偏低，以及评分者是否一致")

    init() {}

    func section(from desk: ReportDesk) -> Document.Section? {
        let comparisons = desk.results.judgements.raters
        guard !comparisons.isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: desk.words[.raters],
            elements: comparisons.flatMap { Self.elements($0, desk) })
    }

    private static func elements(_ comparison: RaterComparison, _ desk: ReportDesk) -> [Document.Element] {
        let (rater, subject) = (
            Wording(desk.segmentTitle(comparison.raterSegment)), Wording(desk.segmentTitle(comparison.subjectSegment))
        )
        let title = comparison.title[desk.language]
        var elements: [Document.Element] = [.heading(Document.Heading(title))]
        func say(_ sentence: Wording) { elements.append(.paragraph(Document.Paragraph(sentence[desk.language]))) }
        say(RaterWords.intro(rater: rater, subject: subject))
        if comparison.raters.isEmpty {
            say(RaterWords.nobody)
            return elements
        }
        elements.append(.table(table(comparison, title, desk)))
        guard let agreement = comparison.agreement else {
            say(RaterWords.noAgreement)
            return elements
        }
        func shown(_ number: Double) -> String { desk.format.text(.real(number), unit: .number, places: 2) }
        say(RaterWords.alpha(shown(agreement.alpha), subjects: desk.printed(agreement.subjects)))
        if let correlation = agreement.correlation {
            let interval = desk.format.interval(correlation.low, correlation.high, unit: .number, places: 2)
            say(RaterWords.correlation(shown(correlation.estimate), interval ?? ValueFormat.absent))
        }
        return elements
    }

    private static func table(_ comparison: RaterComparison, _ title: String, _ desk: ReportDesk) -> Document.Table {
        let words = desk.words
        let numbers = ChangeNumbers(comparison.metric, desk)
        return Document.Table(
            caption: words[.raters], label: title,
            columns: [
                Document.Column(desk.segmentTitle(comparison.raterSegment)), Document.Column(words[.inCommon], .number),
                Document.Column(words[.againstOthers], .number), Document.Column(words[.interval], .number),
                Document.Column(words[.adjustedP], .number), Document.Column(words[.verdict]),
            ],
            rows: comparison.raters.map { rater in
                let severity = rater.severity
                return [
                    .text(desk.labelText([comparison.raterSegment], [rater.label])), desk.cell(rater.shared),
                    .value(numbers.change(severity?.difference)),
                    .text(numbers.interval(severity?.low, severity?.high)), .value(numbers.p(severity?.adjustedP)),
                    .text(RaterWords.verdict(severity)[desk.language]),
                ]
            })
    }
}

/// Changes of a metric, their intervals and p as texts of one language.
struct ChangeNumbers {
    private let desk: ReportDesk
    private let metric: MetricDescription?

    init(_ metric: String, _ desk: ReportDesk) {
        self.desk = desk
        self.metric = desk.results.metrics.first { $0.key == metric }
    }

    func change(_ number: Double?) -> Document.Value {
        guard let number, let metric, let printed = PrintedNumber(number) else {
            return .absent(shown: ValueFormat.absent)
        }
        let shown = desk.format.change(printed, unit: metric.unit, places: desk.reader(metric).places)
        return .number(Document.Number(.real(number), unit: metric.unit.text, shown: shown))
    }

    /// Both ends as changes.
    func interval(_ low: Double?, _ high: Double?) -> String {
        let (first, last) = (change(low), change(high))
        guard first.isNumber, last.isNumber else { return ValueFormat.absent }
        return first.shown + (desk.language == .chinese ? " 至 " : " to ") + last.shown
    }

    func p(_ number: Double?) -> Document.Value {
        guard let number else { return .absent(shown: ValueFormat.absent) }
        return .number(
            Document.Number(
                .real(number), unit: MetricUnit.number.text,
                shown: number < 0.001 ? "< 0.001" : desk.format.text(.real(number), unit: .number, places: 3)))
    }
}
