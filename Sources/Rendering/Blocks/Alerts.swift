// `alerts`: the numbers that somebody asked to be told of, on the first page.

import Diagnostics
import Documents
import Stages
import Tabular

/// The alerts that have fired.
///
/// - Shape: a callout for each; without any a line says how many were watched; then each that could not be, with why.
/// - Missing: without alerts in the pipeline file the block is left out.
struct Alerts: ReportBlock {
    static let word = "alerts"
    static let help = Wording(
        en: "the alerts of the pipeline file that have fired", zh: "流程文件中已触发的警报")

    init() {}

    func section(from desk: ReportDesk) -> Document.Section? {
        let judgements = desk.results.judgements
        guard judgements.alertsAsked > 0 else { return nil }
        var elements = judgements.alerts.compactMap { alert in
            sentence(alert, desk).map { Document.Element.callout(Document.Callout($0[desk.language])) }
        }
        if elements.isEmpty {
            let quiet = AlertWords.noneFired(
                watched: desk.printed(judgements.alertsWatched), of: desk.printed(judgements.alertsAsked))
            elements = [.paragraph(Document.Paragraph(quiet[desk.language]))]
        }
        let unwatched = judgements.alertsNotWatched
        if !unwatched.isEmpty {
            elements.append(
                .paragraph(
                    Document.Paragraph(AlertWords.notWatched(desk.printed(unwatched.count))[desk.language])))
            elements.append(
                .list(Document.List(unwatched.map { Document.List.Item(sentence($0, desk)[desk.language]) })))
        }
        return Document.Section(anchor: Self.word, title: desk.words[.alerts], elements: elements)
    }

    private func sentence(_ alert: UnwatchedAlert, _ desk: ReportDesk) -> Wording {
        let metric = desk.results.metrics.first { $0.key == alert.metric }
        return AlertWords.notWatched(
            metric?.title ?? Wording(alert.metric), place: alert.labels.joined(separator: desk.words[.semicolon]),
            alert)
    }

    private func sentence(_ alert: Alert, _ desk: ReportDesk) -> Wording? {
        guard let metric = desk.results.metrics.first(where: { $0.key == alert.metric }) else { return nil }
        let reader = desk.reader(metric)
        func shown(_ number: Double) -> String {
            desk.format.text(.real(number), unit: metric.unit, places: reader.places)
        }
        let labels = desk.labelText(alert.breakdown.segments, alert.labels)
        let usual = alert.rule == .crisis ? MetricUnit.number : metric.unit
        return AlertWords.fired(
            alert,
            AlertWords.Texts(
                metric: metric.title, place: labels, period: desk.periods.shortName(of: alert.period),
                value: desk.format.text(alert.value, unit: metric.unit, places: reader.places),
                expected: alert.rule == .crisis
                    ? desk.format.text(.real(alert.expected), unit: usual, places: 1) : shown(alert.expected),
                limit: alert.limit.map(shown)))
    }
}
