// The keys of the file of an export format, as data: what is read, and what is told of a key that is none of them.

import Diagnostics
import Stages

/// What may be written in `Exports/NAME.yml`, and in a file that `exports:` names.
package enum ExportKeys {
    static let name = OptionKey(
        "name", .text, isRequired: true, help: Wording(en: "what 'export' calls it", zh: "'export' 中所用的名称"))
    static let title = OptionKey(
        "title", .wording, help: Wording(en: "what readers are shown; the name unless said", zh: "展示给读者的名称，默认为 name"))
    static let notes = OptionKey(
        "notes", .text, help: Wording(en: "what a reader of the manual should know", zh: "写给手册读者的说明"))
    static let kind = OptionKey(
        "kind", .text, help: Wording(en: "what its rows are, for the built-in metrics", zh: "各行是什么，供内置指标使用"))
    static let marks = OptionKey(
        "marks", .oneOrMore(.mapping(ofMarks)),
        help: Wording(en: "by what it is recognised; any mapping of a list will do", zh: "识别标志；列表中任一组符合即可"))
    static let headerRows = OptionKey(
        "header_rows", .integer(1...10),
        help: Wording(en: "how many rows its header has; 1 unless said", zh: "表头的行数，默认 1"))
    static let shortYears = OptionKey(
        "short_years", .flag,
        help: Wording(en: "whether years may have two digits; no unless said", zh: "年份是否可为两位数，默认否"))
    static let columns = OptionKey(
        "columns", .entries(.either([.nothing, .oneOrMore(.text), .mapping(ofColumn)])), isRequired: true,
        help: Wording(en: "its columns by the names that pipelines use", zh: "各列，按流程中所用的名称"))
    static let clean = OptionKey(
        "clean", .list(.any), help: Wording(en: "rules that come before the user's own", zh: "先于用户规则执行的清洗规则"))
    static let cautions = OptionKey(
        "cautions", .oneOrMore(.wording),
        help: Wording(en: "what to know before trusting its numbers", zh: "信任其数字之前须知"))

    /// Keys that mean what they mean for a table of `ingest:`, and are read as there.
    static let ofTables = [
        TableKeys.encoding, TableKeys.delimiter, TableKeys.quote, TableKeys.escape, TableKeys.header, TableKeys.names,
        TableKeys.footer, TableKeys.stopAt, TableKeys.dates, TableKeys.decimal, TableKeys.currency, TableKeys.missing,
    ]

    package static let all =
        [name, title, notes, kind, marks, TableKeys.timezone, headerRows, shortYears] + ofTables
        + [columns, clean, cautions]

    // MARK: Marks

    static let headers = OptionKey(
        "headers", .oneOrMore(.text),
        help: Wording(en: "headers that stand in one row, all of them; '*' is anything", zh: "同一行中全部出现的表头，'*' 代表任意内容"))
    static let firstHeader = OptionKey(
        "first_header", .oneOrMore(.text), help: Wording(en: "the first header is one of these", zh: "首个表头为其中之一"))
    static let without = OptionKey(
        "without", .oneOrMore(.text), help: Wording(en: "headers of which none is there", zh: "不得出现的表头"))
    static let lines = OptionKey(
        "lines", .oneOrMore(.text), help: Wording(en: "one of the first lines is one of these", zh: "开头几行之一为其中之一"))
    static let lastLines = OptionKey(
        "last_lines", .oneOrMore(.text), help: Wording(en: "one of the last lines is one of these", zh: "末尾几行之一为其中之一"))
    static let width = OptionKey(
        "width", .oneOrMore(.integer(1...100_000)),
        help: Wording(en: "how many columns, or the least and the most of them", zh: "列数，或最少与最多的列数"))
    static let words = OptionKey(
        "words", .entries(.oneOrMore(.text)),
        help: Wording(en: "a column, and the words that its filled cells are", zh: "某列及其非空单元格的取值"))
    static let weak = OptionKey(
        "weak", .flag,
        help: Wording(en: "whether they count only where no other export is recognised", zh: "是否仅在没有识别出其他导出格式时才算数"))

    static let ofMarks = [headers, firstHeader, without, lines, lastLines, width, words, weak]

    // MARK: A column

    static let columnHeaders = OptionKey(
        "headers", .oneOrMore(.text),
        help: Wording(
            en: "the headers it may have, in all languages and generations; its name unless said",
            zh: "可能的表头（各语言、各版本），默认为列名"))
    static let time = OptionKey(
        "time", .oneOrMore(.text),
        help: Wording(en: "the headers of the time of day, of a moment in two columns", zh: "分两列书写的时刻中，时间列的表头"))
    static let prefer = OptionKey(
        "prefer", .choice(["first"]),
        help: Wording(en: "which header is meant where a file has several", zh: "文件中有多个表头时取哪一个"))
    static let map = OptionKey(
        "map", .entries(.text), help: Wording(en: "words of the file, and what they become", zh: "文件中的取值及其替换"))

    /// Keys that mean what they mean for a column of `ingest:`, and are read as there.
    static let ofTableColumns = [
        ColumnKeys.type, ColumnKeys.unit, ColumnKeys.format, ColumnKeys.personal, ColumnKeys.bad,
    ]

    static let ofColumn = [columnHeaders, time, prefer, map] + ofTableColumns
}
