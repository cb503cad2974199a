// How much there was on a day: a total by the days of its period.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// `per_day: METRIC` – a total by the days of its period; with `days: working` by those on which the calendar says that business is open.
///
/// So a February is not less than a January for being short, nor the week of the National Day for its holidays. What happened on a day off
/// is in the total all the same. The metric must be one that adds up over time: a count or a sum of what happened in the period; no
/// backlog, no rolling window.
///
/// - Units: those of the metric, a count as a number. The numerator is the total, the denominator the days. For a count the exact interval
///   of a Poisson rate. n is that of the metric.
/// - Missing: a period without such days has no value, nor has all time. Of a period that is not over those days count that are, and their
///   rows alone: what is dated today or later is not in the numerator, though it is in the metric itself.
/// - Example: 630 calls in a week of five working days → 126 = 630 ÷ 5.
/// - Source: Garwood (1936), Biometrika 28, 437–442.
struct PerDay: CellKind {
    static let declaration = OptionKey(
        "per_day", .name(.metric),
        help: Wording(en: "a total by the days of its period", zh: "合计除以周期的天数"))

    static let days = KindKey.word(
        "days", of: CountedDays.self, standard: .all,
        help: Wording(en: "by which days: all, or those of the calendar that are worked", zh: "按哪些天平均：所有日历日，或日历中的工作日"),
        expected: Wording(en: "'all' or 'working'", zh: "以下之一：'all'、'working'"))

    static let keys = [days]

    static let intervals: [IntervalMethod] = [.poisson, .none]

    private let days: CountedDays

    init?(_ settings: KindSettings) {
        days = settings.word(Self.days).flatMap { CountedDays(rawValue: $0) } ?? .all
    }

    func character(of operands: [CellKindOperand], _ mistakes: CellKindMistakes) -> CellKindCharacter? {
        let total = operands[0]
        guard total.isAdditive, total.isOfItsPeriod else {
            mistakes.tell(
                AggregationDiagnostics.notOfDays(total.key, metric: mistakes.metric, at: mistakes.location))
            return nil
        }
        if days == .working, !mistakes.hasCalendar {
            mistakes.tellNoCalendar()
            return nil
        }
        return CellKindCharacter(
            unit: total.unit == .count ? .number : total.unit, better: total.better,
            interval: total.isCount ? .poisson : .none)
    }

    var needsPeriods: Bool { true }

    var isOfDaysOver: Bool { true }

    func cells(_ input: CellKindInput) -> MetricCells {
        let lengths = input.periods.map { input.days.count($0, days) }
        let totals = input.operands[0]
        return MetricCells(
            places: totals.places,
            measurements: totals.places.enumerated().map { position, place in
                let total = totals.measurement(at: position)
                guard let value = total.value, let length = lengths[place.period], length > 0 else {
                    return Measurement(value: nil, n: total.n)
                }
                var interval: Interval?
                if input.interval == .poisson, let events = value.wholeNumber {
                    interval = EventRate(events: events, exposure: Double(length))?.interval()
                }
                return Measurement(
                    value: .real(value.doubleValue / Double(length)), numerator: value,
                    denominator: .exact(ExactDecimal(length)), n: total.n, interval: interval,
                    exactness: .quotient(times: 1))
            })
    }

    func sql(_ scope: CellKindSQLScope) -> String {
        let lengths = scope.breakdowns.flatMap { breakdown in
            breakdown.periods.enumerated().compactMap { period, of in
                scope.days.count(of, days).flatMap { $0 > 0 ? "(\(breakdown.position), \(period), \($0))" : nil }
            }
        }
        // A list needs a line: that of no period.
        let list = lengths.isEmpty ? "(-1, -1, 1)" : lengths.joined(separator: ", ")
        return """
            SELECT c.breakdown, c.period, c.segment, CAST(c.value AS DOUBLE) / d.days AS value,
              CASE WHEN d.days IS NOT NULL THEN c.value END AS numerator,
              CASE WHEN c.value IS NOT NULL THEN d.days END AS denominator, c.n
            FROM \(scope.first) c LEFT JOIN (VALUES \(list)) AS d(breakdown, period, days)
              ON d.breakdown = c.breakdown AND d.period = c.period
            """
    }
}
