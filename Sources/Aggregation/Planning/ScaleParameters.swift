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
