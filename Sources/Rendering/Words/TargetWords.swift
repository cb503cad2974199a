// What a page says of targets, in both languages.

import Diagnostics
import Stages

/// Sentences about how far targets have come.
enum TargetWords {
    typealias Count = ReportWords.Count

    /// - Parameter counts: by verdict how many have it.
    static func intro(_ all: Count, _ counts: [(verdict: Wording, count: Count)]) -> Wording {
        Wording(
            en: "\(all.of("target")): "
                + counts.map { "\($0.count.text) \($0.verdict.english)" }.joined(separator: ", ")
                + ". Met or missed is said only where the whole interval lies on one side of the goal.",
            zh: "共 \(all.text) 个目标：" + counts.map { "\($0.verdict.chinese) \($0.count.text) 个" }.joined(separator: "，")
                + "。仅当整个区间落在目标一侧时才判为达标或未达标。")
    }

    /// - Parameter labels: how many are for labels of segments.
    static func summary(_ outcomes: Wording, total: Count, labels: Count) -> Wording {
        if labels.number == 0 {
            return Wording(en: "Of the targets, \(outcomes.english)", zh: "各项目标，\(outcomes.chinese)")
        }
        if total.number == 0 {
            return Wording(
                en: "Of \(labels.of("target")) for labels, \(outcomes.english)",
                zh: "分组标签的 \(labels.text) 项目标，\(outcomes.chinese)")
        }
        return Wording(
            en: "Of the targets (\(total.text) for the total, \(labels.text) for labels), \(outcomes.english)",
            zh: "各项目标（总体 \(total.text) 项，分组标签 \(labels.text) 项），\(outcomes.chinese)")
    }

    /// Beside the title of a table.
    static let several = Wording(en: "each label by its own target", zh: "各标签按各自的目标判断")

    static let none = Wording(
        en: "There is no target for what this report shows.", zh: "没有针对本报告内容的目标。")

    static func more(_ count: Count) -> Wording {
        Wording(
            en: "\(count.of("further row")) \(English.form(count.number, "stands", "stand")) in targets.csv.",
            zh: "其余 \(count.text) 行见 targets.csv。")
    }

    static func pace(isSeasonal: Bool) -> Wording {
        Wording(
            en:
                "Pace is the number beside where it should be by now, by the days of the target that are over"
                + (isSeasonal ? " or, where the report has them, by the same days a year ago" : "")
                + ": 100% is as planned.",
            zh: "进度为实际值与目前应有值之比，应有值按目标期已过天数折算" + (isSeasonal ? "（有去年同期数据时按去年同期的节奏）" : "")
                + "：100% 即与计划一致。")
    }

    static let forecasts = Wording(
        en: "Forecasts say where a total ends if it goes on as it has, and between what it ends 19 times of 20.",
        zh: "预测指照目前情形发展到期末的合计，括号内为 95% 的范围。")

    static func setAside(_ count: Count) -> Wording {
        Wording(
            en:
                "\(count.of("row")) of the table of targets \(English.form(count.number, "was", "were")) set aside; the warnings say why.",
            zh: "目标表中有 \(count.text) 行未采用，原因见警告。")
    }

    static func otherPeriods(_ count: Count) -> Wording {
        Wording(
            en:
                "\(count.of("row")) of the table of targets \(English.form(count.number, "is", "are")) for other periods.",
            zh: "目标表中有 \(count.text) 行针对其他周期。")
    }

    static func verdict(_ verdict: TargetProgress.Verdict) -> Wording {
        switch verdict {
        case .met: Wording(en: "met", zh: "达标")
        case .missed: Wording(en: "missed", zh: "未达标")
        case .withinNoise: Wording(en: "within noise", zh: "在误差范围内")
        case .open: Wording(en: "still open", zh: "尚未到期")
        case .fewRows: Wording(en: "too few rows to judge", zh: "样本过少，不作判断")
        case .hidden: Wording(en: "hidden", zh: "不显示")
        case .noValue: Wording(en: "no data", zh: "无数据")
        case .noBaseline: Wording(en: "without a baseline", zh: "无基线")
        }
    }

    static let noHistory = Wording(en: "not enough history", zh: "历史数据不足")

    /// - Parameter expected: where it should be by now.
    static func pace(_ pace: String, expected: String) -> Wording {
        Wording(en: "\(pace) (\(expected) by now)", zh: "\(pace)（目前应为 \(expected)）")
    }

    /// - Parameters:
    ///   - by: how far it is to move.
    ///   - on: the period that it starts from; nil for a number.
    ///   - level: the goal that follows; nil without a baseline.
    ///   - until: the last day it may take.
    static func lift(by: String, on: String?, baseline: String?, level: String?, until: String?) -> Wording {
        let from = [on, baseline].compactMap { $0 }
        let english = from.isEmpty ? "" : " on \(from.joined(separator: ": "))"
        let chinese = from.isEmpty ? "" : "较\(from.joined(separator: " "))"
        let lift = Wording(
            en: "\(by)\(english)\(until.map { ", by \($0)" } ?? "")",
            zh: "\(until.map { "\($0)前" } ?? "")\(chinese) \(by)")
        guard let level else { return lift }
        return Wording(en: "\(level) (\(lift.english))", zh: "\(level)（\(lift.chinese)）")
    }
}
