// What may stand behind a key, in words: for the manual's tables.

import Diagnostics

extension OptionValue {
    /// Such as "one of `first`, `last`, `latest`", as Markdown.
    package var words: Wording {
        switch self {
        case .text: Wording(en: "text", zh: "文本")
        case .flag: Wording(en: "`true` or `false`", zh: "`true` 或 `false`")
        case .integer(let range):
            range.upperBound < 1_000_000
                ? Wording(
                    en: "whole number, \(range.lowerBound) to \(range.upperBound)",
                    zh: "整数，\(range.lowerBound)–\(range.upperBound)")
                : Wording(en: "whole number from \(range.lowerBound)", zh: "整数，不小于 \(range.lowerBound)")
        case .number: Wording(en: "number or percentage", zh: "数字或百分数")
        case .share: Wording(en: "share from 0% to 100%", zh: "0% 到 100% 的比例")
        case .choice(let words):
            Wording(
                en: words.map { "`\($0)`" }.joined(separator: ", "), zh: words.map { "`\($0)`" }.joined(separator: "、"))
        case .pattern(_, let words): words
        case .wording: Wording(en: "text, or `{ zh: …, en: … }`", zh: "文本，或 `{ zh: …, en: … }`")
        case .formula: Wording(en: "formula", zh: "公式")
        case .duration: Wording(en: "length of time such as `20 s`", zh: "时长，如 `20 s`")
        case .size: Wording(en: "size such as `64 MiB`", zh: "大小，如 `64 MiB`")
        case .date: Wording(en: "day such as `2026-09-30`", zh: "日期，如 `2026-09-30`")
        case .currency: Wording(en: "currency such as `CNY`", zh: "货币代码，如 `CNY`")
        case .zone: Wording(en: "time zone such as `Asia/Shanghai`", zh: "时区，如 `Asia/Shanghai`")
        case .name(let name): name.words
        case .any: Wording(en: "as said", zh: "见说明")
        case .nothing: Wording(en: "nothing", zh: "空")
        case .oneOrMore(let form):
            Wording(en: "\(form.words.english); one or a list", zh: "\(form.words.chinese)；单个或列表")
        case .list(let form): Wording(en: "list: \(form.words.english)", zh: "列表：\(form.words.chinese)")
        case .entries(let form):
            Wording(en: "names, each with: \(form.words.english)", zh: "名称，各对应：\(form.words.chinese)")
        case .mapping(let keys), .openMapping(let keys, _):
            Wording("`{ \(keys.words.map { "\($0): …" }.joined(separator: ", ")) }`")
        case .oneKey(let keys): Self.choice(keys.words).words
        case .either(let forms):
            Wording(
                en: forms.map(\.words.english).joined(separator: " or "),
                zh: forms.map(\.words.chinese).joined(separator: " 或 "))
        }
    }
}

extension OptionName {
    fileprivate var words: Wording {
        switch self {
        case .column: Wording(en: "column", zh: "列名")
        case .table: Wording(en: "table", zh: "表名")
        case .segment: Wording(en: "segment", zh: "分组名")
        case .metric: Wording(en: "metric", zh: "指标键")
        case .tableColumn: Wording(en: "`table.column`", zh: "`表.列`")
        }
    }
}
