// Events per exposure and their Garwood interval.
import Statistics
import Testing

struct EventRateTests {
    @Test(
        arguments: [
            (0, 0, 3.6889), (3, 0.6187, 8.7673), (10, 4.7954, 18.3904), (100, 81.3640, 121.6268),
        ] as [(Int, Double, Double)])
    func `a count has the golden limits`(events: Int, low: Double, high: Double) throws {
        let interval = try #require(EventRate(events: events)?.interval())
        #expect(agree(interval.low, low, decimals: 4))
        #expect(agree(interval.high, high, decimals: 4))
    }

    @Test func `limits are divided by the exposure`() throws {
        let rate = try #require(EventRate(events: 3, exposure: 1.5))
        #expect(rate.rate == 2)
        #expect(agree(rate.interval()?.high, 8.76727 / 1.5, decimals: 4))
    }

    @Test func `no exposure has no rate`() {
        #expect(EventRate(events: 1, exposure: 0) == nil)
        #expect(EventRate(events: 1, exposure: .nan) == nil)
        #expect(EventRate(events: -1) == nil)
    }
}
