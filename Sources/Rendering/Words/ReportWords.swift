// Every word and sentence of a report that depends on a value, in both languages.

import Diagnostics
import Stages

/// The words of a report that depend on a value.
enum ReportWords {
    /// How a language calls itself.
    static func ownName(of language: Language) -> String {
        switch language {
        case .chinese: "简体中文"
        case .english: "English"
        }
    }

    static func title(of kind: ReportKind) -> Wording {
        switch kind {
        case .managementReview: Wording(en: "Management review", zh: "管理评审报告")
        case .nightly: Wording(en: "Daily brief", zh: "昨日快报")
        case .summary: Wording(en: "Summary", zh: "摘要报告")
        case .scorecard: ReportWord.scorecards.wording
        }
    }

    static func annexTitle(of report: Wording) -> Wording {
        Wording(en: "\(report.english): annex", zh: "\(report.chinese)：附录")
    }

    static func verdict(_ verdict: Comparison.Verdict) -> Wording {
        switch verdict {
        case .better: Wording(en: "better", zh: "改善")
        case .worse: Wording(en: "worse", zh: "变差")
        case .changed: Wording(en: "changed", zh: "有变化")
        case .withinNoise: Wording(en: "within noise", zh: "在误差范围内")
        case .unjudged: Wording(en: "no interval", zh: "无区间")
        case .untested: Wording(en: "not judged", zh: "未判断")
        case .notComparable: Wording(en: "not comparable", zh: "不可比")
        case .new: Wording(en: "new, no rows then", zh: "新增，对比期无数据")
        case .gone: Wording(en: "no rows any more", zh: "本期无数据")
        }
    }

    static func status(_ status: CellStatus) -> Wording {
        switch status {
        case .met: Wording(en: "met", zh: "达标")
        case .missed: Wording(en: "missed", zh: "未达标")
        case .uncertain: Wording(en: "cannot be told yet", zh: "尚不能判定")
        case .partial: Wording(en: "period is partial", zh: "报告期不完整")
        case .undefined: Wording(en: "no data", zh: "无数据")
        case .hidden: Wording(en: "hidden", zh: "不显示")
        case .plain: Wording("")
        }
    }

    static func direction(_ direction: Direction) -> Wording {
        switch direction {
        case .higher: Wording(en: "higher is better", zh: "越高越好")
        case .lower: Wording(en: "lower is better", zh: "越低越好")
        case .none: Wording(en: "neither high nor low is good in itself", zh: "高低本身无好坏")
        }
    }

    static func unit(_ unit: MetricUnit) -> Wording {
        switch unit {
        case .fraction: Wording(en: "per cent", zh: "百分比")
        case .perThousand: Wording(en: "per 1,000", zh: "每千")
        case .points: Wording(en: "points", zh: "分")
        case .count: Wording(en: "count", zh: "个数")
        case .seconds: Wording(en: "duration", zh: "时长")
        case .minutes: Wording(en: "minutes", zh: "分钟")
        case .hours: Wording(en: "hours", zh: "小时")
        case .days: Wording(en: "days", zh: "天")
        case .currency(let code):
            code.isEmpty ? Wording(en: "money", zh: "金额") : Wording(en: "money (\(code))", zh: "金额（\(code)）")
        case .number: Wording(en: "number", zh: "数值")
        }
    }

    static func interval(_ method: String?) -> Wording {
        switch method {
        case nil, "none": Wording(en: "none", zh: "无")
        case "wilson": Wording(en: "95%, Wilson score", zh: "95%，Wilson 得分法")
        case "t": Wording(en: "95%, Student t", zh: "95%，t 分布")
        case "nps": Wording(en: "95%, adjusted Wald for NPS", zh: "95%，NPS 调整 Wald 法")
        case "order": Wording(en: "95%, order statistics", zh: "95%，次序统计量")
        case "poisson": Wording(en: "95%, Poisson exact", zh: "95%，泊松精确法")
        case "compound_poisson": Wording(en: "95%, compound Poisson", zh: "95%，复合泊松")
        case let other?: Wording(other)
        }
    }

    static func stage(_ stage: StageName) -> Wording {
        switch stage {
        case .ingest: Wording(en: "read", zh: "读取")
        case .clean: Wording(en: "clean", zh: "清洗")
        case .segment: Wording(en: "segment", zh: "分组")
        case .aggregate: Wording(en: "aggregate", zh: "汇总")
        case .render: Wording(en: "render", zh: "成文")
        }
    }

