// Checks what is to be explained against the metrics, segments and periods, and sees to it that the metrics are divided so.

import Diagnostics
import Stages
import Tabular

/// The planning of explanations, in two steps: their breakdowns before metrics are assigned to breakdowns, they themselves after it.
struct ExplanationPlanning {
    typealias BreakdownEntry = (breakdown: Breakdown, request: BreakdownRequest?)

    let periods: ReportPeriods
    let segments: [SegmentSchema]
    let knownKeys: [String]
    let collector: DiagnosticCollector

    /// A request whose segments are known.
    struct Wanted {
        var request: ExplanationRequest
        var breakdowns: [Breakdown]
        var base: Comparison.Base
        var basePeriod: Period
    }

    /// The requests that are right as far as can be told without their metrics.
    ///
    /// - Parameters:
    ///   - breakdowns: those that the pipeline asks for.
    ///   - reported: the keys of the metrics that were wanted, right or wrong.
    ///   - planning: finds segments.
    func wanted(
        _ requests: [ExplanationRequest], breakdowns: [BreakdownEntry], reported: Set<String>,
        _ planning: BreakdownPlanning
    ) -> [Wanted] {
        var seen: [(metric: String, base: Comparison.Base, breakdown: Breakdown)] = []
        return requests.compactMap { request in
            let key = request.metric.text
            guard reported.contains(key) else {
                collector.add(
                    knownKeys.contains(key)
                        ? AggregationDiagnostics.explanationOfUnlisted(request.metric)
                        : AggregationDiagnostics.unknownMetric(request.metric, known: reported.sorted()))
                return nil
            }
            guard let (base, basePeriod) = base(of: request) else { return nil }
            guard let divisions = divisions(of: request, breakdowns, planning) else { return nil }
            let fresh = divisions.filter { division in !seen.contains { $0 == (key, base, division) } }
            if fresh.isEmpty { collector.add(AggregationDiagnostics.explanationTwice(request.metric)) }
            seen += fresh.map { (key, base, $0) }
            return Wanted(request: request, breakdowns: fresh, base: base, basePeriod: basePeriod)
        }
    }

    /// The compared period; nil where there is none, which is told.
    private func base(of request: ExplanationRequest) -> (Comparison.Base, Period)? {
        let compared = periods.compared
        if let base = request.base ?? Comparison.Base.allCases.first(where: { compared[$0] != nil }),
            let period = compared[base]
        {
            return (base, period)
        }
        // That the festival is not known is told where the periods are.
        if request.base == .springFestival, periods.period.start != nil,
            periods.period.alignedToSpringFestival == nil
        {
            return nil
        }
        collector.add(
            AggregationDiagnostics.nothingToExplainAgainst(
                request.metric.text, base: request.base, grain: periods.period.grain,
                isAllTime: periods.period.start == nil, at: request.basePlace))
        return nil
    }

    private func divisions(
        of request: ExplanationRequest, _ breakdowns: [BreakdownEntry], _ planning: BreakdownPlanning
    ) -> [Breakdown]? {
        if let words = request.segments {
            if let grain = words.first(where: { Grain(rawValue: $0.text) != nil && segments[$0.text] == nil }) {
                collector.add(AggregationDiagnostics.explanationByPeriods(grain))
                return nil
            }
            let written = BreakdownRequest(words: words, location: words.first?.start ?? request.metric.start)
            return planning.breakdown(written).map { [$0] }
        }
        let divided = breakdowns.filter { entry in
            let shown = entry.request?.metrics?.contains { $0.text == request.metric.text } ?? true
            return entry.breakdown.grain == nil && !entry.breakdown.segments.isEmpty && shown
        }
        if divided.isEmpty {
            collector.add(
                AggregationDiagnostics.explanationWithoutSegments(
                    request.metric, segment: segments.first { !$0.isOpaque }?.key))
            return nil
        }
        return divided.map(\.breakdown)
    }

    /// The breakdowns that are lacking.
    func lacking(_ wanted: [Wanted], in breakdowns: [BreakdownEntry]) -> [BreakdownEntry] {
        var added: [BreakdownEntry] = []
        for breakdown in wanted.flatMap(\.breakdowns)
        where !(breakdowns + added).contains(where: { $0.breakdown == breakdown }) {
            added.append((breakdown, nil))
        }
        return added
    }

    /// The explanations, and nothing else in the breakdowns that are there for their sake alone.
    ///
    /// - Parameters:
    ///   - breakdowns: all, those that were lacking from `firstAdded` on.
    ///   - shown: by breakdown the metrics that it shows, nil for all; those that are explained by it are among them.
    func plan(
        _ wanted: [Wanted], breakdowns: [BreakdownEntry], firstAdded: Int, metrics: inout [PlannedMetric],
        positions: [String: Int], shown: inout [Set<String>?]
    ) -> [PlannedExplanation] {
        var planned: [PlannedExplanation] = []
        for index in firstAdded..<max(firstAdded, breakdowns.count) { shown[index] = [] }
        for explanation in wanted {
            let name = explanation.request.metric
            // What is wrong with the metric is told.
            guard let metric = positions[name.text] else { continue }
            guard let form = metrics[metric].formOfChange(among: metrics) else {
                collector.add(
                    AggregationDiagnostics.cannotBeExplained(
                        name, others: metrics.filter { $0.formOfChange(among: metrics) != nil }.map(\.description.key)))
                continue
            }
            for breakdown in explanation.breakdowns {
                guard let index = breakdowns.firstIndex(where: { $0.breakdown == breakdown }) else { continue }
                guard metrics[metric].breakdowns.contains(index) else {
                    // Of what is explained by all that there is, the rest is left out, which breakdowns themselves tell.
                    if explanation.request.segments != nil {
                        collector.add(AggregationDiagnostics.explanationOutOfReach(name, segments: breakdown.segments))
                    }
                    continue
                }
                shown[index]?.insert(name.text)
                planned.append(
                    PlannedExplanation(
                        metric: metric, breakdown: index, base: explanation.base, basePeriod: explanation.basePeriod,
                        form: form))
            }
        }
        removeOthers(planned, from: firstAdded, &metrics)
        return planned
    }

    /// Nobody asked for other metrics in the breakdowns that were added.
    private func removeOthers(_ planned: [PlannedExplanation], from firstAdded: Int, _ metrics: inout [PlannedMetric]) {
        var needed: [Int: Set<Int>] = [:]
        for explanation in planned where explanation.breakdown >= firstAdded {
            var open = [explanation.metric]
            while let metric = open.popLast() {
                if needed[metric, default: []].insert(explanation.breakdown).inserted {
                    open += metrics[metric].computation.operands
                }
            }
        }
        for position in metrics.indices {
            metrics[position].breakdowns.removeAll { $0 >= firstAdded && needed[position]?.contains($0) != true }
        }
    }
}
