// The parameters of a metric over scores: the ends of its scale, and from which score on an answer counts.

import Diagnostics
import Expressions
import Stages

/// What `worst`, `best` and the parameter that cuts between them say together.
///
/// Which scores count is not told by the ends of a scale, so whoever changes an end says the cut too.
struct ScaleParameters {
    private let metric: MetricDefinition
    private let given: [MetricParameter]
    private let before: [MetricParameter]
    private let place: SourceLocation

    /// Nil for a metric that has no scale, and where nothing is given.
    ///
    /// - Parameter before: the parameters before those `given` took their place in the definition.
    init?(of metric: MetricDefinition, given: [MetricParameter], before: [MetricParameter], at place: SourceLocation) {
        let names = metric.parameters.map(\.name.text)
        guard !given.isEmpty, names.contains("worst"), names.contains("best") else { return nil }
        self.metric = metric
        self.given = given
        self.before = before
        self.place = place
    }

    /// The mistakes in what is given.
    var problems: [Diagnostic] {
        guard let worst = value("worst"), let best = value("best") else { return [] }
        let blamed = given.first { ["worst", "best"].contains($0.name.text) }?.name.start
        if worst >= best {
            return [
                AggregationDiagnostics.scaleUpsideDown(metric.key.text, worst: worst, best: best, at: blamed ?? place)
            ]
        }
        return metric.parameters.map(\.name.text).filter { !["worst", "best"].contains($0) }.compactMap { name in
            guard let cut = value(name) else { return nil }
            if let own = given.first(where: { $0.name.text == name }) {
                guard cut < worst || cut > best else { return nil }
                return AggregationDiagnostics.cutOffScale(
                    SourceText(name, start: own.name.start), of: metric.key.text, found: cut, worst: worst, best: best)
            }
            let ends = [(old("worst"), worst), (old("best"), best)]
            guard let blamed, ends.contains(where: { $0.0 != $0.1 }), let usual = old(name), let top = old("best")
            else {
                return nil
            }
            // As many scores from the top as on the usual scale.
            let proposed = max(worst + 1, best - (top - usual))
            return AggregationDiagnostics.scaleWithoutCut(
                metric.key.text, cut: name, usual: cut, proposed: min(best, proposed), worst: worst, best: best,
                at: blamed)
        }
    }

    private func value(_ name: String) -> Double? {
        metric.parameters.first { $0.name.text == name }?.constant.realValue
    }

    private func old(_ name: String) -> Double? { before.first { $0.name.text == name }?.constant.realValue }
}

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
