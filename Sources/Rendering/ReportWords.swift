// Every fixed word of a report, in both languages.

import Diagnostics
import Stages
import Tabular

/// A fixed word or heading of a report; templates name it as `words.NAME`.
enum ReportWord: String, CaseIterable {
    case summary, headlines, trend, breakdowns, books, definitions, conventions, rejects, contents, warnings
    case skipToContent, language, period, days, asOf, timezone, pipeline, tool, fingerprint, partialMark, printedFrom
    case metric, value, interval, sample, change, target, status, total, noData, smallSample, hidden, notYetJudged
    case file, table, encoding, rowsRead, rowsKept, rowsRejected, rowsDuplicate, rowsFiltered, allFiles
    case step, rule, rowsBefore, rowsLeft, rowsAfter, cellsChanged, ledger, ledgerNote
    case links, linkFrom, linkTo, rows, matched, missingCells, matchRate, rowsWithoutTime
    case formula, unit, direction, minimumN, definition, source, caution, attribution, key, facts
    case segment, convention
    case column, reason, count, examples, line, rejectsPointer, noRejects, noBreakdowns
    case files, stepsCaption, why, linksCaption, rejectsCaption, definitionsCaption, trendFigures, intervalMethod
    /// Punctuation, with its blank.
    case comma, colon, semicolon
    case partialPeriods
    case howToRead, readInterval, readNoise, readSample, readRounding, readTarget

