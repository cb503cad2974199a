// What aggregation says of distributions.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    /// - Parameter found: which of the words that say what is spread are written.
    static func distributionForm(_ key: SourceText, found: [String]) -> Diagnostic {
        let words = DistributionKeys.forms.map { "'\($0.key.word)'" }
        let example = "\(key.text): { scale: csat, of: surveys, order: 1..5 }"
        return Diagnostic(
            .pipeline("distribution-form"), at: key.start,
            Wording(
                en: "distribution '\(key.text)' expects exactly one of \(words.joined(separator: ", ")), found "
                    + (found.isEmpty ? "none" : found.map { "'\($0)'" }.joined(separator: " and ")),
                zh: "分布 '\(key.text)' 应写 \(words.joined(separator: "、")) 中的一个，"
                    + (found.isEmpty ? "实际一个也没有" : "实际写了 \(found.map { "'\($0)'" }.joined(separator: " 和 "))")),
            help: Wording(en: "write, for example, \(example)", zh: "例如：\(example)"))
    }

    /// What is wrong with the order of a scale.
    enum OrderMistake {
        case absent, size, neutral, topOfAll
        case twice(String)
    }

    /// - Parameter proposal: what may be written instead.
    static func distributionOrder(_ key: SourceText, _ mistake: OrderMistake, proposal: String?) -> Diagnostic {
        let message: Wording
        var word = DistributionKeys.order.word
        switch mistake {
        case .absent:
            message = Wording(
                en: "scale '\(key.text)' lacks 'order': its answers from the lowest to the highest",
                zh: "量表 '\(key.text)' 缺少 'order'，即由低到高的各个答案")
        case .size:
            message = Wording(
                en: "'order' of '\(key.text)' expects 2 to 20 answers of a scale, or a range such as 1..5",
                zh: "'\(key.text)' 的 'order' 应为 2 到 20 个答案，或 1..5 之类的范围")
        case .twice(let answer):
            message = Wording(
                en: "'order' of '\(key.text)' has the answer '\(answer)' twice",
                zh: "'\(key.text)' 的 'order' 中答案 '\(answer)' 出现两次")
        case .neutral:
            word = DistributionKeys.neutral.word
            message = Wording(
                en:
                    "'neutral' of '\(key.text)' expects neighbours among the answers of 'order', neither the first nor the last of them",
                zh: "'\(key.text)' 的 'neutral' 应为 'order' 中相邻的答案，且不含首尾两个")
        case .topOfAll:
            word = DistributionKeys.top.word
            message = Wording(
                en: "'top' of '\(key.text)' takes all answers together, which is always 100%",
                zh: "'\(key.text)' 的 'top' 包含全部答案，结果总是 100%")
        }
        return Diagnostic(
            .pipeline("distribution-order"), at: key.start, message,
            help: proposal.map { Wording(en: "write, for example, \(word): \($0)", zh: "例如：\(word): \($0)") }
                ?? Wording(en: "remove one of them", zh: "请删去其中一个"))
    }

    static func distributionOfPeople(_ column: SourceText, table: String) -> Diagnostic {
        Diagnostic(
            .pipeline("distribution-of-people"), at: column.start,
            Wording(
                en: "'\(column.text)' of table '\(table)' names people; how they spread would be a list of them",
                zh: "表 '\(table)' 的 '\(column.text)' 含个人信息，其分布等于列出这些人"),
            help: Wording(
                en:
                    "choose another column; if its cells name nobody, write personal: false at the column under 'ingest'",
                zh: "请改用其他列；如其内容不涉及个人，请在 'ingest' 的该列写 personal: false"))
    }

    static func distributionOfType(_ column: SourceText, _ form: Distribution.Form, found: ColumnType) -> Diagnostic {
        let isAmount = form == .amounts
        return Diagnostic(
            .pipeline("distribution-of-type"), at: column.start,
            Wording(
                en: isAmount
                    ? "'amounts' expects numbers or lengths of time, '\(column.text)' holds \(found.pluralWording.english)"
                    : "'\(form.rawValue)' expects texts or numbers, '\(column.text)' holds \(found.pluralWording.english)",
                zh: isAmount
                    ? "'amounts' 应为数值或时长，而 '\(column.text)' 是\(found.pluralWording.chinese)"
                    : "'\(form.rawValue)' 应为文字或数值，而 '\(column.text)' 是\(found.pluralWording.chinese)"),
            help: Wording(
                en: isAmount
                    ? "give the column a type under 'ingest', or write categories: \(column.text)"
                    : "write amounts: \(column.text) for lengths of time, or derive a text or number from it first",
                zh: isAmount
                    ? "请在 'ingest' 中写明该列的类型，或改写 categories: \(column.text)"
                    : "时长请改写 amounts: \(column.text)，其他请先用 'derive' 转为文字或数值"))
    }

    /// - Parameters:
    ///   - found: the column that is written; nil for none.
    ///   - days: the columns that would do.
    static func distributionTime(_ key: SourceText, found: SourceText?, table: String, days: [String]) -> Diagnostic {
        let column = days.first ?? "…"
        return Diagnostic(
            .pipeline("distribution-time"), at: found?.start ?? key.start,
            found.map {
                Wording(
                    en: "'time' of distribution '\(key.text)' expects a date or a moment, '\($0.text)' is neither",
                    zh: "分布 '\(key.text)' 的 'time' 应为日期或时刻，而 '\($0.text)' 不是")
            }
                ?? Wording(
                    en: "distribution '\(key.text)' lacks 'time': which rows of table '\(table)' fall in the period",
                    zh: "分布 '\(key.text)' 缺少 'time'：无法得知表 '\(table)' 的哪些行属于报告期"),
            help: Wording(en: "write time: \(column)", zh: "请写 time: \(column)"))
    }
}
