// Finds the series among the cells of a report: those of one metric, breakdown and labels, period after period.

import Stages
import Statistics
import Tabular

/// Puts the cells of a section into series.
struct SeriesGathering {
    let section: CellSection
    let cells: [MetricCell]
    /// The report's own period.
    let report: Period

    /// The cells of each series, in the order of periods; series in the order of their labels.
    ///
    /// - Missing: empty where the section has fewer periods than limits are made from. Cells without a whole number are left out.
    /// - Parameter least: so many periods are needed.
    /// - Complexity: O(cells + periods · series).
    func series(least: Int = NaturalLimits.leastPoints) -> [[Int]] {
        let periods = stretch()
        guard periods.count >= least else { return [] }
        let start = section.range.lowerBound
        // Cells of a period are sorted by labels, and so are the series found until then.
        var heads: [(first: Int, series: Int)] = []
        var count = 0
        var seriesOfCell = [Int](repeating: -1, count: section.range.count)
        for period in periods {
            var merged: [(first: Int, series: Int)] = []
            merged.reserveCapacity(max(heads.count, period.count))
            var next = 0
            for position in period {
                while next < heads.count, precedes(heads[next].first, position) {
                    merged.append(heads[next])
                    next += 1
                }
                var place = (first: position, series: count)
                if next < heads.count, cells[heads[next].first].labels == cells[position].labels {
                    place = heads[next]
                    next += 1
                } else {
                    count += 1
                }
                merged.append(place)
                seriesOfCell[position - start] = place.series
            }
            merged.append(contentsOf: heads[next...])
            heads = merged
        }
        var series = [[Int]](repeating: [], count: count)
        for (offset, number) in seriesOfCell.enumerated() where number >= 0 {
            if isPoint(start + offset) { series[number].append(start + offset) }
        }
        return heads.map { series[$0.series] }
    }

    private func precedes(_ first: Int, _ second: Int) -> Bool {
        let (left, right) = (cells[first].labels, cells[second].labels)
        return left != right && left.lexicographicallyPrecedes(right)
    }

    /// Hidden numbers, those of a part of a period and those that are none are no points.
    private func isPoint(_ position: Int) -> Bool {
        switch cells[position].status {
        case .hidden, .partial, .undefined: false
        case .plain, .met, .missed, .uncertain: cells[position].value?.isFinite == true
        }
    }

    /// The cells of the periods that follow one another up to the newest: those of a year before stand apart.
    ///
    /// Days may be missing, as business is closed at holidays, and one longer period.
    func stretch() -> [Range<Int>] {
        let isOwn = section.breakdown.grain == nil
        let grain = section.breakdown.grain ?? report.grain
        let whole = section.periods.filter { period, _ in
            guard let start = period.start, let end = period.end, period.grain == grain, !period.isCut else {
                return false
            }
            if isOwn, let last = report.end, end > last { return false }
            // Spans of the user's own choice are as long as his.
            if let first = report.start, let last = report.end, grain == nil { return end - start == last - first }
            return true
        }
        guard var (later, _) = whole.last.map({ ($0.period, $0.range) }) else { return [] }
        if isOwn, later != report { return [] }
        var ranges: [Range<Int>] = []
        for (period, range) in whole.reversed() {
            guard let end = period.end, let start = later.start, let laterEnd = later.end else { break }
            if period != later {
                guard end <= start else { continue }
                if start - end > max(10, laterEnd - start) { break }
            }
            ranges.append(range)
            later = period
        }
        return ranges.reversed()
    }
}