    var wording: Wording {
        switch self {
        case .summary: Wording(en: "At a glance", zh: "要点")
        case .headlines: Wording(en: "Headline figures", zh: "核心指标")
        case .trend: Wording(en: "Trends", zh: "趋势")
        case .breakdowns: Wording(en: "Breakdowns", zh: "分组结果")
        case .books: Wording(en: "Where the numbers come from", zh: "数据来源")
        case .definitions: Wording(en: "Definitions", zh: "指标定义")
        case .conventions: Wording(en: "How customers and rows are grouped", zh: "分组约定")
        case .rejects: Wording(en: "Rows set aside", zh: "未采用的行")
        case .contents: Wording(en: "Contents", zh: "目录")
        case .warnings: Wording(en: "Warnings", zh: "警告")
        case .skipToContent: Wording(en: "Skip to the report", zh: "跳到正文")
        case .language: Wording(en: "Language", zh: "语言")
        case .period: Wording(en: "Period", zh: "报告期")
        case .days: Wording(en: "Dates", zh: "起止日期")
        case .asOf: Wording(en: "As of", zh: "截止时刻")
        case .timezone: Wording(en: "Time zone", zh: "时区")
        case .pipeline: Wording(en: "Pipeline", zh: "流程文件")
        case .tool: Wording(en: "Made with", zh: "生成工具")
        case .fingerprint: Wording(en: "Fingerprint", zh: "文件指纹")
        case .partialMark: Wording(en: "partial", zh: "不完整")
        case .printedFrom: Wording(en: "Rapport", zh: "Rapport")
        case .metric: Wording(en: "Metric", zh: "指标")
        case .value: Wording(en: "Value", zh: "数值")
        case .interval: Wording(en: "95% interval", zh: "95% 区间")
        case .sample: Wording(en: "n", zh: "n")
        case .change: Wording(en: "Change", zh: "变化")
        case .target: Wording(en: "Target", zh: "目标")
        case .status: Wording(en: "Status", zh: "状态")
        case .total: Wording(en: "All", zh: "全部")
        case .noData: Wording(en: "no data", zh: "无数据")
        case .notYetJudged: Wording(en: "none to judge yet", zh: "尚无可判定的行")
        case .smallSample: Wording(en: "small sample", zh: "样本偏少")
        case .hidden: Wording(en: "too few rows here or beside", zh: "本格或相关格样本过少")
        case .file: Wording(en: "File", zh: "文件")
        case .table: Wording(en: "Table", zh: "数据表")
        case .encoding: Wording(en: "Encoding", zh: "编码")
        case .rowsRead: Wording(en: "Read", zh: "读入")
        case .rowsKept: Wording(en: "Kept", zh: "采用")
        case .rowsRejected: Wording(en: "Rejected", zh: "拒绝")
        case .rowsDuplicate: Wording(en: "Duplicates", zh: "重复")
        case .rowsFiltered: Wording(en: "Filtered", zh: "过滤")
        case .allFiles: Wording(en: "All files", zh: "全部文件")
        case .step: Wording(en: "Step", zh: "步骤")
        case .rule: Wording(en: "Rule", zh: "规则")
        case .rowsBefore: Wording(en: "Rows before", zh: "之前行数")
        case .rowsLeft: Wording(en: "Left", zh: "离开")
        case .rowsAfter: Wording(en: "Rows after", zh: "之后行数")
        case .cellsChanged: Wording(en: "Cells changed", zh: "改动单元格")
        case .ledger: Wording(en: "What each rule did", zh: "逐条规则的账目")
        case .ledgerNote:
            Wording(
                en: "Every row read is accounted for: read = kept + rejected + duplicates + filtered.",
                zh: "每一行都有去处：读入 = 采用 + 拒绝 + 重复 + 过滤。")
        case .links: Wording(en: "Links between tables", zh: "表间关联")
        case .linkFrom: Wording(en: "From", zh: "从")
        case .linkTo: Wording(en: "To", zh: "到")
        case .rows: Wording(en: "Rows", zh: "行数")
        case .matched: Wording(en: "Matched", zh: "匹配")
        case .missingCells: Wording(en: "Missing", zh: "缺失")
        case .matchRate: Wording(en: "Match rate", zh: "匹配率")
        case .rowsWithoutTime: Wording(en: "Rows left out for want of a time", zh: "因缺少时间而未计入的行")
        case .formula: Wording(en: "Formula", zh: "公式")
        case .unit: Wording(en: "Unit", zh: "单位")
        case .direction: Wording(en: "Direction", zh: "方向")
        case .minimumN: Wording(en: "Small sample below", zh: "样本偏少的界线")
        case .definition: Wording(en: "Definition", zh: "定义标识")
        case .source: Wording(en: "Source", zh: "出处")
        case .caution: Wording(en: "Caution", zh: "注意")
        case .attribution: Wording(en: "Counts by", zh: "归属时间")
        case .key: Wording(en: "Key", zh: "键")
        case .facts: Wording(en: "How it is measured", zh: "度量方式")
        case .segment: Wording(en: "Segment", zh: "分组")
        case .convention: Wording(en: "Convention", zh: "约定")
        case .column: Wording(en: "Column", zh: "列")
        case .reason: Wording(en: "Reason", zh: "原因")
        case .count: Wording(en: "Rows", zh: "行数")
        case .examples: Wording(en: "First of them", zh: "前几行")
        case .line: Wording(en: "line", zh: "行")
        case .rejectsPointer:
            Wording(
                en: "All of them, with their places, are in rejects.csv.",
                zh: "全部记录（含位置）见 rejects.csv。")
        case .noRejects: Wording(en: "No row was set aside.", zh: "没有被拒绝的行。")
        case .noBreakdowns: Wording(en: "No breakdown was asked for.", zh: "未要求分组结果。")
        case .files: Wording(en: "Files and rows", zh: "文件与行数")
        case .stepsCaption: Wording(en: "Rows before and after every step", zh: "每一步之前与之后的行数")
        case .why: Wording(en: "As", zh: "去向")
        case .linksCaption: Wording(en: "Rows that found their partner in another table", zh: "在另一张表中找到对应记录的行")
        case .rejectsCaption: Wording(en: "Rejected rows by file, column and reason", zh: "按文件、列与原因统计的拒绝行")
        case .definitionsCaption: Wording(en: "What each metric means", zh: "各项指标的含义")
        case .trendFigures: Wording(en: "The same in figures", zh: "趋势数值")
        case .intervalMethod: Wording(en: "Interval", zh: "区间")
        case .comma: Wording(en: ", ", zh: "，")
        case .colon: Wording(en: ": ", zh: "：")
        case .semicolon: Wording(en: "; ", zh: "；")
        case .partialPeriods: Wording(en: "Why periods are partial", zh: "周期不完整的原因")
        case .howToRead: Wording(en: "How to read this report", zh: "如何阅读本报告")
        case .readInterval:
            Wording(
                en: "The 95% interval says how sure a number is: with as few observations as n, "
                    + "chance alone could have moved it within these bounds.",
                zh: "95% 区间表示数值有多可靠：以 n 个观测而论，仅凭偶然，数值就可能在此范围内变动。")
        case .readNoise:
            Wording(
                en: "'Within noise' means the change cannot be told from chance. It is neither good nor bad news.",
                zh: "“在误差范围内”表示变化与偶然波动无法区分，既不是好消息，也不是坏消息。")
        case .readSample:
            Wording(
                en: "'Small sample' marks rates, means and the like of few observations; from how many on, their "
                    + "definition says. 'Hidden' stands where a value rests on too few rows to be shown, and where it "
                    + "would let such a value be worked out from those beside it.",
                zh: "“样本偏少”提示比率、均值之类所依据的观测数较少，界线见其定义。“不显示”表示数值所依据的行过少，"
                    + "或可由它与旁边的数值推算出这样的数值。")
        case .readRounding:
            Wording(
                en: "Numbers are rounded for print only. results.csv holds them in full.",
                zh: "数值仅在显示时取舍，完整数值见 results.csv。")
        case .readTarget:
            Wording(
                en: "A target counts as met (✓) or missed (✗) only when the whole interval lies on one side of it; "
                    + "without a mark the data cannot tell yet.",
                zh: "只有整个区间都在目标的同一侧，才算达成（✓）或未达成（✗）；无标记者，现有数据尚不能判定。")
        }
    }
}

