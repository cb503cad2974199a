// Every sentence about the shape of a pipeline file that all stages share.

import Diagnostics
import Expressions
import Tabular

package enum StagesDiagnostics {
    package enum Kind { case text, list, mapping }

    /// - Parameter only: the key that alone is needed of a mapping, and which a single value may have been meant for.
    package static func wrongKind(
        of subject: Wording, expected: Kind, found node: OptionNode, only key: OptionKey? = nil
    ) -> Diagnostic {
        let kind =
            switch expected {
            case .text: Wording(en: "a single value", zh: "单个值")
            case .list: Wording(en: "a list", zh: "列表")
            case .mapping: Wording(en: "a mapping of keys to values", zh: "键值表")
            }
        return Diagnostic(
            .pipeline("wrong-kind"), at: node.location,
            Wording(
                en: "\(subject.english) expects \(kind.english), found \(node.kindWording.english)",
                zh: "\(subject.chinese) 应为\(kind.chinese)，实际为 \(node.kindWording.chinese)"),
            help: help(expected, node) ?? key.flatMap { written($0, node) })
    }

    /// `write { when: talk > 0 s }`
    private static func written(_ key: OptionKey, _ node: OptionNode) -> Wording? {
        guard let text = node.sourceText?.text, !text.isEmpty else { return nil }
        // Signs that would mean something to YAML.
        let needsQuotes = node.isQuoted || text.contains { "{}[],:#\"'&*!|%@`".contains($0) }
        let doubled = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        let value = needsQuotes ? "'\(doubled)'" : text
        return Wording(en: "write { \(key.word): \(value) }", zh: "请写 { \(key.word): \(value) }")
    }

    private static func help(_ expected: Kind, _ node: OptionNode) -> Wording? {
        if expected == .text, case .empty = node.content {
            return Wording(en: "write a value behind the colon, or take the key away", zh: "请在冒号后写上值，或删去该键")
        }
        return expected == .text || node.isQuoted ? nil : node.sourceText.flatMap { fullWidthSigns(in: $0.text) }
    }

    /// What to write in place of the full-width signs of a text; nil when it has none that YAML could mean.
    package static func fullWidthSigns(in text: String) -> Wording? {
        let pairs = Lookalikes.syntax(in: text).map { pair in
            (pair.found == "\u{3000}" ? "U+3000" : "\(pair.found)") + " → "
                + (pair.meant == " " ? "' '" : "\(pair.meant)")
        }
        guard !pairs.isEmpty else { return nil }
        return Wording(
            en: "there are full-width signs; where they are not part of a text, write \(pairs.joined(separator: "  "))",
            zh: "此处有全角符号；如非文本内容，请改写：\(pairs.joined(separator: "  "))")
    }

    package static func wrongValue(of subject: Wording, expected: Wording, found: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: found.start,
            Wording(
                en: "\(subject.english) expects \(expected.english), found \(quoted: found.text)",
                zh: "\(subject.chinese) 应为\(expected.chinese)，实际为 \(quoted: found.text)"))
    }

    package static func unknownChoice(_ found: SourceText, of subject: Wording, choices: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-choice"), at: found.start,
            Wording(
                en: "\(subject.english) has no choice '\(found.text)'",
                zh: "\(subject.chinese) 没有选项 '\(found.text)'"),
            help: NearestName.suggestion(for: found.text, among: choices))
    }

    package static func missingKey(_ key: String, of subject: Wording, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("missing-key"), at: location,
            Wording(
                en: "\(subject.english) needs the key '\(key)'",
                zh: "\(subject.chinese) 缺少键 '\(key)'"))
    }

    package static func unknownKey(_ entry: OptionNode.Entry, of subject: Wording, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-key"), at: entry.keyLocation,
            Wording(
                en: "unknown key '\(entry.key)' in \(subject.english)",
                zh: "\(subject.chinese) 中有未知的键 '\(entry.key)'"),
            help: NearestName.suggestion(for: entry.key, among: known))
    }

    // MARK: Our own bugs

    /// A part reads a key that it does not declare.
    static func undeclared(_ key: String, by subject: Wording) -> Diagnostic {
        .internalError(
            Wording(
                en: "\(subject.english) reads a key '\(key)' that it does not declare",
                zh: "\(subject.chinese) 读取了未声明的键 '\(key)'"))
    }

    /// A part declares a key that it never reads.
    static func neverRead(_ key: String, by subject: Wording) -> Diagnostic {
        .internalError(
            Wording(
                en: "\(subject.english) declares a key '\(key)' that it never reads",
                zh: "\(subject.chinese) 声明了从未读取的键 '\(key)'"))
    }

    static func columnAbsent(_ column: String, of formula: SourceText, table: String) -> Diagnostic {
        .internalError(
            at: formula.start,
            Wording(
                en: "formula \(quoted: formula.text) was planned for a column '\(column)' that table '\(table)' lacks",
                zh: "公式 \(quoted: formula.text) 计划用于列 '\(column)'，但表 '\(table)' 中没有该列"))
    }

    // MARK: Names

    package static func unknownColumn(_ name: SourceText, table: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-column"), at: name.start,
            Wording(
                en: "unknown column '\(name.text)' in table '\(table)'",
                zh: "表 '\(table)' 中没有列 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    package static func unknownTable(_ name: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-table"), at: name.start,
            Wording(en: "unknown table '\(name.text)'", zh: "没有表 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    /// - Parameter textLimit: the most bytes of a text, where texts are among the results that are too large.
    package static func overflow(
        of subject: Wording, rows: Int, at location: SourceLocation?, isAllowed: Bool, textLimit: Int? = nil
    ) -> Diagnostic {
        let (english, chinese) = (subject.english, subject.chinese)
        if isAllowed {
            return Diagnostic(
                .remark("too-large"), .warning, at: location,
                Wording(
                    en: "\(english): in \(English.count(rows, "row")) the result is too large and was left out",
                    zh: "\(chinese)：有 \(rows) 行的结果过大，已不计入"))
        }
        return Diagnostic(
            .data("too-large"), at: location,
            Wording(
                en: "\(english) expects results that can be kept exactly, found "
                    + "\(English.count(rows, "row")) where \(English.form(rows, "it is", "they are")) too large",
                zh: "\(chinese) 的结果应能精确保存，实际有 \(rows) 行过大"),
            help: textLimit.map(longTextHelp)
                ?? Wording(
                    en:
                        "keep fewer digits, such as round(amount * rate, 2), or write 'overflow: missing' at the top of the "
                        + "pipeline file to leave such rows out",
                    zh: "请减少小数位数，如 round(amount * rate, 2)；或在流程文件顶层写 'overflow: missing'，不计入这些行"))
    }

    private static func longTextHelp(_ limit: Int) -> Wording {
        let most = ByteCount.text(of: limit)
        return Wording(
            en:
                "a text that a formula makes may have \(most); write 'text_limit:' at the top of the pipeline file for more, or "
                + "'overflow: missing' to leave such rows out",
            zh: "公式生成的文本最长 \(most)；如需更长，请在流程文件顶层写 'text_limit:'；或写 'overflow: missing'，不计入这些行")
    }

    package static func tooManyTexts(of subject: Wording, at location: SourceLocation?) -> Diagnostic {
        Diagnostic(
            .data("too-large"), at: location,
            Wording(
                en:
                    "\(subject.english) expects texts that fit into memory, found formulas that make too many and too long ones",
                zh: "\(subject.chinese) 的文本应能放入内存，实际公式生成的文本过多、过长"),
            help: Wording(
                en: "make shorter texts, or make them of fewer rows", zh: "请生成较短的文本，或减少行数"))
    }

    /// Texts of which a function of a formula makes nothing.
    ///
    /// - Parameter call: such as `number(paid)`.
    static func unreadTexts(_ call: String, of subject: Wording, rows: Int, at location: SourceLocation?) -> Diagnostic
    {
        Diagnostic(
            .remark("unread-text"), .warning, at: location,
            Wording(
                en:
                    "\(subject.english): '\(call)' is missing in \(English.count(rows, "row")) that \(English.form(rows, "has", "have")) "
                    + "a text it cannot read",
                zh: "\(subject.chinese)：有 \(rows) 行的文本无法由 '\(call)' 读取，结果按缺失处理"),
            help: call.hasPrefix("number(")
                ? Wording(
                    en: "it reads digits with a point; read the column as 'type: decimal' under 'columns', which knows "
                        + "\"1,234.50\" and \"¥12\" and tells bad cells",
                    zh: "它只读取数字和小数点；请在 'columns' 中以 'type: decimal' 读取该列，可识别 \"1,234.50\" 和 \"¥12\"，并报告错误单元格")
                : Wording(
                    en:
                        "it reads \"2026-01-31\"; read the column as 'type: date' under 'columns', which knows other forms and "
                        + "tells bad cells",
                    zh: "它只读取 \"2026-01-31\"；请在 'columns' 中以 'type: date' 读取该列，可识别其他写法，并报告错误单元格"))
    }

    package static func cannotKeepRows(_ problem: StoreProblem) -> Diagnostic {
        switch problem {
        case .file(let problem):
            Diagnostic(
                .output("cannot-write"), at: SourceLocation(file: problem.folder),
                Wording(
                    en: "cannot keep rows in a temporary file: \(SystemReason.wording(problem.code).english)",
                    zh: "无法将行数据暂存到临时文件：\(SystemReason.wording(problem.code).chinese)"),
                help: Wording(
                    en: "make room there, name another folder in the environment variable TMPDIR, or raise --memory",
                    zh: "请在该处腾出空间，用环境变量 TMPDIR 指定其他目录，或调高 --memory"))
        case .memory(let held, let machine):
            Diagnostic(
                .data("memory-exhausted"),
                Wording(
                    en: "memory is used up: the run holds \(ByteCount.text(of: held)) of the machine's "
                        + "\(ByteCount.text(of: machine)), though its rows are in a temporary file",
                    zh: "内存已耗尽：行数据虽已暂存到临时文件，本次运行仍占用 \(ByteCount.text(of: held))，"
                        + "而机器共有 \(ByteCount.text(of: machine))"),
                help: Wording(
                    en: "read fewer columns of texts that are nearly all different, or use a machine with more memory",
                    zh: "请少读取取值几乎各不相同的文本列，或使用内存更大的机器"))
        }
    }

    // MARK: Tables without rows

    package static let mayBeEmptyHelp = Wording(
        en: "if that may happen, write 'may_be_empty: true' for the table", zh: "如果允许这种情况，请为该表写 'may_be_empty: true'")

    /// - Parameter files: how many files it was read from.
    package static func noRows(of table: String, files: Int) -> Diagnostic {
        Diagnostic(
            .data("no-rows"),
            Wording(
                en: "no row of '\(table)': "
                    + English.form(files, "its file holds no data row", "its \(files) files hold no data row"),
                zh: "'\(table)' 没有任何行：其 \(files) 个文件中没有数据行"),
            help: mayBeEmptyHelp)
    }
}
