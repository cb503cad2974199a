// Shares: Wilson intervals and Newcombe differences against published and recomputed numbers.
import Statistics
import Testing

struct ProportionTests {
    @Test(
        arguments: [
            (0, 10, 0, 0.277533), (8, 10, 0.490162, 0.943318), (10, 10, 0.722467, 1), (9, 12, 0.467695, 0.911058),
            (80, 100, 0.711171, 0.866633), (270, 300, 0.860834, 0.929052),
        ] as [(Int, Int, Double, Double)])
    func `a Wilson interval has the golden limits`(successes: Int, trials: Int, low: Double, high: Double) throws {
        let interval = try #require(Proportion(successes: successes, trials: trials)).interval()
        #expect(agree(interval.low, low, decimals: 6))
        #expect(agree(interval.high, high, decimals: 6))
    }

    @Test func `nobody and everybody give limits of exactly 0 and 1`() throws {
        for trials in [1, 3, 7, 1_000_003] {
            #expect(try #require(Proportion(successes: 0, trials: trials)).interval().low == 0)
            #expect(try #require(Proportion(successes: trials, trials: trials)).interval().high == 1)
        }
    }

    @Test(arguments: [(0, 0), (-1, 10), (11, 10), (0, -1)])
    func `impossible counts have no share`(successes: Int, trials: Int) {
        #expect(Proportion(successes: successes, trials: trials) == nil)
    }

    /// The examples of Newcombe (1998), table II, method 10.
    @Test(
        arguments: [
            (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1), (10, 10, 0, 10, 0.6075, 1),
        ] as [(Int, Int, Int, Int, Double, Double)])
    func `a difference of shares has the limits of Newcombe's paper`(
        mine: Int, of myTrials: Int, theirs: Int, of theirTrials: Int, low: Double, high: Double
    ) throws {
        let first = try #require(Proportion(successes: mine, trials: myTrials))
        let second = try #require(Proportion(successes: theirs, trials: theirTrials))
        let interval = first.differenceInterval(from: second)
        #expect(agree(interval.low, low, decimals: 4))
        #expect(agree(interval.high, high, decimals: 4))
        let mirrored = second.differenceInterval(from: first)
        #expect(agree(mirrored.low, -interval.high, decimals: 12))
        #expect(agree(mirrored.high, -interval.low, decimals: 12))
    }
}
