// Indirect standardisation against numbers worked out in R and in Python.
import Statistics
import Testing

struct ObservedToExpectedTests {
    /// Rates of three kinds of case: 96 of 1200, 120 of 800, 125 of 500.
    private static func unit(_ sizes: [Double], observed: Double) -> ObservedToExpected? {
        let strata = zip(sizes, [0.08, 0.15, 0.25]).map { ObservedToExpected.Stratum(size: $0, rate: $1) }
        return ObservedToExpected(observed: observed, strata: strata, areShares: true)
    }

    @Test func `who looks average may be the worse`() throws {
        let unit = try #require(Self.unit([100, 50, 10], observed: 24))
        #expect(agree(unit.expected, 18, relative: 1e-12))
        #expect(agree(unit.ratio, 1.333333, relative: 1e-6))
        let exact = try #require(unit.interval())
        #expect(agree(exact.low, 0.8542918, relative: 1e-6) && agree(exact.high, 1.983894, relative: 1e-6))
        let byar = try #require(unit.byarInterval())
        #expect(agree(byar.low, 0.85404, relative: 1e-6) && agree(byar.high, 1.983979, relative: 1e-6))
        #expect(agree(unit.distance, 1.518622, relative: 1e-6))
    }

    @Test func `who looks bad may be the better`() throws {
        let unit = try #require(Self.unit([40, 60, 70], observed: 21))
        #expect(agree(unit.expected, 29.7, relative: 1e-12))
        #expect(agree(unit.ratio, 0.7070707, relative: 1e-6))
        let exact = try #require(unit.interval())
        #expect(agree(exact.low, 0.4376879, relative: 1e-6) && agree(exact.high, 1.080833, relative: 1e-6))
        let byar = try #require(unit.byarInterval())
        #expect(agree(byar.low, 0.4375218, relative: 1e-6) && agree(byar.high, 1.080884, relative: 1e-6))
    }

    @Test func `weighted rows have Byar's limits, and nothing observed ends at zero`() throws {
        let weighted = try #require(Self.unit([100, 50, 10], observed: 24.5))
        #expect(weighted.interval() == weighted.byarInterval())
        let none = try #require(Self.unit([100, 50, 10], observed: 0))
        #expect(none.interval()?.low == 0 && none.byarInterval()?.low == 0)
    }

    /// Late cases of five boroughs, expected from the rates of their kinds of complaint; distances with variances of their own.
    @Test func `distances become probabilities, and those are adjusted for their number`() {
        let distances = [3.429535, 2.850502, 0.55975, -5.206083, -0.9294819]
        // One stratum whose variance is a quarter of its size, of which so many were observed that the distance is given.
        let p = distances.compactMap {
            ObservedToExpected(
                observed: 5000 + $0 * 50, strata: [.init(size: 10_000, rate: 0.5)], areShares: true)?.p
        }
        let expected = [0.001511539, 0.00727504, 0.5756499, 9.643408e-7, 0.4407993]
        for (found, expected) in zip(FalseDiscoveries.adjusted(p, tested: 5), expected) {
            #expect(agree(found, expected, relative: 2e-5))
        }
    }

    @Test func `without anything expected there is no ratio`() {
        #expect(ObservedToExpected(observed: 0, strata: [], areShares: true) == nil)
        #expect(ObservedToExpected(observed: 3, strata: [.init(size: 10, rate: 1)], areShares: true)?.distance == nil)
    }
}
