// What can be said of agents, teams or places beside each other, and which of them cannot be told apart.

/// The labels of one segment judged by one metric.
///
/// - Units: those of the metric; ratios of observed to expected are plain.
package struct GroupJudgement: Sendable, Equatable {
    /// What a metric's values are.
    package enum Kind: String, Sendable, CaseIterable { case share, mean, rate }

    /// How limits allow for groups to differ by more than chance.
    package enum Dispersion: String, Sendable, CaseIterable { case additive, multiplicative, none }

    /// Where a group lies beside the others, as far as its rows can tell.
    package enum Band: String, Sendable, CaseIterable {
        case above
        case alike = "not-told-apart"
        case below
    }

    /// Where a raw value lies in the funnel.
    package enum Place: String, Sendable, CaseIterable {
        case within
        /// Beyond the limits of 95 %, but not of 99.8 %.
        case beyond95 = "beyond-95"
        case beyond998 = "beyond-99.8"
    }

    /// Why a group is not judged.
    package enum Omission: String, Sendable, CaseIterable {
        /// Fewer rows than the metric's minimum, or hidden.
        case tooFew = "too-few"
        /// It has rows enough, but its number does not say what it is counted among, or how much it varies.
        case noBase = "no-base"
        /// Rows of whom nobody knows.
        case unknown
    }

    /// From low to high, both inclusive.
    package struct Limits: Sendable, Equatable {
        package var low: Double
        package var high: Double

        package init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }
    }

    /// What is known of a group that is judged.
    package struct Finding: Sendable, Equatable {
        package var raw: Double
        /// Its value drawn towards what all have in common, with the interval of the truth.
        package var shrunken: Double
        package var interval: Limits
        /// 1 is the best; of a metric without a good direction the highest.
        package var ranks: ClosedRange<Int>
        package var band: Band
        /// What the funnel is drawn by: trials, rows or exposure.
        package var size: Double
        package var funnel95: Limits
        package var funnel998: Limits
        package var place: Place
        /// Nil unless it is asked for and can be had.
        package var adjusted: Adjusted?

        package init(
            raw: Double, shrunken: Double, interval: Limits, ranks: ClosedRange<Int>, band: Band, size: Double,
            funnel95: Limits, funnel998: Limits, place: Place, adjusted: Adjusted? = nil
        ) {
            self.raw = raw
            self.shrunken = shrunken
            self.interval = interval
            self.ranks = ranks
            self.band = band
            self.size = size
            self.funnel95 = funnel95
            self.funnel998 = funnel998
            self.place = place
            self.adjusted = adjusted
        }
    }

    /// What happened beside what would have happened at everyone's rates with the group's own cases.
    package struct Adjusted: Sendable, Equatable {
        package var observed: Double
        package var expected: Double
        package var interval: Limits
        /// Of chance, adjusted for how many groups are looked at; nil where nothing but the expected could happen.
        package var adjustedP: Double?
        package var band: Band
        /// Rows in cells that are hidden, which count in neither.
        package var rowsLeftOut: Int

        package init(
            observed: Double, expected: Double, interval: Limits, adjustedP: Double?, band: Band, rowsLeftOut: Int
        ) {
            self.observed = observed
            self.expected = expected
            self.interval = interval
            self.adjustedP = adjustedP
            self.band = band
            self.rowsLeftOut = rowsLeftOut
        }

        package var ratio: Double { observed / expected }
    }

    /// A label.
    package struct Line: Sendable, Equatable {
        /// A position in the segment's labels.
        package var label: Int
        /// Nil where the cell is hidden.
        package var n: Int?
        /// Nil where it is not judged.
        package var finding: Finding?
        /// Why it is not judged.
        package var omission: Omission?

        package init(label: Int, n: Int?, finding: Finding?, omission: Omission? = nil) {
            self.label = label
            self.n = n
            self.finding = finding
            self.omission = omission
        }
    }

    /// Why nothing is judged.
    package enum Obstacle: String, Sendable, CaseIterable {
        /// Fewer than three labels have enough rows.
        case tooFewGroups = "too-few-groups"
        /// Three labels or more have enough rows, but fewer than three of them say what is counted among what.
        case noBase = "no-base"
        /// All rows of all labels are the same.
        case nothingDiffers = "nothing-differs"
    }

    package var metric: String
    package var segment: String
    /// The segments whose mix is adjusted for; empty where none is asked for.
    package var adjustedFor: [String]
    package var kind: Kind
    /// What groups are drawn to.
    package var centre: Double
    /// The common value that the funnel is drawn around.
    package var common: Double
    /// So many rows of its own make a group half itself; nil where it depends on how its values spread.
    package var strength: Double?
    /// Whether groups differ by more than chance alone would make them.
    package var findsDifferences: Bool
    package var dispersion: Dispersion
    /// How much more groups spread than chance makes them: 1 is chance alone.
    package var dispersionRatio: Double
    /// The funnel's limits for some sizes, ascending, to be drawn.
    package var funnel: [FunnelPoint]
    /// Those judged, the best first, then the others in the order of their labels.
    package var lines: [Line]
    package var obstacle: Obstacle?

    /// The limits at one size.
    package struct FunnelPoint: Sendable, Equatable {
        package var size: Double
        package var inner: Limits
        package var outer: Limits

        package init(size: Double, inner: Limits, outer: Limits) {
            self.size = size
            self.inner = inner
            self.outer = outer
        }
    }

    package init(
        metric: String, segment: String, adjustedFor: [String], kind: Kind, dispersion: Dispersion, lines: [Line]
    ) {
        self.metric = metric
        self.segment = segment
        self.adjustedFor = adjustedFor
        self.kind = kind
        self.dispersion = dispersion
        self.lines = lines
        centre = 0
        common = 0
        strength = nil
        findsDifferences = false
        dispersionRatio = 1
        funnel = []
        obstacle = nil
    }

    /// The lines with a finding.
    package var findings: [(label: Int, n: Int, finding: Finding)] {
        lines.compactMap { line in line.finding.map { (line.label, line.n ?? 0, $0) } }
    }
}
