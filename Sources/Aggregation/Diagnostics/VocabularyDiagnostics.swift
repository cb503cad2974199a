// The sentences on words, scores and labels that the data do not have or a metric does not know.

import Diagnostics
import Expressions
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
        let known = canonical.words.joined(separator: ", ")
        let paste = mapping(of: shown.map(\.text), column: column, table: table, canonical)
        return Diagnostic(
            isError ? .data("unknown-words") : .remark("unknown-words"), isError ? .error : .warning, at: location,
            Wording(
                en:
                    "column '\(column)' of table '\(table)' holds \(isError ? "only " : "")words that \(subject.english) "
                    + "\(English.form(metrics.count, "does", "do")) not know, in \(rows) of \(English.count(present, "row")): "
                    + list.joined(separator: ", ") + rest,
                zh:
                    "表 '\(table)' 的列 '\(column)' \(isError ? "只有" : "有")\(subject.chinese) 不认识的词，\(present) 行中占 \(rows) 行："
                    + list.joined(separator: "、") + restInChinese),
            help: isListed
                ? Wording(
                    en: "the words are \(known)\(paste.english)", zh: "可用的词为 \(known)\(paste.chinese)")
                : Wording(
                    en: "the words are \(known); is '\(column)' the right column?",
                    zh: "可用的词为 \(known)；'\(column)' 是否对应错了列？"))
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    static func scoresOffScale(
        _ scores: ScoreRange, low: Double, high: Double, column: String, table: String, metrics: [String],
        cuts: [String: [String]], isError: Bool, at location: SourceLocation
    ) -> Diagnostic {
        func text(_ number: Double) -> String { MetricValue.real(number).text }
        let subject = list(metrics)
        let (least, most) = (text(scores.least), text(scores.most))
        let found =
            scores.outside > 0
            ? Wording(
                en: "\(scores.outside) of \(scores.count) \(English.form(scores.outside, "lies", "lie")) outside; "
                    + "the scores go from \(least) to \(most)",
                zh: "\(scores.count) 个分数中有 \(scores.outside) 个在此之外，实际从 \(least) 到 \(most)")
            : Wording(
                en: "all \(scores.count) lie from \(least) to \(most), as if the scale were another",
                zh: "全部 \(scores.count) 个分数都在 \(least) 到 \(most) 之间，似为另一种量表")
        let copies = metrics.map { "\($0): { like: \($0), unchecked: [\(column)] }" }.joined(separator: ", ")
        let isFixed = metrics.allSatisfy { cuts[$0] == nil }
        let likely = ScoreScale.likely(for: scores, otherThan: ScoreScale(worst: low, best: high))
        let requests = metrics.prefix(3).map { key in
            let ends = "{ metric: \(key), worst: \(text(likely.worst)), best: \(text(likely.best))"
            return ends + (cuts[key] ?? []).map { ", \($0): …" }.joined() + " }"
        }.joined(separator: ", ")
        let scale =
            isFixed
            ? Wording(en: "NPS is made from 0 to 10 only", zh: "NPS 只由 0 到 10 分算出")
            : Wording(
                en: "for another scale set its parameters, as in \(requests)",
                zh: "量表不同时请设参数，如 \(requests)")
        return Diagnostic(
            isError ? .data("scores-out-of-range") : .remark("scores-out-of-range"), isError ? .error : .warning,
            at: location,
            Wording(
                en:
                    "\(subject.english) \(English.form(metrics.count, "expects", "expect")) scores from \(text(low)) to \(text(high)) "
                    + "in column '\(column)' of table '\(table)'; \(found.english)",
                zh: "\(subject.chinese) 要求表 '\(table)' 的列 '\(column)' 为 \(text(low)) 到 \(text(high)) 分；\(found.chinese)"
            ),
            help: Wording(
                en: "\(scale.english); a code for no answer is marked by the rule 'missing'; "
                    + "scores that are right all the same: define \(copies)",
                zh: "\(scale.chinese)；表示未作答的代码请用规则 'missing' 标出；"
                    + "分数确实无误时可定义 \(copies)"))
    }

    /// Nearly all orders of several rows have one amount on all of them.
    static func repeatedAmounts(
        _ alike: Int, of several: Int, column: String, order: String, table: String, metrics: [String],
        at location: SourceLocation
    ) -> Diagnostic {
        let subject = list(metrics)
        return Diagnostic(
            .remark("repeated-amounts"), .warning, at: location,
            Wording(
                en:
                    "in \(alike) of \(several) orders of table '\(table)' that have several rows, '\(column)' is the same on each, as "
                    + "amounts of whole orders are; \(subject.english) \(metrics.count == 1 ? "counts" : "count") it once per row",
                zh: "表 '\(table)' 中有多行的 \(several) 个订单里，\(alike) 个订单各行的 '\(column)' 相同，像是整单金额；"
                    + "\(subject.chinese) 会按行重复计入"),
            help: Wording(
                en: "if it is the order's, keep one row of each; add to 'clean' of table '\(table)': "
                    + "drop_duplicates: { key: [\(order)], keep: first, differ_limit: 100% }; if it is the row's, define "
                    + "\(metrics[0]): { like: \(metrics[0]), unchecked: [\(column)] }",
                zh: "若为整单金额，请每个订单只保留一行，在表 '\(table)' 的 'clean' 中加上："
                    + "drop_duplicates: { key: [\(order)], keep: first, differ_limit: 100% }；若为各行金额，可定义 "
                    + "\(metrics[0]): { like: \(metrics[0]), unchecked: [\(column)] }"))
    }

    static func absentLabel(_ label: Expression.ComparedText, segment: String, similar: String?) -> Diagnostic {
        let found = noLabel(label, segment)
        return Diagnostic(
            .remark("never-seen"), similar == nil ? .note : .warning, at: label.text.start,
            Wording(en: "\(found.english) in these data", zh: "\(found.chinese)（此数据中）"),
            help: similar.map { Wording(en: "there is \(quoted: $0)", zh: "其中有 \(quoted: $0)") })
    }

    static func unknownLabel(_ label: Expression.ComparedText, segment: String, known: [String]) -> Diagnostic {
        let shown = known.prefix(12).map { "'\($0)'" }
        let more = known.count - shown.count
        return Diagnostic(
            .pipeline("unknown-label"), at: label.text.start, noLabel(label, segment),
            help: Wording(
                en: "its labels are \(shown.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : ""),
                zh: "它的标签有 \(shown.joined(separator: "、"))" + (more > 0 ? "，另有 \(more) 个" : "")))
    }

    private static func noLabel(_ label: Expression.ComparedText, _ segment: String) -> Wording {
        label.isWhole
            ? Wording(
                en: "segment '\(segment)' has no label \(quoted: label.text.text)",
                zh: "分组 '\(segment)' 没有标签 \(quoted: label.text.text)")
            : Wording(
                en: "segment '\(segment)' has no label with \(label.description)",
                zh: "分组 '\(segment)' 没有满足 \(label.description) 的标签")
    }

    /// Rows that cannot be weighted.
    static func strayWeights(_ count: Int, metric: String) -> Diagnostic {
        Diagnostic(
            .remark("rows-without-weight"), .warning, at: nil,
            Wording(
                en: "metric '\(metric)' leaves out \(English.count(count, "row")) whose weight is missing or negative",
                zh: "指标 '\(metric)' 有 \(count) 行的权重缺失或为负，未计入"))
    }

    static func strayScores(_ count: Int, metric: String) -> Diagnostic {
        Diagnostic(
            .remark("scores-out-of-range"), .warning, at: nil,
            Wording(
                en: "metric '\(metric)' expects scores from 0 to 10; "
                    + "\(English.count(count, "other")) \(English.form(count, "is", "are")) left out",
                zh: "指标 '\(metric)' 的评分应为 0 到 10；另有 \(count) 个超出范围，未计入"))
    }
}
