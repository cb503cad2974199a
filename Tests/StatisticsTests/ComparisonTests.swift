// Two samples, pairs, ratios and many p values, against numbers worked out elsewhere.
import Statistics
import Testing

struct ComparisonTests {
    private static let first = [12.1, 15.4, 9.8, 22, 18.3, 14.2, 30.5, 11.7]
    private static let second = [10.2, 8.9, 13.3, 7.4, 12.8, 9.1, 16, 6.6, 11.1]

    // MARK: Many questions

    /// The list of Benjamini and Hochberg (1995).
    @Test func `fifteen p values are adjusted as in the paper, and by the two stricter ways`() {
        let values = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1,
        ]
        let known = [
            0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.5811818, 0.714875,
            0.7532308, 0.8132143, 1,
        ]
        let adjusted = FalseDiscoveries.adjusted(values, tested: 15)
        for (found, expected) in zip(adjusted, known) { #expect(agree(found, expected, relative: 1e-7)) }
        #expect(adjusted.count { $0 < 0.05 } == 4)
        let holm = FalseDiscoveries.holm(values, tested: 15)
        for (found, expected) in zip(holm, [0.0015, 0.0056, 0.0247, 0.114]) {
            #expect(agree(found, expected, relative: 1e-9))
        }
        #expect(holm.count { $0 < 0.05 } == 3)
        let strict = FalseDiscoveries.adjustedUnderDependence(values, tested: 15)
        for (found, expected) in zip(strict, [0.004977343, 0.009954687, 0.03152318]) {
            #expect(agree(found, expected, relative: 1e-6))
        }
        #expect(FalseDiscoveries.holm([0.6, 0.5], tested: 2) == [1, 1])
    }

    // MARK: Rates

