// Quantiles of a sample, the ranks that enclose them, the classes cut by them, and Gini.
import Statistics
import Testing

struct SampleQuantileTests {
    @Test(arguments: [(0, 1), (0.25, 1.75), (0.5, 2.5), (0.9, 3.7), (1, 4)] as [(Double, Double)])
    func `a quantile is interpolated as numpy does it`(quantile: Double, expected: Double) {
        #expect(agree(SampleQuantile.linear(quantile, ofSorted: [1, 2, 3, 4]), expected, decimals: 15))
    }

    @Test func `an empty sample has no quantile, one value is all of them`() {
        #expect(SampleQuantile.linear(0.5, ofSorted: []) == nil)
        #expect(SampleQuantile.linear(0.9, ofSorted: [7]) == 7)
        #expect(SampleQuantile.linear(1.1, ofSorted: [7]) == nil)
        #expect(SampleQuantile.linear(.nan, ofSorted: [7]) == nil)
        #expect(SampleQuantile.linear(0.5, ofSorted: [.infinity, .infinity]) == .infinity)
    }

    @Test func `the middle of two numbers is between them, however far apart they are`() {
        #expect(SampleQuantile.linear(0.5, ofSorted: [-1e308, 1e308]) == 0)
        #expect(SampleQuantile.linear(0.75, ofSorted: [-1e308, 1e308]) == 5e307)
    }

    /// The textbook table of ranks for the median at 95 %, and one for P90.
    @Test(arguments: [
        (6, 0.5, 1, 6, 0.96875), (10, 0.5, 2, 9, 0.978516), (20, 0.5, 6, 15, 0.958611),
        (25, 0.5, 8, 18, 0.956715), (40, 0.5, 14, 27, 0.961523), (100, 0.5, 40, 61, 0.964800),
        (40, 0.9, 32, 40, 0.969724), (100, 0.9, 84, 96, 0.955690),
    ])
    func `ranks enclose a quantile as often as promised`(
        count: Int, quantile: Double, low: Int, high: Int, coverage: Double
    ) throws {
        let ranks = try #require(SampleQuantile.ranks(around: quantile, among: count))
        #expect(ranks.low == low)
        #expect(ranks.high == high)
        #expect(agree(ranks.coverage, coverage, decimals: 6))
    }

    /// The slow twin: every rank from the first on is asked for.
    private func slowLimits(around quantile: Double, among count: Int) -> [Int]? {
        let allowed = ConfidenceLevel.percent95.tail * (1 + 1e-12)
        func first(_ probability: Double) -> Int {
            (0..<count).first {
                (BinomialDistribution.cumulative($0, trials: count, probability: probability) ?? .nan) > allowed
            } ?? count
        }
        let (low, mirrored) = (first(quantile), first(1 - quantile))
        let high = count + 1 - mirrored
        return low >= 1 && mirrored >= 1 && low <= high && high <= count ? [low, high] : nil
    }

    @Test(arguments: [0.0001, 0.01, 0.1, 0.25, 0.5, 0.8, 0.9, 0.975, 0.999])
    func `ranks found from a good guess are those found one by one`(quantile: Double) {
        var limits = QuantileLimits(around: quantile)
        for count in Array(1...120) + [137, 500, 999, 1000, 2500] {
            let expected = slowLimits(around: quantile, among: count)
            #expect(SampleQuantile.limits(around: quantile, among: count).map { [$0.low, $0.high] } == expected)
            for _ in 0..<2 { #expect(limits.ranks(among: count).map { [$0.low, $0.high] } == expected, "\(count)") }
        }
        let many = SampleQuantile.limits(around: quantile, among: 3_000_000)
        let whole = SampleQuantile.ranks(around: quantile, among: 3_000_000)
        #expect(many?.low == whole?.low && many?.high == whole?.high)
        #expect(whole.map { $0.coverage >= 0.95 && $0.coverage < 0.952 } ?? true)
    }

    @Test(arguments: [0, 1, 5])
    func `too few values give no interval around the median`(count: Int) {
        #expect(SampleQuantile.ranks(around: 0.5, among: count) == nil)
    }

    @Test func `twenty-five values give no upper limit of a P90, and so no interval`() {
        #expect(SampleQuantile.ranks(around: 0.9, among: 25) == nil)
    }

    @Test func `the interval around a median consists of values of the sample`() {
        let waits: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
        #expect(SampleQuantile.interval(around: 0.5, ofSorted: waits) == Interval(low: 2, high: 256))
    }

    @Test func `quintiles give equal values the same lower score`() throws {
        let cuts = try #require(QuantileCuts(classes: 5, ofSorted: Array(stride(from: 1.0, through: 11, by: 1))))
        #expect(cuts.limits == [3, 5, 7, 9])
        #expect([0, 3, 3.5, 9, 10].map { cuts.score(of: $0) } == [1, 1, 2, 4, 5])
        #expect(cuts.score(of: .nan) == nil)
        #expect(!cuts.areCollapsed)
        let onceBuyers = try #require(QuantileCuts(classes: 5, ofSorted: [1, 1, 1, 1, 1, 1, 1, 2, 3, 9]))
        #expect(onceBuyers.areCollapsed)
        #expect(QuantileCuts(classes: 5, ofSorted: []) == nil)
    }

    @Test(
        arguments: [
            ([5, 5, 5, 5], 0), ([0, 0, 0, 1], 0.75), ([1, 2, 3, 4, 5], 4.0 / 15), ([7], 0),
        ] as [([Double], Double)])
    func `the Gini coefficient runs from equal shares to one holder`(amounts: [Double], expected: Double) {
        #expect(agree(Gini.coefficient(ofSorted: amounts), expected, decimals: 14))
    }

    @Test(arguments: [[], [0, 0], [-1, 5], [.infinity]] as [[Double]])
    func `amounts without a meaningful total have no Gini coefficient`(amounts: [Double]) {
        #expect(Gini.coefficient(ofSorted: amounts) == nil)
    }
}
