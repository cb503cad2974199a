// Every sentence about scorecards as they are written.

import Diagnostics
import Stages

enum ScorecardDiagnostics {
    static func noParts(_ scorecard: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-without-parts"), at: place,
            Wording(
                en: "scorecard '\(scorecard)' expects at least one part, found none",
                zh: "记分卡 '\(scorecard)' 至少应有一个部分，实际为空"),
            help: Wording(
                en:
                    "write for example parts: [{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }]",
                zh: "例如写 parts: [{ metric: csat_top2, weight: 100, floor: 60%, target: 85%, stretch: 95% }]"))
    }

    static func tooManyParts(_ scorecard: String, count: Int, at place: SourceLocation) -> Diagnostic {
        let most = ScorecardRequest.mostParts
        return Diagnostic(
            .pipeline("scorecard-with-too-many-parts"), at: place,
            Wording(
                en: "scorecard '\(scorecard)' expects at most \(most) parts, found \(count)",
                zh: "记分卡 '\(scorecard)' 最多 \(most) 个部分，实际有 \(count) 个"),
            help: Wording(
                en: "leave out parts of little weight, or make two scorecards", zh: "请去掉权重很小的部分，或分为两张记分卡"))
    }

    static func partTwice(_ metric: SourceText, of scorecard: String) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-part-twice"), at: metric.start,
            Wording(
                en: "metric '\(metric.text)' is a part of scorecard '\(scorecard)' a second time",
                zh: "指标 '\(metric.text)' 在记分卡 '\(scorecard)' 中重复出现"),
            help: Wording(en: "give all its weight to one part", zh: "请把其权重合并到一个部分"))
    }

    static func wrongSumOfWeights(_ sum: Double, of scorecard: String, at place: SourceLocation) -> Diagnostic {
        let (found, gap) = (text(sum), text((100 - sum).magnitude))
        return Diagnostic(
            .pipeline("scorecard-weights"), at: place,
            Wording(
                en: "the weights of scorecard '\(scorecard)' expect to add up to 100, found \(found)",
                zh: "记分卡 '\(scorecard)' 的权重合计应为 100，实际为 \(found)"),
            help: sum < 100
                ? Wording(en: "raise weights by \(gap) together", zh: "请把权重合计增加 \(gap)")
                : Wording(en: "lower weights by \(gap) together", zh: "请把权重合计减少 \(gap)"))
    }

    static func bandsOutOfOrder(_ rules: Scorecard.Rules, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-bands"), at: place,
            Wording(
                en:
                    "'bands' expects 0 < near < meets ≤ 100, found near \(text(rules.near)) and meets \(text(rules.meets))",
                zh: "'bands' 应满足 0 < near < meets ≤ 100，实际 near 为 \(text(rules.near))，meets 为 \(text(rules.meets))"),
            help: Wording(
                en: "write for example bands: { meets: 80, near: 60 }", zh: "例如写 bands: { meets: 80, near: 60 }"))
    }

    /// - Parameter segments: those that the report is divided by.
    static func notDivided(by segment: SourceText, scorecard: String, segments: Set<String>) -> Diagnostic {
        let nearest = NearestName.nearest(to: segment.text, in: segments)
        return Diagnostic(
            .pipeline("scorecard-not-divided"), at: segment.start,
            Wording(
                en: "scorecard '\(scorecard)' is by '\(segment.text)', by which the report is not divided",
                zh: "记分卡 '\(scorecard)' 按 '\(segment.text)' 评分，但报告未按它拆分"),
            help: nearest.map { Wording(en: "did you mean '\($0)'?", zh: "您是否想写 '\($0)'？") }
                ?? Wording(
                    en: "write under 'aggregate': by: [[\(segment.text)]]",
                    zh: "请在 'aggregate' 下写 by: [[\(segment.text)]]"))
    }

    static func alignmentWithoutLabels(_ metric: SourceText, of scorecard: String) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-alignment"), at: metric.start,
            Wording(
                en:
                    "scorecard '\(scorecard)' sets '\(metric.text)' beside a single score, which no order can be told of",
                zh: "记分卡 '\(scorecard)' 只有一个得分，无法与 '\(metric.text)' 对照排序"),
            help: Wording(
                en: "say whose scores they are, such as by: agent, or remove 'aligned_with'",
                zh: "请写明按谁评分，如 by: agent，或删去 'aligned_with'"))
    }

    static func wrongMark(_ found: SourceText, metric: String, unit: MetricUnit) -> Diagnostic {
        let expected = unit.expectedAmount
        let number = unit == .fraction ? OptionReader.number(found.text) : nil
        let isPercentage = number.map { $0 > 1 && $0 <= 100 && !found.text.hasSuffix("%") } ?? false
        return Diagnostic(
            .pipeline("scorecard-mark"), at: found.start,
            Wording(
                en: "the scale of '\(metric)' expects \(expected.english), found \(quoted: found.text)",
                zh: "'\(metric)' 的评分刻度应为\(expected.chinese)，实际为 \(quoted: found.text)"),
            help: isPercentage ? Wording(en: "did you mean \(found.text)%?", zh: "您是否想写 \(found.text)%？") : nil)
    }

    /// - Parameters:
    ///   - marks: floor, target and stretch.
    ///   - isReversed: whether they stand in the other order.
    static func marksOutOfOrder(
        _ marks: [SourceText], metric: String, better: Direction, isReversed: Bool
    ) -> Diagnostic {
        let found = marks.map(\.text).joined(separator: ", ")
        let isRising = better == .higher
        let reversed = Array(marks.map(\.text).reversed())
        let proposal = "floor: \(reversed[0]), target: \(reversed[1]), stretch: \(reversed[2])"
        return Diagnostic(
            .pipeline("scorecard-order"), at: marks[0].start,
            Wording(
                en: "floor, target and stretch of '\(metric)' expect to \(isRising ? "rise" : "fall"), for "
                    + "\(isRising ? "more" : "less") is better, found \(found)",
                zh:
                    "'\(metric)' \(isRising ? "越高" : "越低")越好，floor、target、stretch 应依次\(isRising ? "上升" : "下降")，实际为 \(found)"
            ),
            help: isReversed
                ? Wording(en: "did you mean \(proposal)?", zh: "您是否想写 \(proposal)？")
                : Wording(
                    en: "'floor' is worth 0 points, 'target' 80, 'stretch' 100; no two of them may be alike",
                    zh: "'floor' 为 0 分，'target' 为 80 分，'stretch' 为 100 分，三者不可相同"))
    }

    /// - Parameter isRising: whether the scale as written rises.
    static func noDirection(_ metric: SourceText, isRising: Bool) -> Diagnostic {
        let word = (isRising ? WrittenDirection.higher : .lower).rawValue
        return Diagnostic(
            .pipeline("scorecard-without-direction"), at: metric.start,
            Wording(
                en: "metric '\(metric.text)' is good neither high nor low, so a scorecard cannot tell what is better",
                zh: "指标 '\(metric.text)' 没有好坏方向，记分卡无从判断哪边更好"),
            help: Wording(
                en: "say which way is good: better: \(word)", zh: "请写明哪个方向为好：better: \(word)"))
    }

    static func otherDirection(_ metric: String, better: Direction, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-direction"), at: place,
            Wording(
                en:
                    "of metric '\(metric)' \(better == .higher ? "more" : "less") is better, 'better' says the opposite",
                zh: "指标 '\(metric)' \(better == .higher ? "越高" : "越低")越好，与 'better' 相反"),
            help: Wording(en: "remove 'better'", zh: "请删去 'better'"))
    }

    /// A number of points or of weight, without a useless tail.
    private static func text(_ number: Double) -> String { MetricValue.real((number * 1e6).rounded() / 1e6).text }
}
