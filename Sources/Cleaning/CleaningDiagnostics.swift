// Every sentence the cleaning stage can say.

import Diagnostics
import Expressions
import Stages
import Tabular

enum CleaningDiagnostics {
    // MARK: The list of rules

    static func notOneRule(_ node: OptionNode) -> Diagnostic {
        var found = node.kindWording
        if case .mapping(let entries) = node.content, !entries.isEmpty {
            let keys = entries.map { "'\($0.key)'" }
            found = Wording(
                en: "\(English.count(keys.count, "key")): \(keys.joined(separator: ", "))",
                zh: "\(keys.count) 个键：\(keys.joined(separator: "、"))")
        }
        return Diagnostic(
            .pipeline("not-one-rule"), at: node.location,
            Wording(
                en: "a cleaning rule is a single key with its options, found \(found.english)",
                zh: "每条清洗规则应为一个键及其选项，实际为 \(found.chinese)"),
            help: Wording(en: "start every rule with a '-' of its own", zh: "每条规则以单独的 '-' 开头"))
    }

    static func unknownRule(_ entry: OptionNode.Entry, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-rule"), at: entry.keyLocation,
            Wording(en: "unknown cleaning rule '\(entry.key)'", zh: "没有清洗规则 '\(entry.key)'"),
            help: NearestName.suggestion(for: entry.key, among: known))
    }

    // MARK: Options

    static func emptyList(_ key: String, of rule: RuleIdentity, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-list"), at: location,
            Wording(
                en: "'\(key)' of \(rule.wording.english) expects at least one entry, found none",
                zh: "\(rule.wording.chinese) 的 '\(key)' 至少要有一项，实际为空"))
    }

    static func repeatedName(_ name: SourceText, of rule: RuleIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-name"), at: name.start,
            Wording(
                en: "\(rule.wording.english) names '\(name.text)' more than once",
                zh: "\(rule.wording.chinese) 中 '\(name.text)' 出现了不止一次"))
    }

    static func eitherKey(
        _ first: String, _ second: String, of rule: RuleIdentity, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("either-key"), at: location,
            Wording(
                en: "\(rule.wording.english) expects either '\(first)' or '\(second)', found both",
                zh: "\(rule.wording.chinese) 只能写 '\(first)' 或 '\(second)' 之一，实际两者都有"))
    }

    static func asksForNothing(_ rule: RuleIdentity, keys: [String], at location: SourceLocation) -> Diagnostic {
        let names = keys.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("asks-for-nothing"), at: location,
            Wording(
                en: "\(rule.wording.english) expects at least one of \(names.joined(separator: ", ")), found none",
                zh: "\(rule.wording.chinese) 至少要写 \(names.joined(separator: "、")) 之一，实际都没有"))
    }

    static func needsCompanion(
        _ key: String, with companion: String, of rule: RuleIdentity, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("needs-companion"), at: location,
            Wording(
                en: "'\(companion)' of \(rule.wording.english) needs the key '\(key)'",
                zh: "\(rule.wording.chinese) 写了 '\(companion)' 就需要键 '\(key)'"))
    }

    static func uselessKey(
        _ key: String, without companion: String, of rule: RuleIdentity, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("useless-key"), at: location,
            Wording(
                en: "'\(key)' of \(rule.wording.english) only has a meaning with '\(companion)'",
                zh: "\(rule.wording.chinese) 的 '\(key)' 只在写了 '\(companion)' 时才有意义"))
    }

    // MARK: Columns

    static func wrongType(
        _ column: SourceText, of rule: RuleIdentity, expected: Wording, found: ColumnType, help: Wording? = nil
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: column.start,
            Wording(
                en: "\(rule.wording.english) expects \(expected.english), "
                    + "but column '\(column.text)' of table '\(rule.table)' holds \(found.pluralWording.english)",
                zh: "\(rule.wording.chinese) 应用于\(expected.chinese)，"
                    + "但表 '\(rule.table)' 的列 '\(column.text)' 是\(found.pluralWording.chinese)"),
            help: help)
    }

    static func nameTaken(_ name: SourceText, of rule: RuleIdentity, help: Wording) -> Diagnostic {
        Diagnostic(
            .pipeline("name-taken"), at: name.start,
            Wording(
                en: "\(rule.wording.english) expects a new name, "
                    + "but table '\(rule.table)' already has a column '\(name.text)'",
                zh: "\(rule.wording.chinese) 需要一个新名称，但表 '\(rule.table)' 已有列 '\(name.text)'"),
            help: help)
    }

    /// A value that is put together from the rows of a key is of a type that cannot be put together so.
    static func wrongGathering(
        _ name: SourceText, _ gathering: String, of rule: RuleIdentity, expected: Wording, found: ColumnType
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: name.start,
            Wording(
                en: "'\(gathering)' of \(rule.wording.english) expects \(expected.english), "
                    + "but '\(name.text)' would be made of \(found.pluralWording.english)",
                zh: "\(rule.wording.chinese) 的 '\(gathering)' 应用于\(expected.chinese)，"
                    + "但 '\(name.text)' 由\(found.pluralWording.chinese)得出"))
    }

    static func tableTaken(_ name: SourceText, of rule: RuleIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("table-taken"), at: name.start,
            Wording(
                en:
                    "\(rule.wording.english) expects the name of a new table, but there is already a table '\(name.text)'",
                zh: "\(rule.wording.chinese) 需要一个新表名，但已有表 '\(name.text)'"),
            help: Wording(
                en: "choose another name; without 'into' the table itself becomes the rolled-up one",
                zh: "请换一个名称；不写 'into' 则表本身成为汇总后的表"))
    }

    /// A new table is of a kind that metrics would not find it by.
    static func kindTaken(_ kind: String, by name: SourceText, of rule: RuleIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("kind-taken"), at: name.start,
            Wording(
                en: "\(rule.wording.english) makes '\(name.text)' of the kind '\(kind)', "
                    + "but the metrics of that kind look at the table '\(kind)'",
                zh: "\(rule.wording.chinese) 把 '\(name.text)' 作为 '\(kind)' 类，但这类指标取用表 '\(kind)'"),
            help: Wording(
                en: "give the table '\(kind)' another name, such as 'lines' or 'events', and the new one its name",
                zh: "请给表 '\(kind)' 另取名称（如 'lines'、'events'），把这个名称留给新表"))
    }

    static func wrongCell(_ value: SourceText, for column: SourceText, type: ColumnType) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-cell"), at: value.start,
            Wording(
                en: "column '\(column.text)' holds \(type.pluralWording.english), and \(quoted: value.text) is none",
                zh: "列 '\(column.text)' 是\(type.pluralWording.chinese)，\(quoted: value.text) 不是"))
    }

    static func neitherColumnNorText(_ name: SourceText, table: String) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-column"), at: name.start,
            Wording(
                en: "unknown column '\(name.text)' in table '\(table)'", zh: "表 '\(table)' 中没有列 '\(name.text)'"),
            help: Wording(
                en: "put a text in quotes: \(quoted: name.text)", zh: "文本请加引号：\(quoted: name.text)"))
    }

    static let chooseOrReplace = Wording(
        en: "choose another name, or write { column: …, as: …, replace: true }",
        zh: "请换一个名称，或写作 { column: …, as: …, replace: true }")

    // MARK: What the data showed

    static func neverSeen(_ values: [String], of total: Int, in column: String, by rule: RuleIdentity) -> Diagnostic {
        let shown = values.prefix(3).map { "\(quoted: $0)" }
        let more = values.count - shown.count
        return Diagnostic(
            .remark("never-seen"), .note, at: rule.location,
            Wording(
                en: "\(rule.wording.english): \(values.count) of \(English.count(total, "listed value")) "
                    + "never \(English.form(values.count, "occurs", "occur")) in column '\(column)': \(shown.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more" : ""),
                zh: "\(rule.wording.chinese)：所列 \(total) 个值中有 \(values.count) 个从未出现在列 '\(column)' 中："
                    + shown.joined(separator: "、") + (more > 0 ? "，另有 \(more) 个" : "")))
    }

    static func lookalike(
        of listed: SourceText, found: String, cells: Int, in column: String, by rule: RuleIdentity
    ) -> Diagnostic {
        Diagnostic(
            .remark("lookalike-text"), .warning, at: listed.start,
            Wording(
                en: "\(rule.wording.english): \(quoted: listed.text) never occurs in column '\(column)', "
                    + "but \(quoted: found) does (\(cells))",
                zh:
                    "\(rule.wording.chinese)：\(quoted: listed.text) 从未出现在列 '\(column)' 中，但有 \(quoted: found)（\(cells) 个）"
            ),
            help: Wording(
                en: "list it as it is written there, or put 'normalise' before",
                zh: "请按其中的写法列出，或在之前加上 'normalise'"))
    }

    /// A warning: a condition lets no row of a table through.
    static func noRowLeft(_ rows: Int, by rule: RuleIdentity) -> Diagnostic {
        Diagnostic(
            .remark("no-row-left"), .warning, at: rule.location,
            Wording(
                en: "\(rule.wording.english) leaves none of the \(English.count(rows, "row")) of table '\(rule.table)'",
                zh: "\(rule.wording.chinese) 之后，表 '\(rule.table)' 的 \(rows) 行一行不剩"))
    }

    static func notListed(
        _ values: [(text: String, cells: Int)], cells: Int, in column: String, became: Wording, by rule: RuleIdentity
    ) -> Diagnostic {
        let shown = values.prefix(3).map { "\(quoted: $0.text) (\($0.cells))" }
        let more = values.count - shown.count
        return Diagnostic(
            .remark("not-listed"), .note, at: rule.location,
            Wording(
                en: "\(rule.wording.english): cells of column '\(column)' that are not listed (\(cells)) "
                    + "\(became.english): \(shown.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more" : ""),
                zh: "\(rule.wording.chinese)：列 '\(column)' 有 \(cells) 个单元格不在所列值中，\(became.chinese)："
                    + shown.joined(separator: "、") + (more > 0 ? "，另有 \(more) 个" : "")))
    }

    static func notPhoneNumbers(
        masked: Int, unread: Int, keptUnread: Bool, in column: String, by rule: RuleIdentity
    ) -> Diagnostic {
        Diagnostic(
            .remark("not-phone-numbers"), .note, at: rule.location,
            Wording(
                en:
                    "\(rule.wording.english): in column '\(column)' masked or relayed numbers (\(masked)) "
                    + "become missing, cells that are no telephone numbers (\(unread)) \(keptUnread ? "stay" : "too")",
                zh: "\(rule.wording.chinese)：列 '\(column)' 中 \(masked) 个打码或中转号码置为缺失，"
                    + "\(unread) 个非电话号码的单元格\(keptUnread ? "保持不变" : "同样置为缺失")"))
    }

    /// - Parameter limit: what was exceeded; nil when the run goes on.
    /// - Parameter isExpected: whether the pipeline says how many there may be.
    static func duplicatesDiffer(
        _ count: Int, of total: Int, key: Wording, columns: [(name: String, rows: Int)], by rule: RuleIdentity,
        limit: Double?, isExpected: Bool
    ) -> Diagnostic {
        let shown = columns.prefix(3).map { "'\($0.name)' (\($0.rows))" }
        let more = columns.count - shown.count
        let english =
            "\(rule.wording.english) of table '\(rule.table)': \(count) of \(English.count(total, "row")) "
            + (limit == nil ? English.form(count, "was dropped", "were dropped") : "would be dropped")
            + " by \(key.english) although \(English.form(count, "it differs", "they differ")) from the row kept in "
            + shown.joined(separator: ", ") + (more > 0 ? " and \(English.count(more, "more column"))" : "")
        let chinese =
            "表 '\(rule.table)' 的\(rule.wording.chinese)：\(total) 行中有 \(count) 行\(limit == nil ? "" : "将")按 \(key.chinese) 去除，"
            + "但与保留的行在以下列不同：" + shown.joined(separator: "、") + (more > 0 ? "，另有 \(more) 列" : "")
        guard let limit else {
            return Diagnostic(
                .remark("duplicates-differ"), isExpected ? .note : .warning, at: rule.location,
                Wording(en: english, zh: chinese),
                help: isExpected
                    ? nil
                    : Wording(
                        en: "if they are versions of one thing, say how many there may be: 'differ_limit: 100%'",
                        zh: "如果它们是同一事物的不同版本，请写明允许的比例：'differ_limit: 100%'"))
        }
        let share = RowLimit(limit).text
        return Diagnostic(
            .data("duplicates-differ"), at: rule.location,
            Wording(en: english + "; at most \(share) are allowed", zh: chinese + "；最多允许 \(share)"),
            help: Wording(
                en: "the key may not be unique: add a column to it; if the rows are versions of one thing, "
                    + "raise 'differ_limit'",
                zh: "该键可能不唯一：请加入更多列；如果这些行是同一事物的不同版本，请提高 'differ_limit'"))
    }

    /// Rows that are alike in all columns that are read, and of which some, looked at whole, are not.
    static func unreadDiffer(
        _ found: UnreadDifferences, dropped: Int, key: Wording, by rule: RuleIdentity, isExpected: Bool
    ) -> Diagnostic {
        Diagnostic(
            .remark("duplicates-differ-unread"), isExpected ? .note : .warning, at: rule.location,
            Wording(
                en:
                    "\(rule.wording.english) of table '\(rule.table)' dropped \(English.count(dropped, "row")) by \(key.english) that "
                    + "\(English.form(dropped, "is", "are")) like the row kept in all columns that are read; of "
                    + "\(found.looked) looked at whole, \(found.different) \(English.form(found.different, "differs", "differ"))",
                zh: "表 '\(rule.table)' 的\(rule.wording.chinese) 按 \(key.chinese) 去除了 \(dropped) 行，它们在所读取的各列上与保留的行相同；"
                    + "抽查 \(found.looked) 整行，有 \(found.different) 行不同"),
            help: isExpected
                ? nil
                : Wording(
                    en:
                        "the key may not be unique: add a column to it; if they are versions of one thing, write 'differ_limit: 100%'",
                    zh: "该键可能不唯一：请加入更多列；如果它们是同一事物的不同版本，请写 'differ_limit: 100%'"))
    }

    /// The reason of a rejected row when the user gave none.
    static func holds(_ condition: String) -> Wording {
        Wording(en: "condition '\(condition)' holds", zh: "满足条件 '\(condition)'")
    }

    /// Why a row was set aside that belongs to nobody's row.
    static func withoutKey(_ column: String) -> Wording {
        Wording(en: "the key '\(column)' is missing", zh: "键 '\(column)' 缺失")
    }

    // MARK: Our own bugs

    static func columnAbsent(_ column: String, of rule: RuleIdentity) -> Diagnostic {
        .internalError(
            at: rule.location,
            Wording(
                en: "\(rule.wording.english) was planned for a column '\(column)' "
                    + "that table '\(rule.table)' lacks",
                zh: "\(rule.wording.chinese) 计划用于列 '\(column)'，但表 '\(rule.table)' 中没有该列"))
    }

    static func twoCurrencies(
        _ first: String, _ second: String, column: SourceText, of rule: RuleIdentity
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("mixed-currencies"), at: column.start,
            Wording(
                en:
                    "\(rule.wording.english) expects amounts of one currency in '\(column.text)', found \(first) and \(second)",
                zh: "\(rule.wording.chinese) 的 '\(column.text)' 应只含一种货币，实际有 \(first) 与 \(second)"),
            help: ExpressionsDiagnostics.conversion(to: first))
    }

    /// Rows whose currency is another than that of their column, each with what keeps it.
    static func rowsOfOtherCurrencies(
        _ found: [(text: String?, code: String?, rows: Int)], _ declared: CurrencyColumn, table: String
    ) -> Diagnostic {
        let (amount, column) = (declared.amount, Expression.spelled(column: declared.column))
        let shown = found.prefix(8)
        let more = found.count - shown.count
        let english = shown.map { "\($0.text.map { "\(quoted: $0)" } ?? "none") in \(English.count($0.rows, "row"))" }
        let chinese = shown.map { "\($0.text.map { "\(quoted: $0)" } ?? "无") \($0.rows) 行" }
        let expected = declared.code.map { " (\($0))" } ?? ""
        // All spellings of a currency together: one of them alone would leave the rows of the others out.
        var codes: [String] = []
        for entry in found { if let code = entry.code, !codes.contains(code) { codes.append(code) } }
        let pastes = codes.prefix(8).map { code in
            let texts = found.filter { $0.code == code }.compactMap { $0.text.map(Expression.quoted(text:)) }
            let condition = texts.count == 1 ? "= \(texts[0])" : "in (\(texts.joined(separator: ", ")))"
            return "is: \(code) with keep: { when: \"\(column) \(condition)\" }"
        }
        let list = pastes.joined(separator: "; ")
        let keeping = Wording(
            en: list.isEmpty ? "" : "keep the rows of one under 'clean' of table '\(table)': \(list); or ",
            zh: list.isEmpty ? "请" : "请在表 '\(table)' 的 'clean' 中只保留一种：\(list)；或")
        return Diagnostic(
            .data("mixed-currencies"), at: declared.place,
            Wording(
                en: "column '\(amount)' of table '\(table)' expects amounts of one currency\(expected), found by "
                    + "'\(declared.column)': \(english.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more" : ""),
                zh: "表 '\(table)' 的列 '\(amount)' 应只有一种货币\(expected)，按 '\(declared.column)' 实际有："
                    + chinese.joined(separator: "、") + (more > 0 ? "，另有 \(more) 种" : "")),
            help: Wording(
                en: "\(keeping.english)convert them with "
                    + "derive: { column: \(amount), as: …, replace: true, currency: … }",
                zh: "\(keeping.chinese)用 "
                    + "derive: { column: \(amount), as: …, replace: true, currency: … } 换算"))
    }

    static func imbalance(_ imbalance: Wording) -> Diagnostic {
        .internalError(
            named: "ledger-imbalance",
            Wording(
                en: "the row ledger does not balance: \(imbalance.english)",
                zh: "行账不平：\(imbalance.chinese)"))
    }

    // MARK: Words

    static let aTextColumn = Wording(en: "a column of texts", zh: "文本列")
    static let texts = Wording(en: "texts", zh: "文本")
    static let timesOrNumbers = Wording(en: "times, lengths of time or numbers", zh: "时间、时长或数字")
    static let numbersOrDurations = Wording(en: "numbers or lengths of time", zh: "数字或时长")
    static let anOrderColumn = Wording(en: "a column 'order' of times or numbers", zh: "时间或数字列作为 'order'")
}
