// The keys at the top of a pipeline file, each with what its stage declares behind it: the grammar of the whole file.

import Aggregation
import Cleaning
import Diagnostics
import Ingestion
import Judgement
import Lists
import Rendering
import Segmentation
import Stages

/// Every key that may be written in a pipeline file, from the top down.
///
/// From it come what a file is read against, the JSON Schema for editors, and the manual's tables of keys.
package enum PipelineKeys {
    /// In the order the data flow.
    package static let all = [
        title, languages, timezone, period, calendar, open, set, currency, overflow, textLimit, output, exports, ingest,
        clean,
        link,
        segment, aggregate, judge, scorecards, raters, effects, actions, lists, alerts, render, tests,
    ]

    /// The keys that say what kind of metric a definition is, in the order of the manual, each with those that only it has.
    package static var metricKinds: [(key: OptionKey, furtherKeys: [OptionKey])] {
        AggregationKeys.kinds
    }

    static let title = OptionKey(
        "title", .wording,
        help: Wording(en: "what the report is called; the file's name unless said", zh: "报告标题，默认为文件名"))
    static let languages = OptionKey(
        "languages",
        .oneOrMore(
            .either([
                .choice(Language.allCases.map(\.rawValue)),
                .pattern(
                    "^([Zz][Hh]([-_]([Hh][Aa][Nn][Ss]|[Cc][Nn]|[Ss][Gg])([-_.@].*)?)?|[Ee][Nn]([-_.@].*)?)$",
                    Wording(en: "the code of one of them, such as zh or en-US", zh: "二者之一的代码，如 zh、en-US")),
            ])),
        help: Wording(en: "the languages of the report; both, Chinese first, unless said", zh: "报告语言，默认中英双语、中文在前"))
    static let timezone = OptionKey(
        "timezone", .zone,
        help: Wording(en: "the zone in which days begin; Asia/Shanghai unless said", zh: "划分日期所用的时区，默认 Asia/Shanghai"))
    static let period = OptionKey(
        "period", PeriodOptions.form,
        help: Wording(en: "which period the report is about; all rows unless said", zh: "报告期，默认全部数据"))
    static let calendar = OptionKey(
        "calendar", CalendarOptions.form,
        help: Wording(
            en: "when business is open: hours, holidays, and days that are worked in their place", zh: "工作时间、节假日与调休上班日")
    )
    static let open = OptionKey(
        "open", OpenDays.form,
        help: Wording(en: "on which days rows can be expected; every day unless said", zh: "哪些日子应有数据，默认每天"))
    static let set = OptionKey(
        "set", .entries(.text),
        help: Wording(
            en: "values for ${KEY} anywhere in the file, which --set replaces", zh: "文件中 ${KEY} 的值，可由 --set 替换"))
    static let currency = OptionKey(
        "currency", .currency,
        help: Wording(en: "the currency of amounts for which nothing else is said", zh: "未另行说明的金额的货币"))
    static let overflow = OptionKey(
        "overflow", .choice(of: OverflowPolicy.self),
        help: Wording(
            en: "what becomes of rows whose formula gives a number that cannot be kept; fail unless said",
            zh: "公式结果过大无法保存的行如何处理，默认 fail"))
    static let textLimit = OptionKey(
        "text_limit", .size,
        help: Wording(
            en: "the most bytes of a text that a formula makes; 16 MiB unless said", zh: "公式生成的文本的最大字节数，默认 16 MiB"))
    static let output = OptionKey(
        "output", .text,
        help: Wording(
            en: "the folder of reports, to which the period's name is added; reports/NAME unless said",
            zh: "报告目录，其下按周期命名；默认 reports/流程名"))
    static let exports = OptionKey(
        "exports", .oneOrMore(.text),
        help: Wording(en: "files of export formats of your own", zh: "自定义导出格式的文件"))
    static let ingest = OptionKey(
        "ingest", IngestionOptions.form, isRequired: true,
        help: Wording(en: "which files become which tables, and how they are read", zh: "哪些文件成为哪些表，以及怎样读取"))
    static let clean = OptionKey(
        "clean", CleaningOptions.form,
        help: Wording(en: "rules per table, applied in the order written", zh: "各表的清洗规则，按所写顺序执行"))
    static let link = OptionKey(
        "link", SegmentationOptions.linkForm,
        help: Wording(en: "columns that lead to the key of another table", zh: "通向另一表的键的列"))
    static let segment = OptionKey(
        "segment", SegmentationOptions.segmentForm,
        help: Wording(en: "the ways in which rows are divided, by name", zh: "行的划分方式（分组），按名称列出"))
    static let aggregate = OptionKey(
        "aggregate", AggregationKeys.form, isRequired: true,
        help: Wording(en: "the metrics, how they are divided, and their targets", zh: "指标、划分方式与目标"))
    static let judge = OptionKey(
        "judge", JudgementKeys.form,
        help: Wording(
            en: "how signal is told from noise; everything is judged unless 'false' is said",
            zh: "怎样区分信号与噪声；除非写 'false'，否则全部判断"))
    static let scorecards = OptionKey(
        "scorecards", ScorecardOptions.form,
        help: Wording(
            en: "several metrics of the centre, of teams or of agents on one scale, weighted, by name",
            zh: "记分卡：把中心、班组或坐席的多个指标折算到同一标尺并加权，按名称列出"))
    static let raters = OptionKey(
        "raters", RaterOptions.form,
        help: Wording(
            en: "who scores the same people higher or lower than others do, by name",
            zh: "评分者比较：谁对同一对象评分偏高或偏低，按名称列出"))
    static let effects = OptionKey(
        "effects", EffectOptions.form,
        help: Wording(
            en: "how people changed to whom something was done, such as a training, by name",
            zh: "措施效果：接受培训等措施者的变化，按名称列出"))
    static let actions = OptionKey(
        "action_effects", ActionOptions.form,
        help: Wording(
            en: "what was done on a day, and a metric before and after it, by name",
            zh: "某日起采取的措施，以及指标在其前后的水平，按名称列出"))
    static let lists = OptionKey(
        "lists", ListKeys.form,
        help: Wording(
            en: "lists of rows that somebody is to do something about, by name", zh: "需要有人处理的名单，按名称列出"))
    static let alerts = OptionKey(
        "alerts", AlertKeys.form,
        help: Wording(
            en: "numbers to be told of on the first page, and by exit code 3 of run --fail-on-alert",
            zh: "需要在首页提醒的数字；使用 run --fail-on-alert 时退出码为 3"))
    static let render = OptionKey(
        "render", RenderingKeys.form,
        help: Wording(
            en: "the reports to make; a management review in every format unless said", zh: "要生成的报告，默认各种格式的管理评审"))
    static let tests = OptionKey(
        "tests", TestKeys.form,
        help: Wording(
            en: "rows made up by hand, and the values that metrics must come to; rapport test runs them",
            zh: "手工编写的示例行，以及各指标应得的值；由 rapport test 执行"))
}
