// The sentences on words, scores and labels that the data do not have or a metric does not know.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    static func unknownWords(
        _ words: [(text: String, rows: Int)], rows: Int, of present: Int, column: String, table: String,
        metrics: [String], canonical: CanonicalColumn, isError: Bool, at location: SourceLocation
    ) -> Diagnostic {
        // A column of so many texts holds no vocabulary, but perhaps names or numbers of people.
        let isListed = words.count <= 40
        let shown = isListed ? words.prefix(8) : []
        let list = shown.map { "\(quoted: $0.text) (\($0.rows))" }
        let more = words.count - shown.count
        let subject = Self.list(metrics)
        let rest = isListed ? (more > 0 ? " and \(more) more" : "") : "\(words.count) different texts"
        let restInChinese = isListed ? (more > 0 ? "，另有 \(more) 个" : "") : "\(words.count) 个不同的文本"
        let pairs = shown.filter { !PersonalText.looksPersonal($0.text) }.map {
            "\(quoted($0.text)): \(canonical.word(for: $0.text) ?? "…")"
        }
        let known = canonical.words.joined(separator: ", ")
        let paste = "map: { column: \(column), values: { \(pairs.joined(separator: ", ")) } }"
        return Diagnostic(
            isError ? .data("unknown-words") : .remark("unknown-words"), isError ? .error : .warning, at: location,
            Wording(
                en:
                    "column '\(column)' of table '\(table)' holds \(isError ? "only " : "")words that \(subject.english) "
                    + "\(metrics.count == 1 ? "does" : "do") not know, in \(rows) of \(present) rows: "
                    + list.joined(separator: ", ") + rest,
                zh:
                    "表 '\(table)' 的列 '\(column)' \(isError ? "只有" : "有")\(subject.chinese) 不认识的词，\(present) 行中占 \(rows) 行："
                    + list.joined(separator: "、") + restInChinese),
            help: isListed
                ? Wording(
                    en: "the words are \(known); add to 'clean' of table '\(table)': \(paste)",
                    zh: "可用的词为 \(known)；请在表 '\(table)' 的 'clean' 中加上：\(paste)")
                : Wording(
                    en: "the words are \(known); is '\(column)' the right column?",
                    zh: "可用的词为 \(known)；'\(column)' 是否对应错了列？"))
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    static func scoresOffScale(
        _ scores: ScoreRange, low: Double, high: Double, column: String, table: String, metrics: [String],
        isError: Bool, at location: SourceLocation
    ) -> Diagnostic {
        func text(_ number: Double) -> String { MetricValue.real(number).text }
        let subject = list(metrics)
        let (least, most) = (text(scores.least), text(scores.most))
        let found =
            scores.outside > 0
            ? Wording(
                en: "\(scores.outside) of \(scores.count) lie outside; the scores go from \(least) to \(most)",
                zh: "\(scores.count) 个分数中有 \(scores.outside) 个在此之外，实际从 \(least) 到 \(most)")
            : Wording(
                en: "all \(scores.count) lie from \(least) to \(most), as if the scale were another",
                zh: "全部 \(scores.count) 个分数都在 \(least) 到 \(most) 之间，似为另一种量表")
        let metric = metrics.first ?? ""
        let isFixed = low == 0 && high == 10
        let scale =
            isFixed
            ? Wording(en: "NPS is made from 0 to 10 only", zh: "NPS 只由 0 到 10 分算出")
            : Wording(
                en: "for another scale set its parameters, as in { metric: \(metric), worst: \(least), best: \(most) }",
                zh: "量表不同时请设参数，如 { metric: \(metric), worst: \(least), best: \(most) }")
        return Diagnostic(
            isError ? .data("scores-out-of-range") : .remark("scores-out-of-range"), isError ? .error : .warning,
            at: location,
            Wording(
                en:
                    "\(subject.english) \(metrics.count == 1 ? "expects" : "expect") scores from \(text(low)) to \(text(high)) "
                    + "in column '\(column)' of table '\(table)'; \(found.english)",
                zh: "\(subject.chinese) 要求表 '\(table)' 的列 '\(column)' 为 \(text(low)) 到 \(text(high)) 分；\(found.chinese)"
            ),
            help: Wording(
                en: "\(scale.english); a code for no answer is marked by the rule 'missing'; "
                    + "scores that are right all the same: define \(metric): { like: \(metric), unchecked: [\(column)] }",
                zh: "\(scale.chinese)；表示未作答的代码请用规则 'missing' 标出；"
                    + "分数确实无误时可定义 \(metric): { like: \(metric), unchecked: [\(column)] }"))
    }

    /// A text that never occurs: a warning when another looks like it, else a note, for a day may well have no row of a kind.
    static func absentText(
        _ text: String, column: String, table: String, similar: String?, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .remark("never-seen"), similar == nil ? .note : .warning, at: location,
            Wording(
                en: "\(quoted: text) never occurs in column '\(column)' of table '\(table)'",
                zh: "\(quoted: text) 从未出现在表 '\(table)' 的列 '\(column)' 中"),
            help: similar.map { Wording(en: "there is \(quoted: $0)", zh: "其中有 \(quoted: $0)") })
    }

    static func absentLabel(
        _ label: String, segment: String, similar: String?, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .remark("never-seen"), similar == nil ? .note : .warning, at: location,
            Wording(
                en: "segment '\(segment)' has no label \(quoted: label) in these data",
                zh: "分组 '\(segment)' 在此数据中没有标签 \(quoted: label)"),
            help: similar.map { Wording(en: "there is \(quoted: $0)", zh: "其中有 \(quoted: $0)") })
    }

    static func unknownLabel(_ label: SourceText, segment: String, known: [String]) -> Diagnostic {
        let shown = known.prefix(12).map { "'\($0)'" }
        let more = known.count - shown.count
        return Diagnostic(
            .pipeline("unknown-label"), at: label.start,
            Wording(
                en: "segment '\(segment)' has no label \(quoted: label.text)",
                zh: "分组 '\(segment)' 没有标签 \(quoted: label.text)"),
            help: Wording(
                en: "its labels are \(shown.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : ""),
                zh: "它的标签有 \(shown.joined(separator: "、"))" + (more > 0 ? "，另有 \(more) 个" : "")))
    }

    static func strayScores(_ count: Int, metric: String) -> Diagnostic {
        Diagnostic(
            .remark("scores-out-of-range"), .warning, at: nil,
            Wording(
                en: "metric '\(metric)' expects scores from 0 to 10; \(count) others are left out",
                zh: "指标 '\(metric)' 的评分应为 0 到 10；另有 \(count) 个超出范围，未计入"))
    }
}
