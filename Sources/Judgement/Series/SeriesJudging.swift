// Judges the series of a report: limits from the first points, signals, weekdays apart where they differ, and what becomes of targets.

import Stages
import Statistics
import Tabular

/// Gives every series of a report its limits.
///
/// - Complexity: O(cells).
struct SeriesJudging {
    let results: MetricResults
    let sections: [CellSection]
    let rules: SignalRules

    /// So many days tell weekdays apart: three weeks at the least, four where they are there.
    private static let daysOfWeekdays = 21...28
    /// Weekdays differ where chance would make them differ so seldom as this.
    private static let weekdayLevel = 0.001

    /// The series of a report, and those that have no limits.
    struct Judged {
        var series: [SeriesJudgement] = []
        var rules = SeriesJudgement.Rules.xmr
        var withoutLimits: [Judgements.WithoutLimits: Int] = [:]
    }

    func judged() -> Judged {
        var judged = Judged()
        judged.rules = rules == .nhs ? .nhs : .xmr
        for section in sections {
            let metric = results.metrics[section.metric]
            // Other definitions say the same once more; rows that count in many periods make neighbours alike.
            if metric.isVariant || metric.footing.looksBeyondPeriod { continue }
            let gathered = SeriesGathering(section: section, cells: results.cells, report: results.period).series()
            for positions in gathered {
                guard positions.count >= NaturalLimits.leastPoints else {
                    judged.withoutLimits[.fewPoints, default: 0] += 1
                    continue
                }
                guard let series = self.judged(positions, of: metric, by: section.breakdown) else {
                    judged.withoutLimits[.noVariation, default: 0] += 1
                    continue
                }
                judged.series.append(series)
            }
        }
        return judged
    }

    private func judged(
        _ positions: [Int], of metric: MetricDescription, by breakdown: Breakdown
    ) -> SeriesJudgement? {
        let cells = results.cells
        let isDaily = (breakdown.grain ?? results.period.grain) == .day
        let numbers = SeriesNumbers(positions, cells, isDaily: isDaily)
        var baseline = min(NaturalLimits.baselinePoints, positions.count)
        guard var scale = SeriesScale(numbers, of: metric, baseline: baseline, rules: rules) else { return nil }
        var meanRange = scale.meanRange
        var effects: [Double] = []
        var weekdays = isDaily ? SeriesJudgement.Weekdays.untested : .none
        if isDaily, positions.count >= Self.daysOfWeekdays.lowerBound {
            weekdays = .alike
            let days = min(Self.daysOfWeekdays.upperBound, positions.count)
            if let longer = SeriesScale(numbers, of: metric, baseline: days, rules: rules),
                let pattern = WeekdayPattern(numbers, longer, days: days, level: Self.weekdayLevel, rules: rules)
            {
                (scale, baseline, weekdays) = (longer, days, .removed)
                (effects, meanRange) = (pattern.effects, pattern.meanRange)
            }
        }
        let reach = scale.reach(ofMeanRange: meanRange)
        let expected = numbers.values.indices.map { index in
            scale.centre + (effects.isEmpty ? 0 : scale.steps[index] * effects[numbers.weekdays[index]])
        }
        let reaches = scale.steps.map { $0 * reach }
        let signals = rules.signals(
            values: numbers.values, distances: zip(numbers.values, expected).map { $0 - $1 }, reaches: reaches)
        let possible = Self.possible(metric, numbers.values)
        let points = positions.indices.map { index in
            SeriesJudgement.Point(
                cell: positions[index], expected: expected[index],
                low: max(possible.low, expected[index] - reaches[index]),
                high: min(possible.high, expected[index] + reaches[index]),
                signal: signals[index].map(Self.signal) ?? .none)
        }
        guard let latest = points.last, let step = scale.steps.last else { return nil }
        let target = cells[latest.cell].target
        return SeriesJudgement(
            metric: metric.key, breakdown: breakdown, labels: cells[latest.cell].labels, method: scale.method,
            baseline: baseline, weekdays: weekdays, deviation: step * meanRange / NaturalLimits.rangePerDeviation,
            target: target, assurance: target.map { Self.assurance($0, latest) }, points: points)
    }

    /// Between these every number of a kind lies: counts and rates are never below zero.
    private static func possible(_ metric: MetricDescription, _ values: [Double]) -> (low: Double, high: Double) {
        switch metric.unit {
        case .fraction where metric.interval == "wilson": (0, 1)
        case .count, .perThousand, .seconds, .minutes, .hours, .days:
            (values.allSatisfy { $0 >= 0 } ? 0 : -.infinity, .infinity)
        case .fraction, .points, .currency, .number: (-.infinity, .infinity)
        }
    }

    private static func signal(_ signal: SeriesSignal) -> SeriesJudgement.Signal {
        switch signal {
        case .outside: .outside
        case .trend: .trend
        case .nearLimit: .nearLimit
        case .run: .run
        }
    }

    private static func assurance(
        _ target: Target, _ point: SeriesJudgement.Point
    ) -> SeriesJudgement.Assurance {
        switch Assurance(
            target: target.value, isFloor: target.bound == .atLeast, low: point.low, high: point.high)
        {
        case .consistentlyMet: .consistentlyMet
        case .hitAndMiss: .hitAndMiss
        case .consistentlyMissed: .consistentlyMissed
        }
    }
}

/// How weekdays differ, and how much days vary that are compared with their own weekday only.
struct WeekdayPattern {
    /// Per weekday, in steps of the scale.
    let effects: [Double]
    let meanRange: Double

    /// - Missing: nil where weekdays do not differ by more than chance.
    init?(_ numbers: SeriesNumbers, _ scale: SeriesScale, days: Int, level: Double, rules: SignalRules) {
        let heights = (0..<days).map { (numbers.values[$0] - scale.centre) / scale.steps[$0] }
        guard
            let test = GroupMeansTest(heights, groups: Array(numbers.weekdays.prefix(days)), of: 7), test.p < level
        else { return nil }
        let rests = zip(heights, numbers.weekdays).map { $0 - test.effects[$1] }
        guard let limits = NaturalLimits(rests, isScreened: rules.isScreened) else { return nil }
        effects = test.effects
        // What the weekdays' means were fitted to varies less around them than further days will.
        meanRange = limits.meanRange * (Double(days) / Double(test.freedom)).squareRoot()
    }
}
