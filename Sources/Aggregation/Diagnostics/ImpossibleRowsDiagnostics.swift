// The sentences on rows that hold what cannot be: lengths of time below zero, an end before its beginning.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    private static func of(_ period: Period) -> Wording {
        period.start == nil ? Wording("") : Wording(en: " of \(period.name)", zh: "\(period.name) 的 ")
    }

    static func negativeLengths(
        _ count: Int, column: String, table: String, metrics: [String], period: Period, at place: SourceLocation
    ) -> Diagnostic {
        let subject = list(metrics)
        return Diagnostic(
            .remark("negative-lengths"), .warning, at: place,
            Wording(
                en:
                    "column '\(column)' of table '\(table)', which \(subject.english) "
                    + "\(English.form(metrics.count, "counts", "count")) by, "
                    + "is negative in \(English.count(count, "row"))\(of(period).english)",
                zh: "\(subject.chinese) 所用的列 '\(column)'（表 '\(table)'）在 \(of(period).chinese)\(count) 行中为负"),
            help: Wording(
                en:
                    "no time is below zero; set these rows aside under 'clean' of table '\(table)': reject: { when: \(column) < 0 s }",
                zh: "时长不可能为负；请在表 '\(table)' 的 'clean' 中剔除：reject: { when: \(column) < 0 s }"))
    }

    static func rowsOutOfOrder(
        _ count: Int, of rows: Int, later: String, earlier: String, table: String, metrics: [String], period: Period,
        at place: SourceLocation
    ) -> Diagnostic {
        let subject = list(metrics)
        return Diagnostic(
            .remark("moments-out-of-order"), .warning, at: place,
            Wording(
                en:
                    "\(subject.english) \(English.form(metrics.count, "leaves", "leave")) out \(count) of "
                    + "\(English.count(rows, "row"))\(of(period).english): "
                    + "'\(later)' of table '\(table)' lies before '\(earlier)'",
                zh:
                    "\(subject.chinese) 略去\(of(period).chinese)\(rows) 行中的 \(count) 行：表 '\(table)' 的 '\(later)' 早于 '\(earlier)'"
            ),
            help: Wording(
                en:
                    "check whether the two columns are in one time zone and not exchanged; set rows that are wrong aside under 'clean': "
                    + "reject: { when: \(later) < \(earlier) }",
                zh: "请检查两列是否同一时区、是否对应反了；有误的行请在 'clean' 中剔除：reject: { when: \(later) < \(earlier) }"))
    }
}
