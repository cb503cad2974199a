// The sentences on the ends of a scale and the score from which on an answer counts.

import Diagnostics
import Stages

extension AggregationDiagnostics {
    private static func text(_ number: Double) -> String { MetricValue.real(number).text }

    static func scaleUpsideDown(
        _ metric: String, worst: Double, best: Double, at place: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("scale-upside-down"), at: place,
            Wording(
                en: "metric '\(metric)' expects 'worst' below 'best', found \(text(worst)) and \(text(best))",
                zh: "指标 '\(metric)' 的 'worst' 应小于 'best'，实际为 \(text(worst)) 和 \(text(best))"),
            help: Wording(
                en: "where the lowest score is the best, turn the scores round with 'derive' first",
                zh: "如分数越低越好，请先用 'derive' 把分数反过来"))
    }

    static func cutOffScale(
        _ cut: SourceText, of metric: String, found: Double, worst: Double, best: Double
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("cut-off-scale"), at: cut.start,
            Wording(
                en:
                    "'\(cut.text)' of metric '\(metric)' expects a score from \(text(worst)) to \(text(best)), found \(text(found))",
                zh: "指标 '\(metric)' 的 '\(cut.text)' 应为 \(text(worst)) 到 \(text(best)) 之间的分数，实际为 \(text(found))"))
    }

    static func scaleWithoutCut(
        _ metric: String, cut: String, usual: Double, proposed: Double, worst: Double, best: Double,
        at place: SourceLocation
    ) -> Diagnostic {
        let request =
            "{ metric: \(metric), worst: \(text(worst)), best: \(text(best)), \(cut): \(text(proposed)) }"
        return Diagnostic(
            .pipeline("scale-without-cut"), at: place,
            Wording(
                en:
                    "metric '\(metric)' on a scale from \(text(worst)) to \(text(best)) expects '\(cut)', the least score that counts, "
                    + "found none; \(text(usual)) is that of another scale",
                zh: "指标 '\(metric)' 用于 \(text(worst)) 到 \(text(best)) 分时需写明 '\(cut)'（达到即计入的最低分），实际没有写；"
                    + "\(text(usual)) 是另一种量表的值"),
            help: Wording(en: "such as \(request)", zh: "如 \(request)"))
    }
}
