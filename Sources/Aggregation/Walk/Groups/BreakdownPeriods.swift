// Which periods a breakdown has cells for.

import Stages
import Tabular

extension AggregationPlan {
    /// The periods of every breakdown, with those that its metrics look at beside them.
    func breakdownPeriods(dataDays: Set<Int>) -> [BreakdownPeriods] {
        breakdowns.enumerated().map { position, breakdown in
            let own = BreakdownPeriods(of: breakdown, in: periods, dataDays: dataDays)
            return own.beside(bases(ofBreakdown: position, own.periods))
        }
    }
}

/// The periods of a breakdown, sorted, and the same in layers within which none overlap.
struct BreakdownPeriods: Sendable {
    /// Those that the report shows, sorted, then those that are only looked at beside them.
    let periods: [Period]
    /// How many of them the report shows.
    let shownCount: Int
    let layers: [PeriodIndex]

    var shown: [Period] { Array(periods.prefix(shownCount)) }

    /// - Shape: sorted.
    ///
    /// Without grain: the report's period, those it is compared with, and for the total those of the trend. With a grain:
    /// its periods inside the report's and inside the compared ones, cut at their edges, so that every row of these stands in
    /// exactly one; for a report over all time, those that hold one of
    /// `dataDays`.
    init(of breakdown: Breakdown, in report: ReportPeriods, dataDays: Set<Int>) {
        var wanted: Set<Period> = []
        let bases = [report.period] + report.compared.values
        if let grain = breakdown.grain {
            for base in bases {
                wanted.formUnion(base.divided(into: grain, fiscal: report.fiscal))
            }
            if report.period.start == nil {
                for day in dataDays {
                    wanted.insert(Period(grain, containing: day, fiscal: report.fiscal))
                }
            }
        } else {
            wanted.formUnion(bases)
            if breakdown.segments.isEmpty { wanted.formUnion(report.trend) }
        }
        self.init(shown: Self.sorted(wanted), beside: [])
    }

    private init(shown: [Period], beside others: [Period]) {
        periods = shown + others
        shownCount = shown.count
        layers = Self.layers(periods)
    }

    private init(_ same: BreakdownPeriods, layers: [PeriodIndex]) {
        periods = same.periods
        shownCount = same.shownCount
        self.layers = layers
    }

    /// The same, and others that are only looked at.
    func beside(_ others: Set<Period>) -> BreakdownPeriods {
        let further = others.subtracting(periods)
        return further.isEmpty ? self : BreakdownPeriods(shown: shown, beside: Self.sorted(further))
    }

    private static func sorted(_ periods: Set<Period>) -> [Period] {
        periods.sorted { left, right in
            left == right ? false : left < right || (!(right < left) && rank(left) < rank(right))
        }
    }

    /// The same periods, each with the rows that count in it.
    func stretched(_ attribution: RowAttribution, in report: ReportPeriods) -> BreakdownPeriods {
        if attribution.countsWithin { return self }
        return BreakdownPeriods(
            self, layers: Self.layers(periods.map { attribution.stretch(of: $0, in: report) }))
    }

    /// The same periods, of which only some have rows that count.
    func limited(to positions: Set<Int>) -> BreakdownPeriods {
        BreakdownPeriods(
            self,
            layers: layers.map { layer in PeriodIndex(layer.entries.filter { positions.contains($0.position) }) }
                .filter { !$0.entries.isEmpty })
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
