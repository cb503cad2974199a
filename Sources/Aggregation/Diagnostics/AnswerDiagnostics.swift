// The sentences on rows of a period that do not tell what the built-in metrics ask of a column.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    static func unanswered(
        _ answers: PeriodAnswers, column: String, table: String, metrics: [String], canonical: CanonicalColumn,
        period: Period, isOwn: Bool, at location: SourceLocation
    ) -> Diagnostic {
        let words = answers.unknownTexts
        // A column of so many texts holds no vocabulary, but perhaps names or numbers of people.
        let isListed = words.count <= 40
        let shown = isListed ? Array(words.prefix(8)) : []
        var list = shown.map { "\(quoted: $0.text) (\($0.rows))" }
        var listInChinese = list
        if words.count > shown.count {
            let rest = words.count - shown.count
            list.append(shown.isEmpty ? "\(rest) different texts" : "\(rest) more")
            listInChinese.append(shown.isEmpty ? "\(rest) 个不同的文本" : "另外 \(rest) 个")
        }
        if answers.missing > 0 {
            list.append("missing (\(answers.missing))")
            listInChinese.append("缺失 (\(answers.missing))")
        }
        let subject = Self.list(metrics)
        let day = period.start == nil ? "" : period.name
        let share = "\(answers.unanswered) of \(English.count(answers.rows, "row"))" + (day.isEmpty ? "" : " of \(day)")
        let shareInChinese =
            (day.isEmpty ? "" : "\(day) 的 ") + "\(answers.rows) 行中有 \(answers.unanswered) 行"
        return Diagnostic(
            isOwn ? .data("rows-without-answer") : .remark("rows-without-answer"), isOwn ? .error : .warning,
            at: location,
            Wording(
                en: "column '\(column)' of table '\(table)' does not tell what \(subject.english) "
                    + "\(metrics.count == 1 ? "asks" : "ask") in \(share): \(list.joined(separator: ", "))"
                    + (isOwn ? "" : "; the comparison with it means little"),
                zh: "表 '\(table)' 的列 '\(column)' 在 \(shareInChinese)未给出\(subject.chinese) 所需的值："
                    + listInChinese.joined(separator: "、") + (isOwn ? "" : "；与该周期的对比意义不大")),
            help: help(shown.map(\.text), answers, column: column, table: table, metrics: metrics, canonical))
    }

    private static func help(
        _ shown: [String], _ answers: PeriodAnswers, column: String, table: String, metrics: [String],
        _ canonical: CanonicalColumn
    ) -> Wording {
        var english: [String] = []
        var chinese: [String] = []
        if !answers.unknown.isEmpty {
            let known = canonical.words.joined(separator: ", ")
            if shown.isEmpty {
                english.append("the words are \(known); is '\(column)' the right column?")
                chinese.append("可用的词为 \(known)；'\(column)' 是否对应错了列？")
            } else {
                let paste = mapping(of: shown, column: column, table: table, canonical)
                english.append("the words are \(known)\(paste.english)")
                chinese.append("可用的词为 \(known)\(paste.chinese)")
            }
        }
        if answers.missing > 0 {
            let metric = metrics.first ?? ""
            let copy = "\(metric): { like: \(metric), unchecked: [\(column)] }"
            english.append(
                "if the export has lost the cells, bring it again; what an empty one means is said by the rule 'fill'; "
                    + "where it is right so, define \(metrics.count == 1 ? "" : "each of these metrics anew, such as ")\(copy)"
            )
            chinese.append(
                "如导出文件缺了这些单元格，请重新导出；空单元格的含义请用规则 'fill' 写明；确实无误时可"
                    + "\(metrics.count == 1 ? "" : "逐一")定义\(metrics.count == 1 ? " " : "这些指标，如 ")\(copy)")
        }
        return Wording(en: english.joined(separator: "; "), zh: chinese.joined(separator: "；"))
    }

    /// The rule that brings some texts to the words they probably mean, to be pasted; nothing where all of them may be names.
    static func mapping(of texts: [String], column: String, table: String, _ canonical: CanonicalColumn) -> Wording {
        let pairs = texts.filter { !PersonalText.looksPersonal($0) }.map {
            "\(quoted($0)): \(canonical.word(for: $0) ?? "…")"
        }
        if pairs.isEmpty { return Wording("") }
        let rule = "map: { column: \(column), values: { \(pairs.joined(separator: ", ")) } }"
        return Wording(
            en: "; add to 'clean' of table '\(table)': \(rule)", zh: "；请在表 '\(table)' 的 'clean' 中加上：\(rule)")
    }
}
