// Limits of series and funnels beside pure chance: they flag as many points and agents as they say.
import Foundation
import Statistics
import TestSupport
import Testing

/// With `RAPPORT_SIMULATE` in the environment so many times as many are drawn.
struct ChanceLimitsTests {
    private static let more = ProcessInfo.processInfo.environment["RAPPORT_SIMULATE"].flatMap(Int.init) ?? 1

    private static func normal(_ random: inout SplitMix64) -> Double {
        NormalDistribution.quantile(Double.random(in: 1e-12..<1, using: &random))
    }

    /// Of normal noise 0.25 % of the points of the baseline lie outside, and 1.1 % of those after it.
    @Test func `limits of a series flag one point of four hundred within its baseline, and one of ninety after it`()
        throws
    {
        var random = SplitMix64(seed: 41)
        let runs = 1500 * Self.more
        var (within, after, provisional) = (0, 0, 0)
        for _ in 0..<runs {
            let values = (0..<30).map { _ in 50 + 4 * Self.normal(&random) }
            let limits = try #require(NaturalLimits(values.prefix(NaturalLimits.baselinePoints)))
            func isOutside(_ value: Double) -> Bool { value < limits.low || value > limits.high }
            within += values.prefix(20).count(where: isOutside)
            after += values.dropFirst(20).count(where: isOutside)
            let first = try #require(NaturalLimits(values.prefix(NaturalLimits.leastPoints)))
            if let latest = values.prefix(8).last, latest < first.low || latest > first.high { provisional += 1 }
        }
        let shares = [Double(within) / Double(20 * runs), Double(after) / Double(10 * runs)]
        #expect(abs(shares[0] - 0.0025) < 0.0012 && abs(shares[1] - 0.011) < 0.003, "\(shares)")
        // The latest of eight is one of those that made the limits, which are wider or narrower by chance.
        #expect(Double(provisional) / Double(runs) < 0.01)
        print("simulated: XmR flags \(shares), of eight points \(Double(provisional) / Double(runs))")
    }

    /// Shares of so many rows, and counts by exposure, are nearly normal: the charts of Laney flag as the others do.
    @Test(arguments: [LaneyLimits.Form.share, .rate])
    func `limits by the base of each period flag no more`(form: LaneyLimits.Form) throws {
        var random = SplitMix64(seed: 43)
        let runs = 400 * Self.more
        var flagged = 0
        for _ in 0..<runs {
            let bases = (0..<20).map { _ in Double(Int.random(in: 60...240, using: &random)) }
            let counts = bases.map { base in
                Double((0..<Int(base)).count { _ in random.chance(form == .share ? 0.7 : 0.15) })
            }
            guard let limits = LaneyLimits(form, counts: counts, bases: bases) else { continue }
            for (count, base) in zip(counts, bases)
            where abs(count / base - limits.centre) > limits.reach(over: base) { flagged += 1 }
        }
        let share = Double(flagged) / Double(20 * runs)
        #expect(share < 0.006, "\(share)")
        print("simulated: Laney's limits of a \(form) flag \(share)")
    }

    /// Agents who are all alike: of a hundred five lie beyond 95 %, of a thousand two beyond 99.8 %.
    @Test(arguments: ["share", "ratio", "mean"], Funnel.Dispersion.allCases)
    func `a funnel flags as many agents who are all alike as it says`(
        scale: String, dispersion: Funnel.Dispersion
    ) throws {
        var random = SplitMix64(seed: 47)
        let runs = 160 * Self.more
        var (inner, outer, all) = (0, 0, 0)
        for _ in 0..<runs {
            let points = (0..<50).map { _ -> Funnel.Point in
                let size = Int.random(in: 30...200, using: &random)
                switch scale {
                case "share":
                    let successes = (0..<size).count { _ in random.chance(0.8) }
                    return Funnel.Point(value: Double(successes) / Double(size), size: Double(size))
                case "ratio":
                    // As many as come by chance before the time is over.
                    var (events, time) = (-1, 0.0)
                    while time < Double(size) {
                        time -= log(Double.random(in: 1e-300..<1, using: &random))
                        events += 1
                    }
                    return Funnel.Point(value: Double(events) / Double(size), size: Double(size))
                default:
                    let error = 1 / Double(size).squareRoot()
                    return Funnel.Point(value: 4 + error * Self.normal(&random), size: Double(size))
                }
            }
            let whole = points.map(\.size).reduce(0, +)
            let common = points.map { $0.value * $0.size }.reduce(0, +) / whole
            let funnel: Funnel
            switch scale {
            case "share": funnel = Funnel(.share(common), points: points, dispersion: dispersion)
            case "ratio":
                funnel = Funnel(
                    .ratio, points: points.map { .init(value: $0.value / common, size: $0.size * common) },
                    dispersion: dispersion)
            default: funnel = Funnel(.mean(common, deviation: 1), points: points, dispersion: dispersion)
            }
            for point in points {
                let place =
                    scale == "ratio" ? Funnel.Point(value: point.value / common, size: point.size * common) : point
                if funnel.excludes(place, at: .percent95) { inner += 1 }
                if funnel.excludes(place, at: .permille998) { outer += 1 }
                all += 1
            }
        }
        let shares = [Double(inner) / Double(all), Double(outer) / Double(all)]
        #expect(abs(shares[0] - 0.05) < 0.01 && shares[1] < 0.006, "\(shares)")
        print("simulated: \(scale) \(dispersion): \(shares[0]) beyond 95 %, \(shares[1]) beyond 99.8 %")
    }
}
