// Fisher's exact test and the adjustment of many p values, against whole fractions and published examples.
import Statistics
import Testing

struct FisherExactTestTests {
    /// Counted in whole numbers of any length.
    @Test(
        arguments: [
            (82, 273, 280, 2377, 1.511852706954707e-18), (131, 378, 567, 2377, 1.3850275256057655e-7),
            (4, 127, 130, 47243, 0.0004354630048291313), (6, 366, 861, 47243, 0.6582738660796464),
            // Fisher's lady who told three of four cups.
            (3, 4, 4, 8, 17.0 / 70), (4, 4, 4, 8, 1.0 / 70),
        ] as [(Int, Int, Int, Int, Double)])
    func `the tail has the golden probability`(both: Int, first: Int, second: Int, total: Int, p: Double) throws {
        let found = try #require(FisherExactTest.atLeast(both, first: first, second: second, of: total))
        #expect(abs(found / p - 1) < 1e-11, "\(found)")
        #expect(
            FisherExactTest.atLeast(both, first: second, second: first, of: total).map { abs($0 / p - 1) < 1e-11 }
                == true)
    }

    @Test func `every table of up to fourteen units has the probability that counting gives`() {
        func choose(_ n: Int, _ k: Int) -> Double {
            k < 0 || k > n ? 0 : (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
        }
        for total in 0...14 {
            for first in 0...total {
                for second in 0...total {
                    let possible = max(0, first + second - total)...min(first, second)
                    for both in possible {
                        let ways = (both...possible.upperBound).map {
                            choose(first, $0) * choose(total - first, second - $0)
                        }
                        let expected = ways.reduce(0, +) / choose(total, second)
                        let found = FisherExactTest.atLeast(both, first: first, second: second, of: total) ?? -1
                        #expect(abs(found - expected) < 1e-12, "\(both) \(first) \(second) \(total)")
                    }
                    #expect(
                        FisherExactTest.atLeast(possible.upperBound + 1, first: first, second: second, of: total) == nil
                    )
                    #expect(
                        FisherExactTest.atLeast(possible.lowerBound - 1, first: first, second: second, of: total) == nil
                    )
                }
            }
        }
    }

    @Test func `large numbers neither overflow nor end in nothing`() throws {
        let likely = try #require(FisherExactTest.atLeast(250_000, first: 500_000, second: 500_000, of: 1_000_000))
        #expect(abs(likely - 0.5) < 0.001)
        #expect(FisherExactTest.atLeast(500_000, first: 500_000, second: 500_000, of: 1_000_000) == 0)
        #expect(FisherExactTest.atLeast(1, first: 500_000, second: 500_000, of: 1_000_000) == 1)
        #expect(FisherExactTest.atLeast(0, first: 0, second: 0, of: 0) == 1)
        #expect(FisherExactTest.atLeast(1, first: 2, second: 2, of: 1) == nil)
    }

    /// Ten values by hand: times ten over their rank, none above the next larger one.
    @Test func `adjusted values are those of Benjamini and Hochberg`() {
        #expect(
            FalseDiscoveries.adjusted([0.04, 0.01, 0.02], tested: 3).map { ($0 * 1e9).rounded() / 1e9 } == [
                0.04, 0.03, 0.03,
            ])
        #expect(
            FalseDiscoveries.adjusted([0.04, 0.01, 0.02], tested: 10).map { ($0 * 1e9).rounded() / 1e9 } == [
                0.133333333, 0.1, 0.1,
            ])
        #expect(FalseDiscoveries.adjusted([0.5, 0.9], tested: 100) == [1, 1])
        #expect(FalseDiscoveries.adjusted([], tested: 0) == [])
    }
}
