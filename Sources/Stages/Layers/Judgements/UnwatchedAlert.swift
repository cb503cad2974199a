// An alert that could not be watched: which, and why, so that its silence is not taken for good news.

import Diagnostics

/// A number that somebody asked to be told of, and of which nothing can be said.
package struct UnwatchedAlert: Sendable {
    /// What stands in the way.
    package enum Why: String, Sendable, CaseIterable {
        case fewPeriods = "few-periods"
        /// There are enough of them, but not up to now.
        case ended
        case fewRows = "few-rows"
        case noVariation = "no-variation"
        case noSeries = "no-series"
        case unknownLabel = "unknown-label"
        case noTarget = "no-target"
        /// It is aimed at by a band or from a baseline alone.
        case noBound = "no-bound"

        /// As a part of a sentence.
        package var wording: Wording {
            switch self {
            case .fewPeriods:
                Wording(en: "too few whole periods have a number that is shown", zh: "完整且有可显示数字的期数不足")
            case .ended:
                Wording(en: "the latest periods have no whole number that is shown", zh: "最近几期没有完整且可显示的数字")
            case .fewRows:
                Wording(
                    en: "the latest period has fewer rows than the metric's minimum n", zh: "最近一期的样本少于该指标的最小样本")
            case .noVariation:
                Wording(
                    en: "its numbers are all the same, so that nothing says what is usual", zh: "各期数值完全相同，无从得出正常范围")
            case .noSeries:
                Wording(
                    en:
                        "it has no usual range: its rows count in several periods, or it is another definition of a metric",
                    zh: "没有正常范围：其行计入多个周期，或它是某指标的另一口径")
            case .unknownLabel: Wording(en: "no row of the report has this label", zh: "报告中没有这个标签的行")
            case .noTarget: Wording(en: "it has no target", zh: "没有目标")
            case .noBound:
                Wording(
                    en: "its target is a band or starts from a baseline, and 'missed' expects 'at_least' or 'at_most'",
                    zh: "其目标为区间或以基线起算，而 'missed' 需要 'at_least' 或 'at_most'")
            }
        }
    }

    package var metric: String
    package var segments: [String]
    /// One per segment, as they are written.
    package var labels: [String]
    package var rule: Alert.Rule
    package var why: Why

    package init(metric: String, segments: [String], labels: [String], rule: Alert.Rule, why: Why) {
        self.metric = metric
        self.segments = segments
        self.labels = labels
        self.rule = rule
        self.why = why
    }
}
