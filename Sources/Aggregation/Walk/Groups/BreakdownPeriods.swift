// Which periods a breakdown has cells for.

import Stages
import Tabular

/// The periods of a breakdown, sorted, and the same in layers within which none overlap.
struct BreakdownPeriods: Sendable {
    let periods: [Period]
    let layers: [PeriodIndex]

    /// Without grain: the report's period, those it is compared with, and for the total those of the trend. With a grain:
    /// its periods inside the report's and inside the compared ones, cut at their edges, so that every row of these stands in
    /// exactly one; for a report over all time, those that hold one of
    /// `dataDays`.
    init(of breakdown: Breakdown, in report: ReportPeriods, dataDays: Set<Int>) {
        var wanted: Set<Period> = []
        let bases = [report.period] + report.compared.values
        if let grain = breakdown.grain {
            for base in bases {
                wanted.formUnion(base.divided(into: grain, fiscalYearStart: report.fiscalYearStart))
            }
            if report.period.start == nil {
                for day in dataDays {
                    wanted.insert(Period(grain, containing: day, fiscalYearStart: report.fiscalYearStart))
                }
            }
        } else {
            wanted.formUnion(bases)
            if breakdown.segments.isEmpty { wanted.formUnion(report.trend) }
        }
        periods = wanted.sorted { left, right in
            left == right ? false : left < right || (!(right < left) && Self.rank(left) < Self.rank(right))
        }
        layers = Self.layers(periods)
    }

    private init(periods: [Period], layers: [PeriodIndex]) {
        self.periods = periods
        self.layers = layers
    }

    /// The same periods, each with the rows that count in it.
    func stretched(_ attribution: RowAttribution, in report: ReportPeriods) -> BreakdownPeriods {
        if attribution.isInside || attribution.isPeriodByPeriod { return self }
        return BreakdownPeriods(
            periods: periods, layers: Self.layers(periods.map { attribution.stretch(of: $0, in: report) }))
    }

    private static func rank(_ period: Period) -> Int {
        period.grain.flatMap { Grain.allCases.firstIndex(of: $0) } ?? -1
    }

    /// Puts each period into the first layer that has room after its last one.
    private static func layers(_ periods: [Period]) -> [PeriodIndex] {
        var layers: [(end: Int, entries: [(period: Period, position: Int)])] = []
        for (position, period) in periods.enumerated() {
            guard let start = period.start, let end = period.end else {
                layers.append((.max, [(period, position)]))
                continue
            }
            // Of stretched periods a later one may begin before an earlier one.
            if let index = layers.firstIndex(where: { $0.end <= start }) {
                layers[index].end = end
                layers[index].entries.append((period, position))
            } else {
                layers.append((end, [(period, position)]))
            }
        }
        return layers.map { PeriodIndex($0.entries) }
    }
}