    static func departure(_ departure: Departure) -> Wording {
        switch departure {
        case .rejected: Wording(en: "rejected", zh: "拒绝")
        case .duplicate: Wording(en: "duplicates", zh: "重复")
        case .filtered: Wording(en: "filtered", zh: "过滤")
        case .rolledUp: Wording(en: "rolled up", zh: "汇总")
        }
    }

    // MARK: Sentences

    /// `较2026年第二季度` · `against Q2 2026`
    static func against(_ period: String) -> Wording { Wording(en: "against \(period)", zh: "较\(period)") }

    /// A compared period, with how it was found where its name does not show it.
    static func compared(_ period: String, _ base: Comparison.Base, in language: Language) -> String {
        guard base == .springFestival else { return period }
        let way = Wording(en: "year-on-year, aligned to Spring Festival", zh: "春节对齐同比")[language]
        return language == .chinese ? "\(period)（\(way)）" : "\(period) (\(way))"
    }

    /// `按大区 × 价值层级` · `By region × tier`
    static func by(_ titles: [String]) -> Wording {
        let joined = titles.joined(separator: " × ")
        return Wording(en: "By \(joined)", zh: "按\(joined)")
    }

    /// - Parameter reasons: why the report's period is partial, as far as it is known.
    static func partialNote(_ reasons: [Wording]) -> Wording {
        let why =
            reasons.isEmpty
            ? Wording(en: "it is not over, or some of the data do not cover it", zh: "报告期尚未结束，或部分数据未覆盖整个报告期")
            : joined(reasons)
        return Wording(
            en:
                "The period is partial: \(why.english). Figures marked partial are of all rows that the files hold of it, "
                + "and are not compared with those of whole periods.",
            zh: "报告期不完整：\(why.chinese)。标有“不完整”的数值取自文件中该报告期的全部行，不与完整的报告期比较。")
    }

    static func joined(_ reasons: [Wording]) -> Wording {
        Wording(
            en: reasons.map(\.english).joined(separator: "; "), zh: reasons.map(\.chinese).joined(separator: "；"))
    }

    /// A kind of outcome: changes of numbers that have no interval.
    static let withoutInterval = Wording(en: "without an interval to judge by", zh: "无区间可据以判断")

    /// Why numbers are not compared: one of the two periods is partial.
    static func partialPeriod(_ name: String, _ reasons: [Wording]) -> Wording {
        let why = joined(reasons)
        return Wording(
            en: "\(name) is partial" + (reasons.isEmpty ? "" : ": \(why.english)"),
            zh: "\(name)不完整" + (reasons.isEmpty ? "" : "：\(why.chinese)"))
    }

    static let ownPeriodPartial = Wording(en: "this period is partial", zh: "本期不完整")

    static func course(from first: String, _ firstValue: String, to last: String, _ lastValue: String) -> Wording {
        Wording(
            en: "From \(firstValue) in \(first) to \(lastValue) in \(last)",
            zh: "从\(first)的 \(firstValue) 到\(last)的 \(lastValue)")
    }

    /// In place of a value that rests on too few rows, or would tell one that does.
    static let hiddenValue = Wording(en: "hidden", zh: "不显示")

    /// A kind of outcome and the metrics it came to.
    struct Outcome {
        var kind: Wording
        var metrics: [Wording]
        /// Whether the metrics are told by name, not only counted.
        var isNamed = true
    }

    static let mostNames = 8

    /// Kinds of outcome with their metrics: `2 better: CSAT, NPS; 11 within noise`.
    static func outcomes(_ outcomes: [Outcome]) -> Wording {
        let shown = outcomes.filter { !$0.metrics.isEmpty }
        func names(_ metrics: [Wording], _ language: Language) -> String {
            let names = metrics.prefix(mostNames).map { $0[language] }
                .joined(separator: language == .chinese ? "、" : ", ")
            return metrics.count <= mostNames ? names : names + (language == .chinese ? "等" : " …")
        }
        return Wording(
            en: shown.map {
                "\($0.metrics.count) \($0.kind.english)" + ($0.isNamed ? ": \(names($0.metrics, .english))" : "")
            }
            .joined(separator: "; "),
            zh: shown.map {
                "\($0.kind.chinese) \($0.metrics.count) 项" + ($0.isNamed ? "：\(names($0.metrics, .chinese))" : "")
            }
            .joined(separator: "；"))
    }

    /// - Parameter cause: why some are not comparable, where that is known.
    static func changesSummary(against period: String, _ outcomes: Wording, cause: Wording?) -> Wording {
        Wording(
            en: "Against \(period), \(outcomes.english)" + (cause.map { " (\($0.english))" } ?? ""),
            zh: "较\(period)，\(outcomes.chinese)" + (cause.map { "（\($0.chinese)）" } ?? ""))
    }

