// What a page says of alerts, in both languages; never why a number is as it is.

import Diagnostics
import Stages

/// Sentences about alerts.
enum AlertWords {
    /// The numbers and names of an alert, as they are printed.
    struct Texts {
        var metric: Wording
        /// Empty for the total.
        var place: String
        var period: String
        var value: String
        var expected: String
        var limit: String?
    }

    static func noneFired(_ watched: ReportWords.Count) -> Wording {
        Wording(
            en: "No alert has fired; \(watched.of("alert")) \(English.form(watched.number, "is", "are")) watched for.",
            zh: "没有警报触发；共关注 \(watched.text) 项。")
    }

    /// `Complaints (delivery), Sep 14: 31; usual 9.5, …`
    static func fired(_ alert: Alert, _ texts: Texts) -> Wording {
        let head = Wording(
            en: texts.metric.english + (texts.place.isEmpty ? "" : " (\(texts.place))")
                + ", \(texts.period): \(texts.value)",
            zh: texts.metric.chinese + (texts.place.isEmpty ? "" : "（\(texts.place)）")
                + "，\(texts.period)：\(texts.value)")
        let rest = found(alert, texts)
        return Wording(en: "\(head.english); \(rest.english).", zh: "\(head.chinese)，\(rest.chinese)。")
    }

    private static func found(_ alert: Alert, _ texts: Texts) -> Wording {
        let limit = texts.limit ?? ""
        switch alert.reason {
        case .above:
            return Wording(
                en: "above its usual range, which ends at \(limit); expected \(texts.expected)",
                zh: "高于正常范围上限 \(limit)，预期为 \(texts.expected)")
        case .below:
            return Wording(
                en: "below its usual range, which begins at \(limit); expected \(texts.expected)",
                zh: "低于正常范围下限 \(limit)，预期为 \(texts.expected)")
        case .missed:
            let periods = if case .missed(let periods) = alert.rule { periods } else { 1 }
            return Wording(
                en: "the target \(texts.expected) is missed for \(English.count(periods, "period")) in a row",
                zh: "已连续 \(periods) 期未达目标 \(texts.expected)")
        case .alertLimit:
            return Wording(
                en:
                    "usual are \(texts.expected), and \(limit) or more come by chance less often than once in a thousand",
                zh: "平时为 \(texts.expected)，偶然达到 \(limit) 及以上的可能不足千分之一")
        case .threefold:
            return Wording(
                en: "three times as many as usual or more, which are \(texts.expected)",
                zh: "达到平时（\(texts.expected)）的 3 倍或以上")
        }
    }
}
