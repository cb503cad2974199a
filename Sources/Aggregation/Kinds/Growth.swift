// By how much a metric has grown since another period.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// `growth: METRIC` with `against: previous` – by how much a metric is more than in the period before, or than a year ago, as a share of
/// what it was then.
///
/// Every cell is compared with the same labels of its own base: each month with the month before, the quarter with the quarter before.
/// The base need not be in the report. `per: day` compares what there was per day, so that a February is not less than a January for being
/// short; `per: working_day` by the days on which the calendar says that business is open. `every: month` lets months alone grow, so that
/// what is called month on month is never that of a quarter. A period cut by the edge of the report has no base.
///
/// - Units: a fraction of 1; the numerator is the difference, the denominator the base. For a count the exact interval of a ratio of two
///   Poisson rates. n is the lesser of both, and that of the other where one has no rows.
/// A period that is partial, or whose base is, has no growth: a part is never compared with a whole. Where some of the same rows count in
/// both, as in a rolling count, there is no interval.
///
/// - Missing: a base of 0 or below has no growth; the difference stands there all the same. So it does of a count or a sum of which no row
///   counts in one of both periods, where it is known to be 0. A base without a value, such as a mean of no rows, has neither.
/// - Example: 12 orders in May and 15 in June → June 0.25 = 3 ÷ 12.
/// - Source: Przyborowski and Wilenski (1940), Biometrika 31, 313–323.
struct Growth: CellKind {
    static let declaration = OptionKey(
        "growth", .name(.metric),
        help: Wording(en: "by how much a metric has grown since another period", zh: "指标较另一周期的增长率"))

    private enum Against: String, CaseIterable {
        case previous
        case yearAgo = "year-ago"
    }

    static let against = KindKey.word(
        "against", of: Against.self, standard: .previous, help: Wording(en: "since which period", zh: "与哪个周期相比"),
        expected: Wording(en: "'previous' or 'year-ago'", zh: "以下之一：'previous'、'year-ago'"))

    private enum Per: String, CaseIterable {
        case period, day
        case workingDay = "working_day"
    }

    static let per = KindKey.word(
        "per", of: Per.self, standard: .period,
        help: Wording(
            en: "whether the numbers of both periods or those per day are compared", zh: "比较整个周期的数、日均数还是工作日日均数"),
        expected: Wording(en: "'period', 'day' or 'working_day'", zh: "以下之一：'period'、'day'、'working_day'"))

    private enum Every: String, CaseIterable { case any, day, week, month, quarter, year }

    static let every = KindKey.word(
        "every", of: Every.self, standard: .any,
        help: Wording(en: "the length of the periods that may grow; others have no value", zh: "只计算何种长度的周期；其他周期无值"),
        expected: Wording(
            en: "'any', 'day', 'week', 'month', 'quarter' or 'year'",
            zh: "以下之一：'any'、'day'、'week'、'month'、'quarter'、'year'"))

    static let keys = [against, per, every]

    static let intervals: [IntervalMethod] = [.poisson, .none]

    private let isYearAgo: Bool
    /// The days by which both are divided; nil where the numbers themselves are compared.
    private let days: CountedDays?
    /// The length of the periods that may grow; nil for any.
    private let grain: Grain?

    init?(_ settings: KindSettings) {
        isYearAgo = settings.word(Self.against) == Against.yearAgo.rawValue
        grain = settings.word(Self.every).flatMap { Grain(rawValue: $0) }
        days =
            switch settings.word(Self.per).flatMap({ Per(rawValue: $0) }) {
            case .day: .all
            case .workingDay: .working
            case .period, nil: nil
            }
    }

    func character(of operands: [CellKindOperand], _ mistakes: CellKindMistakes) -> CellKindCharacter? {
        if days == .working, !mistakes.hasCalendar {
            mistakes.tellNoCalendar()
            return nil
        }
        return CellKindCharacter(
            unit: .fraction, better: operands[0].better,
            interval: operands[0].isCount ? .poisson : .none, looksBeyondPeriod: true)
    }

    var needsPeriods: Bool { true }

    func base(of period: Period) -> Period? {
        if period.start == nil || period.isCut { return nil }
        if let grain, period.grain != grain { return nil }
        return isYearAgo ? period.yearBefore : period.advanced(by: -1)
    }

    func cells(_ input: CellKindInput) -> MetricCells {
        let measured = input.operands[0]
        let absent = input.absent[0]
        // Labels of which nothing is left have fallen to nothing.
        var gone: [CellPlace] = []
        for (period, base) in input.bases.enumerated() where absent.nothing != nil {
            guard let base, absent.areKnown(inPeriod: period, among: measured) else { continue }
            gone += measured.labels(ofPeriod: base, butNotOf: period).map { CellPlace(period: period, labels: $0) }
        }
        let now = measured.completed(at: gone) { absent.measurement(inPeriod: $0.period, among: measured) }
        return MetricCells(
            places: now.places,
            measurements: now.places.enumerated().map { position, place in
                guard let base = input.bases[place.period] else { return .nothing }
                let then =
                    now[CellPlace(period: base, labels: place.labels)]
                    ?? absent.measurement(inPeriod: base, among: measured)
                return growth(
                    now.measurement(at: position), since: then,
                    lengths: lengths(input.periods[place.period], input.periods[base], input.days),
                    hasInterval: input.interval == .poisson && !input.sharesRows[place.period])
            })
    }

    /// The days by which two numbers are divided: of equal rates no last bit may make a growth.
    private struct Lengths {
        var now: Int
        var then: Int

        /// By what the later number is multiplied to be that of a period as long as the earlier.
        var ratio: Double { Double(then) / Double(now) }
        var exactRatio: ExactRatio? { ExactRatio(Int128(then), over: Int128(now)) }
    }

