// Tests counts and counts per exposure as what they are: Poisson, exactly, however few.

import Stages
import Statistics

extension EventRate {
    /// What a cell counts, over an exposure by which the rate is the cell's value.
    ///
    /// - Missing: nil where the cell's interval is not the exact one of that count: growth, which is made of counts, is none.
    init?(_ cell: MetricCell) {
        guard let value = cell.value?.doubleValue, let low = cell.low, let high = cell.high,
            let events = (cell.numerator ?? cell.value)?.wholeNumber, events >= 0
        else { return nil }
        // Of no events the value says nothing of the exposure, and the end of the interval does.
        let exposure = events > 0 ? Double(events) / value : (EventRate(events: 0)?.interval()?.high ?? 0) / high
        guard let rate = EventRate(events: events, exposure: exposure), let interval = rate.interval(),
            (interval.low - low).magnitude <= 1e-6 * high, (interval.high - high).magnitude <= 1e-6 * high
        else { return nil }
        self = rate
    }
}

extension TestedGap {
    /// A rate against another one that rests on other events.
    ///
    /// - Missing: nil where nothing happened on either side.
    /// - Source: the exact test of two Poisson rates, doubled, and the interval of their ratio: ``RateRatio``.
    init?(_ rate: EventRate, against other: EventRate) {
        let ratio = RateRatio(rate, to: other)
        guard let p = ratio.p(.doubled) else { return nil }
        let pooled = Double(rate.events + other.events) / (rate.exposure + other.exposure)
        let chance = (pooled * (1 / rate.exposure + 1 / other.exposure)).squareRoot()
        // The smaller one by the larger has an interval even where nothing happened on one side.
        let larger = rate.rate > other.rate ? RateRatio(other, to: rate) : ratio
        let least = larger.interval().map { 1 / max($0.high, .leastNormalMagnitude) } ?? 1
        self.init(
            test: .rates, p: p, expected: other.rate, reach: Self.z * chance,
            certainSize: Self.size(ofRatio: max(1, least)))
    }

    /// A rate against a level that is given, above 0.
    init?(_ rate: EventRate, level: Double) {
        let mean = level * rate.exposure
        guard let above = AlertLimit.reached(rate.events, mean: mean),
            let beyond = AlertLimit.reached(rate.events + 1, mean: mean), let interval = rate.interval()
        else { return nil }
        let least = interval.low > level ? interval.low / level : interval.high < level ? level / interval.high : 1
        self.init(
            test: .level, p: min(1, 2 * min(above, 1 - beyond)), expected: level,
            reach: Self.z * (level / rate.exposure).squareRoot(), certainSize: Self.size(ofRatio: least))
    }
}
