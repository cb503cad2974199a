// Means: Student and Welch intervals, and moments that do not lose digits.
import Statistics
import Testing

struct SampleMeanTests {
    private func mean(of values: [Double]) throws -> SampleMean {
        var moments = ExactMoments()
        moments.add(values.span)
        return try #require(moments.sampleMean)
    }

    @Test func `a mean of ratings has the interval SciPy gives`() throws {
        let ratings = try mean(of: [4, 5, 3, 4, 4, 2, 5, 5, 1, 4])
        #expect(ratings.mean == 3.7)
        let interval = try #require(ratings.interval())
        #expect(agree(interval.low, 2.74321478103839, relative: 1e-12))
        #expect(agree(interval.high, 4.65678521896161, relative: 1e-12))
    }

    @Test func `a difference of means has the Welch interval SciPy gives`() throws {
        let first = try mean(of: [4, 5, 3, 4, 4, 2, 5, 5, 1, 4])
        let second = try mean(of: [3, 2, 4, 3, 5, 1, 2])
        let interval = try #require(first.differenceInterval(from: second))
        #expect(agree(interval.low, -0.585686762008553, relative: 1e-12))
        #expect(agree(interval.high, 2.271401047722839, relative: 1e-12))
    }

    @Test func `a remembered quantile gives the same interval`() throws {
        let sample = try mean(of: [4, 5, 3, 4, 4, 2, 5, 5, 1, 4])
        var quantiles = StudentQuantiles()
        for _ in 0..<2 { #expect(sample.interval(quantiles: &quantiles) == sample.interval()) }
        #expect(quantiles.lower(degreesOfFreedom: 0) == nil)
    }

    @Test func `quantiles worked out side by side have the same bits as those worked out one by one`() {
        let degrees = Array(-1...300) + Array(stride(from: 301, to: 30_000, by: 97)) + [1 << 40]
        for level in [ConfidenceLevel.percent95, .percent90] {
            var quantiles = StudentQuantiles(at: level)
            quantiles.prepare(degreesOfFreedom: degrees)
            for freedom in degrees {
                let alone = StudentDistribution.quantile(level.tail, degreesOfFreedom: Double(freedom))
                #expect(quantiles.lower(degreesOfFreedom: freedom)?.bitPattern == alone?.bitPattern, "\(freedom)")
            }
        }
    }

    @Test func `one value has a mean but no interval, and none has neither`() throws {
        #expect(try mean(of: [7]).interval() == nil)
        #expect(ExactMoments().sampleMean == nil)
        #expect(SampleMean(count: 0, mean: 1, standardDeviation: 1) == nil)
        #expect(SampleMean(count: 2, mean: .nan, standardDeviation: 1) == nil)
        #expect(SampleMean(count: 5, mean: 1, standardDeviation: -2)?.standardDeviation == nil)
    }

    @Test func `equal values have an interval without width`() throws {
        #expect(try mean(of: [3, 3, 3]).interval() == Interval(low: 3, high: 3))
        #expect(try mean(of: [3, 3]).differenceInterval(from: mean(of: [1, 1])) == Interval(low: 2, high: 2))
    }

    @Test func `a deviation keeps its digits however far the mean is from zero`() {
        var moments = ExactMoments()
        moments.add([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16].span)
        #expect(moments.variance == 30)
        moments.add(.infinity)
        #expect(moments.variance == nil)
        #expect(moments.sampleMean == nil)
    }
}
