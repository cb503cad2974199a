// The keys of the files of canonical tables, and how a column of theirs is read.

import Diagnostics
import OptionFiles
import Stages

/// What may be written in `Tables/KIND.yml`: `table` with its title and help, and every column under its name.
enum CanonicalKeys {
    /// What stands for the table itself among the names of its columns.
    static let ofTable = "table"

    static let title = OptionKey(
        "title", .wording, isRequired: true, help: Wording(en: "its name for readers", zh: "展示给读者的名称"))
    static let help = OptionKey(
        "help", .wording, isRequired: true, help: Wording(en: "what it holds, a phrase", zh: "其内容，一个短语"))
    static let form = OptionKey(
        "is", .choice(of: CanonicalColumn.Form.self), isRequired: true,
        help: Wording(en: "what its cells are", zh: "单元格是什么"))
    static let needed = OptionKey(
        "needed", .flag, help: Wording(en: "whether a table is of use only with it", zh: "是否为表所必需"))
    static let example = OptionKey(
        "example", .text, help: Wording(en: "a cell as a template shows it", zh: "模板中的示例"))
    static let words = OptionKey(
        "words", .entries(.text),
        help: Wording(en: "the words it may hold, each with its other spellings", zh: "可取的词及其其他写法"))
    static let absent = OptionKey(
        "absent", .mapping([formula, said]),
        help: Wording(en: "what metrics do in a table without it", zh: "表中无此列时指标如何处理"))
    static let inEveryRow = OptionKey(
        "in_every_row", .flag,
        help: Wording(en: "whether every row that a metric looks at should have a cell", zh: "指标所看的每一行是否都应有值"))
    static let rare = OptionKey(
        "rare", .flag,
        help: Wording(
            en: "whether its dates come so rarely that days without one tell nothing of how far the data reach",
            zh: "其日期是否少到没有日期的日子说明不了数据的起止"))
    static let since = OptionKey(
        "since", .text,
        help: Wording(
            en:
                "of a rare one, the column from whose first day on a period without a date has none; itself unless said",
            zh: "日期稀少时，从哪一列的最早日期起，没有日期的周期即为零；默认为其自身"))
    static let formula = OptionKey(
        "formula", .text, help: Wording(en: "the formula that stands in for it", zh: "代替它的公式"))
    static let said = OptionKey(
        "said", .wording, isRequired: true, help: Wording(en: "what readers are told", zh: "告诉读者的话"))

    static let ofColumn = [form, needed, title, help, example, words, absent, inEveryRow, rare, since]
}

extension CanonicalColumn {
    init(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        let reader = OptionReader(
            entry.value, of: Wording("'\(entry.key)'"), keys: CanonicalKeys.ofColumn, collector: collector)
        name = entry.key
        form = reader.choice(CanonicalKeys.form) ?? .text
        title = reader.wording(CanonicalKeys.title) ?? Wording(entry.key)
        help = reader.wording(CanonicalKeys.help) ?? Wording("")
        example = reader.text(CanonicalKeys.example)?.text ?? ""
        isNeeded = reader.flag(CanonicalKeys.needed) ?? false
        isInEveryRow = reader.flag(CanonicalKeys.inEveryRow) ?? false
        isRare = reader.flag(CanonicalKeys.rare) ?? false
        knownSince = reader.text(CanonicalKeys.since)?.text
        (words, spellings) = ([], [:])
        if let node = reader.node(CanonicalKeys.words) {
            let entries = OptionReader(
                node, of: Wording("'words'"), form: CanonicalKeys.words.value, collector: collector)
            for entry in entries.allEntries() {
                words.append(entry.key)
                let texts = OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: collector)
                let others = texts?.text.split(separator: " ").map(String.init) ?? []
                for text in [entry.key] + others { spellings[LookalikeText.folded(text)] = entry.key }
            }
        }
        if let node = reader.node(CanonicalKeys.absent) {
            let reader = OptionReader(
                node, of: Wording("'absent'"), form: CanonicalKeys.absent.value, collector: collector)
            absence = Absence(
                formula: reader.text(CanonicalKeys.formula)?.text,
                said: reader.wording(CanonicalKeys.said) ?? Wording(""))
            reader.finish()
        }
        reader.finish()
    }
}
