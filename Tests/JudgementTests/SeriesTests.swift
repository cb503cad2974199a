// Series: which cells are their points, between which limits they move, and which points are signals.

import Diagnostics
import Stages
import Statistics
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct SeriesTests {
    private static let monthly = Breakdown(grain: .month)
    private static let monday = CivilDate(year: 2026, month: 1, day: 5)?.dayNumber ?? 0

    private static func description(
        _ unit: MetricUnit = .number, interval: String? = nil
    ) -> MetricDescription {
        MetricDescription(
            key: "m", title: Wording("m"), unit: unit, better: .higher, formula: Wording("m"), definition: "m",
            table: "t", interval: interval)
    }

    private static func period(_ grain: Grain, _ index: Int) -> Period {
        Period(grain, containing: monday).advanced(by: index)
    }

    private static func cell(
        _ value: Double, _ period: Period, _ breakdown: Breakdown, labels: [Int] = [], status: CellStatus = .plain
    ) -> MetricCell {
        MetricCell(
            metric: "m", breakdown: breakdown, period: period, labels: labels, value: .real(value), n: 100,
            status: status)
    }

    private static func results(
        _ cells: [MetricCell], _ metric: MetricDescription = description(), report: Period? = nil
    ) -> MetricResults {
        MetricResults(
            metrics: [metric], breakdowns: [.total, monthly], segments: [],
            period: report ?? Period(.year, containing: monday), cells: cells)
    }

    private static func judged(_ results: MetricResults, _ options: JudgementOptions = JudgementOptions()) -> Judgements
    {
        Judgement.run(JudgementPlan(options: options), on: results, collector: DiagnosticCollector()).judgements
    }

    private static func months(_ values: [Double]) -> [MetricCell] {
        values.enumerated().map { cell($0.element, period(.month, $0.offset), monthly) }
    }

    /// By hand: mean 51.5, mean range 46/9 = 5.1111, limits 51.5 ± 13.5956.
    @Test func limitsOfTenMonthsAreThoseOfTheBook() throws {
        let judgements = Self.judged(Self.results(Self.months([52, 47, 53, 49, 56, 50, 51, 55, 48, 54])))
        let series = try #require(judgements.series.first)
        #expect(judgements.series.count == 1)
        #expect(series.method == .xmr && series.baseline == 10 && series.isProvisional && !series.isUnusual)
        let latest = try #require(series.latest)
        #expect(latest.expected == 51.5)
        #expect(abs(latest.low - 37.9044) < 1e-4 && abs(latest.high - 65.0956) < 1e-4)
        #expect(abs(series.deviation - 5.111111 / 1.128) < 1e-6)
    }

    @Test func aPointBeyondTheLimitsOfTheFirstTwentyIsOutsideAndDoesNotMoveThem() throws {
        let quiet = (0..<20).map { $0.isMultiple(of: 2) ? 10.0 : 12 }
        let series = try #require(Self.judged(Self.results(Self.months(quiet + [40]))).series.first)
        #expect(series.baseline == 20 && !series.isProvisional && series.isUnusual)
        let latest = try #require(series.latest)
        // By hand: mean 11, mean range 2, limits 11 ± 5.32.
        #expect(latest.signal == .outside)
        #expect(latest.expected == 11 && abs(latest.low - 5.68) < 1e-9 && abs(latest.high - 16.32) < 1e-9)
    }

    @Test func partialAndHiddenPeriodsAreNoPoints() throws {
        var cells = Self.months([52, 47, 53, 49, 56, 50, 51, 55, 48, 54, 1000, 1000])
        cells[10].status = .partial
        cells[11].status = .hidden
        let series = try #require(Self.judged(Self.results(cells)).series.first)
        #expect(series.points.count == 10)
        #expect(series.latest?.expected == 51.5)
        cells[0].status = .undefined
        cells[1].value = nil
        cells[2].status = .partial
        let judgements = Self.judged(Self.results(cells))
        #expect(judgements.series.isEmpty)
        #expect(judgements.seriesWithoutLimits == [.fewPoints: 1])
    }

    @Test func monthsOfAComparedYearStandApart() throws {
        let before = (0..<3).map { Self.cell(1000, Self.period(.month, $0 - 24), Self.monthly) }
        let cells = before + Self.months([52, 47, 53, 49, 56, 50, 51, 55, 48, 54])
        let series = try #require(Self.judged(Self.results(cells)).series.first)
        #expect(series.points.map(\.cell) == Array(3..<13))
    }

    @Test func numbersThatNeverChangeHaveNoLimits() {
        let judgements = Self.judged(Self.results(Self.months([Double](repeating: 7, count: 12))))
        #expect(judgements.series.isEmpty)
        #expect(judgements.seriesWithoutLimits == [.noVariation: 1])
    }

    @Test func everySegmentHasASeriesOfItsOwnThoughSomeBeginLate() {
        let breakdown = Breakdown(grain: .month, segments: ["region"])
        var cells: [MetricCell] = []
        for month in 0..<12 {
            for label in [0, 2, 5] where label != 2 || month >= 3 {
                cells.append(
                    Self.cell(
                        Double(label * 100 + month % 3), Self.period(.month, month), breakdown, labels: [label]))
            }
        }
        let series = Self.judged(Self.results(cells)).series
        #expect(series.map(\.labels) == [[0], [2], [5]])
        #expect(series.map(\.points.count) == [12, 9, 12])
        for entry in series { #expect(entry.points.allSatisfy { cells[$0.cell].labels == entry.labels }) }
    }

    @Test func aCountNeverHasALimitBelowZero() throws {
        let cells = Self.months([0, 9, 1, 8, 0, 9, 2, 9])
        let count = try #require(Self.judged(Self.results(cells, Self.description(.count))).series.first)
        #expect(count.latest?.low == 0)
        let amount = try #require(Self.judged(Self.results(cells, Self.description(.currency("CNY")))).series.first)
        #expect(try #require(amount.latest).low < 0)
    }

    @Test func aTargetIsPutAgainstTheLimits() throws {
        var cells = Self.months([52, 47, 53, 49, 56, 50, 51, 55, 48, 54])
        for (value, assurance) in [
            (30, .consistentlyMet), (50, .hitAndMiss), (70, .consistentlyMissed),
        ] as [(Double, SeriesJudgement.Assurance)] {
            cells[9].target = Target(bound: .atLeast, value: value)
            #expect(Self.judged(Self.results(cells)).series.first?.assurance == assurance)
        }
    }

    @Test func theRulesOfTheHealthServiceAreThoseThatAreAskedFor() {
        var options = JudgementOptions()
        options.signals = .nhs
        let rising = Self.months([9, 1, 9, 1, 9, 1, 2, 3, 4, 5, 6, 7])
        let judgements = Self.judged(Self.results(rising), options)
        #expect(judgements.seriesRules == .nhs)
        #expect(judgements.series.first?.latest?.signal == .trend)
        #expect(Self.judged(Self.results(rising)).series.first?.isUnusual == false)
    }

    // MARK: Shares and rates

    private static func shares(_ counts: [(Int, Int)], interval: String, unit: MetricUnit, factor: Double = 1)
        -> MetricResults
    {
        let cells = counts.enumerated().map { index, share in
            MetricCell(
                metric: "m", breakdown: monthly, period: period(.month, index),
                value: .real(factor * Double(share.0) / Double(share.1)), numerator: .exact(ExactDecimal(share.0)),
                denominator: .exact(ExactDecimal(share.1)), n: share.1)
        }
        return results(cells, description(unit, interval: interval))
    }

    @Test func sharesOfUnevenRowsHaveLimitsOfTheirOwnInEachPeriod() throws {
        let counts = [(80, 100), (160, 210), (41, 50), (79, 100), (170, 200), (39, 50), (85, 100), (41, 50)]
        let series = try #require(
            Self.judged(Self.shares(counts, interval: "wilson", unit: .fraction)).series.first)
        #expect(series.method == .laneyP)
        let widths = series.points.map { $0.high - $0.low }
        #expect(widths[1] < widths[0] && widths[0] < widths[5])
        #expect(abs((series.points[0].expected) - 695.0 / 860) < 1e-12)
        #expect(series.points.allSatisfy { $0.high <= 1 })
        let even = counts.map { (Int(Double($0.0) / Double($0.1) * 100), 100) }
        #expect(Self.judged(Self.shares(even, interval: "wilson", unit: .fraction)).series.first?.method == .xmr)
    }

    /// GOLDEN of Laney's u′, put as rates per thousand of whole exposures.
    @Test func ratesPerThousandHaveTheLimitsOfTheirExposure() throws {
        let counts = [
            (31, 1200), (45, 1500), (28, 1100), (52, 1600), (39, 1400), (61, 1500), (35, 1300), (44, 1200), (58, 1900),
            (40, 1600),
        ]
        let series = try #require(
            Self.judged(Self.shares(counts, interval: "poisson", unit: .perThousand, factor: 1000)).series.first)
        #expect(series.method == .laneyU)
        let (first, last) = (series.points[0], series.points[9])
        #expect(abs(first.expected - 30.27972) < 1e-5)
        #expect(abs(first.low - 8.853887) < 1e-6 && abs(first.high - 51.70555) < 1e-5)
        #expect(abs(last.low - 11.7244) < 1e-4 && abs(last.high - 48.83504) < 1e-5)
    }

    // MARK: Weekdays

    private static func days(_ values: [Double]) -> MetricResults {
        let daily = Breakdown(grain: .day)
        return results(
            values.enumerated().map { cell($0.element, period(.day, $0.offset), daily) }, description(.count))
    }

    @Test func aQuietSundayIsUsualAndABusyOneIsNot() throws {
        var random = SplitMix64(seed: 5)
        let values = (0..<35).map { day in
            (day % 7 >= 5 ? 100.0 : 400) + Double(random.next() % 41)
        }
        let series = try #require(Self.judged(Self.days(values)).series.first)
        #expect(series.weekdays == .removed)
        #expect(series.baseline == 28)
        #expect(!series.isUnusual)
        #expect(try #require(series.latest).expected < 150)
        let busy = try #require(Self.judged(Self.days(Array(values.dropLast()) + [400])).series.first)
        #expect(busy.latest?.signal == .outside)
        // Twenty days say nothing sure of weekdays.
        #expect(Self.judged(Self.days(Array(values.prefix(20)))).series.first?.weekdays == .untested)
    }

    // MARK: Many series of noise

    private static func normal(_ random: inout SplitMix64) -> Double {
        // The sum of twelve uniform numbers is near enough to normal for three standard deviations.
        (0..<12).reduce(-6.0) { sum, _ in sum + Double(random.next() >> 11) * 0x1p-53 }
    }

    /// Stated: of normal noise 0.25 % of the points of the baseline lie outside, and 1.1 % of those after 20 points.
    @Test func noiseIsSeldomOutsideItsLimits() {
        var random = SplitMix64(seed: 11)
        var (inside, after, weekdays) = (0, 0, 0)
        let count = 400
        for _ in 0..<count {
            let values = (0..<40).map { _ in 50 + Self.normal(&random) }
            guard let series = Self.judged(Self.results(Self.months(values))).series.first else { continue }
            inside += series.points.prefix(20).count { $0.signal == .outside }
            after += series.points.dropFirst(20).count { $0.signal == .outside }
            if Self.judged(Self.days(values)).series.first?.weekdays == .removed { weekdays += 1 }
        }
        let points = Double(count * 20)
        #expect(abs(Double(inside) / points - 0.0025) < 0.0025)
        #expect(abs(Double(after) / points - 0.011) < 0.005)
        #expect(weekdays <= 4)
    }

    /// Shares that vary three times as much as binomially: plain binomial limits would call a third of them unusual.
    @Test func sharesThatVaryMoreThanBinomiallyAreSeldomOutside() {
        var random = SplitMix64(seed: 23)
        var (outside, binomial, points) = (0, 0, 0)
        for _ in 0..<300 {
            let counts = (0..<24).map { _ in
                let base = 2000 + Int(random.next() % 6000)
                let deviation = 3 * (0.8 * 0.2 / Double(base)).squareRoot()
                let share = min(max(0.8 + deviation * Self.normal(&random), 0), 1)
                return (Int((share * Double(base)).rounded()), base)
            }
            let results = Self.shares(counts, interval: "wilson", unit: .fraction)
            guard let series = Self.judged(results).series.first, series.method == .laneyP else { continue }
            points += series.points.count
            outside += series.points.count { $0.signal == .outside }
            binomial += counts.count {
                abs(Double($0.0) / Double($0.1) - 0.8) > 3 * (0.8 * 0.2 / Double($0.1)).squareRoot()
            }
        }
        #expect(points == 300 * 24)
        #expect(Double(outside) / Double(points) < 0.01)
        #expect(Double(binomial) / Double(points) > 0.25)
    }
}
