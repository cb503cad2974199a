// `action-effects`: the level of metrics before and after something was done.

import Diagnostics
import Documents
import Stages
import Tabular

/// The actions of a report.
///
/// - Shape: a table, a row per action, and sentences on what cannot be told.
/// - Missing: absent cells where there are too few periods; without actions the block is left out.
struct ActionEffects: ReportBlock {
    static let word = "action-effects"
    static let help = Wording(
        en: "metrics before and after what was done on a day, as 'action_effects' asks",
        zh: "按 'action_effects' 所写，指标在措施前后的水平")

    init() {}

    func section(from desk: ReportDesk) -> Document.Section? {
        let actions = desk.results.judgements.actions
        guard !actions.isEmpty else { return nil }
        func sentence(_ sentence: Wording) -> Document.Element {
            .paragraph(Document.Paragraph(sentence[desk.language]))
        }
        var elements = [
            sentence(ActionWords.intro), .table(Self.table(actions, desk)),
            .callout(Document.Callout(ActionWords.notCausal[desk.language])),
        ]
        for action in actions where !action.beside.isEmpty {
            elements.append(sentence(ActionWords.beside(action.title, action.beside)))
        }
        if actions.contains(where: { $0.change == nil || $0.limits == nil }) {
            elements.append(sentence(ActionWords.fewPeriodsNote))
        }
        return Document.Section(anchor: Self.word, title: desk.words[.actionEffects], elements: elements)
    }

    private static func table(_ actions: [ActionEffect], _ desk: ReportDesk) -> Document.Table {
        let words = desk.words
        let periods = ActionWords.periods[desk.language]
        let hasOwners = actions.contains { $0.owner != nil }
        let columns =
            [Document.Column(words[.action]), Document.Column(words[.metric]), Document.Column(words[.since])]
            + (hasOwners ? [Document.Column(words[.owner])] : [])
            + [
                Document.Column(words[.levelBefore], .number), Document.Column(periods, .number),
                Document.Column(words[.levelAfter], .number), Document.Column(periods, .number),
                Document.Column(words[.change], .number), Document.Column(words[.interval], .number),
                Document.Column(words[.beyondLimits], .number), Document.Column(words[.verdict]),
            ]
        return Document.Table(
            caption: words[.actionEffects], label: words[.actionEffects], columns: columns,
            rows: actions.map { row($0, hasOwners: hasOwners, desk) })
    }

    private static func row(_ action: ActionEffect, hasOwners: Bool, _ desk: ReportDesk) -> [Document.Cell] {
        let metric = desk.results.metrics.first { $0.key == action.metric }
        let numbers = ChangeNumbers(action.metric, desk)
        func level(_ level: ActionEffect.Level) -> Document.Cell {
            guard let mean = level.mean, let metric else { return .value(.absent(shown: ValueFormat.absent)) }
            let shown = desk.format.text(.real(mean), unit: metric.unit, places: desk.reader(metric).places)
            return .value(.number(Document.Number(.real(mean), unit: metric.unit.text, shown: shown)))
        }
        let places = action.places.map(\.label).joined(separator: " · ")
        let title = action.title[desk.language] + (places.isEmpty ? "" : " · " + places)
        let verdict = action.change.map { $0.low > 0 || $0.high < 0 ? ActionWords.holdsNoZero : ActionWords.holdsZero }
        return [
            .text(title), .text(metric?.title[desk.language] ?? action.metric),
            .text(CivilDate(dayNumber: action.since).isoText),
        ] + (hasOwners ? [.text(action.owner ?? ValueFormat.absent)] : [])
            + [
                level(action.before), desk.cell(action.before.points), level(action.after),
                desk.cell(action.after.points), .value(numbers.change(action.change?.mean)),
                .text(numbers.interval(action.change?.low, action.change?.high)),
                .text(
                    action.limits.map {
                        ActionWords.beyond("\($0.beyond)", of: "\(action.after.points)")[desk.language]
                    } ?? ValueFormat.absent),
                .text((verdict ?? ActionWords.fewPeriods)[desk.language]),
            ]
    }
}
