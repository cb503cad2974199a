// A verdict says whether a goal is met, missed, or not to be told from noise.

/// What a metric should reach.
package enum Goal: Hashable, Sendable {
    case atLeast(Double)
    case atMost(Double)
    case within(Interval)
}

/// Whether a goal is met, as far as the data can tell.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case met
    case missed
    /// The interval reaches to both sides of the goal: neither praise nor blame is justified.
    case withinNoise

    /// The verdict for an estimate known only up to an interval.
    ///
    /// A goal that touches the interval is not decided. A band is met when the whole interval lies inside it and missed
    /// when the whole interval lies outside.
    package init(of interval: Interval, against goal: Goal) {
        switch goal {
        case .atLeast(let target):
            self = !interval.excludes(target) ? .withinNoise : target < interval.low ? .met : .missed
        case .atMost(let target):
            self = !interval.excludes(target) ? .withinNoise : target > interval.high ? .met : .missed
        case .within(let band):
            if band.contains(interval.low), band.contains(interval.high) {
                self = .met
            } else {
                self = interval.high < band.low || band.high < interval.low ? .missed : .withinNoise
            }
        }
    }

    /// The verdict for a number without sampling noise, such as an amount from the books; reaching the goal meets it.
    ///
    /// - Missing: nil when the value or the goal is nan.
    package init?(ofExact value: Double, against goal: Goal) {
        guard !value.isNaN else { return nil }
        switch goal {
        case .atLeast(let target):
            guard !target.isNaN else { return nil }
            self = value >= target ? .met : .missed
        case .atMost(let target):
            guard !target.isNaN else { return nil }
            self = value <= target ? .met : .missed
        case .within(let band):
            self = band.contains(value) ? .met : .missed
        }
    }
}

/// Which way a difference points, as far as the data can tell.
package enum Change: String, Hashable, Sendable, CaseIterable {
    case higher
    case lower
    /// The interval of the difference contains zero.
    case withinNoise

    /// The direction of a difference whose interval is known.
    package init(of difference: Interval) {
        self = !difference.excludes(0) ? .withinNoise : difference.low > 0 ? .higher : .lower
    }
}