    /// A count as it is printed, and the number itself.
    struct Count {
        var text: String
        var number: Int

        /// `1 file`, `12,345 files`.
        func of(_ noun: String) -> String { "\(text) \(English.form(number, noun, noun + "s"))" }
    }

    /// What the signs and lines of the headline figures mean; nil where there are none.
    ///
    /// - Parameters:
    ///   - hasNoise: whether a change is within noise.
    ///   - hasDays: whether the lines are of days.
    static func cardsNote(hasNoise: Bool, hasLines: Bool, hasDays: Bool) -> Wording? {
        let noise = Wording(en: "≈ a change within noise.", zh: "≈ 表示变化在误差范围内。")
        guard hasLines else { return hasNoise ? noise : nil }
        let lines = Wording(
            en:
                "Lines: the periods up to this one; thin dashes the range in which the number moves by itself, strong dashes the target"
                + (hasDays ? ", grey weekends." : "."),
            zh: "折线为截至本期的各期数值，细虚线为正常范围，粗虚线为目标" + (hasDays ? "，灰底为周末。" : "。"))
        return hasNoise
            ? Wording(en: "\(noise.english) \(lines.english)", zh: noise.chinese + lines.chinese) : lines
    }

    /// Metrics that the headline figures leave out.
    static func moreMetrics(_ count: Count, isInAnnex: Bool) -> Wording {
        Wording(
            en: "\(count.of("further metric")) \(English.form(count.number, "stands", "stand")) in "
                + (isInAnnex ? "the annex and in results.csv." : "results.csv."),
            zh: "其余 \(count.text) 项指标见\(isInAnnex ? "附录与" : "") results.csv。")
    }

    /// `20 files, 6,963 rows` · `20 个文件，6,963 行`
    static func inputs(files: Count, rows: Count) -> Wording {
        Wording(en: "\(files.of("file")), \(rows.of("row"))", zh: "\(files.text) 个文件，\(rows.text) 行")
    }

    /// `33 rows, 0.5%` · `33 行，占 0.5%`
    static func rejected(_ rows: Count, share: String) -> Wording {
        Wording(en: "\(rows.of("row")), \(share)", zh: "\(rows.text) 行，占 \(share)")
    }

    /// - Parameter rolledUp: how many went into rows of their keys; nil where none did.
    static func rowsSummary(
        files: Count, read: Count, kept: String, rejected: String, other: String, rolledUp: String?
    ) -> Wording {
        Wording(
            en: "\(read.of("row")) read from \(files.of("file")): \(kept) kept, \(rejected) rejected, "
                + "\(other) left out as duplicates or by rule"
                + (rolledUp.map { ", \($0) rolled up into others" } ?? ""),
            zh: "从 \(files.text) 个文件读入 \(read.text) 行：采用 \(kept) 行，拒绝 \(rejected) 行，按重复或规则剔除 \(other) 行"
                + (rolledUp.map { "，汇总并入他行 \($0) 行" } ?? ""))
    }

    /// In the place of a file, for a table that is made of the rows of another.
    static func made(from table: String) -> Wording { Wording(en: "rolled up from '\(table)'", zh: "由 '\(table)' 汇总") }

    /// The labels a page leaves out.
    static func moreLabels(_ count: String) -> Wording {
        Wording(en: "\(count) more, all in results.csv", zh: "另有 \(count) 个，见 results.csv")
    }

    /// Why the numbers below differ.
    static let variantsNote = Wording(
        en: "The same rows under other published definitions. Numbers of different definitions cannot be compared; "
            + "the identifier says which is which.",
        zh: "同一批数据在其他公开口径下的数值。口径不同的数值不可互相比较，以定义标识为准。")

    /// Other definitions that the data at hand cannot give.
    static func variantsLeftOut(_ titles: [String], in language: Language) -> String {
        language == .chinese
            ? "现有数据无法算出：\(titles.joined(separator: "、"))。"
            : "The data at hand cannot give: \(titles.joined(separator: ", "))."
    }

    /// Rows of a list that a page leaves out.
    static func moreRows(_ count: Count) -> Wording {
        Wording(en: "and \(count.of("more row"))", zh: "另有 \(count.text) 行")
    }

    static func more(_ count: Count) -> Wording {
        Wording(en: "and \(count.of("more kind")), all in rejects.csv", zh: "另有 \(count.text) 类，见 rejects.csv")
    }

    /// Warnings of a kind that a page leaves out.
    static func moreWarnings(_ count: String) -> Wording {
        Wording(en: "\(count) more like this, all in run.json", zh: "另有 \(count) 条同类警告，见 run.json")
    }
}
