// The sentences on what data bring while rows are divided.

import Diagnostics
import Stages
import Tabular

extension SegmentationDiagnostics {
    /// A warning: readers take several labels for one, and each has a part of its rows.
    static func lookalikeLabels(
        _ alike: LookalikeLabels, of segment: SegmentIdentity, columns: [ColumnReference]
    ) -> Diagnostic {
        let shown = alike.groups.prefix(3).map { $0.prefix(3).map { "\(quoted: $0)" } }
        let more = alike.groups.count - shown.count
        let pastes = columns.map { column in
            (
                table: column.table.text,
                rule: "normalise: { columns: [\(column.column.text)], width: true, blanks: true, case: upper }"
            )
        }
        return Diagnostic(
            .remark("lookalike-labels"), .warning, at: segment.location,
            Wording(
                en:
                    "segment '\(segment.key)' has labels that differ in width, case or blanks only, and are counted apart: "
                    + shown.map { $0.joined(separator: " and ") }.joined(separator: ", ")
                    + (more > 0 ? " and \(more) more" : ""),
                zh: "分组 '\(segment.key)' 有仅全半角、大小写或空格不同的标签，被分开统计："
                    + shown.map { $0.joined(separator: " 与 ") }.joined(separator: "、")
                    + (more > 0 ? " 等，另有 \(more) 组" : "")),
            help: pastes.isEmpty
                ? nil
                : Wording(
                    en: "if they mean the same, add "
                        + pastes.map { "to 'clean' of table '\($0.table)': \($0.rule)" }.joined(separator: "; "),
                    zh: "如含义相同，请"
                        + pastes.map { "在表 '\($0.table)' 的 'clean' 中加上：\($0.rule)" }.joined(separator: "；")))
    }

    static func amountOverflow(_ segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .data("amount-overflow"), at: segment.location,
            Wording(
                en: "the amounts of \(segment.wording.english) add up to more than 38 digits",
                zh: "\(segment.wording.chinese) 的金额合计超过 38 位数"))
    }

    static func salesLeftOut(
        _ segment: SegmentIdentity, table: String, rows: Int, withoutCustomer: Int, withoutTime: Int, withoutAmount: Int
    ) -> Diagnostic {
        let english = [
            (withoutCustomer, "without a known customer"), (withoutTime, "without a time"),
            (withoutAmount, "without an amount"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let chinese = [(withoutCustomer, "客户未知"), (withoutTime, "缺少时间"), (withoutAmount, "缺少金额")]
            .filter { $0.0 > 0 }.map { "\($0.1) \($0.0) 行" }.joined(separator: "、")
        return Diagnostic(
            .remark("sales-left-out"), .warning, at: segment.location,
            Wording(
                en:
                    "\(segment.wording.english) leaves out rows of table '\(table)': \(english), of \(English.count(rows, "row"))",
                zh: "\(segment.wording.chinese) 未计入表 '\(table)' 的部分行：\(chinese)，共 \(rows) 行"))
    }

    static func frequencyCollapses(_ segment: SegmentIdentity, share: Int, days: Int) -> Diagnostic {
        Diagnostic(
            .remark("frequency-collapses"), .warning, at: segment.location,
            Wording(
                en:
                    "\(segment.wording.english) scores frequency by fixed cuts, because \(share) % of the "
                    + "customers bought on "
                    + "\(English.count(days, "day")) and quintiles would collapse",
                zh: "\(segment.wording.chinese) 的购买频次改用固定分界打分：\(share)% 的客户购买天数同为 \(days) 天，五等分失去意义"))
    }

    /// A report that is divided by a column of names would print them.
    /// - Parameter read: the column as it was read whose cells `column` holds.
    static func personalLabels(_ segment: SegmentIdentity, column: ColumnReference, read: String) -> Diagnostic {
        Diagnostic(
            .pipeline("personal-labels"), at: column.column.start,
            Wording(
                en:
                    "\(segment.wording.english) expects values that name nobody, found '\(column.description)', which holds "
                    + "people's names, numbers or addresses",
                zh: "\(segment.wording.chinese) 的取值不应指向个人，实际为 '\(column.description)'（个人姓名、号码或地址）"),
            help: personalHelp(read))
    }

    /// The same where only the values tell.
    static func personalLabelsSeen(_ segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .data("personal-labels"), at: segment.location,
            Wording(
                en:
                    "\(segment.wording.english) expects values that name nobody, found telephone numbers or mail addresses",
                zh: "\(segment.wording.chinese) 的取值不应指向个人，实际含有电话号码、证件号或邮箱"),
            help: personalHelp("…"))
    }

    private static func personalHelp(_ column: String) -> Wording {
        Wording(
            en: "divide by something else; if they name nobody, write '\(column): { personal: no }' under 'columns'",
            zh: "请改用其他列；如果并不指向个人，请在 'columns' 中写 '\(column): { personal: no }'")
    }

    /// Whether a place is not so exact that somebody lives there.
    private static func isShort(_ place: String) -> Bool { place.count <= 12 && !PersonalText.looksPersonal(place) }

    static func ambiguousPlaces(
        _ segment: SegmentIdentity, rows: Int, ofRows: Int, examples: [String]
    ) -> Diagnostic {
        let shown = examples.map { "\(quoted: isShort($0) ? $0 : "…")" }
        return Diagnostic(
            .remark("ambiguous-places"), .warning, at: segment.location,
            Wording(
                en:
                    "\(segment.wording.english) cannot tell the place of \(rows) of \(English.count(ofRows, "row")), which may "
                    + "be in several"
                    + (shown.isEmpty ? "" : ", such as \(shown.joined(separator: ", "))") + "; they are unknown",
                zh: "\(segment.wording.chinese) 有 \(rows) 行（共 \(ofRows) 行）可能指多个地方"
                    + (shown.isEmpty ? "" : "，如 \(shown.joined(separator: "、"))") + "，计为未知"),
            help: Wording(
                en: "add a column that names the province to 'from'", zh: "在 'from' 中加上含省份的列"))
    }

    /// - Parameter ofRows: the rows that have any text.
    static func unrecognisedPlaces(
        _ segment: SegmentIdentity, rows: Int, tooCoarse: Int, ofRows: Int, examples: [String]
    ) -> Diagnostic {
        let shown = examples.map { "\(quoted: isShort($0) ? $0 : "…")" }
        var english = "\(segment.wording.english) finds no place in \(rows) of \(English.count(ofRows, "row"))"
        var chinese = "\(segment.wording.chinese) 在 \(rows) 行（共 \(ofRows) 行）中找不到地名"
        if !shown.isEmpty {
            english += ", such as \(shown.joined(separator: ", "))"
            chinese += "，如 \(shown.joined(separator: "、"))"
        }
        if tooCoarse > 0 {
            english += ", and only a province in \(tooCoarse)"
            chinese += "，另有 \(tooCoarse) 行只写到省"
        }
        // A few foreign addresses are nothing to worry about; most rows without a place are.
        let severity: Severity = (rows + tooCoarse) * 2 > ofRows ? .warning : .note
        return Diagnostic(
            .remark("unrecognised-places"), severity, at: segment.location,
            Wording(en: english + "; they are unknown", zh: chinese + "，计为未知"))
    }
}
