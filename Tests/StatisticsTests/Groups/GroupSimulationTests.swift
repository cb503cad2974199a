// Made-up agents whose truth is known: shrunken values are nearer to it, intervals hold it as often as they say, alike ones are left alone.
import Foundation
import Statistics
import TestSupport
import Testing

/// With `RAPPORT_SIMULATE` in the environment so many times as many runs are made.
struct GroupSimulationTests {
    private static let more = ProcessInfo.processInfo.environment["RAPPORT_SIMULATE"].flatMap(Int.init) ?? 1

    /// A share of agents with a beta distribution around 0.8, each with between 30 and 300 rows.
    private static func agents(
        _ count: Int, strength: Double?, _ random: inout SplitMix64
    ) -> [(truth: Double, share: GroupShrinkage.Share)] {
        (0..<count).map { _ in
            let truth: Double
            if let strength {
                let first = gamma(0.8 * strength, &random)
                truth = first / (first + gamma(0.2 * strength, &random))
            } else {
                truth = 0.8
            }
            let trials = Int.random(in: 30...300, using: &random)
            let successes = (0..<trials).reduce(0) { sum, _ in random.chance(truth) ? sum + 1 : sum }
            return (truth, GroupShrinkage.Share(successes: Double(successes), trials: Double(trials)))
        }
    }

    private static func normal(_ random: inout SplitMix64) -> Double {
        NormalDistribution.quantile(Double.random(in: 1e-12..<1, using: &random))
    }

    /// Marsaglia and Tsang (2000), for shapes of one and more.
    private static func gamma(_ shape: Double, _ random: inout SplitMix64) -> Double {
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal(&random)
            let root = 1 + c * x
            let v = root * root * root
            if v > 0, log(Double.random(in: 1e-300..<1, using: &random)) < x * x / 2 + d - d * v + d * log(v) {
                return d * v
            }
        }
    }

    @Test func `shrunken rates of agents are nearer to the truth than raw ones, and as sure as they say`() throws {
        var random = SplitMix64(seed: 2026)
        var (raw, shrunken) = (0.0, 0.0)
        var (held, all, ranked, allRanked) = (0, 0, 0, 0)
        for run in 0..<(20 * Self.more) {
            let agents = Self.agents(60, strength: 40, &random)
            let shrinkage = try #require(GroupShrinkage(shares: agents.map(\.share)))
            let ranks = run.isMultiple(of: 4) ? RankIntervals(shrinkage.widened) : nil
            for (number, agent) in agents.enumerated() {
                let posterior = shrinkage.widened[number]
                raw += pow(agent.share.successes / agent.share.trials - agent.truth, 2)
                shrunken += pow(posterior.mean - agent.truth, 2)
                if posterior.interval()?.contains(agent.truth) == true { held += 1 }
                let rank = 1 + agents.count { $0.truth > agent.truth }
                all += 1
                guard let ranks else { continue }
                if ranks.ranks(ofGroup: number).contains(rank) { ranked += 1 }
                allRanked += 1
            }
        }
        #expect(shrunken < 0.85 * raw, "\(shrunken / raw)")
        let (holding, ranking) = (Double(held) / Double(all), Double(ranked) / Double(allRanked))
        #expect((0.93...0.98).contains(holding), "\(holding)")
        #expect((0.88...0.98).contains(ranking), "\(ranking)")
        print("simulated: squared error \(shrunken / raw) of the raw one; intervals hold \(holding), ranks \(ranking)")
    }

    @Test func `shrunken means are nearer to the truth than raw ones, and as sure as they say`() throws {
        var random = SplitMix64(seed: 7)
        var (raw, shrunken) = (0.0, 0.0)
        var (held, all, ranked, allRanked) = (0, 0, 0, 0)
        for run in 0..<(40 * Self.more) {
            let truths = (0..<40).map { _ in 4 + 0.15 * Self.normal(&random) }
            let means = truths.map { truth in
                let error = 1 / Double.random(in: 30...200, using: &random).squareRoot()
                return GroupShrinkage.Mean(mean: truth + error * Self.normal(&random), standardError: error)
            }
            let shrinkage = try #require(GroupShrinkage(means: means))
            let ranks = run.isMultiple(of: 4) ? RankIntervals(shrinkage.widened) : nil
            for (number, truth) in truths.enumerated() {
                raw += pow(means[number].mean - truth, 2)
                shrunken += pow(shrinkage.posteriors[number].mean - truth, 2)
                if shrinkage.widened[number].interval()?.contains(truth) == true { held += 1 }
                all += 1
                guard let ranks else { continue }
                if ranks.ranks(ofGroup: number).contains(1 + truths.count { $0 > truth }) { ranked += 1 }
                allRanked += 1
            }
        }
        let (holding, ranking) = (Double(held) / Double(all), Double(ranked) / Double(allRanked))
        #expect(shrunken < 0.85 * raw, "\(shrunken / raw)")
        #expect((0.93...0.98).contains(holding), "\(holding)")
        #expect((0.88...0.98).contains(ranking), "\(ranking)")
        print("simulated: squared error \(shrunken / raw) of the raw one; intervals hold \(holding), ranks \(ranking)")
    }

    @Test(arguments: Funnel.Dispersion.allCases)
    func `a funnel flags five of a hundred agents who are all alike`(dispersion: Funnel.Dispersion) throws {
        var random = SplitMix64(seed: 11)
        var (inner, outer, all) = (0, 0, 0)
        for _ in 0..<(40 * Self.more) {
            let points = Self.agents(60, strength: nil, &random).map {
                Funnel.Point(value: $0.share.successes / $0.share.trials, size: $0.share.trials)
            }
            let size = points.map(\.size).reduce(0, +)
            let share = points.map { $0.value * $0.size }.reduce(0, +) / size
            let funnel = Funnel(.share(share), points: points, dispersion: dispersion)
            for point in points {
                if funnel.limits(ofSize: point.size, at: .percent95)?.excludes(point.value) == true { inner += 1 }
                if funnel.limits(ofSize: point.size, at: .permille998)?.excludes(point.value) == true { outer += 1 }
                all += 1
            }
        }
        let (inside, outside) = (Double(inner) / Double(all), Double(outer) / Double(all))
        #expect(abs(inside - 0.05) < 0.01, "\(inside)")
        #expect(outside < 0.005, "\(outside)")
        print("simulated: \(inside) of alike agents beyond 95 %, \(outside) beyond 99.8 %, dispersion \(dispersion)")
    }
}
