// Every fixed word of a report, in both languages.

import Diagnostics
import Stages
import Tabular

/// A fixed word or heading of a report.
enum ReportWord: String, CaseIterable {
    case variants, chosenDefinition
    case hours, weekday, allDay
    case standing, canBeSaid, cannotBeSaid, labelMetrics, peers, course, labelIndex, judgeable, points, added
    case distributions, item, answer, noAnswer, answerCount, share, cumulative, range, lowerQuartile, median,
        upperQuartile
    case numbersOfDrawing
    case targets, owner, actual, attainment, pace, forecast
    case groups, measuredValue, shrunkenValue, rankInterval, besideRest, funnel, observedToExpected, adjustedBand
    case whereItDiffers, exceptions, changes, valueThen, ledgerInShort, fullStop, annex, mainReport
    case undecided, usual, unusual, data, complete, incomplete, none
    case alerts, series, unusualSegments, latestPoint, usualRange, state, assurance, limitsFrom
    case findings, place, expected, gap, comparedWith, verdict
    case summary, headlines, explanations, trend, breakdowns, tables, books, definitions, conventions, rejects,
        contents, warnings
    case skipToContent, language, period, days, asOf, timezone, businessHours, holidays, pipeline, tool, fingerprint,
        partialMark
    case metric, value, interval, sample, change, target, total, noData, smallSample, hidden, notYetJudged
    case file, table, encoding, rowsRead, rowsKept, rowsRejected, rowsDuplicate, rowsFiltered, rowsRolledUp, allFiles
    case step, rule, rowsBefore, rowsLeft, rowsAfter, cellsChanged, ledger, ledgerNote, ledgerNoteRolledUp
    case links, linkFrom, linkTo, rows, matched, missingCells, matchRate, rowsWithoutTime
    case formula, unit, direction, minimumN, definition, source, caution, attribution, facts
    case column, reason, count, examples, line, rejectsPointer, noRejects
    case files, stepsCaption, why, linksCaption, rejectsCaption, definitionsCaption, trendFigures, intervalMethod
    case segmentShare, volumeEffect, mixEffect, rateEffect, allEffects
    case scorecards, score, scores, band, bandKept, coverage, scoreScale, weight, scaleFloor, scaleTarget, scaleStretch
    case raters, inCommon, againstOthers
    case assessments, selfBesideOthers
    case effects, group, people, meanChange, groupDifference
    case actionEffects, action, since, levelBefore, levelAfter, beyondLimits
    /// Punctuation, with its blank.
    case comma, semicolon
    case partialPeriods
    case firstItem, secondItem, firstUnits, secondUnits, together, support, confidence, lift, adjustedP
    case howToRead, readInterval, readNoise, readSample, readRounding, readTarget

