// The keys of a table under `ingest:`, declared: what may stand behind each, and what it is for.
import Diagnostics
import Stages
import Tabular

/// The keys of one table.
enum TableKeys {
    static let all = [
        files, kind, export, exportRules, encoding, delimiter, quote, escape, lineEnd, header, names, footer, stopAt,
        timezone,
        dates,
        decimal, currency, missing, missingOnly, rejectLimit, rowLimit, mayBeEmpty, mayRepeatFiles, personal, columns,
        open, every,
    ]

    // MARK: Which rows

    static let files = OptionKey(
        "files", .oneOrMore(.text), isRequired: true,
        help: Wording(
            en: "paths or patterns with * ? [..] **, relative to the pipeline file", zh: "文件路径或通配（* ? [..] **），相对于流程文件")
    )
    static let kind = OptionKey(
        "kind", .text,
        help: Wording(
            en: "what the rows are, for the built-in metrics; the table's name if it is a kind, else the export's",
            zh: "各行是什么，供内置指标使用；默认取表名（若为已知种类），否则取导出预设的种类"))
    static let export = OptionKey(
        "export", .either([.choice(BuiltInExports.names + ["auto", "generic"]), .text]),
        help: Wording(
            en: "an export as it comes: names, types, units and zone; built in, or of a file under 'exports'",
            zh: "导出格式：列名、类型、单位与时区；内置，或来自 'exports' 所列文件"))
    static let exportRules = OptionKey(
        "export_rules", .either([.flag, .list(.text)]),
        help: Wording(
            en: "which of the rules that the export brings are applied: yes, no, or names of rules; all unless said",
            zh: "执行导出格式自带的哪些清洗规则：yes、no 或规则名称列表；默认全部"))

    // MARK: How the file is written

    static let encoding = OptionKey(
        "encoding", .either([.choice(TextEncoding.choices), .text]),
        help: Wording(en: "the encoding, by any of its names; recognised unless said", zh: "文件编码，可用其任一名称，默认自动识别"))
    static let delimiter = OptionKey(
        "delimiter",
        .either([
            .choice([",", ";", "|", "tab", "comma", "semicolon", "pipe", "none"]),
            .pattern("^([!#-&(-~]|\\t|\\\\t)$", Wording(en: "one sign", zh: "单个符号")),
        ]),
        help: Wording(en: "what stands between cells; recognised unless said", zh: "单元格之间的分隔符，默认自动识别"))
    static let quote = OptionKey(
        "quote", .choice(["\"", "'"]),
        help: Wording(en: "the quotation mark; recognised unless said", zh: "引号，默认自动识别"))
    static let escape = OptionKey(
        "escape",
        .either([.choice(["backslash", "\\"]), .pattern("^[!-/:-@\\[-`{-~]$", Wording(en: "one sign", zh: "单个符号"))]),
        help: Wording(
            en: "a sign that takes the meaning from the one behind it; quotes are doubled unless said",
            zh: "使其后符号失去含义的转义符，默认引号成对表示"))
    static let lineEnd = OptionKey(
        "line_end", .choice(of: LineEndChoice.self),
        help: Wording(en: "how rows end; others give a warning", zh: "行尾，其他写法给出警告"))
    static let header = OptionKey(
        "header", .either([.choice(["none"]), .integer(1...1_000_000_000), .list(.integer(1...1_000_000_000))]),
        help: Wording(
            en: "the line of the header, the lines on which its rows begin, or none; recognised unless said",
            zh: "表头所在的行号、多行表头各行的行号，或 none（无表头）；默认自动识别"))
    static let names = OptionKey(
        "names", .oneOrMore(.text),
        help: Wording(en: "with 'header: none', the columns' names", zh: "与 'header: none' 连用：各列的名称"))
    static let footer = OptionKey(
        "footer", .oneOrMore(.text),
        help: Wording(
            en: "rows whose first filled cell is one of these are no data; * for anything",
            zh: "首个非空单元格为其一的行不是数据；* 代表任意文本"))
    static let stopAt = OptionKey(
        "stop_at", .oneOrMore(.text),
        help: Wording(
            en: "the first row whose first filled cell is one of these ends the data", zh: "首个非空单元格为其一的第一行起，数据结束"))

    // MARK: What cells mean

    static let timezone = OptionKey(
        "timezone", .zone,
        help: Wording(
            en: "the zone of times without one; the export's, else the pipeline's, unless said",
            zh: "未注明时区的时间所在时区；默认取导出预设，其次取流程文件"))
    static let dates = OptionKey(
        "dates", .choice(of: DateOrder.self),
        help: Wording(en: "the order of day and month; told from all cells unless said", zh: "日期中日、月的顺序，默认由全部单元格判断"))
    static let decimal = OptionKey(
        "decimal", .choice(of: DecimalMark.self),
        help: Wording(en: "the decimal mark; point unless said", zh: "小数点符号，默认 point"))
    static let currency = OptionKey(
        "currency", .currency,
        help: Wording(en: "the currency of the table's amounts", zh: "表中金额的货币"))
    static let missing = OptionKey(
        "missing", .oneOrMore(.text), help: Wording(en: "further spellings of \"no value\"", zh: "另外视为无值的写法"))
    static let missingOnly = OptionKey(
        "missing_only", .oneOrMore(.text), help: Wording(en: "spellings that replace all others", zh: "取代所有其他写法的无值写法"))
    static let personal = OptionKey(
        "personal", .oneOrMore(.name(.column)),
        help: Wording(en: "columns that name people, besides those known by their names", zh: "除按列名识别外，另含个人信息的列"))
    static let columns = OptionKey(
        "columns", .entries(.either([.nothing, .text, .mapping(ColumnKeys.all)])),
        help: Wording(en: "the names used from here on, and how each column is read", zh: "此后使用的列名，以及各列的读法"))

    // MARK: What may be amiss

    static let rejectLimit = OptionKey(
        "reject_limit", .share,
        help: Wording(
            en: "the share of a file's rows that may be rejected before the run fails; 10% unless said",
            zh: "一个文件可剔除的行的最大比例，默认 10%"))
    static let rowLimit = OptionKey(
        "row_limit", .size, help: Wording(en: "the most bytes of a row; 16 MiB unless said", zh: "一行的最大字节数，默认 16 MiB"))
    static let mayBeEmpty = OptionKey(
        "may_be_empty", .flag,
        help: Wording(
            en: "whether a report is made although the table has no row for its period; no unless said",
            zh: "该表在报告期没有数据时是否照常出报告，默认否"))
    static let mayRepeatFiles = OptionKey(
        "may_repeat_files", .flag,
        help: Wording(en: "whether files of the same rows are read all the same; no unless said", zh: "内容相同的文件是否照读，默认否")
    )
    static let open = OptionKey(
        "open", OpenDays.form,
        help: Wording(en: "on which days rows can be expected, for this table alone", zh: "仅针对该表：哪些日子应有数据"))
    static let every = OptionKey(
        "every", .choice(of: Grain.self),
        help: Wording(
            en: "rows come once in each, on whatever day of it; told from the data unless said",
            zh: "每周期只来一次数据，不论哪一天；默认由数据判断"))
}
