// `findings`: what deviates by more than chance, the largest certain gap first.

import Diagnostics
import Documents
import Stages
import Tabular

/// The findings of a report.
///
/// - Shape: a sentence on how they were picked, and a row for each: where, value, what was to be expected, gap, compared with, n.
/// - Missing: without findings a sentence says that nothing deviates, and of how many comparisons; without judging the block is left out.
struct Findings: ReportBlock {
    static let word = "findings"
    static let help = Wording(
        en: "what deviates by more than chance, over the whole report, the largest certain gap first",
        zh: "整份报告中超出误差范围的偏离，按至少有多大排序")
    static let mostKey = OptionKey(
        "most", .integer(1...1000),
        help: Wording(en: "how many findings are shown; 10 unless said", zh: "最多显示几项发现；默认 10"))
    static let keys = [mostKey]

    /// So many are shown.
    var most = 10

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { self.most = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let judgements = desk.results.judgements
        guard judgements.tested > 0 || !judgements.untested.isEmpty else { return nil }
        var elements: [Document.Element] = []
        func say(_ sentence: Wording, isLead: Bool = false) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language], isLead: isLead)))
        }
        let findings = judgements.findings
        let tested = desk.printed(judgements.tested)
        if judgements.tested == 0 {
            say(FindingWords.nothingTested, isLead: true)
        } else if findings.isEmpty {
            say(FindingWords.nothing(tested: tested), isLead: true)
        } else {
            let level = desk.format.percentage(judgements.level, places: 0)
            say(FindingWords.intro(desk.printed(findings.count), of: tested, level: level), isLead: true)
            elements.append(.table(table(of: findings.prefix(most), desk)))
            if findings.count > most { say(FindingWords.more(desk.printed(findings.count - most))) }
        }
        for why in Judgements.Untested.allCases {
            guard let count = judgements.untested[why] else { continue }
            say(FindingWords.untested(why, desk.printed(count)))
        }
        return Document.Section(anchor: Self.word, title: desk.words[.findings], elements: elements)
    }

    private func table(of findings: some Sequence<Finding>, _ desk: ReportDesk) -> Document.Table {
        let words = desk.words
        return Document.Table(
            caption: words[.findings], label: words[.findings],
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.place]),
                Document.Column(words[.value], .number), Document.Column(words[.expected], .number),
                Document.Column(words[.gap], .number), Document.Column(words[.comparedWith]),
                Document.Column(words[.verdict]),
                Document.Column(words[.sample], .number),
            ],
            rows: findings.compactMap { finding in FindingText(finding, desk)?.row })
    }
}

/// A finding as texts of one language.
struct FindingText {
    private let finding: Finding
    private let metric: MetricDescription
    private let desk: ReportDesk
    private let reader: CellReader

    init?(_ finding: Finding, _ desk: ReportDesk) {
        guard let metric = desk.results.metrics.first(where: { $0.key == finding.metric }) else { return nil }
        self.finding = finding
        self.metric = metric
        self.desk = desk
        reader = desk.reader(metric)
    }

    /// Where: the labels, and the period where it is not the report's own.
    var place: String {
        let labels = desk.labelText(finding.breakdown.segments, finding.labels)
        let period = finding.period == desk.results.period ? "" : desk.periods.shortName(of: finding.period)
        return [labels, period].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    var row: [Document.Cell] {
        let language = desk.language
        let tone: Document.Tone =
            switch finding.tone {
            case .better: .good
            case .worse: .bad
            case .changed: .neutral
            }
        let gap = PrintedNumber(finding.gap).map { desk.format.change($0, unit: metric.unit, places: reader.places) }
        let range = desk.format.interval(
            finding.expectedLow, finding.expectedHigh, unit: metric.unit, places: reader.places, target: nil)
        let expected = [shown(finding.expected), range.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }
        return [
            .text(desk.rowLabel(metric)), .text(place.isEmpty ? desk.words[.total] : place),
            .value(number(finding.value.doubleValue)), .text(expected.joined(separator: " ")),
            .text(gap ?? ValueFormat.absent), .text(against[language]),
            .verdict(FindingWords.tone(finding.tone, against: finding.against)[language], tone), desk.cell(finding.n),
        ]
    }

    private var against: Wording {
        var period: String?
        if let base = finding.basePeriod, case .period(let name) = finding.against {
            period = ReportWords.compared(desk.periods.shortName(of: base), name, in: desk.language)
        }
        return FindingWords.against(finding.against, period: period)
    }

    private func shown(_ number: Double) -> String {
        desk.format.text(.real(number), unit: metric.unit, places: reader.places)
    }

    private func number(_ value: Double) -> Document.Value {
        .number(Document.Number(.real(value), unit: metric.unit.text, shown: shown(value)))
    }
}
