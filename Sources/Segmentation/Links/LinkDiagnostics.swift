// The sentences on links.

import Diagnostics
import Stages
import Tabular

extension SegmentationDiagnostics {
    static func notTableAndColumn(_ found: SourceText, of subject: Wording) -> Diagnostic {
        Diagnostic(
            .pipeline("not-table-and-column"), at: found.start,
            Wording(
                en: "\(subject.english) expects a column as table.column, found \(quoted: found.text)",
                zh: "\(subject.chinese) 应写成 表.列 的形式，实际为 \(quoted: found.text)"))
    }

    static func linkTypes(_ link: WrittenLink, _ left: ColumnType, _ right: ColumnType) -> Diagnostic {
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
}
