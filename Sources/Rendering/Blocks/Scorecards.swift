// `scorecards`: scores with their bands, what each part adds, and whether other weights would change it.

import Diagnostics
import Documents
import Stages
import Tabular

/// The scorecards of a report.
///
/// - Shape: for each a table of scores, a row per label, and one of its scale, a row per part.
/// - Missing: a part or a score that is lacking is an absent cell, and a sentence tells why; without scorecards the block is left out.
struct Scorecards: ReportBlock {
    static let word = "scorecards"
    static let help = Wording(
        en:
            "the scores of 'scorecards': band, contributions, coverage, and whether other weights would change the band",
        zh: "'scorecards' 的得分：档次、各部分贡献、覆盖率，以及权重变化时档次是否改变")
    static let mostLabelsKey = OptionKey(
        "most_labels", .integer(1...500),
        help: Wording(en: "how many labels of a scorecard are shown; 50 unless said", zh: "每张记分卡最多显示几个标签；默认 50"))
    static let keys = [mostLabelsKey]

    /// So many labels are shown.
    var mostLabels = 50

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostLabelsKey) { mostLabels = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let scorecards = desk.results.judgements.scorecards
        guard !scorecards.isEmpty else { return nil }
        var elements: [Document.Element] = [
            .paragraph(Document.Paragraph(ScorecardWords.intro[desk.language], isLead: true))
        ]
        for scorecard in scorecards { elements += ScorecardOnPage(scorecard, desk, most: mostLabels).elements }
        return Document.Section(anchor: Self.word, title: desk.words[.scorecards], elements: elements)
    }
}

/// One scorecard on a page.
private struct ScorecardOnPage {
    private let scorecard: Scorecard
    private let desk: ReportDesk
    private let metrics: [MetricDescription?]
    private let scores: [Scorecard.Score]
    private let leftOut: Int

    init(_ scorecard: Scorecard, _ desk: ReportDesk, most: Int) {
        self.scorecard = scorecard
        self.desk = desk
        metrics = scorecard.parts.map { part in desk.results.metrics.first { $0.key == part.metric } }
        let ordered = scorecard.areBandsApart ? Self.byBand(scorecard.scores) : scorecard.scores
        scores = Array(ordered.prefix(most))
        leftOut = ordered.count - scores.count
    }

    /// By band, those without a score last; within a band as they were.
    private static func byBand(_ scores: [Scorecard.Score]) -> [Scorecard.Score] {
        Scorecard.Band.allCases.flatMap { band in scores.filter { $0.value?.band == band } }
            + scores.filter { $0.value == nil }
    }

