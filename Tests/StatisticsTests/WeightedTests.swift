// Weighted means and shares: the standard errors that R's survey package gives, and moments that do not lose digits.
import Statistics
import Testing

struct WeightedTests {
    private let weights = [0.5, 0.8, 1.2, 2, 0.6, 1.5, 0.9, 1.1, 3, 0.7, 1.3, 0.4]
    private let scores: [Double] = [5, 4, 4, 2, 3, 5, 3, 4, 1, 5, 2, 4]

    private func moments(_ values: [Double], _ weights: [Double]) -> ExactWeightedMoments {
        var moments = ExactWeightedMoments()
        for (value, weight) in zip(values, weights) { moments.add(value, weight: weight) }
        return moments
    }

    @Test func `a weighted mean has the standard error of a linearised ratio`() {
        #expect(agree(moments(scores, weights).standardError, 0.5598006, relative: 1e-6))
        // Other units of the weights change nothing.
        #expect(agree(moments(scores, weights.map { $0 * 10 }).standardError, 0.5598006, relative: 1e-6))
    }

    @Test func `with equal weights it is that of a mean`() throws {
        var plain = ExactMoments()
        plain.add(scores.span)
        let error = try #require(plain.sampleMean?.standardError)
        #expect(agree(moments(scores, scores.map { _ in 2.5 }).standardError, error, relative: 1e-14))
    }

    @Test func `a mean far from zero loses no digits, and values that are all the same do not spread`() throws {
        let far = scores.map { $0 + 1e9 }
        #expect(agree(moments(far, weights).standardError, 0.5598006, relative: 1e-6))
        let error = try #require(moments(scores.map { _ in 0.1 }, weights).standardError)
        #expect(error < 1e-16)
    }

    @Test func `any order and any parts come to the same bits`() {
        let (values, own) = (scores.map { $0 / 3 }, weights.map { $0 / 7 })
        let whole = moments(values, own).standardError
        #expect(moments(values.reversed(), own.reversed()).standardError == whole)
        var parts = moments(Array(values[7...]), Array(own[7...]))
        parts.merge(moments(Array(values[..<7]), Array(own[..<7])))
        #expect(parts.standardError == whole)
    }

    @Test func `a single value and numbers past all bounds have no standard error`() {
        #expect(moments([3], [2]).standardError == nil)
        #expect(moments([1e200, 2], [1, 1]).standardError == nil)
        #expect(ExactWeightedMoments().standardError == nil)
    }

    private func weightedShare(_ rows: [(isFulfilled: Bool, weight: Double)]) -> WeightedShare? {
        let part = rows.filter(\.isFulfilled).map(\.weight)
        let rest = rows.filter { !$0.isFulfilled }.map(\.weight)
        func squares(_ weights: [Double]) -> Double { weights.reduce(0) { $0 + $1 * $1 } }
        return WeightedShare(
            count: rows.count, weight: (part + rest).reduce(0, +), fulfilling: part.reduce(0, +),
            squares: (squares(part), squares(rest)))
    }

    @Test func `a weighted share has Wilson's interval for the rows that are as sure`() throws {
        let share = try #require(weightedShare(zip(scores, weights).map { ($0 >= 4, $1) }))
        #expect(agree(share.share, 0.4428571, relative: 1e-6))
        #expect(agree(share.effectiveCount, 8.675944, relative: 1e-6))
        #expect(agree(share.interval().low, 0.1846623, relative: 1e-6))
        #expect(agree(share.interval().high, 0.7361251, relative: 1e-6))
    }

    /// Two hundred answers raked to margins of region and age.
    @Test func `a raked share has the standard error of weights taken as given`() throws {
        let cells: [(rows: Int, satisfied: Int, weight: Double)] = [
            (40, 30, 1.403733), (30, 18, 1.461689), (25, 15, 0.8349808), (45, 32, 0.8694551), (20, 8, 0.6488082),
            (40, 26, 0.6755959),
        ]
        let rows = cells.flatMap { cell in (0..<cell.rows).map { ($0 < cell.satisfied, cell.weight) } }
        let share = try #require(weightedShare(rows))
        #expect(agree(share.share, 0.6576282, relative: 1e-6))
        let error = (share.share * (1 - share.share) / share.effectiveCount).squareRoot()
        #expect(agree(error, 0.03512633, relative: 1e-6))
    }

    @Test func `all or none keep the width that their weights give them`() throws {
        let all = try #require(weightedShare([(true, 1), (true, 3)]))
        #expect(all.share == 1)
        #expect(all.effectiveCount == 1.6)
        #expect(all.interval().high == 1)
        #expect(all.interval().low > 0.2 && all.interval().low < 0.4)
        let none = try #require(weightedShare([(false, 2)]))
        #expect(none.effectiveCount == 1)
        #expect(none.interval() == Proportion(successes: 0, trials: 1)?.interval())
        #expect(weightedShare([]) == nil)
    }

    @Test func `a difference of weighted shares is Newcombe's`() throws {
        let first = try #require(weightedShare([(true, 1), (true, 1), (false, 1), (false, 2)]))
        let second = try #require(weightedShare([(true, 1), (false, 1), (false, 1)]))
        let difference = first.differenceInterval(from: second)
        #expect(difference.low < first.share - second.share && first.share - second.share < difference.high)
        #expect(first.differenceInterval(from: first).contains(0))
    }
}
