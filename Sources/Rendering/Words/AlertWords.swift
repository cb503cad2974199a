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

    /// - Parameter all: how many the pipeline file has, some of which could not be watched.
    static func noneFired(watched: ReportWords.Count, of all: ReportWords.Count) -> Wording {
        if watched.number == 0 {
            return Wording(en: "No alert could be watched.", zh: "所有警报均无法判断。")
        }
        if watched.number == all.number {
            return Wording(
                en:
                    "No alert has fired; \(watched.of("alert")) \(English.form(watched.number, "was", "were")) watched.",
                zh: "没有警报触发；共关注 \(watched.text) 项。")
        }
        return Wording(
            en:
                "No alert has fired; \(watched.text) of \(all.of("alert")) \(English.form(watched.number, "was", "were")) watched.",
            zh: "没有警报触发；\(all.text) 项警报中有 \(watched.text) 项得到判断。")
    }

    /// Above a list of them.
    static func notWatched(_ count: ReportWords.Count) -> Wording {
        Wording(
            en: "\(count.of("alert")) could not be watched, which says neither good nor bad:",
            zh: "\(count.text) 项警报无法判断，不代表正常，也不代表异常：")
    }

    /// `Customer satisfaction (North), target: too few whole periods have a number that is shown`
    static func notWatched(_ metric: Wording, place: String, _ alert: UnwatchedAlert) -> Wording {
        let rule =
            switch alert.rule {
            case .beyond: Wording(en: "usual range", zh: "正常范围")
            case .missed: Wording(en: "target", zh: "目标")
            case .crisis: Wording(en: "far more than usual of one kind", zh: "某一类激增")
            }
        return Wording(
            en: metric.english + (place.isEmpty ? "" : " (\(place))")
                + ", \(rule.english): \(alert.why.wording.english)",
            zh: metric.chinese + (place.isEmpty ? "" : "（\(place)）") + "，\(rule.chinese)：\(alert.why.wording.chinese)")
    }

    /// In the line on the data: `none; 2 not watched`.
    static func fact(fired: String, notWatched: ReportWords.Count?) -> Wording {
        guard let notWatched else { return Wording(fired) }
        return Wording(en: "\(fired); \(notWatched.text) not watched", zh: "\(fired)；\(notWatched.text) 项无法判断")
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
            if periods == 1 {
                return Wording(en: "the target \(texts.expected) is missed", zh: "未达标（目标 \(texts.expected)）")
            }
            return Wording(
                en: "the target \(texts.expected) is missed for \(English.count(periods, "period")) in a row",
                zh: "已连续 \(periods) 期未达标（目标 \(texts.expected)）")
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
