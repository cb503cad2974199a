// The built-in metrics as text for a terminal.

import Aggregation
import Diagnostics
import Stages

/// What `rapport metrics` prints.
package enum MetricManual {
    /// All built-in metrics, a line each under their areas; one in full; or, of a text that is no key, those whose key or title in
    /// either language holds it. A text that is found nowhere is reported with the nearest key.
    package static func lines(of text: String?, collector: DiagnosticCollector) -> [Wording] {
        let catalogue = BuiltInCatalogue.metrics(collector: collector)
        guard let text else { return list(of: catalogue.entries) }
        if let metric = catalogue.entry(text) { return MetricPageText(metric, in: catalogue).lines }
        let wanted = text.lowercased()
        let found = catalogue.entries.filter { entry in
            let title = entry.description.title
            return [entry.description.key, title.english, title.chinese].contains { $0.lowercased().contains(wanted) }
        }
        if found.count == 1 { return MetricPageText(found[0], in: catalogue).lines }
        guard !found.isEmpty, !wanted.isEmpty else {
            collector.add(PipelinesDiagnostics.unknownMetric(text, known: catalogue.keys))
            return []
        }
        return list(of: found)
    }

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
