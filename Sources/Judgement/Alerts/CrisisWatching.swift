// Looks whether some kind comes in far greater numbers than usual: complaints of a category against those of the weeks before.

import Stages
import Statistics
import Tabular

/// The counts of a segment's labels in the latest period, each against its own past.
///
/// A day is compared with the same weekday of the 8 weeks before, a longer period with the 8 before it; four of these are needed. A label
/// fires with 5 cases or more, where so many come by chance less often than once in a thousand, or where they are three times as many as
/// usual. Counts that vary more than Poisson have so much wider a limit (negative binomial, variance ÷ mean of the past).
struct CrisisWatching {
    let results: MetricResults
    let section: CellSection
    /// The cells of its whole periods, oldest first.
    let periods: [Range<Int>]
    /// Below so many rows a cell is hidden.
    let suppressBelow: Int

    static let leastBase = 4
    private static let mostBase = 8
    private static let leastCases = 5.0

    /// - Missing: nil where there is too little history.
    func alerts() -> [Alert]? {
        guard let latest = periods.last(where: { isWhole(results.cells[$0.lowerBound].period) }),
            let first = latest.first
        else { return nil }
        let period = results.cells[first].period
        let base = basePeriods(of: period)
        guard base.count >= Self.leastBase else { return nil }
        return latest.compactMap { position in alert(at: position, base) }
    }

    private func isWhole(_ period: Period) -> Bool { !results.partialPeriods.contains(period) }

    /// The cells of the periods that one is compared with.
    private func basePeriods(of period: Period) -> [Range<Int>] {
        guard let start = period.start else { return [] }
        let isDay = (section.breakdown.grain ?? results.period.grain) == .day
        return Array(
            periods.filter { range in
                guard let day = results.cells[range.lowerBound].period.start, day < start else { return false }
                guard isWhole(results.cells[range.lowerBound].period) else { return false }
                return !isDay || (start - day) % 7 == 0 && start - day <= 7 * Self.mostBase
            }.suffix(Self.mostBase))
    }

    private func alert(at position: Int, _ base: [Range<Int>]) -> Alert? {
        let cell = results.cells[position]
        guard ![.hidden, .partial, .undefined].contains(cell.status), let value = cell.value,
            value.doubleValue >= Self.leastCases
        else { return nil }
        let past = counts(of: cell.labels, base)
        let mean = past.reduce(0, +) / Double(past.count)
        var dispersion = 1.0
        if mean > 0 {
            let squares = past.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            dispersion = max(1, squares / Double(past.count - 1) / mean)
        }
        // Where nothing has come at all, half a case in all the past may have been missed.
        let limit = AlertLimit.events(mean: max(mean, 0.5 / Double(past.count)), dispersion: dispersion)
        let isBeyond = limit.map { value.doubleValue >= Double($0) } ?? false
        guard isBeyond || value.doubleValue >= 3 * mean else { return nil }
        return Alert(
            at: cell, value, .crisis, isBeyond ? .alertLimit : .threefold, expected: mean,
            limit: limit.map { Double($0) })
    }

    /// How many there were of a label in each period of the past: none where it has no cell; of a hidden cell the most it can hide.
    private func counts(of labels: [Int], _ base: [Range<Int>]) -> [Double] {
        var hidden = 0
        var counts: [Double] = []
        for range in base {
            guard let position = range.first(where: { results.cells[$0].labels == labels }) else {
                counts.append(0)
                continue
            }
            let cell = results.cells[position]
            if cell.status != .hidden, let value = cell.value?.doubleValue {
                counts.append(value)
            } else {
                hidden += 1
            }
        }
        let most = max(Double(suppressBelow - 1), counts.max() ?? 0)
        return counts + [Double](repeating: most, count: hidden)
    }
}
