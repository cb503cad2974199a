// Every sentence about the text of a file of options: what is not YAML, and what YAML allows and options do not.

import Diagnostics
import Foundation

enum OptionFilesDiagnostics {
    static func notYAML(_ problem: YAMLProblem, at location: SourceLocation) -> Diagnostic {
        Diagnostic(.pipeline("not-yaml"), at: location, problem.message, help: problem.help)
    }

    static func nestedTooDeep(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("nested-too-deep"), at: location,
            Wording(en: "expected at most 100 levels of nesting", zh: "嵌套层数不应超过 100"))
    }

    static func tooManyValues(_ most: Int, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("too-many-values"), at: location,
            Wording(
                en: "expected at most \(English.count(most, "value")), aliases counted as often as they stand for one",
                zh: "值的数量不应超过 \(most) 个（别名每次引用都计算在内）"))
    }

    /// An item of a list in brackets that holds a full-width comma.
    static func fullWidthComma(_ text: String, at location: SourceLocation) -> Diagnostic {
        let items = text.split(separator: "，").map { $0.trimmingCharacters(in: .whitespaces) }
        return Diagnostic(
            .pipeline("full-width-comma"), at: location,
            Wording(
                en: "expected items separated by ',', found a full-width comma in '\(text)'",
                zh: "列表各项应以 ',' 分隔，实际为全角逗号：'\(text)'"),
            help: Wording(
                en: "write '\(items.joined(separator: ", "))'; if the comma belongs to the text, quote it",
                zh: "请写成 '\(items.joined(separator: ", "))'；如果逗号属于文本，请加引号"))
    }

    /// A formula that a comma within its brackets cut in two, since it stands in braces without quotes.
    static func commaInFormula(_ formula: String, at location: SourceLocation) -> Diagnostic {
        let quoted = "\"" + formula + "\""
        return Diagnostic(
            .pipeline("comma-in-formula"), at: location,
            Wording(
                en: "expected a formula in quotes, since a comma ends a value in braces, found '\(formula)'",
                zh: "花括号中逗号会结束一个值，含逗号的公式应加引号，实际为 '\(formula)'"),
            help: formula.contains("\"") ? nil : Wording(en: "write \(quoted)", zh: "请写作 \(quoted)"))
    }

    static func keyIsNotText(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("key-not-text"), at: location,
            Wording(en: "expected a text as key, found a list or a mapping", zh: "键应为文本，实际为列表或键值表"))
    }

    static func repeatedKey(
        _ key: String, firstAt first: SourceLocation, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-key"), at: location,
            Wording(en: "key '\(key)' is repeated", zh: "键 '\(key)' 重复"),
            help: Wording(
                en: "it already stands at line \(first.line ?? 0); remove one of the two",
                zh: "第 \(first.line ?? 0) 行已有此键，请删除其中一个"))
    }

    static func tooManyRepeatedKeys(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-key"), at: location, Wording(en: "too many repeated keys", zh: "重复的键过多"))
    }

    static func notUTF8(at location: SourceLocation, encoding: String?) -> Diagnostic {
        Diagnostic(
            .pipeline("pipeline-encoding"), at: location,
            Wording(
                en: "expected UTF-8, found \(encoding ?? "other bytes") at byte \(location.byte ?? 0)",
                zh: "应为 UTF-8 编码，第 \(location.byte ?? 0) 字节处\(encoding.map { "实际为 \($0)" } ?? "不符")"),
            help: Wording(en: "save the file as UTF-8", zh: "请将文件另存为 UTF-8"))
    }
}
