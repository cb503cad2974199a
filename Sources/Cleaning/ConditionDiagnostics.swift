// The sentences on rows that a condition does not decide.

import Diagnostics
import Expressions
import Stages
import Tabular

extension CleaningDiagnostics {
    /// Rows that leave since a condition is neither true nor false for them.
    static func undecided(
        _ rows: UndecidedRows, _ condition: SourceText, _ severity: Severity, by rule: RuleIdentity
    ) -> Diagnostic {
        let names = rows.columns.map { "'\($0)'" }
        // A division by zero is missing too.
        let isMissing = names.isEmpty ? "'\(condition.text)'" : names.joined(separator: ", ")
        let isMissingInChinese = names.isEmpty ? "'\(condition.text)'" : names.joined(separator: "、")
        let areReported = severity != .note
        let period = rows.period.start == nil ? nil : rows.period.name
        var found = (
            english: English.count(rows.count, "row"), chinese: "\(rows.count) 行"
        )
        if areReported, let reported = rows.reported {
            found.english =
                "\(reported.count) of \(English.count(reported.rows, "row"))" + (period.map { " of \($0)" } ?? "")
            found.chinese = (period.map { "\($0) 的 " } ?? "") + "\(reported.rows) 行中的 \(reported.count) 行"
        }
        let spelled = rows.columns.map(Expression.spelled(column:))
        let kept = (spelled.map { "\($0) is missing" } + ["(\(condition.text))"]).joined(separator: " or ")
        let left = (spelled.map { "\($0) is not missing" } + ["(\(condition.text))"]).joined(separator: " and ")
        return Diagnostic(
            severity == .error ? .data("undecided-rows") : .remark("undecided-rows"), severity, at: condition.start,
            Wording(
                en:
                    "\(rule.wording.english) of table '\(rule.table)' leaves out \(found.english) for which its condition "
                    + "is neither true nor false: \(isMissing) \(names.count > 1 ? "are" : "is") missing",
                zh:
                    "表 '\(rule.table)' 的\(rule.wording.chinese) 略去了条件既不为真也不为假的 \(found.chinese)：\(isMissingInChinese) 缺失"
            ),
            help: spelled.isEmpty
                ? nil
                : Wording(
                    en: "if the export has lost the cells, bring it again; else say what is meant: "
                        + "'\(kept)' keeps these rows, '\(left)' does not",
                    zh: "如导出文件缺了这些单元格，请重新导出；否则请写明：'\(kept)' 保留这些行，'\(left)' 不保留"))
    }
}
