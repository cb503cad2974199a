// Every sentence about what is written under `lists:`.

import Diagnostics
import Stages
import Tabular

enum ListDiagnostics {
    /// What a built-in list needs and the pipeline has not.
    enum Lack: Hashable {
        case table(String)
        case column(String, of: String)
        case segment(String)
        case metric(String)
        case breakdown(metric: String, by: String)

        var said: Wording {
            switch self {
            case .table(let kind): Wording(en: "a table '\(kind)'", zh: "表 '\(kind)'")
            case .column(let column, let table):
                Wording(en: "column '\(column)' of table '\(table)'", zh: "表 '\(table)' 的列 '\(column)'")
            case .segment(let segment): Wording(en: "segment '\(segment)'", zh: "分群 '\(segment)'")
            case .metric(let metric): Wording(en: "metric '\(metric)'", zh: "指标 '\(metric)'")
            case .breakdown(let metric, let by):
                Wording(en: "metric '\(metric)' by '\(by)'", zh: "按 '\(by)' 划分的指标 '\(metric)'")
            }
        }

        /// What to write for it.
        var pasted: String {
            switch self {
            case .table(let kind): "ingest: { \(kind): { files: FILES } }"
            case .column(let column, let table): "ingest: { \(table): { columns: { \(column): HEADER } } }"
            case .segment(let segment):
                segment == "tier"
                    ? "segment: { tier: { value: received, of: sales, customer: customer, at: pay_time, "
                        + "over: 12 months, cuts: { A: 80%, B: 95% } } }"
                    : "segment: { \(segment): { column: agents.agent_id } }"
            case .metric(let metric): "aggregate: { metrics: [\(metric)] }"
            case .breakdown(let metric, let by): "aggregate: { by: [{ by: [\(by)], metrics: [\(metric)] }] }"
            }
        }
    }

    private static func joined(_ lacks: [Lack]) -> Wording {
        let said = lacks.reduce(into: [Lack]()) { if !$0.contains($1) { $0.append($1) } }.map(\.said)
        return Wording(
            en: said.map(\.english).joined(separator: ", "), zh: said.map(\.chinese).joined(separator: "、"))
    }

    static func lacks(_ key: SourceText, _ lacks: [Lack]) -> Diagnostic {
        let said = joined(lacks)
        let pasted = lacks.reduce(into: [String]()) { if !$0.contains($1.pasted) { $0.append($1.pasted) } }
        return Diagnostic(
            .pipeline("list-lacks"), at: key.start,
            Wording(
                en: "list '\(key.text)' expects \(said.english), found none of it",
                zh: "名单 '\(key.text)' 需要\(said.chinese)，实际没有"),
            help: Wording(
                en: "add \(pasted.map { "'\($0)'" }.joined(separator: " or ")), or leave the list out",
                zh: "请添加 \(pasted.map { "'\($0)'" }.joined(separator: " 或 "))，或去掉该名单"))
    }

    /// What a list that can be made all the same does not look at.
    static func leftOut(_ lacks: [Lack]) -> [Wording] {
        if lacks.isEmpty { return [] }
        let said = joined(lacks)
        return [
            Wording(
                en: "Not looked at, for it is lacking: \(said.english).", zh: "因缺失而未查看：\(said.chinese)。")
        ]
    }

    static func unknownList(_ key: SourceText, known: [String]) -> Diagnostic {
        let nearest = NearestName.nearest(to: key.text, in: known)
        return Diagnostic(
            .pipeline("unknown-list"), at: key.start,
            Wording(
                en: "'lists' expects for 'true' a built-in list, found '\(key.text)'",
                zh: "'lists' 中写 'true' 的应为内置名单，实际为 '\(key.text)'"),
            help: nearest.map { Wording(en: "did you mean '\($0)'?", zh: "是否指 '\($0)'？") }
                ?? Wording(
                    en:
                        "one of \(known.joined(separator: ", ")); or say what is listed: { of: TABLE, when: …, id: COLUMN }",
                    zh: "可用：\(known.joined(separator: "、"))；或写明列出什么：{ of: TABLE, when: …, id: COLUMN }"))
    }

