// Volume, mix and rate: known figures, and that nothing is left over.

import Testing

@testable import Statistics

/// The same numbers on every machine.
private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}

@Suite struct ChangeEffectsTests {
    private typealias Part = ChangeEffects.Part

    private static func parts(_ then: [(Double, Double)], _ now: [(Double, Double)]) -> [(then: Part, now: Part)] {
        zip(then, now).map { (Part(amount: $0.0, weight: $0.1), Part(amount: $1.0, weight: $1.1)) }
    }

    /// Satisfied of asked in three segments: every one rises, the total falls.
    private static let simpson = parts([(720, 800), (105, 150), (30, 50)], [(273, 300), (360, 500), (128, 200)])

    private static func isNear(_ number: Double, _ other: Double, _ tolerance: Double = 1e-12) -> Bool {
        abs(number - other) <= tolerance
    }

    @Test func `a share of which every part rises and the whole falls`() throws {
        let found = try #require(ChangeEffects(of: .ratio(times: 1), parts: Self.simpson))
        // In four digits as they were worked out elsewhere, and exactly.
        for (effects, known) in zip(found.effects, [(-0.0485, 0.0055), (-0.0343, 0.0065), (-0.0282, 0.005)]) {
            #expect(Self.isNear(effects.mix, known.0, 0.5001e-4) && Self.isNear(effects.rate, known.1, 1e-12))
        }
        #expect(Self.isNear(found.totals.mix, -0.111) && Self.isNear(found.totals.rate, 0.017))
        #expect(Self.isNear(found.totals.sum, 0.761 - 0.855) && found.totals.volume == 0)
        #expect(found.reversal == .partsRose)
        #expect(found.shares.map(\.then) == [0.8, 0.15, 0.05] && found.shares.map(\.now) == [0.3, 0.5, 0.2])
    }

    @Test func `a sum has volume, mix and rate`() throws {
        let found = try #require(ChangeEffects(of: .sum, parts: Self.simpson))
        #expect(Self.isNear(found.totals.volume, 0, 1e-9) && Self.isNear(found.totals.mix, -111, 1e-9))
        #expect(Self.isNear(found.totals.rate, 17, 1e-9) && found.reversal == nil)
        // Twice as many rows of the same kind: all of it is volume.
        let twice = try #require(
            ChangeEffects(of: .sum, parts: Self.parts([(30, 3), (10, 5)], [(60, 6), (20, 10)])))
        #expect(twice.effects == [.init(volume: 30), .init(volume: 10)])
    }

    @Test func `a count is what its parts add, and NPS counts in hundreds`() throws {
        let count = try #require(ChangeEffects(of: .count, parts: Self.parts([(3, 3), (0, 0)], [(1, 1), (4, 4)])))
        #expect(count.effects == [.init(volume: -2), .init(volume: 4)] && count.totals.sum == 2)
        let score = try #require(
            ChangeEffects(of: .ratio(times: 100), parts: Self.parts([(5, 10), (0, 10)], [(5, 10), (10, 10)])))
        #expect(score.effects[1] == .init(rate: 50) && score.effects[0] == .init())
    }

    @Test func `a part that comes or goes is mix, and one without weight adds what it adds`() throws {
        let found = try #require(
            ChangeEffects(of: .ratio(times: 1), parts: Self.parts([(8, 10), (0, 0)], [(8, 10), (4, 10)])))
        // R is 0.8 and 0.6; the new part has the rate 0.4 in both.
        #expect(found.effects.allSatisfy { $0.rate == 0 } && found.reversal == nil)
        #expect(Self.isNear(found.effects[0].mix, -0.5 * (0.8 - 0.7)))
        #expect(Self.isNear(found.effects[1].mix, 0.5 * (0.4 - 0.7)))
        // Two complaints of a channel without orders.
        let loose = try #require(
            ChangeEffects(of: .ratio(times: 1), parts: Self.parts([(1, 10), (0, 0)], [(1, 10), (2, 0)])))
        #expect(loose.effects == [.init(), .init(rate: 0.2)])
        // In neither period.
        let nothing = try #require(
            ChangeEffects(of: .ratio(times: 1), parts: Self.parts([(1, 10), (0, 0)], [(2, 10), (0, 0)])))
        #expect(nothing.effects[1] == .init() && Self.isNear(nothing.effects[0].rate, 0.1))
    }

    @Test func `without weights there is nothing to explain`() {
        #expect(ChangeEffects(of: .ratio(times: 1), parts: Self.parts([(0, 0)], [(1, 2)])) == nil)
        #expect(ChangeEffects(of: .sum, parts: []) == nil)
        #expect(ChangeEffects(of: .count, parts: [])?.totals == .init())
    }

    @Test func `a single part, and parts that did not all go one way, reverse nothing`() throws {
        let one = try #require(ChangeEffects(of: .ratio(times: 1), parts: Self.parts([(1, 2)], [(1, 4)])))
        #expect(one.reversal == nil && one.effects == [.init(rate: -0.25)])
        let fell = try #require(
            ChangeEffects(
                of: .ratio(times: 1), parts: Self.simpson.map { (then: $0.now, now: $0.then) }))
        #expect(fell.reversal == .partsFell)
        var mixed = Self.simpson
        mixed[2].now.amount = 120
        #expect(ChangeEffects(of: .ratio(times: 1), parts: mixed)?.reversal == nil)
    }

    @Test func `nothing is left over, whatever the parts are`() throws {
        var random = Numbers(state: 20_260_901)
        for _ in 0..<3000 {
            func part() -> Part {
                if random.next() % 5 == 0 { return .none }
                let weight = Double(random.next() % 100_000)
                let amount = (Double(random.next() % 2_000_001) - 1_000_000) / 8
                return Part(amount: amount, weight: random.next() % 17 == 0 ? 0 : weight)
            }
            let parts = (0..<Int(random.next() % 40)).map { _ in (then: part(), now: part()) }
            func whole(_ side: KeyPath<(then: Part, now: Part), Part>) -> (amount: Double, weight: Double) {
                (
                    parts.reduce(0) { $0 + $1[keyPath: side].amount }, parts.reduce(0) { $0 + $1[keyPath: side].weight }
                )
            }
            let (then, now) = (whole(\.then), whole(\.now))
            if let ratio = ChangeEffects(of: .ratio(times: 1000), parts: parts) {
                let (before, after) = (1000 * then.amount / then.weight, 1000 * now.amount / now.weight)
                let size = max(1, abs(before), abs(after)) + ratio.effects.reduce(0) { $0 + abs($1.mix) + abs($1.rate) }
                #expect(Self.isNear(ratio.totals.sum, after - before, 1e-9 * size))
            } else {
                #expect(then.weight == 0 || now.weight == 0)
            }
            if let sum = ChangeEffects(of: .sum, parts: parts) {
                let size =
                    max(1, abs(then.amount), abs(now.amount))
                    + sum.effects.reduce(0) { $0 + abs($1.volume) + abs($1.mix) + abs($1.rate) }
                #expect(Self.isNear(sum.totals.sum, now.amount - then.amount, 1e-9 * size))
            }
        }
    }
}
