// Measures actions: the level of a series before and after their first day.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Measures what became of metrics since something was done.
struct ActionMeasuring {
    let results: MetricResults
    let sections: [CellSection]
    let collector: DiagnosticCollector

    /// A number of the series, and the days it is of.
    private struct Point {
        var start: Int
        var end: Int
        var value: Double
        var isDay: Bool { end == start + 1 }
    }

    /// All of them, in the order of the pipeline file.
    func measured(_ actions: [PlannedAction]) -> [ActionEffect] {
        let measured = actions.map { action in
            let labels = labels(of: action)
            return (action: action, labels: labels, points: labels.map { points(of: action, at: $0) } ?? [])
        }
        return measured.map { action, labels, points in
            var effect = effect(of: action, at: labels ?? [:], points)
            // Within the days that were looked at.
            guard let first = points.first?.start, let last = points.last?.end, let labels else { return effect }
            effect.beside = measured.filter { other in
                other.action.key != action.key && other.action.metric == action.metric && other.action.since > first
                    && other.action.since < last && Self.overlap(other.labels ?? [:], labels)
            }.map(\.action.title)
            return effect
        }
    }

    /// Whether some row may be of both: what is done for all is done for each.
    private static func overlap(_ first: [String: Int], _ second: [String: Int]) -> Bool {
        first.allSatisfy { segment, label in second[segment].map { $0 == label } ?? true }
    }

    private func effect(
        of action: PlannedAction, at labels: [String: Int], _ points: [Point]
    ) -> ActionEffect {
        // A period in which it began is of neither side.
        let before = points.filter { $0.end <= action.since }
        let after = points.filter { $0.start >= action.since }
        let isByDay = !points.isEmpty && points.allSatisfy(\.isDay)
        let difference = isByDay ? Self.byWeekday(before, after) : Self.plain(before, after)
        let change = difference.flatMap { difference in
            difference.interval().map {
                TreatmentEffect.Change(mean: difference.difference, low: $0.low, high: $0.high, p: nil)
            }
        }
        return ActionEffect(
            key: action.key, title: action.title, metric: action.metric,
            places: action.places.map { ($0.segment, key(of: $0, labels)) }, since: action.since, owner: action.owner,
            before: Self.level(before), after: Self.level(after), change: change,
            isByWeekday: isByDay, limits: Self.limits(before, after))
    }

    private static func level(_ points: [Point]) -> ActionEffect.Level {
        ActionEffect.Level(points: points.count, mean: SampleMean(points.map(\.value))?.mean)
    }

    private static func plain(_ before: [Point], _ after: [Point]) -> MeanDifference? {
        guard min(before.count, after.count) >= ActionEffect.leastPoints, let then = SampleMean(before.map(\.value)),
            let now = SampleMean(after.map(\.value))
        else { return nil }
        return MeanDifference(welch: now, then)
    }

    /// Each weekday with itself, so that other weekdays on one side make no change.
    private static func byWeekday(_ before: [Point], _ after: [Point]) -> MeanDifference? {
        func means(_ points: [Point]) -> [Int: Double] {
            Dictionary(grouping: points) { ($0.start % 7 + 7) % 7 }
                .compactMapValues { SampleMean($0.map(\.value))?.mean }
        }
        let (then, now) = (means(before), means(after))
        let differences = now.keys.sorted().compactMap { day in then[day].flatMap { old in now[day].map { $0 - old } } }
        return differences.count >= ActionEffect.leastWeekdays ? MeanDifference(paired: differences) : nil
    }

    private static func limits(_ before: [Point], _ after: [Point]) -> ActionEffect.Limits? {
        guard before.count >= NaturalLimits.leastPoints, let limits = NaturalLimits(before.map(\.value)) else {
            return nil
        }
        return ActionEffect.Limits(
            low: limits.low, high: limits.high,
            beyond: after.count { $0.value < limits.low || $0.value > limits.high })
    }

    // MARK: The series

    /// The series with most periods on the side that has fewest.
    private func points(of action: PlannedAction, at labels: [String: Int]) -> [Point] {
        var best: [Point] = []
        func worth(_ points: [Point]) -> [Int] {
            let (before, after) = (points.count { $0.end <= action.since }, points.count { $0.start >= action.since })
            return [min(before, after), before + after]
        }
        for section in sections
        where results.metrics[section.metric].key == action.metric
            && Set(section.breakdown.segments) == Set(action.places.map(\.segment))
        {
            let wanted = section.breakdown.segments.map { labels[$0] ?? -1 }
            let gathering = SeriesGathering(section: section, cells: results.cells, report: results.period)
            let series = gathering.series(least: 2).first { $0.first.map { results.cells[$0].labels } == wanted }
            let points = (series ?? []).compactMap(point)
            if worth(best).lexicographicallyPrecedes(worth(points)) { best = points }
        }
        return best
    }

    private func point(_ position: Int) -> Point? {
        let cell = results.cells[position]
        guard let start = cell.period.start, let end = cell.period.end, let value = cell.value?.doubleValue else {
            return nil
        }
        return Point(start: start, end: end, value: value)
    }

    /// The positions of the labels it names, by segment; nil where there is no such label, which is told.
    private func labels(of action: PlannedAction) -> [String: Int]? {
        var labels: [String: Int] = [:]
        for (segment, label) in action.places {
            let known = results.segments.first { $0.key == segment }
            guard let position = known?.position(named: label.text) else {
                collector.add(
                    JudgementDiagnostics.unknownLabel(
                        label, of: segment, by: ActionRequest.subject(action.key),
                        known: known?.labels.map(\.key) ?? []))
                return nil
            }
            labels[segment] = position
        }
        return labels
    }

    /// The key of a label as the results have it; as written where they have none.
    private func key(of place: (segment: String, label: SourceText), _ labels: [String: Int]) -> String {
        guard let position = labels[place.segment],
            let segment = results.segments.first(where: { $0.key == place.segment })
        else { return place.label.text }
        return segment.labels[position].key
    }
}
