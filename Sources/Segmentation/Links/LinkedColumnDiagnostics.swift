// The sentences on columns of linked tables in formulas.

import Diagnostics
import Expressions
import Stages
import Tabular

extension SegmentationDiagnostics {
    static func pointInName(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("dotted-name"), at: name.start,
            Wording(
                en: "a column whose name holds a point is written in back quotes, found '\(name.text)'",
                zh: "名称含有点号的列应用反引号括起来，实际为 '\(name.text)'"),
            help: Wording(
                en: "write \(Expression.spelled(column: name.text))", zh: "请写作 \(Expression.spelled(column: name.text))"
            ))
    }

    static func ownColumn(_ mention: ColumnReference, of table: String) -> Diagnostic {
        let name = mention.description
        return Diagnostic(
            .pipeline("linked-column"), at: mention.table.start,
            Wording(
                en: "table '\(table)' has a column '\(name)' of its own: which one is meant?",
                zh: "表 '\(table)' 自身就有列 '\(name)'，无法确定指的是哪一列"),
            help: Wording(
                en:
                    "write \(Expression.spelled(column: name)) in back quotes for that one; to reach the linked table, rename it "
                    + "first: 'rename: { \(name): NAME }' under 'clean'",
                zh: "指该列时请用反引号写作 \(Expression.spelled(column: name))；要使用关联表的列，请先在 'clean' 中改名："
                    + "'rename: { \(name): 新名称 }'"))
    }

    static func noLink(to mention: ColumnReference, from table: TableSchema, partner: TableSchema) -> Diagnostic {
        let (left, right) = likelyKeys(table, partner)
        return Diagnostic(
            .pipeline("no-link"), at: mention.table.start,
            Wording(
                en:
                    "no link leads from table '\(table.name)' to table '\(partner.name)', of which '\(mention.description)' is a column",
                zh: "没有从表 '\(table.name)' 通向表 '\(partner.name)' 的关联，无法使用列 '\(mention.description)'"),
            help: Wording(
                en:
                    "write 'link: { \(table.name).\(left ?? "COLUMN"): \(partner.name).\(right ?? "KEY") }' at the top of the file, with "
                    + "the column of '\(table.name)' that holds the keys of '\(partner.name)'",
                zh:
                    "请在文件顶层写 'link: { \(table.name).\(left ?? "列"): \(partner.name).\(right ?? "键") }'，左侧为 '\(table.name)' 中"
                    + "存放 '\(partner.name)' 键的列"))
    }

    /// Two columns that bear one name, or one the other's with `_id` behind it: `customer`, `customer_id`.
    private static func likelyKeys(_ table: TableSchema, _ partner: TableSchema) -> (String?, String?) {
        let names = table.ownColumns.map(\.name)
        for name in partner.ownColumns.map(\.name) {
            let same = [name, name + "_id", name.hasSuffix("_id") ? String(name.dropLast(3)) : name]
            if let left = same.first(where: names.contains) { return (left, name) }
        }
        return (nil, nil)
    }

    static func manyPartners(
        _ mention: ColumnReference, of table: String, type: ColumnType?, link: TableLink
    ) -> Diagnostic {
        let (many, name) = (mention.table.text, mention.column.text)
        let way = type == .date || type == .instant ? "max" : type == .text ? "last" : type == .flag ? "any" : "sum"
        let made = "\(many)_of_\(table)"
        let isDirect = link.toTable == table
        return Diagnostic(
            .pipeline("many-partners"), at: mention.table.start,
            Wording(
                en:
                    "a formula over table '\(table)' expects one value of '\(mention.description)', but one row of '\(table)' "
                    + "may have many: links lead from '\(many)' to '\(table)'",
                zh: "表 '\(table)' 的公式中 '\(mention.description)' 应只有一个值，但 '\(table)' 的一行可对应多行：关联是从 '\(many)' 通向 "
                    + "'\(table)' 的"),
            help: isDirect
                ? Wording(
                    en:
                        "make one row of them first, under 'clean' of '\(many)': 'roll_up: { by: \(link.fromColumn), into: \(made), "
                        + "\(way): \(name) }', with 'link: { \(link.to): \(made).\(link.fromColumn) }', and write "
                        + "'\(made).\(name)'; or measure over table '\(many)'",
                    zh:
                        "请先在 '\(many)' 的 'clean' 中汇总为一行：'roll_up: { by: \(link.fromColumn), into: \(made), \(way): \(name) }'，"
                        + "再写 'link: { \(link.to): \(made).\(link.fromColumn) }' 并使用 '\(made).\(name)'；或改为对表 '\(many)' 计算"
                )
                : Wording(
                    en: "make one row of them first with 'roll_up', or measure over table '\(many)'",
                    zh: "请先用 'roll_up' 汇总为一行，或改为对表 '\(many)' 计算"))
    }

    static func twoWays(to mention: ColumnReference, first: TableLink, second: TableLink) -> Diagnostic {
        Diagnostic(
            .pipeline("two-ways"), at: mention.table.start,
            Wording(
                en:
                    "'\(mention.description)' is reached from table '\(first.fromTable)' by two ways of the same length, "
                    + "'\(first.from)' and '\(second.from)': which one counts?",
                zh:
                    "从表 '\(first.fromTable)' 有两条等长的路径通向 '\(mention.description)'：'\(first.from)' 与 '\(second.from)'，无法确定用哪一条"
            ),
            help: Wording(
                en: "leave one of the links out, or mention a column of a table nearer by",
                zh: "请删去其中一个关联，或改用更近的表中的列"))
    }
}
