// A series of a metric: its points, the limits within which it moves by itself, and which points are signals.

/// What judging says of one metric over periods, of the total or of one segment.
///
/// - Units: values and limits are in the metric's unit; shares are fractions.
package struct SeriesJudgement: Sendable {
    /// How its limits were made.
    package enum Method: String, Sendable, CaseIterable {
        /// From the ranges between neighbours.
        case xmr
        /// Of shares whose number of rows changes much, from chance and how much more they vary.
        case laneyP = "p_prime"
        /// Of rates per exposure, likewise.
        case laneyU = "u_prime"
    }

    /// The rules by which points are signals.
    package enum Rules: String, Sendable, CaseIterable {
        /// 8 in a row on one side; 3 of 4 near the same limit.
        case xmr
        /// 7 in a row on one side; 7 that only rise or fall; 2 of 3 near the same limit; limits from screened ranges.
        case nhs
    }

    /// Why a point is a signal.
    package enum Signal: String, Sendable, CaseIterable {
        case none = ""
        /// Beyond a limit.
        case outside
        /// One of several in a row that only rise or fall.
        case trend
        /// One of those near the same limit within a few points.
        case nearLimit = "near_limit"
        /// One of a run on the same side of what is expected.
        case run
    }

    /// What was done about weekdays.
    package enum Weekdays: String, Sendable, CaseIterable {
        /// Its periods are no days.
        case none = ""
        /// There are too few days to tell.
        case untested
        /// They do not differ enough to be told from chance.
        case alike
        /// They differ, and every day is judged by its own weekday.
        case removed
    }

    /// What can be expected of its target when nothing changes.
    package enum Assurance: String, Sendable, CaseIterable {
        case consistentlyMet = "consistently_met"
        case hitAndMiss = "hit_and_miss"
        case consistentlyMissed = "consistently_missed"
    }

    /// One period of a series.
    package struct Point: Sendable {
        /// In the results' cells.
        package var cell: Int
        package var expected: Double
        package var low: Double
        package var high: Double
        package var signal: Signal

        package init(cell: Int, expected: Double, low: Double, high: Double, signal: Signal) {
            self.cell = cell
            self.expected = expected
            self.low = low
            self.high = high
            self.signal = signal
        }
    }

    package var metric: String
    package var breakdown: Breakdown
    /// As in ``MetricCell/labels``.
    package var labels: [Int]
    package var method: Method
    /// From so many of its first points the limits were made.
    package var baseline: Int
    package var weekdays: Weekdays
    /// Of the latest point.
    package var deviation: Double
    package var target: Target?
    package var assurance: Assurance?
    /// Oldest first; never empty.
    package var points: [Point]

    package init(
        metric: String, breakdown: Breakdown, labels: [Int], method: Method, baseline: Int, weekdays: Weekdays,
        deviation: Double, target: Target?, assurance: Assurance?, points: [Point]
    ) {
        self.metric = metric
        self.breakdown = breakdown
        self.labels = labels
        self.method = method
        self.baseline = baseline
        self.weekdays = weekdays
        self.deviation = deviation
        self.target = target
        self.assurance = assurance
        self.points = points
    }

    package var latest: Point? { points.last }

    /// Whether its latest point is a signal.
    package var isUnusual: Bool { points.last.map { $0.signal != .none } ?? false }

    /// Whether its limits may still move, because they rest on few points.
    package var isProvisional: Bool { baseline < 20 }
}