    /// nil where one of both has no such day.
    private func lengths(_ now: Period, _ then: Period, _ periods: ReportPeriods) -> Lengths? {
        guard let days else { return Lengths(now: 1, then: 1) }
        guard let now = periods.count(now, days), let then = periods.count(then, days), now > 0, then > 0 else {
            return nil
        }
        return Lengths(now: now, then: then)
    }

    private func growth(
        _ now: Measurement, since then: Measurement, lengths: Lengths?, hasInterval: Bool
    ) -> Measurement {
        guard let value = now.value, let base = then.value, let lengths else { return .nothing }
        // What rests on a few rows is told by them, whichever of both has none.
        let n = now.n == 0 ? then.n : then.n == 0 ? now.n : min(now.n, then.n)
        let exact = Self.difference(now, then, lengths)
        let real = exact?.doubleValue ?? value.doubleValue * lengths.ratio - base.doubleValue
        let difference = exact?.decimal.map { MetricValue.exact($0) } ?? .real(real)
        guard base.doubleValue > 0 else {
            return Measurement(value: nil, numerator: difference, denominator: base, n: n)
        }
        var interval: Interval?
        if hasInterval, let events = value.wholeNumber, let before = base.wholeNumber,
            let rate = EventRate(events: events), let other = EventRate(events: before),
            let ratio = RateRatio(rate, to: other).interval()
        {
            interval = Interval(low: ratio.low * lengths.ratio - 1, high: ratio.high * lengths.ratio - 1)
        }
        var exactness = Measurement.Exactness.unknown
        if let exact, let below = then.ratio, let growth = ExactRatio.quotient(exact, below) {
            exactness = .ratio(growth)
        }
        return Measurement(
            value: .real(real / base.doubleValue), numerator: difference, denominator: base, n: n, interval: interval,
            exactness: exactness)
    }

    /// The later number, as of a period as long as the earlier, less the earlier; nil where only reals are known.
    private static func difference(_ now: Measurement, _ then: Measurement, _ lengths: Lengths) -> ExactRatio? {
        guard let first = now.ratio, let second = then.ratio, let length = lengths.exactRatio,
            let stretched = ExactRatio.product(first, length)
        else { return nil }
        return ExactRatio.difference(stretched, second)
    }

    func sql(_ scope: CellKindSQLScope) -> String {
        let pairs = scope.breakdowns.flatMap { breakdown in
            breakdown.bases.enumerated().compactMap { period, base in
                base.map { base in
                    let lengths = lengths(breakdown.periods[period], breakdown.periods[base], scope.days)
                    func written(_ days: Int?) -> String {
                        days.map { "CAST(\($0) AS DOUBLE)" } ?? scope.dialect.missing(.real)
                    }
                    return
                        "(\(breakdown.position), \(period), \(base), \(written(lengths?.now)), \(written(lengths?.then)))"
                }
            }
        }
        let places = "SELECT breakdown, period, segment FROM \(scope.first)"
        if pairs.isEmpty {
            let nothing = scope.dialect.missing(.real)
            return
                "SELECT breakdown, period, segment, \(nothing) AS value, \(nothing) AS numerator, \(nothing) AS denominator, 0 AS n "
                + "FROM (\(places))"
        }
        var measured = "SELECT breakdown, period, segment, value, n FROM \(scope.first)"
        let absent = scope.absent[0]
        if let nothing = absent.value {
            let cells = scope.cells[0]
            measured += """

                UNION ALL SELECT b.breakdown, g.period, b.segment, \(nothing) AS value, 0 AS n
                FROM \(cells) b JOIN (VALUES \(pairs.joined(separator: ", "))) AS g(breakdown, period, base_period, now_days, then_days)
                  ON g.breakdown = b.breakdown AND g.base_period = b.period
                WHERE EXISTS (SELECT 1 FROM (\(absent.places)) x WHERE x.breakdown = g.breakdown AND x.period = g.period)
                  AND NOT EXISTS (SELECT 1 FROM \(cells) y WHERE y.breakdown = g.breakdown AND y.period = g.period
                    AND y.segment = b.segment)
                """
        }
        let otherwise = absent.value.map { "CASE WHEN e.period IS NOT NULL THEN \($0) END" }
        let base = otherwise.map { "CASE WHEN b.n IS NULL THEN \($0) ELSE b.value END" } ?? "b.value"
        return """
            SELECT breakdown, period, segment,
              CASE WHEN base > 0 THEN (now * then_days - base * now_days) / (base * now_days) END AS value,
              (now * then_days - base * now_days) / now_days AS numerator,
              CASE WHEN now IS NOT NULL AND now_days IS NOT NULL THEN base END AS denominator,
              CASE WHEN now IS NULL OR now_days IS NULL OR base IS NULL THEN 0
                WHEN n = 0 THEN base_n WHEN base_n = 0 THEN n ELSE least(n, base_n) END AS n
            FROM (SELECT c.breakdown, c.period, c.segment, CAST(c.value AS DOUBLE) AS now, CAST(\(base) AS DOUBLE) AS base, c.n,
                coalesce(b.n, 0) AS base_n, p.now_days, p.then_days
              FROM (\(measured)) c
              LEFT JOIN (VALUES \(pairs.joined(separator: ", "))) AS p(breakdown, period, base_period, now_days, then_days)
                ON p.breakdown = c.breakdown AND p.period = c.period
              LEFT JOIN \(scope.cells[0]) b ON b.breakdown = p.breakdown AND b.period = p.base_period AND b.segment = c.segment
              LEFT JOIN (\(absent.places)) e
                ON e.breakdown = p.breakdown AND e.period = p.base_period)
            """
    }
}
