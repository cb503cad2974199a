// How often intervals of 95 % hold the truth, at the fewest rows they are offered for and at many: counted exactly where that can be done.
import Foundation
import Statistics
import TestSupport
import Testing

/// Where outcomes can be listed, all of them are, with how likely each is: nothing is left to luck. The others are drawn, with a fixed seed.
/// With `RAPPORT_SIMULATE` in the environment so many times as many are.
struct IntervalCoverageTests {
    private static let more = ProcessInfo.processInfo.environment["RAPPORT_SIMULATE"].flatMap(Int.init) ?? 1
    private static let claimed = 0.93...0.97

    private static func logBinomial(_ count: Int, _ chosen: Int) -> Double {
        lgamma(Double(count) + 1) - lgamma(Double(chosen) + 1) - lgamma(Double(count - chosen) + 1)
    }

    private static func binomial(_ k: Int, _ n: Int, _ p: Double) -> Double {
        exp(logBinomial(n, k) + Double(k) * log(p) + Double(n - k) * log(1 - p))
    }

    private static func poisson(_ k: Int, _ mean: Double) -> Double {
        exp(Double(k) * log(mean) - mean - lgamma(Double(k) + 1))
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    // MARK: Counted

    @Test(arguments: [5, 10, 30, 100, 400])
    func `Wilson's interval of a share`(rows: Int) throws {
        let intervals = try (0...rows).map { try #require(Proportion(successes: $0, trials: rows)).interval() }
        let held = stride(from: 0.02, through: 0.981, by: 0.01).map { truth in
            (0...rows).filter { intervals[$0].contains(truth) }.reduce(0) { $0 + Self.binomial($1, rows, truth) }
        }
        #expect(Self.claimed.contains(Self.mean(held)), "\(Self.mean(held))")
        // Of single shares too, from thirty rows on.
        #expect((held.min() ?? 0) > (rows >= 30 ? 0.925 : 0.85))
    }

    @Test(arguments: [30, 100])
    func `Newcombe's interval of the difference of two shares`(rows: Int) throws {
        let shares = try (0...rows).map { try #require(Proportion(successes: $0, trials: rows)) }
        var held: [Double] = []
        for (first, second) in [(0.5, 0.5), (0.8, 0.8), (0.8, 0.7), (0.9, 0.6), (0.05, 0.1), (0.95, 0.95)] {
            let chances = [first, second].map { truth in (0...rows).map { Self.binomial($0, rows, truth) } }
            var all = 0.0
            for k in 0...rows where chances[0][k] > 1e-9 {
                for m in 0...rows where chances[1][m] > 1e-9 {
                    if shares[k].differenceInterval(from: shares[m]).contains(first - second) {
                        all += chances[0][k] * chances[1][m]
                    }
                }
            }
            held.append(all)
        }
        #expect(Self.claimed.contains(Self.mean(held)), "\(held)")
        // Of shares near all or none more often than it says.
        #expect((held.min() ?? 0) > 0.93, "\(held)")
    }

    /// Promoters and detractors of a hundred.
    private static let audiences = [
        (0.3, 0.3), (0.5, 0.2), (0.7, 0.1), (0.8, 0.05), (0.9, 0.02), (0.2, 0.5), (0.45, 0.45), (0.1, 0.1),
    ]

    @Test(arguments: [5, 30, 100])
    func `the adjusted interval of a net promoter score`(rows: Int) throws {
        var held: [Double] = []
        for (promoters, detractors) in Self.audiences {
            var all = 0.0
            for first in 0...rows {
                let chance = Self.binomial(first, rows, promoters)
                if chance < 1e-9 { continue }
                for second in 0...(rows - first) {
                    let score = try #require(
                        NetPromoterScore(
                            promoters: first, passives: rows - first - second, detractors: second))
                    let interval = score.interval()
                    if interval.low - 1e-9 <= 100 * (promoters - detractors),
                        100 * (promoters - detractors) <= interval.high + 1e-9
                    {
                        all += chance * Self.binomial(second, rows - first, detractors / (1 - promoters))
                    }
                }
            }
            held.append(all)
        }
        #expect(Self.claimed.contains(Self.mean(held)), "\(held)")
        if rows >= 30 { #expect((held.min() ?? 0) > 0.94 && (held.max() ?? 1) < 0.975, "\(held)") }
    }

    /// The exact interval holds the truth 95 times of 100 at the least, and of few events more often.
    @Test(arguments: [(1.0, 0.99), (3, 0.99), (10, 0.97), (30, 0.965), (300, 0.96)])
    func `Garwood's interval of a count or a rate`(events: Double, most: Double) {
        let all = 0...Int(4 * events + 40)
        let intervals = all.map { EventRate(events: $0)?.interval() }
        let held = stride(from: 0.9, through: 1.101, by: 0.005).map { step in
            all.filter { intervals[$0]?.contains(step * events) == true }.reduce(0) {
                $0 + Self.poisson($1, step * events)
            }
        }
        #expect((held.min() ?? 0) >= 0.95 - 1e-9)
        #expect(Self.mean(held) <= most, "\(Self.mean(held))")
    }

    @Test(arguments: [(10.0, 0.99), (40, 0.97)])
    func `the exact interval of growth, a ratio of two counts`(events: Double, most: Double) throws {
        let counts = Array(0...Int(3 * events + 30))
        for growth in [0.8, 1, 1.3] {
            let chances = [events * growth, events].map { mean in counts.map { Self.poisson($0, mean) } }
            var held = 0.0
            for base in counts where base > 0 && chances[1][base] > 1e-5 {
                let then = try #require(EventRate(events: base))
                for count in counts where chances[0][count] > 1e-5 {
                    let ratio = RateRatio(try #require(EventRate(events: count)), to: then)
                    if ratio.interval()?.contains(growth) == true { held += chances[0][count] * chances[1][base] }
                }
            }
            #expect(held > 0.949 && held < most, "\(growth): \(held)")
        }
    }

    /// Whatever the values are, and how they are spread.
    @Test(arguments: [(0.5, 6), (0.5, 30), (0.5, 400), (0.9, 40), (0.9, 400), (0.25, 30)])
    func `the interval of a median or a quantile by order`(quantile: Double, rows: Int) throws {
        let ranks = try #require(SampleQuantile.ranks(around: quantile, among: rows))
        let held = (ranks.low..<ranks.high).reduce(0) { $0 + Self.binomial($1, rows, quantile) }
        #expect(held >= 0.95 - 1e-9 && held < (rows < 30 ? 0.99 : 0.975), "\(held)")
    }

    // MARK: Drawn

    private static func normal(_ random: inout SplitMix64) -> Double {
        // Box and Muller (1958), Annals of Mathematical Statistics 29, 610–611.
        (-2 * log(Double.random(in: 1e-300..<1, using: &random))).squareRoot()
            * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
    }

    /// What values are drawn from.
    enum Shape: String, CaseIterable {
        case normal, times, fewFives, fives, nearlyAllFives

        var truth: Double {
            switch self {
            case .normal: 0
            case .times: exp(0.18)
            case .fewFives: 3.55
            case .fives: 4.48
            case .nearlyAllFives: 4.8
            }
        }

        func value(_ random: inout SplitMix64) -> Double {
            switch self {
            case .normal: IntervalCoverageTests.normal(&random)
            // Handle times: a lognormal, a third of which lies above its mean.
            case .times: exp(0.6 * IntervalCoverageTests.normal(&random))
            case .fewFives: score([0.05, 0.1, 0.3, 0.35, 0.2], &random)
            case .fives: score([0.02, 0.03, 0.05, 0.25, 0.65], &random)
            case .nearlyAllFives: score([0.02, 0.01, 0.02, 0.05, 0.9], &random)
            }
        }

        private func score(_ shares: [Double], _ random: inout SplitMix64) -> Double {
            var rest = Double.random(in: 0..<1, using: &random)
            for (index, share) in shares.enumerated() {
                if rest < share { return Double(index + 1) }
                rest -= share
            }
            return 5
        }
    }

    private static func sample(_ rows: Int, _ shape: Shape, _ random: inout SplitMix64) throws -> SampleMean {
        var (sum, squares) = (0.0, 0.0)
        for _ in 0..<rows {
            let value = shape.value(&random)
            sum += value
            squares += value * value
        }
        let mean = sum / Double(rows)
        let variance = max(0, squares - sum * mean) / Double(rows - 1)
        return try #require(SampleMean(count: rows, mean: mean, standardDeviation: variance.squareRoot()))
    }

    /// Of times and of scores that are nearly all a 5 it holds less often, which the page of means says: it names the lowest of these.
    @Test(
        arguments: [
            (Shape.normal, 3, 0.93), (.normal, 30, 0.93), (.fewFives, 30, 0.93), (.fewFives, 100, 0.93),
            (.times, 30, 0.91), (.times, 100, 0.93), (.fives, 30, 0.90), (.fives, 100, 0.93),
            (.nearlyAllFives, 30, 0.80), (.nearlyAllFives, 100, 0.89), (.nearlyAllFives, 400, 0.93),
        ])
    func `Student's interval of a mean`(shape: Shape, rows: Int, least: Double) throws {
        var random = SplitMix64(seed: 5)
        let runs = (rows > 200 ? 500 : rows > 50 ? 1200 : 2500) * Self.more
        var held = 0
        var quantiles = StudentQuantiles(at: .percent95)
        for _ in 0..<runs {
            if try Self.sample(rows, shape, &random).interval(quantiles: &quantiles)?.contains(shape.truth) == true {
                held += 1
            }
        }
        let share = Double(held) / Double(runs)
        #expect(share >= least && share < 0.97, "\(share)")
        print("simulated: t of \(rows) \(shape.rawValue) holds \(share)")
    }

    @Test(arguments: [(Shape.normal, 30, 30), (.times, 30, 60), (.fewFives, 30, 300), (.fives, 100, 100)])
    func `Welch's interval of the difference of two means`(shape: Shape, rows: Int, others: Int) throws {
        var random = SplitMix64(seed: 6)
        let runs = 1000 * Self.more
        var held = 0
        for _ in 0..<runs {
            let first = try Self.sample(rows, shape, &random)
            let second = try Self.sample(others, shape, &random)
            if first.differenceInterval(from: second)?.contains(0) == true { held += 1 }
        }
        let share = Double(held) / Double(runs)
        #expect(Self.claimed.contains(share), "\(share)")
    }

    @Test(arguments: [30, 100])
    func `the interval of a share of weights, and of the mean of weighted values`(rows: Int) throws {
        var random = SplitMix64(seed: 8)
        let runs = 1200 * Self.more
        var (shares, means) = (0, 0)
        for _ in 0..<runs {
            var (weight, fulfilling, squares) = (0.0, 0.0, (fulfilling: 0.0, rest: 0.0))
            var moments = ExactWeightedMoments()
            var sum = 0.0
            for _ in 0..<rows {
                let own = Double.random(in: 0.5...2, using: &random)
                weight += own
                if random.chance(0.7) {
                    fulfilling += own
                    squares.fulfilling += own * own
                } else {
                    squares.rest += own * own
                }
                let value = Self.normal(&random)
                sum += own * value
                moments.add(value, weight: own)
            }
            let share = try #require(
                WeightedShare(count: rows, weight: weight, fulfilling: fulfilling, squares: squares))
            if share.interval().contains(0.7) { shares += 1 }
            let error = try #require(moments.standardError)
            let t = try #require(StudentDistribution.quantile(0.975, degreesOfFreedom: Double(rows - 1)))
            if (sum / weight).magnitude <= t * error { means += 1 }
        }
        for held in [shares, means] {
            #expect(Self.claimed.contains(Double(held) / Double(runs)), "\(Double(held) / Double(runs))")
        }
    }
}
