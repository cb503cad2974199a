// Every sentence aggregation can say.

import Diagnostics
import Expressions
import Stages
import Tabular

enum AggregationDiagnostics {
    // MARK: What the data showed

    /// - Parameter count: how many labels the segment has, with that of unknown rows.
    static func manyLabels(_ segment: String, count: Int) -> Diagnostic {
        Diagnostic(
            .remark("many-labels"), .warning, at: nil,
            Wording(
                en:
                    "a breakdown by '\(segment)' has \(count) labels; a page shows the largest of them, results.csv all",
                zh: "按 '\(segment)' 的拆分有 \(count) 个取值；页面只列最大的一部分，results.csv 含全部"),
            help: Wording(
                en: "divide by something with fewer values, such as bands or a region",
                zh: "请改用取值较少的分组，例如分段或大区"))
    }

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

    static func intervalOfNoCounts(_ interval: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-interval"), at: location,
            Wording(
                en: "metric '\(metric)' expects one count divided by another for its interval '\(interval)'",
                zh: "指标 '\(metric)' 的区间 '\(interval)' 要求公式为一个计数除以另一个计数"),
            help: Wording(
                en: "write 'calculate: a / b' with two metrics of 'count' or 'distinct', or 'interval: none'",
                zh: "请写 'calculate: a / b'，两个指标都为 'count' 或 'distinct'；或写 'interval: none'"))
    }

    static func mixedUnits(
        _ metric: String, _ operands: [(String, MetricUnit)], at location: SourceLocation
    ) -> Diagnostic {
        let found = operands.map { "'\($0)' \($1.text)" }
        return Diagnostic(
            .pipeline("mixed-units"), at: location,
            Wording(
                en: "metric '\(metric)' expects a formula of one unit, found \(found.joined(separator: " and "))",
                zh: "指标 '\(metric)' 的公式应只含一种单位，实际为 \(found.joined(separator: " 与 "))"),
            help: Wording(
                en: "convert one of them by 'derive' before it is measured, or report both beside each other",
                zh: "请先用 'derive' 换算其中之一再计算，或将两者分别列出"))
    }

    static func unitOfNoTime(_ unit: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-unit"), at: location,
            Wording(
                en: "metric '\(metric)' is no length of time and expects another unit, found '\(unit)'",
                zh: "指标 '\(metric)' 不是时长，应使用其他单位，实际为 '\(unit)'"),
            help: Wording(
                en: "a time divided by a time is a 'number' or a 'fraction'",
                zh: "时长除以时长的结果是 'number' 或 'fraction'"))
    }

    static func twoCurrencies(
        _ first: String, _ second: String, metric: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("mixed-currencies"), at: location,
            Wording(
                en: "metric '\(metric)' expects amounts of one currency, found \(first) and \(second)",
                zh: "指标 '\(metric)' 应只含一种货币，实际有 \(first) 与 \(second)"),
            help: Wording(
                en: "measure each currency by itself, or convert one by 'derive' with a rate",
                zh: "请分别计算各货币，或先用 'derive' 按汇率换算"))
    }

    static func wrongCurrency(
        _ declared: String, found: String, metric: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-currency"), at: location,
            Wording(
                en: "metric '\(metric)' expects amounts in \(declared), found \(found)",
                zh: "指标 '\(metric)' 应为 \(declared) 金额，实际为 \(found)"),
            help: Wording(
                en: "write 'unit: money', which takes the currency of its amounts",
                zh: "请写 'unit: money'，货币即取自金额列"))
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

    /// `'aht', 'asa' and 3 more`, with the word before it.
    static func list(_ metrics: [String]) -> Wording {
        let shown = metrics.prefix(3).map { "'\($0)'" }
        let more = metrics.count - shown.count
        return Wording(
            en: (metrics.count == 1 ? "metric " : "metrics ") + shown.joined(separator: ", ")
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
        let verb = metrics.count == 1 ? "needs" : "need"
        let (expected, help) = remedy(need, column: column, found: found, scale: scale)
        return Diagnostic(
            .pipeline("wrong-type"), at: location,
            Wording(
                en: "\(subject.english) \(verb) \(expected.english) in column '\(column)' of table '\(table)', "
                    + "found \(plural(found).english)",
                zh: "\(subject.chinese) 要求表 '\(table)' 的列 '\(column)' 为\(expected.chinese)，实际为\(plural(found).chinese)"),
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
        case .flag: return (Wording(en: "true or false", zh: "真假值"), declared("flag"))
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

    private static func plural(_ type: ColumnType) -> Wording {
        switch type {
        case .text: Wording(en: "texts", zh: "文本")
        case .integer: Wording(en: "whole numbers", zh: "整数")
        case .decimal: Wording(en: "decimal numbers", zh: "小数")
        case .real: Wording(en: "numbers", zh: "数")
        case .flag: Wording(en: "flags", zh: "真假值")
        case .date: Wording(en: "dates", zh: "日期")
        case .instant: Wording(en: "times", zh: "时间")
        case .duration: Wording(en: "durations", zh: "时长")
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

    // MARK: Breakdowns

    static func unknownSegment(_ name: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-segment"), at: name.start,
            Wording(en: "unknown segment '\(name.text)'", zh: "没有分组 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    static func columnInPlaceOfSegment(_ name: SourceText, tables: [String]) -> Diagnostic {
        let homes = tables.map { "\($0).\(name.text)" }
        let column = homes.count == 1 ? homes[0] : "[\(homes.joined(separator: ", "))]"
        let list = tables.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("unknown-segment"), at: name.start,
            Wording(
                en: "unknown segment '\(name.text)'; it is a column of \(list.joined(separator: ", "))",
                zh: "没有分组 '\(name.text)'，它是 \(list.joined(separator: "、")) 的列"),
            help: Wording(
                en: "add to 'segment': \(name.text): { column: \(column) }",
                zh: "请在 'segment' 中加上：\(name.text): { column: \(column) }"))
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
