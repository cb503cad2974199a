// Measures effects: the change of each person, over those to whom something was done and over the others.

import Stages
import Statistics
import Tabular

/// Measures the effects of a report from the cells of two periods.
struct EffectMeasuring {
    let results: MetricResults
    let sections: [CellSection]

    /// The changes of a group's people.
    private struct Changes {
        var values: [Double] = []
        var leftOut = 0
    }

    /// - Missing: nil where the period is compared with none of that name.
    func measured(_ planned: PlannedEffect) -> TreatmentEffect? {
        guard let basePeriod = results.comparedPeriods[planned.base] else { return nil }
        let treated = changes(of: planned.treated, planned, basePeriod)
        let control = planned.control.map { (label: $0, changes: changes(of: $0, planned, basePeriod)) }
        var difference: TreatmentEffect.Change?
        if let control, let first = SampleMean(treated.values), let second = SampleMean(control.changes.values),
            let gap = MeanDifference(welch: first, second)
        {
            difference = Self.change(gap, persons: min(first.count, second.count))
        }
        return TreatmentEffect(
            key: planned.key, title: planned.title, metric: planned.metric, personSegment: planned.personSegment,
            period: results.period, base: planned.base, basePeriod: basePeriod,
            treated: Self.group(planned.treated, treated),
            control: control.map { Self.group($0.label, $0.changes) }, difference: difference)
    }

    private static func group(_ label: String, _ changes: Changes) -> TreatmentEffect.Group {
        let isEnough = changes.values.count >= TreatmentEffect.fewestForP
        return TreatmentEffect.Group(
            label: label, persons: changes.values.count, leftOut: changes.leftOut,
            change: MeanDifference(paired: changes.values).flatMap { change($0, persons: changes.values.count) },
            effectSize: PairedEffect.hedges(changes.values),
            rankP: isEnough ? SignedRankTest(changes.values)?.p : nil)
    }

    private static func change(_ difference: MeanDifference, persons: Int) -> TreatmentEffect.Change? {
        difference.interval().map { interval in
            TreatmentEffect.Change(
                mean: difference.difference, low: interval.low, high: interval.high,
                p: persons >= TreatmentEffect.fewestForP ? difference.p : nil)
        }
    }

    private func changes(of label: String, _ planned: PlannedEffect, _ basePeriod: Period) -> Changes {
        var changes = Changes()
        guard let metric = results.metrics.first(where: { $0.key == planned.metric }),
            let group = position(of: label, in: planned.groupSegment)
        else { return changes }
        let unknown = position(of: SegmentLabel.unknown.key, in: planned.personSegment)
        for section in sections
        where results.metrics[section.metric].key == metric.key && section.breakdown == planned.breakdown {
            let labels = Set(
                (Array(section.cells(in: results.period)) + Array(section.cells(in: basePeriod))).map {
                    results.cells[$0].labels
                })
            for place in labels.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                guard place.count == 2, place[1 - planned.personPlace] == group, place[planned.personPlace] != unknown
                else { continue }
                let values = [results.period, basePeriod].compactMap { period in
                    section.position(of: place, in: period, results.cells)
                        .flatMap { value(of: results.cells[$0], metric) }
                }
                if values.count == 2 { changes.values.append(values[0] - values[1]) } else { changes.leftOut += 1 }
            }
        }
        return changes
    }

    private func position(of label: String, in segment: String) -> Int? {
        results.segments.first { $0.key == segment }?.labels.firstIndex { $0.key == label }
    }

    private func value(of cell: MetricCell, _ metric: MetricDescription) -> Double? {
        guard ![.hidden, .partial, .undefined].contains(cell.status), !metric.isFew(cell.n),
            let value = cell.value?.doubleValue, value.isFinite
        else { return nil }
        return value
    }
}