    var elements: [Document.Element] {
        let segment = scorecard.segment.map { Wording(desk.segmentTitle($0)) }
        let title = ScorecardWords.title(scorecard.title, by: segment)[desk.language]
        var elements: [Document.Element] = [.heading(Document.Heading(title))]
        func say(_ sentence: Wording) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language])))
        }
        if scores.isEmpty {
            say(ScorecardWords.nothing)
        } else {
            elements.append(.table(table(title)))
            if leftOut > 0 { say(ScorecardWords.more(desk.printed(leftOut))) }
            if scorecard.scores.count > 1 { say(ScorecardWords.order(byBand: scorecard.areBandsApart)) }
        }
        for sentence in notes(segment) + alignment(segment) { say(sentence) }
        elements.append(.table(scale(title)))
        return elements
    }

    // MARK: Sentences

    private func notes(_ segment: Wording?) -> [Wording] {
        let rules = scorecard.rules
        let coverage = desk.format.percentage(rules.leastCoverage, places: 0)
        var notes = [
            ScorecardWords.rules(meets: points(rules.meets), near: points(rules.near), coverage: coverage),
            ScorecardWords.stress(combinations: desk.printed(1 << scorecard.parts.count)),
        ]
        let withoutScore = scorecard.scores.count { $0.value == nil }
        if withoutScore > 0 {
            notes.append(ScorecardWords.withoutScore(count(withoutScore), coverage: coverage))
        }
        for part in scorecard.parts.indices {
            for lack in Scorecard.Lack.allCases {
                let lacking = scorecard.scores.count { $0.contributions[part].lack == lack }
                if lacking == 0 { continue }
                notes.append(
                    ScorecardWords.lacking(
                        lack, metric: name(part), least: desk.format.count(metrics[part]?.minimumN ?? 0),
                        count(lacking)))
            }
        }
        let counted = scorecard.parts.indices.map { part in
            scorecard.scores.compactMap { score in score.value.flatMap { _ in score.contributions[part].counted } }
        }
        let uncertain = scorecard.parts.indices.filter { part in counted[part].contains { $0.low == nil } }
        if !uncertain.isEmpty { notes.append(ScorecardWords.noInterval(names(uncertain))) }
        let shrunken = scorecard.parts.indices.filter { part in counted[part].contains { $0.basis == .shrunken } }
        if !shrunken.isEmpty { notes.append(ScorecardWords.shrunken(names(shrunken))) }
        if scorecard.leavesOutUnknown, let segment { notes.append(ScorecardWords.leavesOutUnknown(segment)) }
        return notes
    }

    private func alignment(_ segment: Wording?) -> [Wording] {
        guard let alignment = scorecard.alignment, let segment else { return [] }
        let metric = desk.results.metrics.first { $0.key == alignment.metric }?.title[desk.language] ?? alignment.metric
        let labels = desk.printed(alignment.labels)
        guard let tau = alignment.tau else {
            return [
                ScorecardWords.noAlignment(metric, labels, fewest: desk.format.count(Scorecard.Alignment.fewest))
            ]
        }
        var shown = desk.format.text(.real(tau), unit: .number, places: 2)
        if let low = alignment.low, let high = alignment.high,
            let interval = desk.format.interval(low, high, unit: .number, places: 2)
        {
            shown += desk.language == .chinese ? "（\(interval)）" : " (\(interval))"
        }
        var sentences = [ScorecardWords.alignment(metric, shown, labels, people: segment)]
        if alignment.leftOut > 0 {
            sentences.append(ScorecardWords.alignmentLeftOut(metric, desk.printed(alignment.leftOut)))
        }
        return sentences
    }

    /// nil for the centre as a whole.
    private func count(_ labels: Int) -> ReportWords.Count? {
        scorecard.segment == nil ? nil : desk.printed(labels)
    }

    private func name(_ part: Int) -> String {
        metrics[part]?.title[desk.language] ?? scorecard.parts[part].metric
    }

    private func names(_ parts: [Int]) -> String {
        parts.map(name).joined(separator: desk.language == .chinese ? "、" : ", ")
    }

    // MARK: Scores

    private func table(_ title: String) -> Document.Table {
        let words = desk.words
        let columns =
            [
                Document.Column(scorecard.segment.map(desk.segmentTitle) ?? ""),
                Document.Column(words[.score], .number), Document.Column(words[.interval], .number),
                Document.Column(words[.band]), Document.Column(words[.bandKept], .number),
                Document.Column(words[.coverage], .number),
            ]
            + scorecard.parts.indices.map { part in
                Document.Column("\(name(part)) (\(points(scorecard.parts[part].weight)))", .number)
            }
        return Document.Table(caption: words[.scores], label: title, columns: columns, rows: scores.map(row))
    }

    private func row(_ score: Scorecard.Score) -> [Document.Cell] {
        let label =
            scorecard.segment == nil ? desk.words[.total] : desk.labelText(scorecard.breakdown.segments, score.labels)
        let coverage = Document.Cell.value(share(score.coverage))
        let parts = score.contributions.map { contribution in
            contribution.counted.flatMap { score.value == nil ? nil : cell($0.added) }
                ?? .value(.absent(shown: ValueFormat.absent))
        }
        guard let value = score.value else {
            return [
                .text(label), .value(.absent(shown: ValueFormat.absent)), .blank,
                .text(ScorecardWords.noScore[desk.language]), .blank, coverage,
            ] + parts
        }
        let band = ScorecardWords.band(value.band)
        return [
            .text(label), cell(value.points), .text(interval(value)),
            .verdict((value.isSure ? band : ScorecardWords.unsure(band))[desk.language], tone(of: value)),
            .value(share(value.stress.share)), coverage,
        ] + parts
    }

    /// Nobody is good or bad by chance.
    private func tone(of value: Scorecard.Value) -> Document.Tone {
        guard value.isSure else { return .neutral }
        switch value.band {
        case .meets: return .good
        case .near: return .neutral
        case .attention: return .bad
        }
    }

    private func interval(_ value: Scorecard.Value) -> String {
        desk.format.interval(value.low, value.high, unit: .points, places: 1) ?? ValueFormat.absent
    }

    private func share(_ share: Double) -> Document.Value {
        .number(
            Document.Number(
                .real(share), unit: MetricUnit.fraction.text, shown: desk.format.percentage(share, places: 0)))
    }

    /// Points with a digit after the point; more where they would look like the border of a band that they are not.
    private func cell(_ points: Double) -> Document.Cell {
        let borders = [scorecard.rules.meets, scorecard.rules.near]
        let border = borders.min { ($0 - points).magnitude < ($1 - points).magnitude }
        return .value(
            .number(
                Document.Number(
                    .real(points), unit: MetricUnit.points.text,
                    shown: desk.format.text(.real(points), unit: .points, places: 1, target: border))))
    }

    /// Weights and borders of bands, as short as may be.
    private func points(_ number: Double) -> String {
        desk.format.text(.real(number), unit: .points, places: number == number.rounded() ? 0 : 1)
    }

    // MARK: The scale

    private func scale(_ title: String) -> Document.Table {
        let words = desk.words
        return Document.Table(
            caption: words[.scoreScale], label: title,
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.weight], .number),
                Document.Column(words[.scaleFloor], .number), Document.Column(words[.scaleTarget], .number),
                Document.Column(words[.scaleStretch], .number),
            ],
            rows: scorecard.parts.indices.map { part in
                let (weight, scale) = (scorecard.parts[part].weight, scorecard.parts[part].scale)
                let weightCell = Document.Value.number(
                    Document.Number(.real(weight), unit: MetricUnit.points.text, shown: points(weight)))
                return [.text(name(part)), .value(weightCell)]
                    + [scale.floor, scale.target, scale.stretch].map { .value(mark($0, part)) }
            })
    }

    private func mark(_ number: Double, _ part: Int) -> Document.Value {
        guard let metric = metrics[part] else { return .absent(shown: ValueFormat.absent) }
        let shown = desk.format.text(.real(number), unit: metric.unit, places: desk.reader(metric).places)
        return .number(Document.Number(.real(number), unit: metric.unit.text, shown: shown))
    }
}
