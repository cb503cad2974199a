// The Net Promoter Score and its intervals.
import Statistics
import Testing

struct NetPromoterScoreTests {
    @Test(
        arguments: [
            (50, 30, 20, 30, 14.051, 44.201), (6, 3, 1, 50, -0.203, 77.126), (5, 0, 0, 100, 17.491, 100),
            (0, 0, 5, -100, -100, -17.491),
        ] as [(Int, Int, Int, Double, Double, Double)])
    func `the adjusted interval has the golden limits`(
        promoters: Int, passives: Int, detractors: Int, points: Double, low: Double, high: Double
    ) throws {
        let score = try #require(
            NetPromoterScore(promoters: promoters, passives: passives, detractors: detractors))
        #expect(score.points == points)
        #expect(agree(score.interval().low, low, decimals: 3))
        #expect(agree(score.interval().high, high, decimals: 3))
    }

    @Test func `the plain interval has the golden limits and collapses when all agree`() throws {
        let mixed = try #require(NetPromoterScore(promoters: 50, passives: 30, detractors: 20)).trinomialInterval()
        #expect(agree(mixed.low, 14.692, decimals: 3))
        #expect(agree(mixed.high, 45.308, decimals: 3))
        let unanimous = try #require(NetPromoterScore(promoters: 5, passives: 0, detractors: 0))
        #expect(unanimous.trinomialInterval() == Interval(low: 100, high: 100))
    }

    @Test func `no answer has no score`() {
        #expect(NetPromoterScore(promoters: 0, passives: 0, detractors: 0) == nil)
        #expect(NetPromoterScore(promoters: 3, passives: -1, detractors: 0) == nil)
    }

    @Test func `a difference of two scores adds their variances`() throws {
        let now = try #require(NetPromoterScore(promoters: 50, passives: 30, detractors: 20))
        let before = try #require(NetPromoterScore(promoters: 30, passives: 40, detractors: 30))
        #expect(now.difference(from: before) == 30)
        // 29.12621 − 0, ± 1.959964 · √(59.15770 + 57.94…), recomputed independently.
        let interval = now.differenceInterval(from: before)
        #expect(agree(interval.low, 7.914279, decimals: 6))
        #expect(agree(interval.high, 50.338148, decimals: 6))
    }
}
