// How much an amount or a count has varied from period to period, where nothing else says how sure it is.

import Glibc
import Stages
import Tabular

/// What the series of a report tell of the variation of amounts.
///
/// The logarithms of an amount move from one period to the next; the mean of these moves ÷ 1.128 is the standard deviation of one period,
/// whatever trend there is. It holds what Poisson counts vary by, and all they vary more. A period that is made of several shorter ones
/// varies less, by the root of their number.
///
/// - Source: the moving range of XmR charts: Wheeler (1993), Understanding Variation; d₂ = 1.128.
struct Variations {
    /// Fewer points say too little.
    static let leastPoints = 8

    private let results: MetricResults
    private let sections: [CellSection]
    /// By metric and segments, in the order of the sections.
    private let byMetric: [Int: [CellSection]]

    init(_ results: MetricResults, _ sections: [CellSection]) {
        self.results = results
        self.sections = sections
        byMetric = Dictionary(grouping: sections) { $0.metric }
    }

    /// How much the cell at a position varies; nil where its series is too short or has gaps.
    ///
    /// The periods of the report's own length are best; without enough of them longer ones are taken before shorter ones.
    func variation(of position: Int, in section: CellSection, _ metric: MetricDescription) -> Variation? {
        let labels = results.cells[position].labels
        let series = (byMetric[section.metric] ?? []).filter { $0.breakdown.segments == section.breakdown.segments }
        let sorted = series.sorted { rank($0.breakdown.grain) < rank($1.breakdown.grain) }
        for candidate in sorted {
            let values = self.values(of: labels, in: candidate)
            guard values.count >= Self.leastPoints else { continue }
            let parts = partsOfPeriod(candidate)
            guard parts > 0 else { continue }
            let moves = zip(values, values.dropFirst()).map { log($1 / $0).magnitude }
            let deviation = moves.reduce(0, +) / Double(moves.count) / 1.128
            // A mean of moving ranges is as sure as a standard deviation of 0.62 times as many degrees of freedom.
            let freedom = max(1, 0.62 * Double(moves.count))
            return Variation(deviation: deviation / Double(parts).squareRoot(), freedom: freedom)
        }
        return nil
    }

    /// The report's own periods, then longer ones before shorter ones.
    private func rank(_ grain: Grain?) -> Int {
        guard let grain else { return -1 }
        return Grain.allCases.count - (Grain.allCases.firstIndex(of: grain) ?? 0)
    }

    private func values(of labels: [Int], in section: CellSection) -> [Double] {
        section.periods.compactMap { period, range in
            let position =
                labels.isEmpty ? range.first : section.position(of: labels, in: period, results.cells)
            guard let position, results.cells[position].status != .partial,
                let value = results.cells[position].value?.doubleValue, value > 0
            else { return nil }
            return value
        }
    }

    /// How many periods of a section the report's period is made of; 1 for its own.
    private func partsOfPeriod(_ section: CellSection) -> Int {
        if section.breakdown.grain == nil { return 1 }
        return section.periods.count { period, _ in
            guard let start = period.start, let end = period.end, let first = results.period.start,
                let last = results.period.end
            else { return false }
            return start >= first && end <= last
        }
    }
}
