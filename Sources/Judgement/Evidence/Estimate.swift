// What a cell tells of how sure it is: its value with a standard error, from what is shown of it alone.

import Stages
import Statistics

/// A number and how much it varies by chance.
///
/// The intervals of cells follow from value, rows and standard error; so the error follows from them, and nothing that is not shown
/// takes part.
struct Estimate: Sendable {
    var value: Double
    /// How many rows it rests on.
    var n: Int
    /// What it is divided by: rows, weights, exposure; nil for medians and amounts.
    var base: Double?
    /// nil where nothing says how much it varies.
    var error: Double?
    /// Of a share of rows.
    var proportion: Proportion?
    /// Of a count, or a count per exposure, with the exact interval of Poisson; the exposure is such that its rate is the value.
    var events: EventRate?
    /// Of a mean.
    var freedom: Double?
    var method: Method

    /// How its interval is made.
    enum Method: Sendable {
        case share, mean, score, rate, order, none
    }

    /// - Missing: nil where there is no whole number to judge: hidden, undefined or partial.
    init?(_ cell: MetricCell, of metric: MetricDescription, quantiles: inout StudentQuantiles) {
        guard let value = cell.value, ![.hidden, .undefined, .partial].contains(cell.status) else { return nil }
        self.value = value.doubleValue
        n = cell.n
        base = cell.denominator?.doubleValue
        method = Self.method(metric.interval)
        switch method {
        case .none: break
        case .share:
            if let successes = cell.numerator?.wholeNumber, let trials = cell.denominator?.wholeNumber,
                let share = Proportion(successes: successes, trials: trials), trials == cell.n || metric.table == nil,
                abs(share.share - value.doubleValue) < 1e-9
            {
                proportion = share
                error = (share.share * (1 - share.share) / Double(trials)).squareRoot()
            } else {
                error = Self.halfWidth(cell).map { $0 / Self.z }
            }
        case .mean:
            freedom = Double(cell.n - 1)
            if let half = Self.longerSide(cell), let t = quantiles.lower(degreesOfFreedom: cell.n - 1) {
                error = half / -t
            }
        case .order: error = Self.longerSide(cell).map { $0 / Self.z }
        case .score, .rate:
            if metric.interval == "poisson" { events = EventRate(cell) }
            error = Self.halfWidth(cell, within: method == .score ? 100 : .infinity).map { $0 / Self.z }
        }
        if error?.isFinite != true { error = nil }
    }

    init(value: Double, n: Int, base: Double?, error: Double?, freedom: Double?, method: Method) {
        self.value = value
        self.n = n
        self.base = base
        self.error = error
        self.freedom = freedom
        self.method = method
    }

    init(_ events: EventRate, n: Int) {
        self.events = events
        value = events.rate
        self.n = n
        error = Double(events.events).squareRoot() / events.exposure
        method = .rate
    }

    init(_ share: Proportion) {
        proportion = share
        value = share.share
        n = share.trials
        base = Double(share.trials)
        error = (share.share * (1 - share.share) / Double(share.trials)).squareRoot()
        method = .share
    }

    /// Of the normal distribution, for 95 %.
    static let z = ConfidenceLevel.percent95.normalQuantile

    private static func method(_ interval: String?) -> Method {
        switch interval {
        case "wilson": .share
        case "t": .mean
        case "nps": .score
        case "poisson", "compound_poisson": .rate
        case "order": .order
        default: .none
        }
    }

    /// The longer of both sides of the interval: of numbers that come in steps the other one may have no length at all, and at an end of
    /// the scale it is cut.
    private static func longerSide(_ cell: MetricCell) -> Double? {
        guard let low = cell.low, let high = cell.high, let value = cell.value?.doubleValue else { return nil }
        let (half, farther) = ((high - low) / 2, max(high - value, value - low))
        // Of one that is not cut both are the same but for rounding.
        return farther > half * (1 + 1e-9) ? farther : half
    }

    /// Half of the interval; of one that is cut at a bound, the side that is not.
    private static func halfWidth(_ cell: MetricCell, within bound: Double = .infinity) -> Double? {
        guard let low = cell.low, let high = cell.high, let value = cell.value?.doubleValue else { return nil }
        if high >= bound { return low <= -bound ? nil : value - low }
        if low <= -bound { return high - value }
        return (high - low) / 2
    }
}

extension Estimate {
    /// The rest of the total: what the total is without this part.
    ///
    /// - Missing: nil where the part is the whole, or where it cannot be told apart from the total, as with medians.
    func rest(of total: Estimate) -> Estimate? {
        if let part = proportion, let whole = total.proportion {
            return Proportion(successes: whole.successes - part.successes, trials: whole.trials - part.trials).map {
                Estimate($0)
            }
        }
        if let part = events, let whole = total.events {
            // Labels that share their exposure, such as the days of a period, leave nothing of it.
            guard whole.exposure - part.exposure > 1e-9 * whole.exposure else { return nil }
            return EventRate(events: whole.events - part.events, exposure: whole.exposure - part.exposure).map {
                Estimate($0, n: max(0, total.n - n))
            }
        }
        guard method != .order, method != .none, let partBase = base, let wholeBase = total.base, partBase > 0,
            partBase < wholeBase, n < total.n
        else { return nil }
        let share = partBase / wholeBase
        let value = (total.value - share * value) / (1 - share)
        var error: Double?
        if let part = self.error, let whole = total.error {
            error = max(0, whole * whole - share * share * part * part).squareRoot() / (1 - share)
        }
        return Estimate(
            value: value, n: total.n - n, base: wholeBase - partBase, error: error,
            freedom: freedom.map { _ in Double(total.n - n - 1) }, method: method)
    }
}
