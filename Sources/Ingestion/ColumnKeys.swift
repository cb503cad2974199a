// The keys of a column under `columns:` of a table, declared: what may stand behind each, and what it is for.
import Diagnostics
import Stages
import Tabular

/// The keys of one column.
enum ColumnKeys {
    static let all = [from, type, unit, format, currency, bad, required, intact, personal]

    static let from = OptionKey(
        "from", .oneOrMore(.text),
        help: Wording(
            en: "the header, or those of a moment's date and time of day; the name itself unless said",
            zh: "表头，或日期与时间两列的表头；默认与列名相同"))
    static let type = OptionKey(
        "type", .choice(of: ColumnType.self),
        help: Wording(
            en: "what the cells are; the export's, else told from all cells, unless said; "
                + "a 'decimal' has at most six places, 'real' takes more",
            zh: "单元格的类型；默认取导出预设，其次由全部单元格判断；'decimal' 最多六位小数，更多请用 'real'"))
    static let unit = OptionKey(
        "unit", .choice(of: DurationUnit.self),
        help: Wording(en: "what plain numbers of a duration are", zh: "时长列中数字的单位"))
    static let format = OptionKey(
        "format", .choice(of: InstantFormat.self),
        help: Wording(en: "of an instant in plain numbers", zh: "以数字表示的时刻的格式"))
    static let currency = OptionKey(
        "currency", .either([.currency, .mapping([currencyColumn, currencyCode])]),
        help: Wording(
            en: "the currency of amounts, or the column that names that of each row", zh: "金额的货币，或标明各行货币的列"))
    static let bad = OptionKey(
        "bad", .choice(of: BadCellPolicy.self),
        help: Wording(en: "what a bad cell does; reject unless said", zh: "错误单元格如何处理，默认 reject（剔除该行）"))
    static let required = OptionKey(
        "required", .flag,
        help: Wording(en: "whether a file without the column is refused; yes unless said", zh: "缺少该列的文件是否拒绝，默认是"))
    static let intact = OptionKey(
        "intact", .flag,
        help: Wording(
            en: "whether long numbers are as they were written, although they look shortened by a spreadsheet",
            zh: "长数字看似被表格软件截短，但确为原样"))
    static let personal = OptionKey(
        "personal", .flag,
        help: Wording(en: "whether its cells name people; by its name unless said", zh: "单元格是否含个人信息，默认按列名判断"))

    static let currencyColumn = OptionKey(
        "column", .name(.column), isRequired: true,
        help: Wording(en: "the column that names the currency of each row", zh: "标明各行货币的列"))
    static let currencyCode = OptionKey(
        "is", .currency,
        help: Wording(en: "the currency that all rows must have", zh: "所有行应有的货币"))
}
