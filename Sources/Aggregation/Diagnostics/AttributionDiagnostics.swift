// What aggregation says of the periods in which rows count: standing rows, windows, snapshots.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    static func attributionsExclude(_ keys: [String], metric: String, at location: SourceLocation) -> Diagnostic {
        let list = keys.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("keys-exclude"), at: location,
            Wording(
                en: "metric '\(metric)' expects one of 'until', 'window' and 'to_date', found "
                    + list.joined(separator: " and "),
                zh: "指标 '\(metric)' 只能写 'until'、'window'、'to_date' 之一，实际有 \(list.joined(separator: "、"))"))
    }

    static func standsWithoutUntil(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("stands-without-until"), at: location,
            Wording(
                en: "metric '\(metric)' expects 'until' beside 'stands': the column that says until when a row stands",
                zh: "指标 '\(metric)' 写了 'stands'，还应写 'until'，即说明一行存续到何时的列"))
    }

    static func attributionWithoutTime(_ key: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-without-time"), at: location,
            Wording(
                en: "metric '\(metric)' expects 'at' beside '\(key)': the column that says when a row begins to count",
                zh: "指标 '\(metric)' 写了 '\(key)'，还应写 'at'，即说明一行从何时起计入的列"))
    }

    static func untilOfAnotherType(
        _ until: SourceText, found: ColumnType, time: ColumnDescription, metric: String, table: String
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: until.start,
            Wording(
                en:
                    "metric '\(metric)' expects \(time.type.wording.english) in column '\(until.text)' of table '\(table)', "
                    + "as in '\(time.name)', found \(found.wording.english)",
                zh: "指标 '\(metric)' 要求表 '\(table)' 的列 '\(until.text)' 与 '\(time.name)' 同为\(time.type.wording.chinese)，"
                    + "实际为\(found.wording.chinese)"),
            help: Wording(
                en: "give both the same type under 'columns' of the table, or by 'derive'",
                zh: "请在该表的 'columns' 下，或用 'derive'，把两列改为同一类型"))
    }

    /// - Parameter name: that of a ``StandingName``, with its place.
    static func standingNameOutOfPlace(_ name: SourceText) -> Diagnostic {
        let owner =
            StandingName(rawValue: name.text)?.means(with: .atEnd) == false
            ? Wording(en: "'until' with 'stands: throughout'", zh: "'until'（且 'stands: throughout'）")
            : Wording(en: "'until'", zh: "'until'")
        return Diagnostic(
            .pipeline("unknown-parameter"), at: name.start,
            Wording(en: "'$\(name.text)' has no meaning here", zh: "'$\(name.text)' 在这里没有意义"),
            help: Wording(en: "it belongs to \(owner.english)", zh: "它只与 \(owner.chinese) 同用"))
    }

    static func endsBeforeBeginnings(
        _ rows: Int, of all: Int, leftOutBy metrics: [String], begin: String, end: String, table: String
    ) -> Diagnostic {
        let subject = list(metrics)
        let also =
            metrics.isEmpty
            ? Wording("")
            : Wording(
                en: ", and \(subject.english) \(English.form(metrics.count, "leaves", "leave")) "
                    + "\(English.form(rows, "it", "them")) out",
                zh: "，\(subject.chinese) 也略去这些行")
        return Diagnostic(
            .remark("ends-before-beginning"), .warning, at: nil,
            Wording(
                en: "\(English.count(rows, "row")) of \(all) of table '\(table)' \(English.form(rows, "has", "have")) "
                    + "'\(end)' before '\(begin)'; \(English.form(rows, "it stands", "they stand")) at no moment\(also.english)",
                zh: "表 '\(table)' 的 \(all) 行中有 \(rows) 行的 '\(end)' 早于 '\(begin)'，这些行在任何时刻都不算存续\(also.chinese)"),
            help: Wording(
                en: "look at these rows; to set them aside write under 'clean' of '\(table)': "
                    + "- reject: { when: \(end) < \(begin), because: ends before it begins }",
                zh: "请查看这些行；如要剔除，请在 '\(table)' 的 'clean' 下写："
                    + "- reject: { when: \(end) < \(begin), because: 结束早于开始 }"))
    }

    static func kindSaysItself(
        _ key: String, kind: String, metric: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("kind-does-not-stand"), at: location,
            Wording(
                en: "metric '\(metric)': '\(kind)' says by 'active' which rows count in a period, and has no '\(key)'",
                zh: "指标 '\(metric)'：'\(kind)' 以 'active' 决定周期计入哪些行，不能写 '\(key)'"),
            help: Wording(en: "leave '\(key)' out", zh: "请去掉 '\(key)'"))
    }

    static func kindDoesNotStand(_ kind: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("kind-does-not-stand"), at: location,
            Wording(
                en:
                    "metric '\(metric)': '\(kind)' looks at rows one after the other and cannot be measured of rows that stand",
                zh: "指标 '\(metric)'：'\(kind)' 按先后看多行，不能用于存续中的行"),
            help: Wording(en: "leave 'until' out", zh: "请去掉 'until'"))
    }
}
