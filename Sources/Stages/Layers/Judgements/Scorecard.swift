// A scorecard: several metrics of the centre, a team or a person on one scale from 0 to 100, weighted, with all that is needed to check it.

import Diagnostics
import Tabular

/// What a scorecard came to: how its parts are scaled, and a score for each label of its segment.
///
/// - Units: points run from 0 to 100; weights are percentages of the whole; shares are fractions.
package struct Scorecard: Sendable {
    /// As written in the pipeline file.
    package var key: String
    package var title: Wording
    /// The segment whose labels are scored; nil for the centre as a whole.
    package var segment: String?
    package var period: Period
    package var parts: [Part]
    package var rules: Rules
    /// In the order of the segment's labels.
    package var scores: [Score] = []
    /// Whether some two labels of different bands differ by more than their intervals: else the order of bands may be noise.
    package var areBandsApart = false
    /// Whether rows without a label were left out: they are nobody's.
    package var leavesOutUnknown = false
    /// How another metric goes with the scores; nil where none is set beside them.
    package var alignment: Alignment?

    package init(key: String, title: Wording, segment: String?, period: Period, parts: [Part], rules: Rules) {
        self.key = key
        self.title = title
        self.segment = segment
        self.period = period
        self.parts = parts
        self.rules = rules
    }

    package var breakdown: Breakdown { segment.map { Breakdown(segments: [$0]) } ?? .total }

    /// Whether labels that score more have more of a metric, such as rewards: Kendall's τ_b.
    package struct Alignment: Sendable, Equatable {
        package var metric: String
        /// How many labels have a score and a number of the metric.
        package var labels: Int
        /// How many lack one of both.
        package var leftOut: Int
        /// From −1 to 1; nil for too few labels, or where all have the same score or the same number.
        package var tau: Double?
        package var low: Double?
        package var high: Double?

        /// Of fewer labels nothing is said.
        package static let fewest = 10

        package init(
            metric: String, labels: Int, leftOut: Int, tau: Double? = nil, low: Double? = nil, high: Double? = nil
        ) {
            self.metric = metric
            self.labels = labels
            self.leftOut = leftOut
            self.tau = tau
            self.low = low
            self.high = high
        }
    }

    /// A metric of a scorecard.
    package struct Part: Sendable {
        package var metric: String
        /// Of 100.
        package var weight: Double
        package var scale: Scale

        package init(metric: String, weight: Double, scale: Scale) {
            self.metric = metric
            self.weight = weight
            self.scale = scale
        }
    }

    /// What is asked of a scorecard before a score is given, and where its bands begin.
    package struct Rules: Sendable, Equatable {
        /// The least share of the weight that must be at hand.
        package var leastCoverage = 0.7
        package var meets = 80.0
        package var near = 60.0

        package init() {}

        /// The band of a score.
        package func band(of score: Double) -> Band { score >= meets ? .meets : score >= near ? .near : .attention }
    }

    /// Where a score lies.
    package enum Band: String, Sendable, CaseIterable {
        case meets, near, attention
    }

    /// Whether a number is as it was measured, or drawn towards that of all.
    package enum Basis: String, Sendable {
        case raw, shrunken
    }

    /// Why a part does not enter a score.
    package enum Lack: String, Sendable, CaseIterable {
        /// There is no row of it.
        case noRows = "no-rows"
        /// There is nothing to divide by.
        case undefined
        /// It is hidden, for it rests on too few rows or would tell what does.
        case hidden
        /// It rests on fewer rows than its metric needs.
        case fewRows = "few-rows"
        /// Its period is not whole.
        case partial
    }

    /// A part as it enters a score.
    package struct Counted: Sendable {
        package var value: Double
        package var basis: Basis
        package var n: Int
        package var points: Double
        /// The points of the worse and of the better end of the value's interval; nil where it has none.
        package var low: Double?
        package var high: Double?
        /// What it adds to the score; those of all parts together are the score.
        package var added: Double

        package init(
            value: Double, basis: Basis, n: Int, points: Double, low: Double?, high: Double?, added: Double
        ) {
            self.value = value
            self.basis = basis
            self.n = n
            self.points = points
            self.low = low
            self.high = high
            self.added = added
        }
    }

    /// A part of a score, or why it does not enter.
    package enum Contribution: Sendable {
        case counted(Counted)
        case lacking(Lack)

        package var counted: Counted? {
            if case .counted(let counted) = self { counted } else { nil }
        }

        package var lack: Lack? {
            if case .lacking(let lack) = self { lack } else { nil }
        }
    }

    /// What becomes of a score when its weights are others.
    package struct WeightStress: Sendable, Equatable {
        /// How many combinations of weights were tried.
        package var combinations: Int
        /// In how many of them the band is the same.
        package var surviving: Int
        package var lowest: Double
        package var highest: Double

        package init(combinations: Int, surviving: Int, lowest: Double, highest: Double) {
            self.combinations = combinations
            self.surviving = surviving
            self.lowest = lowest
            self.highest = highest
        }

        package var share: Double { Double(surviving) / Double(combinations) }
    }

    /// The score of a label, or of the centre.
    package struct Score: Sendable {
        /// As in ``MetricCell/labels``.
        package var labels: [Int]
        /// One per part.
        package var contributions: [Contribution]
        /// The share of the weight that is at hand.
        package var coverage: Double
        /// nil where too little weight is at hand.
        package var value: Value?

        package init(labels: [Int], contributions: [Contribution], coverage: Double, value: Value?) {
            self.labels = labels
            self.contributions = contributions
            self.coverage = coverage
            self.value = value
        }
    }

    /// A score that could be given.
    package struct Value: Sendable {
        package var points: Double
        package var band: Band
        /// nil where a part has no interval.
        package var low: Double?
        package var high: Double?
        package var stress: WeightStress
        /// Whether neither chance nor other weights move it into another band: only then it is called good or bad.
        package var isSure: Bool

        package init(
            points: Double, band: Band, low: Double?, high: Double?, stress: WeightStress, isSure: Bool
        ) {
            self.points = points
            self.band = band
            self.low = low
            self.high = high
            self.stress = stress
            self.isSure = isSure
        }
    }
}
