// The built-in metrics as text for a terminal.

import Aggregation
import Diagnostics
import Stages

/// What `rapport metrics` prints.
package enum MetricManual {
    /// All built-in metrics, a line each, or one metric in full; an unknown key is reported with the nearest one.
    package static func lines(of key: String?, collector: DiagnosticCollector) -> [Wording] {
        guard let catalogue = BuiltInCatalogue.metrics(collector: collector) else { return [] }
        guard let key else { return catalogue.descriptions.map { line(for: $0) } }
        guard let metric = catalogue.descriptions.first(where: { $0.key == key }) else {
            collector.add(PipelinesDiagnostics.unknownMetric(key, known: catalogue.descriptions.map(\.key)))
            return []
        }
        return page(for: metric)
    }

    private static func line(for metric: MetricDescription) -> Wording {
        let key = metric.key + String(repeating: " ", count: max(1, 26 - metric.key.count))
        return Wording(
            en: key + metric.title.english + " [\(metric.unit.text)]",
            zh: key + metric.title.chinese + " [\(metric.unit.text)]")
    }

    private static func page(for metric: MetricDescription) -> [Wording] {
        var lines = [
            Wording("\(metric.definition)"),
            Wording(en: "  \(metric.title.english)", zh: "  \(metric.title.chinese)"),
            entry(en: "formula", zh: "公式", metric.formula),
            entry(en: "unit", zh: "单位", Wording(metric.unit.text)),
            entry(en: "better", zh: "方向", direction(metric.better)),
            entry(en: "minimum n", zh: "最小样本", Wording("\(metric.minimumN)")),
        ]
        if let table = metric.table { lines.append(entry(en: "table", zh: "数据表", Wording(table))) }
        if let time = metric.attribution { lines.append(entry(en: "counted at", zh: "归属时间", Wording(time))) }
        if let interval = metric.interval { lines.append(entry(en: "interval", zh: "区间", Wording(interval))) }
        if let source = metric.source { lines.append(entry(en: "source", zh: "来源", source)) }
        if let caution = metric.caution { lines.append(entry(en: "caution", zh: "注意", caution)) }
        return lines
    }

    private static func entry(en english: String, zh chinese: String, _ value: Wording) -> Wording {
        Wording(en: "  \(english): \(value.english)", zh: "  \(chinese)：\(value.chinese)")
    }

    private static func direction(_ direction: Direction) -> Wording {
        switch direction {
        case .higher: Wording(en: "higher", zh: "越高越好")
        case .lower: Wording(en: "lower", zh: "越低越好")
        case .none: Wording(en: "neither", zh: "无方向")
        }
    }
}
