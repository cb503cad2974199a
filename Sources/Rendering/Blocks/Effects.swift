// `effects`: how people changed to whom something was done, beside others to whom it was not.

import Diagnostics
import Documents
import Stages
import Tabular

/// The effects of a report.
///
/// - Shape: for each a table, a row per group and one for the difference, and what may be said of causes.
/// - Missing: absent cells where there are too few people; without effects the block is left out.
struct Effects: ReportBlock {
    static let word = "effects"
    static let help = Wording(
        en: "how people changed to whom something was done, and how others did meanwhile, as 'effects' asks",
        zh: "按 'effects' 所写，接受措施者的变化，以及同期对照组的变化")

    init() {}

    func section(from desk: ReportDesk) -> Document.Section? {
        let effects = desk.results.judgements.effects
        guard !effects.isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: desk.words[.effects], elements: effects.flatMap { Self.elements($0, desk) })
    }

    private static func elements(_ effect: TreatmentEffect, _ desk: ReportDesk) -> [Document.Element] {
        let title = effect.title[desk.language]
        var elements: [Document.Element] = [.heading(Document.Heading(title))]
        func say(_ sentence: Wording) { elements.append(.paragraph(Document.Paragraph(sentence[desk.language]))) }
        if effect.control == nil {
            elements.append(.callout(Document.Callout(EffectWords.notCausal[desk.language])))
        }
        let metric = desk.results.metrics.first { $0.key == effect.metric }?.title ?? Wording(effect.metric)
        say(
            EffectWords.course(
                metric, person: Wording(desk.segmentTitle(effect.personSegment)),
                from: desk.periods.shortName(of: effect.basePeriod), to: desk.periods.shortName(of: effect.period)))
        elements.append(.table(table(effect, title, desk)))
        if effect.control != nil { say(EffectWords.withControl) }
        let groups = [effect.treated] + (effect.control.map { [$0] } ?? [])
        for group in groups where group.leftOut > 0 {
            say(EffectWords.leftOut(desk.printed(group.leftOut), label: group.label))
        }
        if groups.contains(where: { $0.persons < TreatmentEffect.fewestForP }) { say(EffectWords.fewPeople) }
        return elements
    }

    private static func table(_ effect: TreatmentEffect, _ title: String, _ desk: ReportDesk) -> Document.Table {
        let words = desk.words
        let numbers = ChangeNumbers(effect.metric, desk)
        func row(_ name: String, _ group: TreatmentEffect.Group?, _ change: TreatmentEffect.Change?) -> [Document.Cell]
        {
            let size = group.map { group in
                group.effectSize.map { size in
                    Document.Value.number(
                        Document.Number(
                            .real(size), unit: MetricUnit.number.text,
                            shown: desk.format.text(.real(size), unit: .number, places: 2)))
                } ?? .absent(shown: ValueFormat.absent)
            }
            return [
                .text(name), group.map { desk.cell($0.persons) } ?? .blank, .value(numbers.change(change?.mean)),
                .text(numbers.interval(change?.low, change?.high)), .value(numbers.p(change?.p)),
                size.map { .value($0) } ?? .blank,
            ]
        }
        var rows = [
            row(EffectWords.treated(effect.treated.label)[desk.language], effect.treated, effect.treated.change)
        ]
        if let control = effect.control {
            rows.append(row(EffectWords.control(control.label)[desk.language], control, control.change))
        }
        return Document.Table(
            caption: words[.effects], label: title,
            columns: [
                Document.Column(words[.group]), Document.Column(words[.people], .number),
                Document.Column(words[.meanChange], .number), Document.Column(words[.interval], .number),
                Document.Column("p", .number), Document.Column("Hedges g", .number),
            ], rows: rows,
            totals: effect.control == nil ? [] : [row(words[.groupDifference], nil, effect.difference)])
    }
}
