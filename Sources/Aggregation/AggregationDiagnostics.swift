// Every sentence aggregation can say.

import Diagnostics
import Expressions
import Stages
import Tabular

enum AggregationDiagnostics {
    // MARK: Metrics by name

    static func unknownMetric(_ name: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-metric"), at: name.start,
            Wording(en: "unknown metric '\(name.text)'", zh: "没有指标 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    static func breakdownOfUnlisted(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("breakdown-of-unlisted-metric"), at: name.start,
            Wording(
                en: "the breakdown is for metric '\(name.text)', which is not listed under 'metrics'",
                zh: "此拆分用于指标 '\(name.text)'，但它没有列在 'metrics' 中"),
            help: Wording(en: "add '\(name.text)' to 'metrics'", zh: "请在 'metrics' 中加入 '\(name.text)'"))
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
                en: "a metric's name expects letters, digits and '_', found \"\(name.text)\"",
                zh: "指标名称应由文字、数字和 '_' 组成，实际为 \"\(name.text)\""))
    }

    static func circular(_ path: [String], at mention: SourceText) -> Diagnostic {
        let text = path.map { "'\($0)'" }.joined(separator: " → ")
        return Diagnostic(
            .pipeline("circular-metric"), at: mention.start,
            Wording(en: "a metric cannot be made from itself: \(text)", zh: "指标不能由自身计算：\(text)"))
    }

    // MARK: Kinds and keys

    static func noKind(of key: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-without-kind"), at: key.start,
            Wording(
                en: "metric '\(key.text)' expects a key that says what is computed, found none",
                zh: "指标 '\(key.text)' 应有一个说明计算方式的键，实际没有"),
            help: NearestName.suggestion(for: "", among: MetricKind.Word.allCases.map(\.rawValue)))
    }

    static func twoKinds(of metric: String, first: String, second: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-of-two-kinds"), at: second.start,
            Wording(
                en:
                    "metric '\(metric)' expects one key that says what is computed, found '\(first)' and '\(second.text)'",
                zh: "指标 '\(metric)' 只应有一个说明计算方式的键，实际有 '\(first)' 和 '\(second.text)'"))
    }

    static func countOfSomethingElse(_ found: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: found.start,
            Wording(
                en: "'count' expects 'rows', found \"\(found.text)\"", zh: "'count' 应为 'rows'，实际为 \"\(found.text)\""),
            help: Wording(
                en: "to count different values write 'distinct: \(found.text)'",
                zh: "要统计不同的值，请写 'distinct: \(found.text)'"))
    }

    static func keyOfAnotherKind(_ key: SourceText, kind: String, owners: [String]) -> Diagnostic {
        let list = owners.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("key-of-another-kind"), at: key.start,
            Wording(en: "'\(key.text)' has no meaning with '\(kind)'", zh: "'\(key.text)' 不能与 '\(kind)' 同用"),
            help: list.isEmpty
                ? nil
                : Wording(
                    en: "it belongs to \(list.joined(separator: ", "))", zh: "它只用于 \(list.joined(separator: "、"))"))
    }

    static func wrongInterval(_ found: SourceText, kind: String, choices: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-interval"), at: found.start,
            Wording(
                en: "'\(kind)' has no interval '\(found.text)'", zh: "'\(kind)' 没有区间方法 '\(found.text)'"),
            help: NearestName.suggestion(for: found.text, among: choices))
    }

    static func poissonOfNoCounts(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-interval"), at: location,
            Wording(
                en: "metric '\(metric)' expects one count divided by another for its Poisson interval",
                zh: "指标 '\(metric)' 的泊松区间要求公式为一个计数除以另一个计数"),
            help: Wording(
                en: "write 'calculate: a / b' with two metrics of 'count' or 'distinct', or 'interval: none'",
                zh: "请写 'calculate: a / b'，两个指标都为 'count' 或 'distinct'；或写 'interval: none'"))
    }

    static func calculationOfNothing(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("calculation-of-nothing"), at: location,
            Wording(
                en: "'calculate' of metric '\(metric)' expects other metrics in its formula, found none",
                zh: "指标 '\(metric)' 的 'calculate' 公式应含其他指标，实际没有"))
    }

    // MARK: Parameters

    static func parameterIsNoLiteral(_ name: String, found: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-parameter"), at: found.start,
            Wording(
                en: "parameter '\(name)' expects a single value such as 20 s, 5 or 'A', found \"\(found.text)\"",
                zh: "参数 '\(name)' 应为单个值，如 20 s、5 或 'A'，实际为 \"\(found.text)\""))
    }

    static func unknownParameter(_ name: SourceText, of metric: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-parameter"), at: name.start,
            Wording(
                en: "metric '\(metric)' has no parameter '\(name.text)'", zh: "指标 '\(metric)' 没有参数 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    static func wrongParameter(_ name: String, found: SourceText, example: Constant) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-parameter"), at: found.start,
            Wording(
                en:
                    "parameter '\(name)' expects \(example.type.wording.english) such as \(example), found \"\(found.text)\"",
                zh: "参数 '\(name)' 应为\(example.type.wording.chinese)，如 \(example)，实际为 \"\(found.text)\""))
    }

    static func reservedParameter(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("reserved-parameter"), at: name.start,
            Wording(
                en: "'\(name.text)' is the last moment of the data and cannot be a parameter",
                zh: "'\(name.text)' 表示数据的最后时刻，不能用作参数"))
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

    static func missingColumns(
        _ absent: [String], needed: [String], metric: String, table: String, at location: SourceLocation
    ) -> Diagnostic {
        let missing = absent.map { "'\($0)'" }
        let all = needed.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("missing-columns"), at: location,
            Wording(
                en: "metric '\(metric)' needs the columns \(all.joined(separator: ", ")) of table '\(table)'; "
                    + "absent: \(missing.joined(separator: ", "))",
                zh:
                    "指标 '\(metric)' 需要表 '\(table)' 的列 \(all.joined(separator: "、"))；缺少 \(missing.joined(separator: "、"))"
            ),
            help: Wording(
                en:
                    "name their header under 'columns' of the table: \(absent.map { "\($0): …" }.joined(separator: ", "))",
                zh: "请在该表的 'columns' 下写明对应的表头：\(absent.map { "\($0): …" }.joined(separator: "、"))"))
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

    static func wrongType(_ type: ColumnType, kind: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: location,
            Wording(
                en:
                    "'\(kind)' of metric '\(metric)' expects a number\(kind == "nps" || kind == "calculate" ? "" : " or a duration"), "
                    + "found \(type.wording.english)",
                zh:
                    "指标 '\(metric)' 的 '\(kind)' 应为数\(kind == "nps" || kind == "calculate" ? "" : "或时长")，实际为\(type.wording.chinese)"
            ))
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

    // MARK: Breakdowns

    static func unknownSegment(_ name: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-segment"), at: name.start,
            Wording(en: "unknown segment '\(name.text)'", zh: "没有分组 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    static func segmentTwice(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("segment-twice"), at: name.start,
            Wording(en: "'\(name.text)' stands twice in one breakdown", zh: "同一拆分中 '\(name.text)' 出现两次"))
    }

    static func breakdownTwice(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("breakdown-twice"), at: location,
            Wording(en: "this breakdown is listed twice", zh: "此拆分方式列出了两次"))
    }

    static func twoGrains(first: String, second: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("two-grains"), at: second.start,
            Wording(
                en: "a breakdown expects one length of period, found '\(first)' and '\(second.text)'",
                zh: "一个拆分只应有一种周期长度，实际有 '\(first)' 和 '\(second.text)'"))
    }

    static func grainTooLong(_ word: SourceText, period: String) -> Diagnostic {
        Diagnostic(
            .pipeline("grain-too-long"), at: word.start,
            Wording(
                en: "the report's period \(period) cannot be divided by '\(word.text)', which is longer",
                zh: "报告周期 \(period) 比 '\(word.text)' 短，不能按它拆分"))
    }

    static func notDivided(_ segment: SourceText, tables: [String], byAny: Bool) -> Diagnostic {
        let list = tables.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("segment-out-of-reach"), byAny ? .note : .error, at: segment.start,
            Wording(
                en:
                    "metrics of \(list.joined(separator: ", ")) are not divided by '\(segment.text)': no link leads to it",
                zh: "\(list.joined(separator: "、")) 的指标不按 '\(segment.text)' 拆分：没有关联通向它"))
    }

    // MARK: Targets

    static func targetWithoutBound(_ metric: SourceText, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("target-without-bound"), at: location,
            Wording(
                en: "the target of '\(metric.text)' needs 'at_least' or 'at_most'",
                zh: "'\(metric.text)' 的目标需要 'at_least' 或 'at_most'"))
    }

    static func targetWithTwoBounds(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("target-with-two-bounds"), at: location,
            Wording(
                en: "the target of '\(metric)' expects either 'at_least' or 'at_most', found both",
                zh: "'\(metric)' 的目标只应有 'at_least' 或 'at_most' 之一，实际两者都有"))
    }

    static func targetOnUnlisted(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("target-on-unlisted-metric"), at: metric.start,
            Wording(
                en: "the target is for metric '\(metric.text)', which is not listed under 'metrics'",
                zh: "目标所指的指标 '\(metric.text)' 未列在 'metrics' 下"),
            help: Wording(en: "add '\(metric.text)' to 'metrics'", zh: "请把 '\(metric.text)' 加入 'metrics'"))
    }

    static func twoTargets(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("target-twice"), at: metric.start,
            Wording(en: "metric '\(metric.text)' has a second target", zh: "指标 '\(metric.text)' 有了第二个目标"))
    }

    static func targetIsNoShare(_ found: SourceText, metric: String) -> Diagnostic {
        let number = OptionReader.number(found.text)
        let help = number.flatMap { number in
            number > 1 && number <= 100 && !found.text.hasSuffix("%")
                ? Wording(en: "did you mean \(found.text)%?", zh: "您是否想写 \(found.text)%？") : nil
        }
        return Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en: "the target of '\(metric)' expects a share from 0% to 100%, found \"\(found.text)\"",
                zh: "'\(metric)' 的目标应为 0% 到 100% 的份额，实际为 \"\(found.text)\""), help: help)
    }

    static func targetIsNoTime(_ found: SourceText, metric: String, unit: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en:
                    "the target of '\(metric)' expects a number of \(unit) or a duration such as 5 min, found \"\(found.text)\"",
                zh: "'\(metric)' 的目标应为以 \(unit) 计的数或时长（如 5 min），实际为 \"\(found.text)\""))
    }

    static func targetIsNoNumber(_ found: SourceText, metric: String, unit: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en:
                    "the target of '\(metric)' expects a number in the metric's unit (\(unit)), found \"\(found.text)\"",
                zh: "'\(metric)' 的目标应为指标单位（\(unit)）下的数，实际为 \"\(found.text)\""))
    }

    // MARK: Data

    static func tooManyGroups(_ breakdown: String) -> Diagnostic {
        Diagnostic(
            .pipeline("too-many-groups"), at: nil,
            Wording(
                en: "the breakdown [\(breakdown)] has too many combinations of labels to be numbered",
                zh: "拆分 [\(breakdown)] 的标签组合过多，无法编号"))
    }

    static func strayScores(_ count: Int, metric: String) -> Diagnostic {
        Diagnostic(
            .remark("scores-out-of-range"), .warning, at: nil,
            Wording(
                en: "metric '\(metric)' expects scores from 0 to 10; \(count) others are left out",
                zh: "指标 '\(metric)' 的评分应为 0 到 10；另有 \(count) 个超出范围，未计入"))
    }

    static func tableIsNotAsPlanned(_ table: String) -> Diagnostic {
        .internalError(
            Wording(
                en: "table '\(table)' is not as it was planned",
                zh: "表 '\(table)' 与计划不符"))
    }
}

extension ColumnType {
    /// The type in words, as messages name it.
    var wording: Wording {
        switch self {
        case .text: Wording(en: "text", zh: "文本")
        case .integer: Wording(en: "a whole number", zh: "整数")
        case .decimal: Wording(en: "a decimal number", zh: "小数")
        case .real: Wording(en: "a number", zh: "数")
        case .flag: Wording(en: "true or false", zh: "真假值")
        case .date: Wording(en: "a date", zh: "日期")
        case .instant: Wording(en: "a time", zh: "时间")
        case .duration: Wording(en: "a duration", zh: "时长")
        }
    }
}
