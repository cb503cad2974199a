// Every sentence about the tests of a pipeline file: mistakes in what is written, and values that are not what was expected.

import Diagnostics
import Stages
import Tabular

enum TestDiagnostics {
    // MARK: What is written

    static func noHeader(of table: SourceText, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: location,
            Wording(
                en: "the rows of table '\(table.text)' expect a header, found nothing",
                zh: "表 '\(table.text)' 的示例行应有表头，实际为空"),
            help: Wording(
                en: "write CSV with a header, or nothing behind the colon for a table without rows",
                zh: "请写带表头的 CSV；如该表没有行，冒号后留空"))
    }

    static func noFile(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .input("test-file-missing"), at: name.start,
            Wording(en: "there is no file '\(name.text)'", zh: "文件 '\(name.text)' 不存在"),
            help: Wording(
                en:
                    "a file is looked for beside the pipeline; rows of your own need a header and a line of their own each, behind '|'",
                zh: "文件从流程文件所在目录查找；直接书写的行请放在 '|' 之后，表头与各行各占一行"))
    }

    static func cannotKeep(_ table: SourceText, reason: Wording) -> Diagnostic {
        Diagnostic(
            .output("cannot-write"), at: table.start,
            Wording(
                en: "cannot keep the rows of table '\(table.text)' in memory: \(reason.english)",
                zh: "无法在内存中存放表 '\(table.text)' 的行：\(reason.chinese)"))
    }

    static func noValue(_ found: SourceText, of subject: Wording, mayBeMissing: Bool) -> Diagnostic {
        let or = mayBeMissing ? Wording(en: ", or 'missing'", zh: "，或 'missing'") : Wording("")
        return StagesDiagnostics.wrongValue(
            of: subject,
            expected: Wording(
                en:
                    "a number of at most 18 digits, a percentage, a length of time such as 90 s, or an amount\(or.english)",
                zh: "数字（至多 18 位）、百分数、时长（如 90 s）或金额\(or.chinese)"), found: found)
    }

    static func valueOfOtherUnit(_ found: SourceText, metric: String, unit: MetricUnit) -> Diagnostic {
        let expected =
            switch unit {
            case .fraction: Wording(en: "a percentage or a share of 1", zh: "百分数或小数比例")
            case .seconds, .minutes, .hours, .days:
                Wording(en: "a length of time, or a number in \(unit.text)", zh: "时长，或以 \(unit.text) 为单位的数字")
            case .currency(let code) where !code.isEmpty: Wording(en: "an amount in \(code)", zh: "\(code) 金额")
            case .currency, .perThousand, .points, .count, .number:
                Wording(en: "a number (its unit is '\(unit.text)')", zh: "数字（单位为 '\(unit.text)'）")
            }
        return StagesDiagnostics.wrongValue(
            of: Wording(en: "metric '\(metric)'", zh: "指标 '\(metric)'"), expected: expected, found: found)
    }

    static func unknownMetric(_ key: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-metric"), at: key.start,
            Wording(en: "unknown metric '\(key.text)'", zh: "没有指标 '\(key.text)'"),
            help: NearestName.suggestion(for: key.text, among: known))
    }

    static func unknownSegment(_ key: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-segment"), at: key.start,
            Wording(en: "unknown segment '\(key.text)'", zh: "没有分组 '\(key.text)'"),
            help: NearestName.suggestion(for: key.text, among: known))
    }

    static func noPeriod(_ text: SourceText, fiscal: FiscalCalendar) -> Diagnostic {
        let examples = PeriodWords.examples(in: fiscal)
        return StagesDiagnostics.wrongValue(
            of: Wording("'period'"),
            expected: Wording(en: "a period such as \(examples.english)", zh: "周期，如 \(examples.chinese)"), found: text)
    }

    static func noMoment(_ text: SourceText) -> Diagnostic {
        StagesDiagnostics.wrongValue(
            of: Wording("'as_of'"),
            expected: Wording(
                en: "a day or a moment such as 2026-09-15 or 2026-09-15T06:30",
                zh: "日期或时刻，如 2026-09-15 或 2026-09-15T06:30"), found: text)
    }

    /// The pipeline's period follows from the day on which it runs.
    static func noTime(of test: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("missing-key"), at: test.start,
            Wording(
                en: "test '\(test.text)' needs the key 'period' or 'as_of'",
                zh: "测试 '\(test.text)' 缺少键 'period' 或 'as_of'"),
            help: Wording(
                en: "else what it comes to depends on the day on which it is run", zh: "否则结果取决于执行测试的日期"))
    }

    static func noTests(in path: String) -> Diagnostic {
        Diagnostic(
            .pipeline("no-tests"), at: SourceLocation(file: path),
            Wording(en: "the pipeline file has no 'tests'", zh: "流程文件中没有 'tests'"),
            help: Wording(
                en: "write rows and the values they must come to, as the manual's page on the pipeline file shows",
                zh: "请写出示例行与应得的值，写法见手册的流程文件一页"))
    }

    static func unknownTest(_ name: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .usage("unknown-test"),
            Wording(en: "--test: there is no test '\(name)'", zh: "--test：没有名为 '\(name)' 的测试"),
            help: NearestName.suggestion(for: name, among: known))
    }

    // MARK: What was found

    private static func failed(at location: SourceLocation, _ wording: Wording, help: Wording? = nil) -> Diagnostic {
        Diagnostic(.data("test-failed"), at: location, wording, help: help)
    }

    /// - Parameters:
    ///   - what: "metric 'x' of team 'a'", "n of metric 'x'".
    ///   - expected: as it is written.
    ///   - found: as it is shown; nil for no value.
    ///   - absent: columns that the metric looks at and the rows do not have, by table; where they are why there is no value.
    static func otherValue(
        of what: Wording, expected: String, found: String?, parts: Wording = Wording(""),
        absent: [(table: String, columns: [String])] = [], at location: SourceLocation
    ) -> Diagnostic {
        let english = expected == "missing" ? "no value" : expected
        let chinese = expected == "missing" ? "应无值" : "应为 \(expected)"
        return failed(
            at: location,
            Wording(
                en: "\(what.english) expected \(english), found \(found ?? "no value")\(parts.english)",
                zh: "\(what.chinese) \(chinese)，\(found.map { "实际为 \($0)" } ?? "实际无值")\(parts.chinese)"),
            help: found != nil || absent.isEmpty
                ? nil
                : Wording(
                    en: absent.map {
                        "the rows of table '\($0.table)' have no column \($0.columns.map { "'\($0)'" }.joined(separator: ", "))"
                    }.joined(separator: "; "),
                    zh: absent.map {
                        "表 '\($0.table)' 的示例行没有列 \($0.columns.map { "'\($0)'" }.joined(separator: "、"))"
                    }.joined(separator: "；")))
    }

    static func otherRejects(
        of table: String?, expected: Int, found: Int, at location: SourceLocation
    ) -> Diagnostic {
        let english = table.map { " of table '\($0)'" } ?? ""
        let chinese = table.map { "表 '\($0)' " } ?? ""
        return failed(
            at: location,
            Wording(
                en: "expected \(English.count(expected, "row"))\(english) to be set aside, found \(found)",
                zh: "\(chinese)应剔除 \(expected) 行，实际为 \(found) 行"))
    }

    /// A row that was set aside though the test says nothing of it.
    static func rowSetAside(_ row: RejectedRow, table: String, at location: SourceLocation) -> Diagnostic {
        failed(
            at: location,
            Wording(
                en: "a row of table '\(table)' was set aside by '\(row.rule)': \(row.reason.english)",
                zh: "表 '\(table)' 的一行被 '\(row.rule)' 剔除：\(row.reason.chinese)"),
            help: Wording(
                en: "if that is meant, say how many there are: 'rejected: 1'", zh: "如属预期，请写明行数：'rejected: 1'"))
    }
}
