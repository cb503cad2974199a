// What aggregation says of breakdowns: segments, grains, and metrics that cannot be divided.

import Diagnostics
import Expressions
import Stages
import Tabular

extension AggregationDiagnostics {
    static func breakdownOfUnlisted(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("breakdown-of-unlisted-metric"), at: name.start,
            Wording(
                en: "the breakdown is for metric '\(name.text)', which is not listed under 'metrics'",
                zh: "此拆分用于指标 '\(name.text)'，但它没有列在 'metrics' 中"),
            help: Wording(en: "add '\(name.text)' to 'metrics'", zh: "请在 'metrics' 中加入 '\(name.text)'"))
    }

    static func unknownSegment(_ name: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-segment"), at: name.start,
            Wording(en: "unknown segment '\(name.text)'", zh: "没有分组 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    /// - Parameter table: where the column of the segment stands; nil where that is not known.
    static func segmentNeeded(
        _ segment: String, of table: String?, metric: String, at location: SourceLocation
    ) -> Diagnostic {
        let column = "\(table ?? "…").\(segment)"
        return Diagnostic(
            .pipeline("unknown-segment"), at: location,
            Wording(
                en: "metric '\(metric)' needs the segment '\(segment)'", zh: "指标 '\(metric)' 需要分组 '\(segment)'"),
            help: Wording(
                en: "add to 'segment': \(segment): { column: \(column) }",
                zh: "请在 'segment' 中加上：\(segment): { column: \(column) }"))
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

    /// Why a breakdown does not show a metric.
    enum Hindrance {
        /// No link leads from these tables to the segment.
        case noLink(from: [String])
        /// The metric counts by no time.
        case noTime
        /// A metric that it is made from cannot be divided, for no link leads there from its table, or for it counts by no time.
        case operand(String, [String])

        fileprivate var said: Wording {
            switch self {
            case .noLink(let tables):
                let list = tables.map { "'\($0)'" }
                return Wording(
                    en: "no link leads to it from \(list.joined(separator: ", "))",
                    zh: "没有关联从 \(list.joined(separator: "、")) 通向它")
            case .noTime: return Wording(en: "no time column says when a row counts", zh: "没有时间列说明各行归入何时")
            case .operand(let metric, let tables):
                let cause = tables.isEmpty ? Self.noTime.said : Self.noLink(from: tables).said
                return Wording(
                    en: "'\(metric)', which it is made from, is not (\(cause.english))",
                    zh: "用到的 '\(metric)' 不能（\(cause.chinese)）")
            }
        }
    }

    /// Metrics that the report has, but not by this word of a breakdown.
    static func undivided(
        _ metrics: [String], by word: SourceText, _ severity: Severity, because hindrance: Hindrance
    ) -> Diagnostic {
        let subject = list(metrics)
        let needsTime =
            switch hindrance {
            case .noTime: true
            case .operand(_, let tables): tables.isEmpty
            case .noLink: false
            }
        return Diagnostic(
            severity == .error ? .pipeline("metric-not-divided") : .remark("metric-not-divided"), severity,
            at: word.start,
            Wording(
                en: "\(subject.english) \(English.form(metrics.count, "is", "are")) not divided by '\(word.text)': "
                    + hindrance.said.english,
                zh: "\(subject.chinese) 不按 '\(word.text)' 拆分：\(hindrance.said.chinese)"),
            help: needsTime
                ? Wording(
                    en:
                        "name the column of the time: 'at' in the definition, or its header under 'columns' of the table",
                    zh: "请指明时间列：在定义中写 'at'，或在该表的 'columns' 下写明表头")
                : Wording(
                    en: "add a link under 'link', or name other metrics for this breakdown",
                    zh: "请在 'link' 下添加关联，或为此拆分另列指标"))
    }

    /// A note: metrics without any row in the report's period have no row in a breakdown either.
    static func nothingToDivide(_ metrics: [String], by words: [String]) -> Diagnostic {
        let subject = list(metrics)
        return Diagnostic(
            .remark("nothing-to-divide"), .note, at: nil,
            Wording(
                en: "the breakdown [\(words.joined(separator: ", "))] has nothing of \(subject.english): "
                    + "no row counts in the report's period",
                zh: "拆分 [\(words.joined(separator: ", "))] 中没有\(subject.chinese)：报告周期内没有可计的行"))
    }

    /// - Parameter count: how many labels the segment has, with that of unknown rows.
    static func manyLabels(_ segment: String, count: Int) -> Diagnostic {
        Diagnostic(
            .remark("many-labels"), .warning, at: nil,
            Wording(
                en:
                    "a breakdown by '\(segment)' has \(English.count(count, "label")); a page shows the largest of them, results.csv all",
                zh: "按 '\(segment)' 的拆分有 \(count) 个取值；页面只列最大的一部分，results.csv 含全部"),
            help: Wording(
                en: "divide by something with fewer values, such as bands or a region",
                zh: "请改用取值较少的分组，例如分段或大区"))
    }

    static func tooManyGroups(_ breakdown: String) -> Diagnostic {
        Diagnostic(
            .pipeline("too-many-groups"), at: nil,
            Wording(
                en: "the breakdown [\(breakdown)] has too many combinations of labels to be numbered",
                zh: "拆分 [\(breakdown)] 的标签组合过多，无法编号"))
    }
}
