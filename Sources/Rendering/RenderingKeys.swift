// The keys of an entry of `render:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written in an entry of `render:`; the keys of a block stand in its file.
package enum RenderingKeys {
    static let report = OptionKey(
        "report", .either([.choice(of: ReportKind.self), .text]),
        help: Wording(
            en: "the kind of report, or with 'blocks' a name for one of your own", zh: "报告种类；写有 'blocks' 时为自取的报告名"))
    static let title = OptionKey(
        "title", .wording,
        help: Wording(en: "what stands above the title of the report's pages", zh: "报告页标题上方的名称"))
    static let blocks = OptionKey(
        "blocks",
        .oneOrMore(.either([.choice(BlockCatalogue.all.map { $0.word }), .mapping(BlockCatalogue.keys)])),
        help: Wording(en: "what the report shows, in order", zh: "报告依次显示的内容"))
    static let annex = OptionKey(
        "annex",
        .either([
            .choice(["no"]),
            .oneOrMore(.either([.choice(BlockCatalogue.all.map { $0.word }), .mapping(BlockCatalogue.keys)])),
        ]),
        help: Wording(
            en:
                "what stands in a file of its own beside the report, in order, or 'no'; that of the kind of report unless said",
            zh: "报告之外另成一个文件的内容，按顺序列出，或写 'no'；默认按报告种类"))
    static let forEach = OptionKey(
        "for_each", .text,
        help: Wording(
            en: "with 'report: scorecard', the segment of whose labels each has a page, such as 'agent' or 'team'",
            zh: "与 'report: scorecard' 合用：为哪个分组的每个标签各做一页，如 'agent' 或 'team'"))
    static let formats = OptionKey(
        "formats", .oneOrMore(.choice(of: ReportFormatName.self)),
        help: Wording(
            en: "the file formats; 'html' and 'markdown' unless said, of a scorecard 'html'",
            zh: "文件格式；默认 'html' 和 'markdown'，记分卡默认 'html'"))
    static let suppressBelow = OptionKey(
        "suppress_below", .integer(0...1000),
        help: Wording(
            en: "values that rest on fewer rows are in no file; 5 unless said", zh: "所依据行数少于此值的数值不写入任何文件；默认 5"))
    static let tablesWithoutPeople = OptionKey(
        "tables_without_people", .oneOrMore(.text),
        help: Wording(
            en:
                "tables whose rows are entries in the books and tell of nobody, such as costs: values of few of their rows are shown",
            zh: "各行只是账目、不涉及个人的表，如成本：其数值即使只依据少数几行也予显示"))
    static let byteOrderMark = OptionKey(
        "byte_order_mark", .flag,
        help: Wording(
            en: "whether CSV files begin with the mark by which older spreadsheets know UTF-8",
            zh: "CSV 文件是否以字节顺序标记开头，供旧版电子表格识别 UTF-8"))
    static let rawRejects = OptionKey(
        "raw_rejects", .flag,
        help: Wording(en: "whether 'rejects.csv' holds the rows themselves", zh: "'rejects.csv' 是否含原始行"))
    static let rejectsMode = OptionKey(
        "rejects_mode", .pattern("^0?[67][0246][0246]$", Wording(en: "permissions such as 0640", zh: "权限，如 0640")),
        help: Wording(
            en: "the permissions of 'rejects.csv' in octal digits; 0600 unless said",
            zh: "'rejects.csv' 的权限，八进制；默认 0600"))

    static let all = [
        report, forEach, title, blocks, annex, formats, suppressBelow, tablesWithoutPeople, byteOrderMark, rawRejects,
        rejectsMode,
    ]

    /// What may stand behind `render`: kinds of reports, or entries with these keys.
    package static let form = OptionValue.either([
        .oneOrMore(.either([.choice(of: ReportKind.self), .mapping(all)])), .nothing,
    ])
}