/// The fixed words of one language.
struct WordList: Sendable {
    var language: Language

    subscript(word: ReportWord) -> String { word.wording[language] }
}

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
        case .summary: Wording(en: "Summary", zh: "摘要报告")
        }
    }

    static func verdict(_ verdict: Comparison.Verdict) -> Wording {
        switch verdict {
        case .better: Wording(en: "better", zh: "改善")
        case .worse: Wording(en: "worse", zh: "变差")
        case .changed: Wording(en: "changed", zh: "有变化")
        case .withinNoise: Wording(en: "within noise", zh: "在误差范围内")
        case .unjudged: Wording(en: "no interval", zh: "无区间")
        case .notComparable: Wording(en: "not comparable", zh: "不可比")
        case .new: Wording(en: "new, no rows then", zh: "新增，对比期无数据")
        case .gone: Wording(en: "no rows any more", zh: "本期无数据")
        }
    }

    static func status(_ status: CellStatus) -> Wording {
        switch status {
        case .met: Wording(en: "met", zh: "达成")
        case .missed: Wording(en: "missed", zh: "未达成")
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
        }
    }

    // MARK: Sentences

    /// `较2026年第二季度` · `against Q2 2026`
    static func against(_ period: String) -> Wording { Wording(en: "against \(period)", zh: "较\(period)") }

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

    static func targetsSummary(_ outcomes: Wording) -> Wording {
        Wording(en: "Of the targets, \(outcomes.english)", zh: "各项目标，\(outcomes.chinese)")
    }

    /// A count as it is printed, and the number itself.
    struct Count {
        var text: String
        var number: Int

        /// `1 file`, `12,345 files`.
        func of(_ noun: String) -> String { "\(text) \(English.form(number, noun, noun + "s"))" }
    }

    static func rowsSummary(files: Count, read: Count, kept: String, rejected: String, other: String) -> Wording {
        Wording(
            en: "\(read.of("row")) read from \(files.of("file")): \(kept) kept, \(rejected) rejected, "
                + "\(other) left out as duplicates or by rule",
            zh: "从 \(files.text) 个文件读入 \(read.text) 行：采用 \(kept) 行，拒绝 \(rejected) 行，按重复或规则剔除 \(other) 行")
    }

    /// The labels a page leaves out.
    static func moreLabels(_ count: String) -> Wording {
        Wording(en: "\(count) more, all in results.csv", zh: "另有 \(count) 个，见 results.csv")
    }

    static func more(_ count: Count) -> Wording {
        Wording(en: "and \(count.of("more kind")), all in rejects.csv", zh: "另有 \(count.text) 类，见 rejects.csv")
    }

    /// Warnings of a kind that a page leaves out.
    static func moreWarnings(_ count: String) -> Wording {
        Wording(en: "\(count) more like this, all in run.json", zh: "另有 \(count) 条同类警告，见 run.json")
    }
}
