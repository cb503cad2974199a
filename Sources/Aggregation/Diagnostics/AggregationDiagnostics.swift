// What aggregation says of metrics, their tables and their columns.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Every sentence that aggregation can say, in rooms by what it is about.
enum AggregationDiagnostics {
    // MARK: Metrics by name

    /// - Parameter other: where what was asked for stands instead.
    static func unknownMetric(_ name: SourceText, known: [String], other: Wording? = nil) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-metric"), at: name.start,
            Wording(en: "unknown metric '\(name.text)'", zh: "没有指标 '\(name.text)'"),
            help: other ?? NearestName.suggestion(for: name.text, among: known))
    }

    static func listedTwice(_ name: SourceText, first: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-listed-twice"), at: name.start,
            Wording(en: "metric '\(name.text)' is listed twice", zh: "指标 '\(name.text)' 列出了两次"),
            help: Wording(
                en: "give the second a name of its own: define it with 'like: \(name.text)'",
                zh: "请给第二个另取名称：用 'like: \(name.text)' 定义"))
    }

    static func wrongMetricName(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-metric-name"), at: name.start,
            Wording(
                en: "a metric's name expects letters, digits and '_', found \(quoted: name.text)",
                zh: "指标名称应由文字、数字和 '_' 组成，实际为 \(quoted: name.text)"))
    }

    static func circular(_ path: [String], at mention: SourceText) -> Diagnostic {
        let text = path.map { "'\($0)'" }.joined(separator: " → ")
        return Diagnostic(
            .pipeline("circular-metric"), at: mention.start,
            Wording(en: "a metric cannot be made from itself: \(text)", zh: "指标不能由自身计算：\(text)"))
    }

    // MARK: Tables and columns

    static func noTable(of metric: String, at location: SourceLocation) -> Diagnostic {
        StagesDiagnostics.missingKey("of", of: Wording("'\(metric)'"), at: location)
    }

    static func noTableOfKind(_ kind: SourceText, metric: String, tables: [String]) -> Diagnostic {
        let list = tables.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("no-table-of-kind"), at: kind.start,
            Wording(
                en: "metric '\(metric)' needs a table of kind '\(kind.text)'; none is ingested",
                zh: "指标 '\(metric)' 需要类型为 '\(kind.text)' 的表，但没有读入这样的表"),
            help: list.isEmpty
                ? nil
                : Wording(
                    en: "if one of \(list.joined(separator: ", ")) holds such rows, say so with 'kind: \(kind.text)'",
                    zh: "如果 \(list.joined(separator: "、")) 中有这样的数据，请用 'kind: \(kind.text)' 注明"))
    }

    static func severalTablesOfKind(_ kind: SourceText, metric: String, tables: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("several-tables-of-kind"), at: kind.start,
            Wording(
                en:
                    "metric '\(metric)' needs one table of kind '\(kind.text)', found \(tables.map { "'\($0)'" }.joined(separator: ", "))",
                zh: "指标 '\(metric)' 只需一张类型为 '\(kind.text)' 的表，实际有 \(tables.map { "'\($0)'" }.joined(separator: "、"))"),
            help: Wording(
                en: "define a metric of your own for each: { like: \(metric), of: \(tables.first ?? kind.text) }",
                zh: "请为每张表各定义一个指标：{ like: \(metric), of: \(tables.first ?? kind.text) }"))
    }

    /// `'aht', 'asa' and 3 more`, with the word before it.
    static func list(_ metrics: [String]) -> Wording {
        let shown = metrics.prefix(3).map { "'\($0)'" }
        let more = metrics.count - shown.count
        return Wording(
            en: English.form(metrics.count, "metric ", "metrics ") + shown.joined(separator: ", ")
                + (more > 0 ? " and \(more) more" : ""),
            zh: "指标 " + shown.joined(separator: "、") + (more > 0 ? " 等 \(metrics.count) 个" : ""))
    }

    static func missingColumns(
        _ absent: [String], needed: [String], metrics: [String], table: String, at location: SourceLocation
    ) -> Diagnostic {
        let missing = absent.map { "'\($0)'" }
        let all = needed.map { "'\($0)'" }
        let help = Wording(
            en:
                "name their header under 'columns' of the table: \(absent.map { "\($0): …" }.joined(separator: ", "))",
            zh: "请在该表的 'columns' 下写明对应的表头：\(absent.map { "\($0): …" }.joined(separator: "、"))")
        guard metrics.count == 1 else {
            let subject = list(metrics)
            return Diagnostic(
                .pipeline("missing-columns"), at: location,
                Wording(
                    en:
                        "\(subject.english) need columns that table '\(table)' lacks: \(missing.joined(separator: ", "))",
                    zh: "\(subject.chinese) 需要表 '\(table)' 所缺的列：\(missing.joined(separator: "、"))"),
                help: help)
        }
        return Diagnostic(
            .pipeline("missing-columns"), at: location,
            Wording(
                en: "metric '\(metrics[0])' needs the columns \(all.joined(separator: ", ")) of table '\(table)'; "
                    + "absent: \(missing.joined(separator: ", "))",
                zh:
                    "指标 '\(metrics[0])' 需要表 '\(table)' 的列 \(all.joined(separator: "、"))；缺少 \(missing.joined(separator: "、"))"
            ),
            help: help)
    }

    static func unusableColumn(
        _ column: String, table: String, found: ColumnType, need: CanonicalColumn.Need, scale: Expression.Scale?,
        metrics: [String], at location: SourceLocation
    ) -> Diagnostic {
        let subject = list(metrics)
        let verb = English.form(metrics.count, "needs", "need")
        let (expected, help) = remedy(need, column: column, found: found, scale: scale)
        return Diagnostic(
            .pipeline("wrong-type"), at: location,
            Wording(
                en: "\(subject.english) \(verb) \(expected.english) in column '\(column)' of table '\(table)', "
                    + "found \(found.pluralWording.english)",
                zh:
                    "\(subject.chinese) 要求表 '\(table)' 的列 '\(column)' 为\(expected.chinese)，实际为\(found.pluralWording.chinese)"
            ),
            help: help)
    }

    private static func remedy(
        _ need: CanonicalColumn.Need, column: String, found: ColumnType, scale: Expression.Scale?
    ) -> (expected: Wording, help: Wording) {
        func declared(_ type: String) -> Wording {
            Wording(
                en: "declare it under 'columns' of the table: \(column): { from: …, type: \(type) }",
                zh: "请在该表的 'columns' 下声明：\(column): { from: …, type: \(type) }")
        }
        switch need {
        case .words, .anything: return (Wording(en: "words", zh: "文本"), declared("text"))
        case .length:
            return (
                Wording(en: "lengths of time", zh: "时长"), declared(found.isNumeric ? "duration, unit: s" : "duration")
            )
        case .moment: return (Wording(en: "dates or times", zh: "日期或时间"), declared("instant"))
        case .flag: return (ColumnType.flag.pluralWording, declared("flag"))
        case .number:
            guard found == .text else { return (Wording(en: "numbers", zh: "数"), declared("decimal")) }
            let low = MetricValue.real(scale?.low ?? 0).text
            let high = MetricValue.real(scale?.high ?? 10).text
            return (
                Wording(en: "numbers", zh: "数"),
                Wording(
                    en: "map its words to \(low)–\(high) with 'map', then read them: "
                        + "derive: { column: \(column), as: number(\(column)), replace: true }",
                    zh: "请先用 'map' 把文字换成 \(low)–\(high) 的分数，再转为数："
                        + "derive: { column: \(column), as: number(\(column)), replace: true }")
            )
        }
    }

    /// A note: what an export has not is not in the numbers.
    static func measuredWithout(
        _ assumption: Assumption, table: String, metrics: [String], at location: SourceLocation
    ) -> Diagnostic {
        let subject = list(metrics)
        return Diagnostic(
            .remark("measured-without"), .note, at: location,
            Wording(
                en:
                    "table '\(table)' has no column '\(assumption.column)': \(subject.english), \(assumption.said.english)",
                zh: "表 '\(table)' 没有列 '\(assumption.column)'：\(subject.chinese) \(assumption.said.chinese)"),
            help: Wording(
                en: "if the export has it, name its header: \(assumption.column): …",
                zh: "如果导出中有这一列，请写明表头：\(assumption.column): …"))
    }

    static func segmentOutOfReach(_ name: SourceText, table: String, usable: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("segment-out-of-reach"), at: name.start,
            Wording(
                en: "segment '\(name.text)' cannot be used with table '\(table)': no link leads to it",
                zh: "表 '\(table)' 不能使用分组 '\(name.text)'：没有关联通向它"),
            help: usable.isEmpty
                ? Wording(en: "add a link under 'link'", zh: "请在 'link' 下添加关联")
                : Wording(
                    en: "add a link under 'link', or use \(usable.map { "'\($0)'" }.joined(separator: ", "))",
                    zh: "请在 'link' 下添加关联，或改用 \(usable.map { "'\($0)'" }.joined(separator: "、"))"))
    }

    static func builtInFormula(_ diagnostic: Diagnostic, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            diagnostic.kind, diagnostic.severity, at: location,
            Wording(
                en: "metric '\(metric)': \(diagnostic.message.english)",
                zh: "指标 '\(metric)'：\(diagnostic.message.chinese)"), help: diagnostic.help)
    }

    /// A cell of a column that names people would be printed.
    ///
    /// - Parameter read: the column as it was read whose cells `column` holds.
    static func personalValue(_ column: SourceText, read: String, kind: String, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("personal-value"), at: column.start,
            Wording(
                en:
                    "'\(kind)' of metric '\(metric)' expects values that name nobody, found '\(column.text)', which holds "
                    + "people's names, numbers or addresses",
                zh: "指标 '\(metric)' 的 '\(kind)' 取值不应指向个人，实际为 '\(column.text)'（个人姓名、号码或地址）"),
            help: Wording(
                en:
                    "use another kind, such as 'distinct'; if they name nobody, write '\(read): { personal: no }' under 'columns'",
                zh: "请改用 'distinct' 等其他类型；如果并不指向个人，请在 'columns' 中写 '\(read): { personal: no }'"))
    }

    /// - Parameter kind: the key that the formula stands behind.
    static func wrongType(
        _ type: ColumnType, expected: KindTraits.FormulaTypes, kind: String, metric: String,
        at location: SourceLocation
    ) -> Diagnostic {
        let wanted =
            switch expected {
            case .numbers: Wording(en: "a number", zh: "数")
            case .days: Wording(en: "a day", zh: "日期")
            case .texts: Wording(en: "a text", zh: "文本")
            case .rows, .condition, .anything, .quantities: Wording(en: "a number or a duration", zh: "数或时长")
            }
        return Diagnostic(
            .pipeline("wrong-type"), at: location,
            Wording(
                en:
                    "'\(kind)' of metric '\(metric)' expects \(wanted.english), found \(type.wording.english)",
                zh: "指标 '\(metric)' 的 '\(kind)' 应为\(wanted.chinese)，实际为\(type.wording.chinese)"),
            help: expected == .texts
                ? Wording(
                    en: "have the column read as text: write '{ type: text }' beside its name under 'columns'",
                    zh: "请将该列按文本读取：在 'columns' 中其列名后写 '{ type: text }'") : nil)
    }

    /// A part of a formula over metrics that is no number made of numbers.
    static func notInCalculation(_ part: RatioObstacle, metric: String, at location: SourceLocation) -> Diagnostic {
        let found =
            switch part {
            case .function(let name): Wording(en: "the function '\(name)'", zh: "函数 '\(name)'")
            case .type(let type): type.wording
            }
        return Diagnostic(
            .pipeline("not-in-calculation"), at: location,
            Wording(
                en:
                    "'calculate' of metric '\(metric)' expects numbers and conditions on numbers, found \(found.english)",
                zh: "指标 '\(metric)' 的 'calculate' 应由数和对数的条件组成，实际有\(found.chinese)"),
            help: Wording(
                en:
                    "use + - * /, comparisons, 'and', 'or', 'not' and the functions if, coalesce, least, greatest, abs, round, floor, ceil",
                zh: "请使用 + - * /、比较、'and'、'or'、'not' 以及函数 if、coalesce、least、greatest、abs、round、floor、ceil"))
    }

    static func wrongUnit(_ unit: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-unit"), at: location,
            Wording(
                en: "metric '\(metric)' is a duration and expects the unit s, min, h or d, found '\(unit)'",
                zh: "指标 '\(metric)' 是时长，单位应为 s、min、h 或 d，实际为 '\(unit)'"))
    }

    static func noTime(of metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-without-time"), at: location,
            Wording(
                en: "metric '\(metric)' needs the key 'at': the column that says in which period a row counts",
                zh: "指标 '\(metric)' 缺少键 'at'，即决定每行归入哪个周期的列"))
    }

    static func timeIsNoTime(_ column: SourceText, metric: String, table: String, found: ColumnType) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: column.start,
            Wording(
                en: "metric '\(metric)' expects a date or a time in column '\(column.text)' of table '\(table)', "
                    + "found \(found.wording.english)",
                zh: "指标 '\(metric)' 要求表 '\(table)' 的列 '\(column.text)' 为日期或时间，实际为\(found.wording.chinese)"))
    }

    /// What says when a row counts is a column of a linked table.
    static func timeOfAnotherTable(_ column: SourceText, table: String) -> Diagnostic {
        Diagnostic(
            .pipeline("linked-column"), at: column.start,
            Wording(
                en: "when a row of table '\(table)' counts is said by a column of that table, found '\(column.text)'",
                zh: "表 '\(table)' 的行何时计入，应由该表自身的列说明，实际为 '\(column.text)'"),
            help: Wording(
                en:
                    "to count rows by when their partner began, divide them by it: 'segment: { NAME: { bands: \(column.text), "
                    + "of: \(table), edges: [2026-01-01, 2026-04-01] } }'",
                zh: "如需按关联行的日期统计，请用分组：'segment: { 名称: { bands: \(column.text), of: \(table), "
                    + "edges: [2026-01-01, 2026-04-01] } }'"))
    }

    // MARK: Data

    static func metricLost(_ metric: String) -> Diagnostic {
        .internalError(
            Wording(
                en: "metric '\(metric)' is not in the plan, and nobody has said why",
                zh: "指标 '\(metric)' 不在计划中，且没有说明原因"))
    }

    static func tableIsNotAsPlanned(_ table: String) -> Diagnostic {
        .internalError(
            Wording(
                en: "table '\(table)' is not as it was planned",
                zh: "表 '\(table)' 与计划不符"))
    }
}
