// Where in the results a target is looked at: its periods and labels, and their cells.

import Stages
import Tabular

/// A place of a target.
struct TargetPlace: Sendable {
    var breakdown: Breakdown
    var period: Period
    var labels: [Int]
    /// In the results' cells; nil where no row stands there.
    var position: Int?
}

/// Finds the cells of targets.
struct TargetPlaces: Sendable {
    private let results: MetricResults
    /// By metric key.
    private let sections: [String: [CellSection]]

    init(_ results: MetricResults, _ sections: [CellSection]) {
        self.results = results
        self.sections = Dictionary(grouping: sections) { results.metrics[$0.metric].key }
    }

    func section(_ metric: String, _ breakdown: Breakdown) -> CellSection? {
        sections[metric]?.first { $0.breakdown == breakdown }
    }

    /// The places of a target, by period and labels.
    func places(of goal: TargetGoal) -> [TargetPlace] {
        let divisions = results.breakdowns.filter { Set($0.segments) == goal.segments }
        func division(_ grain: Grain?) -> Breakdown? { divisions.first { $0.grain == grain } }
        let report = results.period
        switch goal.time {
        case .every(let grain):
            guard let grain, grain != report.grain else { return places(of: goal, division(nil), [report]) }
            return places(of: goal, division(grain), wholePeriods(goal.metric, division(grain)))
        case .period(let period):
            return places(of: goal, division(period == report ? nil : period.grain), [period])
        case .within(let start, let end):
            let isInside = report.end.map { $0 > start } ?? false && report.start.map { $0 < end } ?? false
            return isInside ? places(of: goal, division(nil), [report]) : []
        }
    }

    /// Those of the report's own period of which no day is cut off.
    private func wholePeriods(_ metric: String, _ breakdown: Breakdown?) -> [Period] {
        guard let breakdown, let section = section(metric, breakdown) else { return [] }
        return section.periods.map(\.period).filter { !$0.isCut && Self.holds(results.period, $0) }
    }

    static func holds(_ whole: Period, _ part: Period) -> Bool {
        guard let start = whole.start, let end = whole.end, let first = part.start, let last = part.end else {
            return whole.start == nil
        }
        return start <= first && last <= end
    }

    private func places(of goal: TargetGoal, _ breakdown: Breakdown?, _ periods: [Period]) -> [TargetPlace] {
        guard let breakdown else { return [] }
        let section = section(goal.metric, breakdown)
        let labels = labels(of: goal, breakdown, section)
        return periods.flatMap { period in
            labels.map { labels in
                TargetPlace(
                    breakdown: breakdown, period: period, labels: labels,
                    position: section?.position(of: labels, in: period, results.cells))
            }
        }
    }

    /// Labels of which nothing is known are no team that could reach anything.
    private func labels(of goal: TargetGoal, _ breakdown: Breakdown, _ section: CellSection?) -> [[Int]] {
        let fixed: [Int?] = breakdown.segments.map { key in
            guard let part = goal.parts.first(where: { $0.segment == key }) else { return nil }
            return results.segments.first { $0.key == key }?.labels.firstIndex { $0.key == part.label }
        }
        if goal.each.isEmpty { return fixed.contains(nil) ? [] : [fixed.compactMap { $0 }] }
        let unknown = breakdown.segments.map { key in
            results.segments.first { $0.key == key }?.labels.firstIndex { $0.key == SegmentLabel.unknown.key }
        }
        var found: Set<[Int]> = []
        for position in section?.range ?? 0..<0 {
            let labels = results.cells[position].labels
            let isMeant = labels.indices.allSatisfy { index in
                fixed[index].map { $0 == labels[index] } ?? (labels[index] != unknown[index])
            }
            if isMeant { found.insert(labels) }
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The cells of the same labels in the whole periods of a length that lie in a period, in their order.
    ///
    /// - Missing: nil where the report is not divided so, or one of them is hidden.
    func parts(of place: TargetPlace, metric: String, in period: Period, by grain: Grain) -> [(
        period: Period, value: Double?
    )]? {
        let breakdown = Breakdown(grain: grain, segments: place.breakdown.segments)
        guard let section = section(metric, breakdown) else { return nil }
        var parts: [(period: Period, value: Double?)] = []
        for part in section.periods.map(\.period) where !part.isCut && Self.holds(period, part) {
            let cell = section.position(of: place.labels, in: part, results.cells).map { results.cells[$0] }
            if cell?.status == .hidden { return nil }
            parts.append((part, cell?.value?.doubleValue))
        }
        return parts
    }

    /// What a total has come to in the days that are over; nil where the report is not divided by days, or one of them is hidden.
    func total(_ place: TargetPlace, metric: String, before day: Int) -> Double? {
        guard let days = parts(of: place, metric: metric, in: place.period, by: .day), !days.isEmpty else { return nil }
        return days.reduce(0) { $0 + (($1.period.end ?? .max) <= day ? $1.value ?? 0 : 0) }
    }

    /// The whole number of a period that others are measured from; nil where there is none to be had.
    func baseline(_ place: TargetPlace, metric: String, in period: Period) -> Double? {
        for section in sections[metric] ?? [] where section.breakdown.segments == place.breakdown.segments {
            guard let position = section.position(of: place.labels, in: period, results.cells) else { continue }
            let cell = results.cells[position]
            if [.hidden, .undefined, .partial].contains(cell.status) { continue }
            if let value = cell.value?.doubleValue { return value }
        }
        return nil
    }
}
