// One built-in metric in full, as text for a terminal: what it is, what it needs, and the lines to paste.

import Aggregation
import Diagnostics
import Stages

/// The page that `rapport metrics KEY` prints.
struct MetricPageText {
    private let entry: CatalogueEntry
    private let needs: [NeededColumns]

    init(_ entry: CatalogueEntry, in catalogue: MetricCatalogue) {
        self.entry = entry
        needs = catalogue.needs(of: entry.description.key)
    }

    var lines: [Wording] {
        let metric = entry.description
        var lines = [
            Wording("\(metric.definition)"), Wording(en: "  \(metric.title.english)", zh: "  \(metric.title.chinese)"),
        ]
        if let meaning = entry.meaning { lines.append(line(en: "definition", zh: "定义", meaning)) }
        lines += [
            line(en: "formula", zh: "公式", metric.formula),
            line(en: "unit", zh: "单位", Wording(metric.unit.text)),
            line(en: "better", zh: "方向", Self.direction(metric.better)),
            line(en: "minimum n", zh: "最小样本", Wording("\(metric.minimumN)")),
        ]
        if let table = metric.table { lines.append(line(en: "table", zh: "数据表", Wording(table))) }
        if let time = metric.attribution { lines.append(line(en: "counted at", zh: "归属时间", Wording(time))) }
        if let interval = metric.interval { lines.append(line(en: "interval", zh: "区间", Wording(interval))) }
        if let source = metric.source { lines.append(line(en: "source", zh: "来源", source)) }
        if let caution = metric.caution { lines.append(line(en: "caution", zh: "注意", caution)) }
        lines.append(line(en: "version", zh: "版本", Wording("\(entry.version)")))
        return lines + columns + variants + pasted
    }

    /// Other definitions, two lines each: the name to ask by with its title, and how it is computed.
    private var variants: [Wording] {
        if entry.variants.isEmpty { return [] }
        let head = Wording(
            en: "  other definitions, shown beside it by 'variants: true' or 'variants: [NAME]':",
            zh: "  其他口径，可用 'variants: true' 或 'variants: [名称]' 一并列出：")
        return [head]
            + entry.variants.flatMap { variant -> [Wording] in
                let other = variant.description
                let source = other.source ?? Wording("")
                func sourceText(_ language: Language) -> String {
                    source[language].isEmpty ? "" : language == .chinese ? "；\(source.chinese)" : "; \(source.english)"
                }
                return [
                    Wording(
                        en: "    \(variant.name) – \(other.title.english), \(other.definition)",
                        zh: "    \(variant.name) – \(other.title.chinese)，\(other.definition)"),
                    Wording(
                        en: "      \(other.formula.english)\(sourceText(.english))",
                        zh: "      \(other.formula.chinese)\(sourceText(.chinese))"),
                ]
            }
    }

    /// The columns of each table, with the words that they may hold.
    private var columns: [Wording] {
        needs.flatMap { need -> [Wording] in
            var lines = [
                Wording(en: "  columns of \(need.kind):", zh: "  \(need.kind) 的列：")
            ]
            for name in need.columns {
                guard let column = CanonicalTables.column(name, ofKind: need.kind) else { continue }
                let words = column.words.isEmpty ? "" : " (\(column.words.joined(separator: ", ")))"
                lines.append(
                    Wording(
                        en:
                            "    \(name) – \(column.title.english), \(column.form.rawValue): \(column.help.english)\(words)",
                        zh:
                            "    \(name) – \(column.title.chinese)，\(column.form.chinese)：\(column.help.chinese)\(words)"
                    ))
            }
            return lines
        }
    }

    private var pasted: [Wording] {
        var lines: [Wording] = [Wording(en: "  lines to paste:", zh: "  可粘贴的配置：")]
        for (place, need) in needs.enumerated() {
            let own = TableLines.ingest(need.kind, columns: need.columns)
            lines += (place == 0 ? own : Array(own.dropFirst())).map { Wording("    " + $0) }
        }
        let key = entry.description.key
        let listed = entry.variants.isEmpty ? key : "{ metric: \(key), variants: true }"
        lines += ["aggregate:", "  metrics: [\(listed)]"].map { Wording("    " + $0) }
        return lines
    }

    private func line(en english: String, zh chinese: String, _ value: Wording) -> Wording {
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

extension CanonicalColumn.Form {
    /// In the words of Chinese readers.
    package var chinese: String {
        switch self {
        case .words: "固定用词"
        case .text: "文本"
        case .key: "编号"
        case .number: "数值"
        case .money: "金额"
        case .length: "时长"
        case .moment: "时刻"
        case .day: "日期"
        case .flag: "是否"
        }
    }
}
