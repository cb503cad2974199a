// Compares raters on the people whom several of them rated, from the cells of a metric by rater and rated.

import Stages
import Statistics
import Tabular

/// Compares the raters of a report.
///
/// - Complexity: O(cells²) of a person at the worst, few as these are.
struct RaterComparing {
    let results: MetricResults
    let sections: [CellSection]

    /// What a rater gave a person: the value, and what it weighs among others.
    private struct Rating {
        var rater: Int
        var value: Double
        var weight: Double
    }

    func compared(_ planned: PlannedRaters) -> RaterComparison {
        var comparison = RaterComparison(
            key: planned.key, title: planned.title, metric: planned.metric, raterSegment: planned.raterSegment,
            subjectSegment: planned.subjectSegment, period: results.period)
        let ratings = ratings(planned)
        comparison.raters = raters(ratings)
        comparison.agreement = agreement(ratings)
        return comparison
    }

    /// By rated person, in the order of their labels; rows without a rater or without a person are nobody's.
    private func ratings(_ planned: PlannedRaters) -> [[Rating]] {
        let unknown = planned.breakdown.segments.map { segment in
            results.segments.first { $0.key == segment }?.labels.firstIndex { $0.key == SegmentLabel.unknown.key }
        }
        var bySubject: [Int: [Rating]] = [:]
        for section in sections
        where results.metrics[section.metric].key == planned.metric && section.breakdown == planned.breakdown {
            for position in section.cells(in: results.period) {
                let cell = results.cells[position]
                guard ![.hidden, .partial, .undefined].contains(cell.status), let value = cell.value?.doubleValue,
                    value.isFinite, cell.labels.count == 2, !zip(cell.labels, unknown).contains(where: { $0 == $1 })
                else { continue }
                // Of a ratio of sums what is divided by is the weight, of a mean its rows.
                let weight = cell.denominator?.doubleValue ?? Double(cell.n)
                guard weight > 0 else { continue }
                bySubject[cell.labels[1 - planned.raterPlace], default: []].append(
                    Rating(rater: cell.labels[planned.raterPlace], value: value, weight: weight))
            }
        }
        return bySubject.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.rater < $1.rater } }
    }

    // MARK: Severity

    private func raters(_ subjects: [[Rating]]) -> [RaterComparison.Rater] {
        var differences: [Int: [Double]] = [:]
        for ratings in subjects {
            for own in ratings {
                let others = ratings.filter { $0.rater != own.rater }
                let weight = others.reduce(0) { $0 + $1.weight }
                differences[own.rater, default: []] +=
                    others.isEmpty
                    ? [] : [own.value - others.reduce(0) { $0 + $1.weight * $1.value } / weight]
            }
        }
        let tested = differences.sorted { $0.key < $1.key }.map { rater, gaps in
            (
                rater: rater, shared: gaps.count,
                gap: gaps.count < RaterComparison.fewestShared ? nil : MeanDifference(paired: gaps)
            )
        }
        let found = tested.compactMap { $0.gap?.p }
        var adjusted = FalseDiscoveries.adjusted(found, tested: found.count)[...]
        return tested.map { rater in
            var severity: RaterComparison.Severity?
            if let gap = rater.gap, let p = gap.p, let interval = gap.interval(), let own = adjusted.popFirst() {
                severity = RaterComparison.Severity(
                    difference: gap.difference, low: interval.low, high: interval.high, p: p, adjustedP: own)
            }
            return RaterComparison.Rater(label: rater.rater, shared: rater.shared, severity: severity)
        }
    }

    // MARK: Agreement

    private func agreement(_ subjects: [[Rating]]) -> RaterComparison.Agreement? {
        let shared = subjects.filter { $0.count > 1 }
        guard let alpha = KrippendorffAlpha.alpha(shared.map { $0.map(\.value) }, .interval) else { return nil }
        return RaterComparison.Agreement(subjects: shared.count, alpha: alpha, correlation: correlation(subjects))
    }

    /// Where every rater rated everyone.
    private func correlation(_ subjects: [[Rating]]) -> RaterComparison.Correlation? {
        guard let first = subjects.first, subjects.allSatisfy({ $0.map(\.rater) == first.map(\.rater) }),
            let found = IntraclassCorrelation(subjects.map { $0.map(\.value) }, .twoWayRandom),
            let interval = found.interval
        else { return nil }
        return RaterComparison.Correlation(estimate: found.estimate, low: interval.low, high: interval.high)
    }
}
