// Every sentence the segmentation stage can say.

import Diagnostics
import Stages
import Tabular

enum SegmentationDiagnostics {
    static func internalError(_ text: String) -> Diagnostic {
        .internalError(Wording(en: "segmentation: \(text)", zh: "分组阶段：\(text)"))
    }

    // MARK: Links

    static func notTableAndColumn(_ found: SourceText, of subject: Wording) -> Diagnostic {
        Diagnostic(
            .pipeline("not-table-and-column"), at: found.start,
            Wording(
                en: "\(subject.english) expects a column as table.column, found \(quoted: found.text)",
                zh: "\(subject.chinese) 应写成 表.列 的形式，实际为 \(quoted: found.text)"))
    }

    static func linkTypes(_ link: SegmentationOptions.Link, _ left: ColumnType, _ right: ColumnType) -> Diagnostic {
        let (from, to) = (link.from.description, link.to.description)
        return Diagnostic(
            .pipeline("link-types"), at: link.from.table.start,
            Wording(
                en: "a link expects two columns of type text or two of type integer, found '\(from)' of type "
                    + "\(left.rawValue) and '\(to)' of type \(right.rawValue)",
                zh: "关联两侧应同为 text 或同为 integer 类型的列，实际 '\(from)' 为 \(left.rawValue)，'\(to)' 为 \(right.rawValue)"),
            help: Wording(
                en: "give both columns 'type: text' under 'ingest'", zh: "在 'ingest' 中把这两列都声明为 'type: text'"))
    }

    static func secondLink(_ link: TableLink, first: TableLink) -> Diagnostic {
        Diagnostic(
            .pipeline("two-links"), at: link.location,
            Wording(
                en: "links '\(first.from)' and '\(link.from)' both lead from table '\(link.fromTable)' to table "
                    + "'\(link.toTable)': which one counts?",
                zh: "关联 '\(first.from)' 与 '\(link.from)' 都从表 '\(link.fromTable)' 通向表 '\(link.toTable)'，无法确定用哪一个"),
            help: Wording(
                en:
                    "leave one out, or write '\(link.from): { else: \(link.to) }' to use it where '\(first.from)' finds no partner",
                zh: "请删去其一；或写作 '\(link.from): { else: \(link.to) }'，仅在 '\(first.from)' 找不到对应时使用"))
    }

    static func elseWithoutFirst(_ link: TableLink) -> Diagnostic {
        Diagnostic(
            .pipeline("else-without-first"), at: link.location,
            Wording(
                en: "'else' of link '\(link.from)' expects another link from table '\(link.fromTable)' to table "
                    + "'\(link.toTable)' before it, found none",
                zh: "关联 '\(link.from)' 的 'else' 要求前面有从表 '\(link.fromTable)' 到表 '\(link.toTable)' 的另一个关联，实际没有"))
    }