    @Test func `a ratio of rates has the golden p by each way of counting, and the golden limits`() throws {
        let rate = try #require(EventRate(events: 12, exposure: 2.5))
        let ratio = RateRatio(rate, to: try #require(EventRate(events: 5, exposure: 3.2)))
        #expect(agree(ratio.ratio, 3.072, relative: 1e-12))
        let exact = try #require(ratio.interval())
        #expect(agree(exact.low, 1.007419, decimals: 6) && agree(exact.high, 11.13086, decimals: 5))
        #expect(agree(ratio.p(.noMoreLikely), 0.02943386, decimals: 8))
        #expect(agree(ratio.p(.doubled), 0.0482319, decimals: 7))
        #expect(agree(ratio.p(.midDoubled), 0.03074521, decimals: 8))
        let logarithmic = try #require(ratio.logarithmicInterval())
        #expect(agree(logarithmic.low, 1.082267, decimals: 6) && agree(logarithmic.high, 8.719826, decimals: 6))
    }

    @Test func `of no events there is no p, and of none on one side no logarithm`() throws {
        let none = try #require(EventRate(events: 0, exposure: 2))
        let some = try #require(EventRate(events: 4, exposure: 2))
        #expect(RateRatio(none, to: none).p(.doubled) == nil)
        #expect(RateRatio(none, to: some).logarithmicInterval() == nil)
        #expect(agree(RateRatio(none, to: some).p(.doubled), 0.125, decimals: 12))
    }

    // MARK: Two samples

    @Test func `the rank sum has the golden p, shift and limits`() throws {
        let test = try #require(RankSumTest(Self.first, Self.second))
        #expect(test.u == 59)
        #expect(agree(test.p, 0.02739613, decimals: 8))
        #expect(agree(test.shift, 5.05, decimals: 9))
        let interval = try #require(test.interval)
        #expect(agree(interval.low, 0.9, decimals: 9) && agree(interval.high, 10.9, decimals: 9))
        #expect(agree(test.coverage, 0.9535993, decimals: 7))
    }

    /// Every way of dealing the values out, counted one by one.
    @Test func `ties are counted exactly`() throws {
        let (first, second) = ([1.0, 2, 2, 5], [2.0, 2, 3, 1, 0])
        let test = try #require(RankSumTest(first, second))
        let all = first + second
        func sum(_ chosen: Set<Int>) -> Double {
            chosen.reduce(0) { sum, index in
                let below = all.count { $0 < all[index] }
                let same = all.count { $0 == all[index] }
                return sum + Double(below) + (Double(same) + 1) / 2
            }
        }
        var sums: [Double] = []
        for mask in 0..<(1 << all.count) where mask.nonzeroBitCount == first.count {
            sums.append(sum(Set(all.indices.filter { mask >> $0 & 1 == 1 })))
        }
        let found = sum([0, 1, 2, 3])
        let (below, above) = (sums.count { $0 <= found }, sums.count { $0 >= found })
        #expect(agree(test.p, min(1, 2 * Double(min(below, above)) / Double(sums.count)), decimals: 12))
        #expect(test.u == 12.5)
    }

    @Test func `large samples are compared by the normal distribution, close to the exact test`() throws {
        let first = (0..<30).map { Double($0) * 1.1 + 4 }
        let second = (0..<30).map { Double($0) }
        let exact = try #require(RankSumTest(first, second))
        let large = try #require(RankSumTest(first + [15.01], second))
        #expect((exact.p - large.p).magnitude < 0.02)
        #expect(large.coverage == nil && large.interval != nil)
        #expect(try #require(RankSumTest([Double](repeating: 1, count: 40), [Double](repeating: 1, count: 40))).p == 1)
        #expect(RankSumTest([], [1]) == nil)
        #expect(RankSumTest([1], [2])?.interval == nil)
    }

    @Test func `medians are compared by their order, and by how many lie above that of all`() throws {
        let medians = (
            try #require(SampleMedian(Self.first)), try #require(SampleMedian(Self.second))
        )
        let interval = try #require(medians.0.differenceInterval(from: medians.1))
        #expect(agree(medians.0.median - medians.1.median, 4.6, decimals: 9))
        #expect(agree(interval.low, -1.641323, decimals: 6) && agree(interval.high, 10.84132, decimals: 5))
        let mood = try #require(MedianTest(Self.first, Self.second))
        #expect(mood.above == (5, 3))
        #expect(agree(mood.p, 0.3469354, decimals: 7))
        #expect(agree(mood.largeSampleP, 0.2291418, decimals: 7))
        #expect(MedianTest([1, 1], [1]) == nil)
        #expect(SampleMedian([1]) == nil)
    }

    @Test func `two means are compared by Welch`() throws {
        let (first, second) = (try #require(SampleMean(Self.first)), try #require(SampleMean(Self.second)))
        let difference = try #require(MeanDifference(welch: first, second))
        let interval = try #require(difference.interval())
        #expect(agree(interval.low, 0.3005462, decimals: 7) && agree(interval.high, 11.99945, decimals: 5))
        #expect(interval == first.differenceInterval(from: second))
        let p = try #require(difference.p)
        #expect(p < 0.05)
    }

    @Test func `the ratio of two means has the golden limits`() throws {
        let first = try #require(SampleMean([120, 85, 240, 60, 310, 95, 150, 70]))
        let second = try #require(SampleMean([90, 60, 75, 130, 55, 100, 45]))
        let compared = try #require(MeanRatio.compared(first, second))
        #expect(agree(compared.ratio, 1.781532, decimals: 6))
        #expect(agree(compared.interval.low, 1.061266, decimals: 6))
        #expect(agree(compared.interval.high, 2.99063, decimals: 5))
        #expect(agree(compared.p, 0.02889253, decimals: 8))
        let negative = try #require(SampleMean([-1, -2]))
        #expect(MeanRatio.compared(negative, second) == nil)
    }

    // MARK: Quantiles

    @Test func `the ranks around a quantile are the golden ones`() {
        func limits(_ quantile: Double, _ count: Int) -> [Int]? {
            SampleQuantile.limits(around: quantile, among: count).map { [$0.low, $0.high] }
        }
        #expect(limits(0.5, 10) == [2, 9])
        #expect(limits(0.5, 25) == [8, 18])
        #expect(limits(0.5, 40) == [14, 27])
        #expect(limits(0.5, 6) == [1, 6])
        #expect(limits(0.5, 5) == nil)
        #expect(limits(0.5, 9) == [2, 8])
        #expect(limits(0.9, 40) == [32, 40])
        #expect(limits(0.9, 25) == nil)
    }

    // MARK: Pairs

    private static let before = [62.0, 70, 55, 81, 66, 59, 74, 68, 77, 60]
    private static let after = [70.0, 78, 54, 88, 75, 66, 74, 77, 80, 69]
    private static let gains = zip(after, before).map { $0 - $1 }

    @Test func `pairs have the golden t, effect and signed ranks`() throws {
        let difference = try #require(MeanDifference(paired: Self.gains))
        #expect(agree(difference.difference, 5.9, decimals: 9))
        #expect(agree(difference.t, 4.892191, decimals: 6))
        #expect(agree(difference.p, 0.0008568301, decimals: 10))
        let interval = try #require(difference.interval())
        #expect(agree(interval.low, 3.171831, decimals: 6) && agree(interval.high, 8.628169, decimals: 6))
        #expect(agree(PairedEffect.hedges(Self.gains), 1.414443, decimals: 6))
        let ranks = try #require(SignedRankTest(Self.gains))
        #expect(ranks.positiveRanks == 44 && ranks.zeros == 1)
        #expect(agree(ranks.p, 0.0078125, decimals: 12))
        #expect(agree(ranks.shift, 7, decimals: 9))
        #expect(SignedRankTest([0, 0]) == nil)
        #expect(MeanDifference(paired: [3]) == nil && MeanDifference(paired: [3, 3]) == nil)
        #expect(PairedEffect.hedges([3, 3, 3]) == nil && PairedEffect.hedges([3, 4]) == nil)
    }

    @Test func `many pairs are compared by the normal distribution, close to the exact test`() throws {
        let few = (0..<100).map { Double($0 % 7) - 2.4 }
        let exact = try #require(SignedRankTest(few))
        let large = try #require(SignedRankTest(few + [0.1]))
        #expect((exact.p - large.p).magnitude < 0.01)
    }

    // MARK: Difference in differences

    private static func persons(_ rows: [([Double], [Double])]) -> [DifferenceInDifferences.Person] {
        rows.map { DifferenceInDifferences.Person(before: $0.0, after: $0.1) }
    }
    private static let treated = persons([
        ([70, 74, 69], [80, 83, 79]), ([65, 61, 66], [71, 75, 70]), ([80, 78, 82], [83, 88, 86]),
        ([58, 62], [72, 69]),
    ])
    private static let control = persons([
        ([72, 75, 71], [74, 73, 76]), ([68, 64, 66], [66, 69, 70]), ([77, 79, 81], [80, 78, 84]),
        ([60, 63], [61, 65]),
    ])

    @Test func `the difference in differences has the golden limits by persons and by rows`() throws {
        let persons = try #require(DifferenceInDifferences.byPersons(treated: Self.treated, control: Self.control))
        #expect(agree(persons.difference, 6.666667, decimals: 6))
        #expect(agree(persons.standardError, 1.08173, decimals: 5))
        #expect(agree(persons.degreesOfFreedom, 3.180173, decimals: 6))
        let interval = try #require(persons.interval())
        #expect(agree(interval.low, 3.33187, decimals: 5) && agree(interval.high, 10.00146, decimals: 5))
        let rows = try #require(DifferenceInDifferences.byRows(treated: Self.treated, control: Self.control))
        #expect(agree(rows.difference, 6.454545, decimals: 6))
        #expect(agree(rows.standardError, 1.019319, decimals: 6) && rows.degreesOfFreedom == 7)
        let limits = try #require(rows.interval())
        #expect(agree(limits.low, 4.044238, decimals: 6) && agree(limits.high, 8.864853, decimals: 6))
        #expect(agree(rows.p, 0.0003918493, decimals: 10))
        #expect(DifferenceInDifferences.byPersons(treated: Self.treated, control: []) == nil)
        #expect(DifferenceInDifferences.byRows(treated: [], control: Self.control) == nil)
    }

    @Test func `the distribution of F has known quantiles`() {
        #expect(agree(FDistribution.quantile(0.95, 3, 10), 3.708265, decimals: 6))
        #expect(agree(FDistribution.quantile(0.975, 5, 18), 3.382, decimals: 3))
        #expect(FDistribution.quantile(1, 5, 18) == nil && FDistribution.quantile(0.5, 0, 18) == nil)
    }
}
