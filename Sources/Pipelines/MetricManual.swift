// The built-in metrics as text for a terminal.

import Aggregation
import Diagnostics
import Stages

/// What `rapport metrics` prints.
package enum MetricManual {
    /// All built-in metrics, a line each under their areas; one in full; or, of a text that is no key, those whose key or title in
    /// either language holds it, and the kinds of metrics that are called so. A text that is found nowhere is
    /// reported with the nearest key.
    package static func lines(of text: String?, collector: DiagnosticCollector) -> [Wording] {
        let catalogue = BuiltInCatalogue.metrics(collector: collector)
        guard let text else { return list(of: catalogue.entries) }
        if let metric = catalogue.entry(text) { return MetricPageText(metric, in: catalogue).lines }
        if let other = OtherAnswer.named(text) { return other.page }
        let wanted = text.lowercased()
        let found = catalogue.entries.filter { entry in
            let title = entry.description.title
            let names =
                [entry.description.key, title.english, title.chinese] + (otherNames[entry.description.key] ?? [])
            return names.contains { $0.lowercased().contains(wanted) }
        }
        let kinds = KindManual.kinds(called: text)
        if found.count == 1, kinds.isEmpty { return MetricPageText(found[0], in: catalogue).lines }
        guard !found.isEmpty || !kinds.isEmpty, !wanted.isEmpty else {
            collector.add(PipelinesDiagnostics.unknownMetric(text, known: catalogue.keys))
            return []
        }
        let metrics = list(of: found)
        return metrics + (metrics.isEmpty || kinds.isEmpty ? [] : [Wording("")]) + list(of: kinds)
    }

    /// Kinds by which a pipeline file defines metrics of its own.
    private static func list(of kinds: [(word: String, help: Wording)]) -> [Wording] {
        if kinds.isEmpty { return [] }
        let head = Wording(
            en: "Kinds for metrics of your own, under 'define'", zh: "自定义指标可用的种类（写在 'define' 下）")
        return [head]
            + kinds.map { kind in
                let word = "  " + kind.word + String(repeating: " ", count: max(1, 28 - kind.word.count))
                return Wording(en: word + kind.help.english, zh: word + kind.help.chinese)
            }
    }

    /// What people call a metric, beside its title.
    private static let otherNames = [
        "abandon_rate": ["呼损率"], "abandon_raw": ["呼损率"], "aov": ["客单价"],
        "contract_retention_rate": ["客户留存率"], "retention_rate": ["客户留存率"], "fcr": ["一次解决率"],
    ]

    private static func list(of entries: [CatalogueEntry]) -> [Wording] {
        var lines: [Wording] = []
        for area in BuiltInCatalogue.areas {
            let members = entries.filter { $0.area == area.name }
            if members.isEmpty { continue }
            if !lines.isEmpty { lines.append(Wording("")) }
            lines.append(area.title)
            lines += members.map { line(for: $0.description) }
        }
        return lines
    }

    private static func line(for metric: MetricDescription) -> Wording {
        let key = "  " + metric.key + String(repeating: " ", count: max(1, 28 - metric.key.count))
        return Wording(
            en: key + metric.title.english + " [\(metric.unit.text)]",
            zh: key + metric.title.chinese + " [\(metric.unit.text)]")
    }
}