    static func unusableName(_ key: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("list-name"), at: key.start,
            Wording(
                en: "a list expects a name of letters, digits, '_' and '-', found '\(key.text)'",
                zh: "名单的名称应由文字、数字、'_' 与 '-' 组成，实际为 '\(key.text)'"),
            help: Wording(en: "its file is called so; what readers see is its 'title'", zh: "文件以此命名；读者所见的名称写在 'title'"))
    }

    static func sameFile(_ key: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("list-name"), at: key.start,
            Wording(
                en: "lists expect names that differ, found '\(key.text)' again, in capitals or small letters",
                zh: "名单的名称不得重复（不分大小写），实际再次出现 '\(key.text)'"))
    }

    static func noDay(_ formula: SourceText, type: ColumnType) -> Diagnostic {
        Diagnostic(
            .pipeline("list-day"), at: formula.start,
            Wording(
                en: "'due', 'yearly', 'since' and 'happened' expect a day or a moment, found \(type.wording.english)",
                zh: "'due'、'yearly'、'since' 与 'happened' 应为日期或时刻，实际为\(type.wording.chinese)"))
    }

    static func unknownSegment(_ name: SourceText, known: [String]) -> Diagnostic {
        let nearest = NearestName.nearest(to: name.text, in: known)
        return Diagnostic(
            .pipeline("list-segment"), at: name.start,
            Wording(en: "expected a segment, found '\(name.text)'", zh: "应为分群，实际为 '\(name.text)'"),
            help: nearest.map { Wording(en: "did you mean '\($0)'?", zh: "是否指 '\($0)'？") })
    }

    static func segmentOutOfReach(_ name: SourceText, table: String) -> Diagnostic {
        Diagnostic(
            .pipeline("list-segment"), at: name.start,
            Wording(
                en: "expected a segment that divides table '\(table)', found '\(name.text)', to which no link leads",
                zh: "应为能划分表 '\(table)' 的分群，实际为 '\(name.text)'，没有关联通向它"),
            help: Wording(en: "add a link from '\(table)' under 'link'", zh: "请在 'link' 中添加从 '\(table)' 出发的关联"))
    }

    static func metricWithoutSegment(_ formula: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("list-metric"), at: formula.start,
            Wording(
                en: "'when_metric' expects the key 'by' beside it, found none", zh: "'when_metric' 需要与键 'by' 一同使用，实际没有"),
            help: Wording(en: "such as 'by: agent'", zh: "例如 'by: agent'"))
    }

    static func unknownMetric(_ name: SourceText, known: [String]) -> Diagnostic {
        let nearest = NearestName.nearest(to: name.text, in: known)
        return Diagnostic(
            .pipeline("list-metric"), at: name.start,
            Wording(
                en: "'when_metric' expects a metric of the report, found '\(name.text)'",
                zh: "'when_metric' 应使用报告中的指标，实际为 '\(name.text)'"),
            help: nearest.map { Wording(en: "did you mean '\($0)'?", zh: "是否指 '\($0)'？") }
                ?? Wording(en: "add it to 'aggregate: { metrics: … }'", zh: "请将其加入 'aggregate: { metrics: … }'"))
    }

    static func notMeasured(_ name: SourceText, by segment: String) -> Diagnostic {
        Diagnostic(
            .pipeline("list-metric"), at: name.start,
            Wording(
                en:
                    "'when_metric' expects a metric that is reported by '\(segment)', found '\(name.text)', which is not",
                zh: "'when_metric' 应使用按 '\(segment)' 报告的指标，实际 '\(name.text)' 未按其报告"),
            help: Wording(
                en: "add '{ by: [\(segment)], metrics: [\(name.text)] }' to 'aggregate: { by: … }'",
                zh: "请在 'aggregate: { by: … }' 中加入 '{ by: [\(segment)], metrics: [\(name.text)] }'"))
    }
}
