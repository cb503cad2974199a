// Ranges of a histogram: round ends, every number in exactly one.
import Statistics
import Testing

struct HistogramBinsTests {
    private static func counts(_ sample: [Double], isClock: Bool = false) throws -> (HistogramBins, [Int]) {
        let bins = try #require(HistogramBins(ofSorted: sample.sorted(), isClock: isClock))
        var counts = [Int](repeating: 0, count: bins.ranges.count)
        for number in sample { counts[bins.place(of: number)] += 1 }
        return (bins, counts)
    }

    @Test func `seconds have widths of a clock, and begin at zero where it is near`() throws {
        let (bins, counts) = try Self.counts((0..<600).map(Double.init), isClock: true)
        #expect(bins.ends == (0...10).map { Double($0) * 60 })
        #expect(counts == [Int](repeating: 60, count: 10))
        #expect(!bins.hasLower && !bins.hasUpper)
    }

    @Test func `what lies far out is a range without an end`() throws {
        let (bins, counts) = try Self.counts((100...199).map(Double.init) + [-5000, 90_000])
        #expect(bins.hasLower && bins.hasUpper)
        #expect(counts.first == 1 && counts.last == 1)
        #expect(bins.ranges.first?.low == nil && bins.ranges.last?.high == nil)
        #expect(bins.ends.count <= 16)
    }

    @Test(arguments: [
        [0], [7], [-3, -3], [0.1, 0.2, 0.3], [1, 2, 3, 4, 5], [1e12, 2e12], [-1, 0, 1], [1e-9, 3e-9],
        [0, 0, 0, 0, 1000],
    ])
    func `every number lies in the range that says so`(sample: [Double]) throws {
        let (bins, counts) = try Self.counts(sample)
        #expect(counts.reduce(0, +) == sample.count)
        for number in sample {
            let range = bins.ranges[bins.place(of: number)]
            #expect(range.low.map { $0 <= number } ?? true)
            #expect(range.high.map { number < $0 } ?? true)
        }
        #expect(zip(bins.ends, bins.ends.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `whole numbers have no ranges narrower than one`() throws {
        let (bins, _) = try Self.counts([1, 2, 2, 3])
        #expect(zip(bins.ends, bins.ends.dropFirst()).allSatisfy { $1 - $0 == 1 })
    }

    @Test func `there are none of nothing, and none beyond all bounds`() {
        #expect(HistogramBins(ofSorted: [], isClock: false) == nil)
        #expect(
            HistogramBins(ofSorted: [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude], isClock: true) == nil)
    }
}
