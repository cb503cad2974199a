// A verdict colours a number only when the data decide.
import Statistics
import Testing

struct VerdictTests {
    private let interval = Interval(low: 0.71, high: 0.87)

    @Test(arguments: [
        (0.7, Verdict.met), (0.71, .withinNoise), (0.8, .withinNoise), (0.87, .withinNoise), (0.9, .missed),
    ])
    func `a goal inside the interval is within noise`(target: Double, expected: Verdict) throws {
        let interval = try #require(interval)
        #expect(Verdict(of: interval, against: .atLeast(target)) == expected)
        let opposite: Verdict = expected == .met ? .missed : expected == .missed ? .met : .withinNoise
        #expect(Verdict(of: interval, against: .atMost(target)) == opposite)
    }

    @Test(arguments: [
        (0.7, 0.9, Verdict.met), (0.71, 0.87, .met), (0.75, 0.8, .withinNoise), (0.8, 0.9, .withinNoise),
        (0.88, 0.9, .missed), (0.1, 0.2, .missed),
    ])
    func `a band is met only by the whole interval`(low: Double, high: Double, expected: Verdict) throws {
        let band = try #require(Interval(low: low, high: high))
        #expect(Verdict(of: try #require(interval), against: .within(band)) == expected)
    }

    @Test func `an exact number meets a goal it reaches`() {
        #expect(Verdict(ofExact: 10, against: .atLeast(10)) == .met)
        #expect(Verdict(ofExact: 10.5, against: .atMost(10)) == .missed)
        #expect(Verdict(ofExact: .nan, against: .atMost(10)) == nil)
    }

    @Test func `a difference is a change only without zero in its interval`() throws {
        #expect(Change(of: try #require(Interval(low: 0.01, high: 0.2))) == .higher)
        #expect(Change(of: try #require(Interval(low: -0.2, high: -0.1))) == .lower)
        #expect(Change(of: try #require(Interval(low: 0, high: 0.2))) == .withinNoise)
    }

    @Test func `limits that are no numbers or the wrong way round make no interval`() {
        #expect(Interval(low: 2, high: 1) == nil)
        #expect(Interval(low: .nan, high: 1) == nil)
        #expect(Interval(low: -2, high: 3)?.scaled(by: -2) == Interval(low: -6, high: 4))
    }
}