    static func twoWays(
        _ segment: SegmentIdentity, from table: String, first: TableLink, second: TableLink
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("two-ways"), at: segment.location,
            Wording(
                en: "\(segment.wording.english) reaches table '\(table)' by two ways of the same length, "
                    + "'\(first.from)' and '\(second.from)': which one counts?",
                zh: "\(segment.wording.chinese) 有两条等长的路径通向表 '\(table)'：'\(first.from)' 与 '\(second.from)'，无法确定用哪一条"),
            help: Wording(
                en: "leave one of the links out, or divide by a column nearer to '\(table)'",
                zh: "请删去其中一个关联，或改用离 '\(table)' 更近的列"))
    }

    static func cycle(_ link: TableLink, back way: [String]) -> Diagnostic {
        guard way.count > 1 else {
            return Diagnostic(
                .pipeline("link-cycle"), at: link.location,
                Wording(
                    en: "link '\(link.from)' leads from table '\(link.fromTable)' to itself",
                    zh: "关联 '\(link.from)' 从表 '\(link.fromTable)' 指向它自己"))
        }
        let names = ([link.fromTable] + way).map { "'\($0)'" }
        return Diagnostic(
            .pipeline("link-cycle"), at: link.location,
            Wording(
                en: "link '\(link.from)' closes a circle: \(names.joined(separator: " to "))",
                zh: "关联 '\(link.from)' 形成循环：\(names.joined(separator: " → "))"))
    }

    static func duplicateKeys(
        _ link: TableLink, values: Int, surplusRows: Int, example: String, first: SourceLocation?,
        again: SourceLocation?
    ) -> Diagnostic {
        var places = Wording("")
        if let first, let again {
            let other = first.file == again.file ? "\(again.line ?? 0)" : "\(again)"
            places = Wording(
                en: " in lines \(first.line ?? 0) and \(other)", zh: "，见第 \(first.line ?? 0) 行和第 \(other) 行")
        }
        return Diagnostic(
            .data("duplicate-key"), at: again,
            Wording(
                en:
                    "link '\(link.from)' expects every value of '\(link.toColumn)' in table '\(link.toTable)' "
                    + "once, found "
                    + "\(English.count(values, "value")) more than once "
                    + "(\(English.count(surplusRows, "surplus row"))), first \(quoted: example)\(places.english)",
                zh: "关联 '\(link.from)' 要求表 '\(link.toTable)' 的列 '\(link.toColumn)' 取值唯一，实际有 \(values) 个值重复"
                    + "（多出 \(surplusRows) 行），第一个是 \(quoted: example)\(places.chinese)"),
            help: Wording(
                en: "add 'drop_duplicates: { key: \(link.toColumn) }' to 'clean' of table '\(link.toTable)'",
                zh: "在表 '\(link.toTable)' 的 'clean' 中加上 'drop_duplicates: { key: \(link.toColumn) }'"))
    }

    /// A warning when fewer than half of the rows that have a key find a partner, of all or of the report's period.
    static func poorMatch(_ match: LinkMatch, in period: Period? = nil, at location: SourceLocation) -> Diagnostic? {
        let present = match.rows - match.missing
        guard present > 0, match.matched * 2 < present else { return nil }
        let table = match.to.prefix { $0 != "." }
        let name = period.map(\.name)
        return Diagnostic(
            .remark("poor-match"), .warning, at: location,
            Wording(
                en:
                    "only \(match.matched) of \(English.count(present, "row"))\(name.map { " of \($0)" } ?? "") "
                    + "with a value in '\(match.from)' \(English.form(match.matched, "finds", "find")) a partner in '\(match.to)'",
                zh: "\(name.map { "\($0) 中 " } ?? "")'\(match.from)' 有值的 \(present) 行中只有 \(match.matched) 行在 "
                    + "'\(match.to)' 中找到对应"),
            // Numbers of another kind are never found, those of an old or short list sometimes.
            help: match.matched == 0
                ? Wording(en: "check that both columns hold the same kind of number", zh: "请确认两列存的是同一种编号")
                : Wording(
                    en:
                        "check that the file of '\(table)' is whole and as new as the rows that look for it, and that both columns "
                        + "write their numbers alike",
                    zh: "请确认 '\(table)' 的文件完整、不早于引用它的数据，且两列的编号写法一致"))
    }

    /// A warning when a link's column is missing in far more rows of the report's period than of others.
    static func missingKeys(
        _ missing: Int, of rows: Int, elsewhere: (missing: Int, rows: Int), in period: Period, from: String,
        at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .remark("missing-keys"), .warning, at: location,
            Wording(
                en:
                    "'\(from)' is missing in \(missing) of \(English.count(rows, "row")) of \(period.name), but in only "
                    + "\(elsewhere.missing) of \(English.count(elsewhere.rows, "other")); they have no partner",
                zh: "'\(from)' 在 \(period.name) 的 \(rows) 行中缺失 \(missing) 行，而其他 \(elsewhere.rows) 行中仅缺 "
                    + "\(elsewhere.missing) 行；缺失的行没有对应"),
            help: Wording(
                en:
                    "if the export has lost the cells, bring it again; segments over this link count these rows as unknown",
                zh: "如导出文件缺了这些单元格，请重新导出；经此关联的分组把这些行计为未知"))
    }

    // MARK: Segments

    /// What is wrong with the name of a segment, if anything.
    static func problem(withKeyOf segment: SegmentIdentity) -> Diagnostic? {
        if let grain = Grain(rawValue: segment.key) {
            return Diagnostic(
                .pipeline("segment-name"), at: segment.location,
                Wording(
                    en: "a segment cannot be called '\(segment.key)', which is a period in 'by'",
                    zh: "分组不能叫 '\(segment.key)'，它在 'by' 中表示周期"),
                help: Wording(
                    en: "call it 'by_\(grain.rawValue)'", zh: "可以改名为 'by_\(grain.rawValue)'"))
        }
        let isPlain =
            !segment.key.isEmpty
            && segment.key.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar == "_" || scalar == "-" || ("0"..."9").contains(scalar)
            }
        if isPlain { return nil }
        return Diagnostic(
            .pipeline("segment-name"), at: segment.location,
            Wording(
                en: "the name of a segment expects letters, digits and '_', found \(quoted: segment.key)",
                zh: "分组名应由文字、数字和 '_' 组成，实际为 \(quoted: segment.key)"))
    }

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

    static func notOneKind(
        of segment: SegmentIdentity, found: [OptionNode.Entry], among entries: [OptionNode.Entry],
        at location: SourceLocation
    ) -> Diagnostic {
        let kinds = SegmenterCatalogue.names.map { "'\($0)'" }
        guard found.isEmpty else {
            let names = found.map { "'\($0.key)'" }
            return Diagnostic(
                .pipeline("not-one-kind"), at: found.last?.keyLocation ?? location,
                Wording(
                    en: "\(segment.wording.english) divides in one way only, found \(names.joined(separator: " and "))",
                    zh: "\(segment.wording.chinese) 只能有一种划分方式，实际有 \(names.joined(separator: "、"))"))
        }
        let unknown = entries.first { entry in
            NearestName.nearest(to: entry.key, in: SegmenterCatalogue.names) != nil
        }
        return Diagnostic(
            .pipeline("not-one-kind"), at: unknown?.keyLocation ?? location,
            Wording(
                en: "\(segment.wording.english) needs one of \(kinds.joined(separator: ", "))",
                zh: "\(segment.wording.chinese) 需要以下之一：\(kinds.joined(separator: "、"))"),
            help: unknown.flatMap { NearestName.suggestion(for: $0.key, among: SegmenterCatalogue.names) })
    }

    static func emptyList(_ key: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-list"), at: location,
            Wording(en: "'\(key)' expects at least one entry, found none", zh: "'\(key)' 至少要有一项，实际为空"))
    }

    static func wrongType(
        of subject: Wording, expected: Wording, found type: ColumnType, at location: SourceLocation,
        help: Wording? = nil
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: location,
            Wording(
                en: "\(subject.english) expects \(expected.english), found type \(type.rawValue)",
                zh: "\(subject.chinese) 应为\(expected.chinese)，实际类型为 \(type.rawValue)"),
            help: help)
    }

    static func repeatedHome(_ column: SourceText, table: String, of segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-table"), at: column.start,
            Wording(
                en: "\(segment.wording.english) expects one column per table, found a second one of table '\(table)'",
                zh: "\(segment.wording.chinese) 每个表只能有一列，表 '\(table)' 出现了第二列"))
    }

    static func notAscending(
        _ key: String, of segment: SegmentIdentity, _ later: SourceText, after earlier: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("not-ascending"), at: later.start,
            Wording(
                en:
                    "'\(key)' of \(segment.wording.english) expects ascending values, found \(quoted: later.text) "
                    + "after \(quoted: earlier.text)",
                zh: "\(segment.wording.chinese) 的 '\(key)' 应从小到大，实际 \(quoted: later.text) 在 \(quoted: earlier.text) 之后")
        )
    }

    static func notDescending(
        _ key: String, of segment: SegmentIdentity, _ later: SourceText, after earlier: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("not-descending"), at: later.start,
            Wording(
                en:
                    "'\(key)' of \(segment.wording.english) expects descending values, found \(quoted: later.text) "
                    + "after \(quoted: earlier.text)",
                zh: "\(segment.wording.chinese) 的 '\(key)' 应从大到小，实际 \(quoted: later.text) 在 \(quoted: earlier.text) 之后")
        )
    }

    static func labelCount(
        of segment: SegmentIdentity, expected: Int, found: Int, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("label-count"), at: location,
            Wording(
                en:
                    "'labels' of \(segment.wording.english) expects \(English.count(expected, "name")), one more than edges, "
                    + "found \(found)",
                zh: "\(segment.wording.chinese) 的 'labels' 应有 \(expected) 个名称（比分界多一个），实际 \(found) 个"))
    }

    static func repeatedLabel(_ label: SourceText, of segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-label"), at: label.start,
            Wording(
                en: "\(segment.wording.english) has two labels '\(label.text)'",
                zh: "\(segment.wording.chinese) 有两个标签 '\(label.text)'"))
    }

    static func reservedLabel(_ label: SourceText, of segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("reserved-label"), at: label.start,
            Wording(
                en: "\(segment.wording.english) cannot have a label '\(label.text)', which is that of missing values",
                zh: "\(segment.wording.chinese) 不能有标签 '\(label.text)'，它表示缺失值"),
            help: Wording(en: "choose another name", zh: "请换一个名称"))
    }

    static func needsTime(_ segment: SegmentIdentity, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("missing-key"), at: location,
            Wording(
                en: "\(segment.wording.english) needs the key 'at', the time of a sale, unless 'over' is all",
                zh: "\(segment.wording.chinese) 缺少键 'at'（销售时间）；只有 'over: all' 时可以省略"))
    }

    static func scoresNeedQuintiles(_ segment: SegmentIdentity, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scores-need-quintiles"), at: location,
            Wording(
                en: "'labels: scores' of \(segment.wording.english) expects 'convention: quintiles'",
                zh: "\(segment.wording.chinese) 的 'labels: scores' 需要 'convention: quintiles'"))
    }

    // MARK: What the data brings

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