    var wording: Wording {
        switch self {
        case .hours: Wording(en: "Hour by weekday", zh: "小时 × 星期")
        case .weekday: Wording(en: "Weekday", zh: "星期")
        case .allDay: Wording(en: "All", zh: "全天")
        case .standing: Wording(en: "What can be said, and what cannot", zh: "能说什么，不能说什么")
        case .canBeSaid: Wording(en: "Can be said", zh: "可以说的")
        case .cannotBeSaid: Wording(en: "Cannot be said", zh: "不能说的")
        case .labelMetrics: Wording(en: "Beside the others", zh: "与其他人（组）对照")
        case .peers: Wording(en: "Middle 80% of the others", zh: "其他人（组）的中间 80%")
        case .course: Wording(en: "Course", zh: "各期走势")
        case .labelIndex: Wording(en: "All pages", zh: "全部页面")
        case .judgeable: Wording(en: "Numbers with enough rows", zh: "样本足够的指标数")
        case .points: Wording(en: "Points", zh: "分数")
        case .added: Wording(en: "Adds to the score", zh: "对得分的贡献")
        case .summary: Wording(en: "At a glance", zh: "要点")
        case .headlines: Wording(en: "Headline figures", zh: "核心指标")
        case .targets: Wording(en: "Targets", zh: "目标进展")
        case .owner: Wording(en: "Owner", zh: "负责人")
        case .actual: Wording(en: "Actual", zh: "实际")
        case .attainment: Wording(en: "Attainment", zh: "达成率")
        case .pace: Wording(en: "Pace", zh: "进度")
        case .forecast: Wording(en: "Forecast at the end", zh: "期末预测")
        case .groups: Wording(en: "Beside each other", zh: "组间比较")
        case .measuredValue: Wording(en: "As measured", zh: "实测值")
        case .shrunkenValue: Wording(en: "Shrunken", zh: "收缩值")
        case .rankInterval: Wording(en: "Rank (5–95%)", zh: "名次区间（5–95%）")
        case .besideRest: Wording(en: "Beside the rest", zh: "与其他组相比")
        case .funnel: Wording(en: "Funnel", zh: "漏斗图")
        case .observedToExpected: Wording(en: "Observed ÷ expected", zh: "观测/预期")
        case .adjustedBand: Wording(en: "With its own cases", zh: "按自身个案构成")
        case .findings: Wording(en: "Findings", zh: "主要发现")
        case .alerts: Wording(en: "Alerts", zh: "警报")
        case .whereItDiffers: Wording(en: "Where it differs", zh: "哪里不同")
        case .exceptions: Wording(en: "Worst beside all", zh: "表现最差的几处")
        case .distributions: Wording(en: "How answers spread", zh: "回答分布")
        case .item: Wording(en: "Item", zh: "项目")
        case .answer: Wording(en: "Answer", zh: "答案")
        case .noAnswer: Wording(en: "No answer", zh: "未答")
        case .answerCount: Wording(en: "Answers", zh: "回答数")
        case .share: Wording(en: "Share", zh: "占比")
        case .cumulative: Wording(en: "Cumulative", zh: "累计")
        case .range: Wording(en: "From – to", zh: "范围")
        case .lowerQuartile: Wording(en: "Lower quartile", zh: "下四分位数")
        case .median: Wording(en: "Median", zh: "中位数")
        case .upperQuartile: Wording(en: "Upper quartile", zh: "上四分位数")
        case .numbersOfDrawing: Wording(en: "The numbers of the drawing", zh: "图中数据")
        case .changes: Wording(en: "What changed", zh: "哪些变了")
        case .valueThen: Wording(en: "Then", zh: "当时")
        case .ledgerInShort: Wording(en: "Data", zh: "数据账目")
        case .fullStop: Wording(en: ".", zh: "。")
        case .annex: Wording(en: "Annex: all tables and definitions", zh: "附录：全部表格与定义")
        case .mainReport: Wording(en: "To the report", zh: "返回报告正文")
        case .undecided: Wording(en: "undecided", zh: "未定")
        case .usual: Wording(en: "usual", zh: "正常")
        case .unusual: Wording(en: "unusual", zh: "异常")
        case .data: Wording(en: "Data", zh: "数据")
        case .complete: Wording(en: "complete", zh: "完整")
        case .incomplete: Wording(en: "incomplete", zh: "不完整")
        case .none: Wording(en: "none", zh: "无")
        case .series: Wording(en: "Usual or unusual", zh: "是否异常")
        case .unusualSegments: Wording(en: "Segments whose latest period is unusual", zh: "最近一期异常的分组")
        case .latestPoint: Wording(en: "Latest", zh: "最近一期")
        case .usualRange: Wording(en: "Usual range", zh: "正常范围")
        case .state: Wording(en: "State", zh: "状态")
        case .assurance: Wording(en: "Target, if nothing changes", zh: "现状不变时能否达标")
        case .limitsFrom: Wording(en: "Limits from", zh: "界限依据")
        case .place: Wording(en: "Where", zh: "范围")
        case .expected: Wording(en: "Expected (by chance)", zh: "预期（偶然波动范围）")
        case .gap: Wording(en: "Gap", zh: "差距")
        case .comparedWith: Wording(en: "Compared with", zh: "比较对象")
        case .verdict: Wording(en: "Verdict", zh: "判断")
        case .explanations: Wording(en: "Changes explained", zh: "变化分解")
        case .trend: Wording(en: "Trends", zh: "趋势")
        case .breakdowns: Wording(en: "Breakdowns", zh: "分组结果")
        case .variants: Wording(en: "Under other definitions", zh: "口径对照")
        case .chosenDefinition: Wording(en: "as reported", zh: "本报告采用")
        case .tables: Wording(en: "Tables", zh: "明细与交叉表")
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
        case .businessHours: Wording(en: "Business hours", zh: "工作时间")
        case .holidays: Wording(en: "Holidays", zh: "节假日")
        case .pipeline: Wording(en: "Pipeline", zh: "流程文件")
        case .tool: Wording(en: "Made with", zh: "生成工具")
        case .fingerprint: Wording(en: "Fingerprint", zh: "文件指纹")
        case .partialMark: Wording(en: "partial", zh: "不完整")
        case .metric: Wording(en: "Metric", zh: "指标")
        case .value: Wording(en: "Value", zh: "数值")
        case .interval: Wording(en: "95% interval", zh: "95% 区间")
        case .sample: Wording(en: "n", zh: "n")
        case .change: Wording(en: "Change", zh: "变化")
        case .target: Wording(en: "Target", zh: "目标")
        case .total: Wording(en: "All", zh: "全部")
        case .noData: Wording(en: "no data", zh: "无数据")
        case .notYetJudged: Wording(en: "none to judge yet", zh: "尚无可判定的行")
        case .smallSample: Wording(en: "small sample", zh: "样本偏少")
        case .hidden: Wording(en: "too few rows here or beside", zh: "本格或相关格样本过少")
        case .firstItem: Wording(en: "First", zh: "项目一")
        case .secondItem: Wording(en: "Second", zh: "项目二")
        case .firstUnits: Wording(en: "With the first", zh: "含项目一")
        case .secondUnits: Wording(en: "With the second", zh: "含项目二")
        case .together: Wording(en: "With both", zh: "同时含")
        case .support: Wording(en: "Support", zh: "支持度")
        case .confidence: Wording(en: "First → second", zh: "置信度（一→二）")
        case .lift: Wording(en: "Lift", zh: "提升度")
        case .adjustedP: Wording(en: "Adjusted p", zh: "校正 p")
        case .file: Wording(en: "File", zh: "文件")
        case .table: Wording(en: "Table", zh: "数据表")
        case .encoding: Wording(en: "Encoding", zh: "编码")
        case .rowsRead: Wording(en: "Read", zh: "读入")
        case .rowsKept: Wording(en: "Kept", zh: "采用")
        case .rowsRejected: Wording(en: "Rejected", zh: "拒绝")
        case .rowsDuplicate: Wording(en: "Duplicates", zh: "重复")
        case .rowsFiltered: Wording(en: "Filtered", zh: "过滤")
        case .rowsRolledUp: Wording(en: "Rolled up", zh: "汇总")
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
        case .ledgerNoteRolledUp:
            Wording(
                en:
                    "Every row read is accounted for: read = kept + rejected + duplicates + filtered + rolled up into others.",
                zh: "每一行都有去处：读入 = 采用 + 拒绝 + 重复 + 过滤 + 汇总并入他行。")
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
        case .facts: Wording(en: "How it is measured", zh: "度量方式")
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
        case .files: Wording(en: "Files and rows", zh: "文件与行数")
        case .stepsCaption: Wording(en: "Rows before and after every step", zh: "每一步之前与之后的行数")
        case .why: Wording(en: "As", zh: "去向")
        case .linksCaption: Wording(en: "Rows that found their partner in another table", zh: "在另一张表中找到对应记录的行")
        case .rejectsCaption: Wording(en: "Rejected rows by file, column and reason", zh: "按文件、列与原因统计的拒绝行")
        case .definitionsCaption: Wording(en: "What each metric means", zh: "各项指标的含义")
        case .trendFigures: Wording(en: "The same in figures", zh: "趋势数值")
        case .intervalMethod: Wording(en: "Interval", zh: "区间")
        case .comma: Wording(en: ", ", zh: "，")
        case .semicolon: Wording(en: "; ", zh: "；")
        case .partialPeriods: Wording(en: "Why periods are partial", zh: "周期不完整的原因")
        case .segmentShare: Wording(en: "Share", zh: "占比")
        case .volumeEffect: Wording(en: "Volume", zh: "数量效应")
        case .mixEffect: Wording(en: "Mix", zh: "结构效应")
        case .rateEffect: Wording(en: "Rate", zh: "水平效应")
        case .allEffects: Wording(en: "Together", zh: "合计")
        case .scorecards: Wording(en: "Scorecards", zh: "记分卡")
        case .score: Wording(en: "Score", zh: "得分")
        case .scores: Wording(en: "Scores, and what each part adds", zh: "得分与各部分贡献")
        case .band: Wording(en: "Band", zh: "档次")
        case .bandKept: Wording(en: "Band kept", zh: "档次不变")
        case .coverage: Wording(en: "Weight at hand", zh: "权重覆盖率")
        case .scoreScale: Wording(en: "How the parts are scored", zh: "各部分如何计分")
        case .weight: Wording(en: "Weight", zh: "权重")
        case .scaleFloor: Wording(en: "0 points", zh: "0 分")
        case .scaleTarget: Wording(en: "80 points", zh: "80 分")
        case .scaleStretch: Wording(en: "100 points", zh: "100 分")
        case .assessments: Wording(en: "360° assessments", zh: "360° 评价")
        case .selfBesideOthers: Wording(en: "Self beside others", zh: "自评与他评")
        case .raters: Wording(en: "Raters", zh: "评分者比较")
        case .inCommon: Wording(en: "In common", zh: "共同对象")
        case .againstOthers: Wording(en: "Against the others", zh: "与他人之差")
        case .effects: Wording(en: "Effects", zh: "措施效果")
        case .actionEffects: Wording(en: "Before and after actions", zh: "措施前后")
        case .action: Wording(en: "Action", zh: "措施")
        case .since: Wording(en: "Since", zh: "开始日期")
        case .levelBefore: Wording(en: "Before", zh: "之前")
        case .levelAfter: Wording(en: "After", zh: "之后")
        case .beyondLimits: Wording(en: "Beyond limits", zh: "超出控制限")
        case .group: Wording(en: "Group", zh: "组别")
        case .people: Wording(en: "People", zh: "人数")
        case .meanChange: Wording(en: "Mean change", zh: "平均变化")
        case .groupDifference: Wording(en: "Difference", zh: "差值")
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
                zh: "只有整个区间都在目标的同一侧，才算达标（✓）或未达标（✗）；无标记者，现有数据尚不能判定。")
        }
    }
}

/// The fixed words of one language.
struct WordList: Sendable {
    var language: Language

    subscript(word: ReportWord) -> String { word.wording[language] }
}
