// What is asked for like a metric and is none: where it stands instead, and what to write.

import Diagnostics

/// An answer of another form than a metric.
struct OtherAnswer: Sendable {
    let key: String
    let title: Wording
    let answer: Wording
    /// Lines to paste into a pipeline file; none where a metric of another key is what is meant.
    var lines: [String] = []

    /// What `rapport metrics` prints.
    var page: [Wording] {
        [Wording(key), title, Wording(""), answer] + (lines.isEmpty ? [] : [Wording("")])
            + lines.map { Wording("  " + $0) }
    }

    /// The answer, and what to write, in one sentence.
    var help: Wording {
        Wording(
            en: answer.english + (lines.isEmpty ? "" : "; write: \(lines.joined(separator: " "))"),
            zh: answer.chinese + (lines.isEmpty ? "" : "；请写：\(lines.joined(separator: " "))"))
    }

    /// By key.
    static let helps = Dictionary(all.map { ($0.key, $0.help) }, uniquingKeysWith: { first, _ in first })

    static func named(_ key: String) -> OtherAnswer? { all.first { $0.key == key } }

    private static func isMetric(_ other: String) -> Wording {
        Wording(en: "it is the metric '\(other)'", zh: "即指标 '\(other)'")
    }

    /// In the order of their keys.
    static let all = [
        OtherAnswer(
            key: "abandon_median_wait", title: Wording(en: "Median wait before hanging up", zh: "放弃前等待中位数"),
            answer: isMetric("abandon_wait_median")),
        OtherAnswer(
            key: "action_effect", title: Wording(en: "Effect of an action", zh: "改进措施效果"),
            answer: Wording(
                en: "before and after a day is told by 'action_effects'", zh: "某日前后的水平由 'action_effects' 给出"),
            lines: ["action_effects: { callbacks: { metric: csat_top2, since: 2026-09-08 } }"]),
        OtherAnswer(
            key: "care_due", title: Wording(en: "Care that is due", zh: "关怀到期名单"),
            answer: Wording(
                en: "it is the list 'key_dates'; 'birthdays' and 'anniversaries' count them",
                zh: "即名单 'key_dates'；指标 'birthdays' 与 'anniversaries' 给出人数"),
            lines: ["lists: { key_dates: true }"]),
        OtherAnswer(
            key: "complaint_pareto", title: Wording(en: "Complaints by kind, the most frequent first", zh: "投诉类型帕累托"),
            answer: Wording(
                en:
                    "counts and shares by kind are the metrics 'complaints' and 'complaint_mix' divided by it, the largest first",
                zh: "各类投诉的件数与占比由指标 'complaints' 与 'complaint_mix' 按类型划分给出，最多的在前"),
            lines: ["aggregate: { metrics: [complaints, complaint_mix], by: [[category]] }"]),
        OtherAnswer(
            key: "did", title: Wording(en: "Difference in differences", zh: "双重差分"),
            answer: Wording(
                en: "it is told by 'effects' with a control group", zh: "由带对照组的 'effects' 给出"),
            lines: [
                "effects: { training: { metric: csat_top2, by: agent, group: trained, treated: yes, control: no } }"
            ]),
        OtherAnswer(
            key: "followup_due", title: Wording(en: "Follow-ups that are due", zh: "应回访名单"),
            answer: Wording(
                en: "it is the list 'followups_due'; the metric of that name counts them",
                zh: "即名单 'followups_due'；同名指标给出件数"),
            lines: ["lists: { followups_due: true }"]),
        OtherAnswer(
            key: "followup_overdue", title: Wording(en: "Follow-ups not done", zh: "未完成回访"),
            answer: isMetric("followups_undone")),
        OtherAnswer(
            key: "followup_overdue_days", title: Wording(en: "Days that follow-ups are late", zh: "回访逾期天数"),
            answer: isMetric("followup_late_days")),
        OtherAnswer(
            key: "reward_alignment", title: Wording(en: "Whether rewards follow performance", zh: "奖励与绩效一致性"),
            answer: Wording(
                en: "Kendall's τ beside a scorecard is told where it names 'aligned_with'",
                zh: "在记分卡中写 'aligned_with' 即给出肯德尔 τ"),
            lines: [
                "scorecards: { agents: { by: agent, aligned_with: reward_amount, parts: "
                    + "[{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }] } }"
            ]),
        OtherAnswer(
            key: "rfm", title: Wording(en: "Recency, frequency, money", zh: "RFM 分层"),
            answer: Wording(en: "it divides customers: a segment", zh: "它划分客户，写在 'segment' 下"),
            lines: [
                "segment: { rfm: { rfm: sales, customer: customer, at: pay_time, amount: paid - refunded, over: 12 months } }"
            ]),
        OtherAnswer(
            key: "scorecard", title: Wording(en: "Scorecard", zh: "记分卡"),
            answer: Wording(en: "it is made of several metrics under 'scorecards'", zh: "由多个指标组成，写在 'scorecards' 下"),
            lines: [
                "scorecards: { agents: { by: agent, parts: "
                    + "[{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }] } }"
            ]),
        OtherAnswer(
            key: "target_attainment", title: Wording(en: "Attainment of targets", zh: "目标达成率"),
            answer: Wording(
                en: "it stands in targets.csv and the block 'targets' for every target",
                zh: "见 targets.csv 与 'targets' 区块，每个目标都有"),
            lines: ["aggregate: { metrics: [csat_top2], targets: [{ metric: csat_top2, at_least: 85% }] }"]),
        OtherAnswer(
            key: "value_tier", title: Wording(en: "Value tier", zh: "价值分层"),
            answer: Wording(en: "it divides customers: a segment", zh: "它划分客户，写在 'segment' 下"),
            lines: [
                "segment: { tier: { value: paid - refunded, of: sales, customer: customer, at: pay_time, over: 12 months } }"
            ]),
        OtherAnswer(
            key: "xmr_signal", title: Wording(en: "Signals of a series", zh: "控制图信号"),
            answer: Wording(
                en: "they stand in series.csv and the block 'series' for every series of eight periods and more",
                zh: "见 series.csv 与 'series' 区块，凡有 8 期以上的序列都有")),
    ]
}
