// Numbers that make the accumulators change how they keep them: tables, lists, narrow and wide sums.

import Aggregation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct RepresentationTests {
    private func cells(_ definition: String, of values: [Int64], chunkRows: Int, jobs: Int) throws -> MetricCell {
        let table = Table.sample(
            "calls", ["number": .integers(values.map { $0 }), "wait": .cells(.duration, values.map { .duration($0) })],
            chunkRows: chunkRows)
        var bench = AggregationBench(tables: [table])
        bench.jobs = jobs
        return try #require(try bench.results("define:\n  m: { of: calls, \(definition) }").cell("m"))
    }

    /// Small numbers, numbers past every table, negative ones, and milliseconds that are no whole seconds.
    static let samples: [[Int64]] = [
        (0..<300).map { $0 * 7 % 90 }, (0..<300).map { $0 * 577 % 9000 }, (0..<300).map { $0 * 7919 % 100_000 },
        (0..<300).map { $0 * 7 % 90 - 40 }, (0..<300).map { $0 * 1000 % 77_000 },
        (0..<300).map { $0 < 290 ? $0 * 1000 % 77_000 : $0 * 37 }, (0..<40).map { 1 << $0 },
    ]

    @Test(arguments: samples)
    func `a quantile does not depend on how its numbers are kept`(values: [Int64]) throws {
        let sorted = values.sorted()
        let place = Double(values.count - 1) * 0.9
        let (low, high) = (Double(sorted[Int(place)]), Double(sorted[min(Int(place) + 1, values.count - 1)]))
        let expected = low + (high - low) * (place - place.rounded(.down))
        for (chunkRows, jobs) in [(1000, 1), (7, 1), (32, 3), (1, 2)] {
            let number = try cells(
                "quantile: number, at_share: 90%", of: values, chunkRows: chunkRows, jobs: jobs)
            let wait = try cells("quantile: wait, at_share: 90%", of: values, chunkRows: chunkRows, jobs: jobs)
            #expect(number.n == values.count && wait.n == values.count)
            #expect(abs((number.value?.doubleValue ?? .nan) - expected) <= 1e-12 * abs(expected))
            #expect(abs((wait.value?.doubleValue ?? .nan) - expected / 1000) <= 1e-12 * abs(expected))
        }
    }

    @Test(
        arguments: [
            [1, 2, 3], [3_000_000_000, -3_000_000_000, 5], [.max, .max, 1], [.min, .min, 7], [.max, .min, 0],
            [1 << 40, 3, 1 << 40, 5, 1 << 62, 9],
        ] as [[Int64]])
    func `a sum of numbers of any size is exact`(values: [Int64]) throws {
        let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
        let squares = values.reduce(0.0) { $0 + Double($1) * Double($1) }
        for chunkRows in [1, 2, 10] {
            let mean = try cells("mean: number", of: values, chunkRows: chunkRows, jobs: 2)
            #expect(mean.numerator == .exact(ExactDecimal(units: sum, scale: 0)))
            #expect(mean.n == values.count)
            let deviation = ((squares - Double(sum) * Double(sum) / Double(values.count)) / Double(values.count - 1))
                .squareRoot()
            let width = (mean.high ?? 0) - (mean.low ?? 0)
            // t(2) and t(5).
            let t = values.count == 3 ? 4.302652729749462 : 2.570581835636314
            #expect(abs(width - 2 * t * deviation / Double(values.count).squareRoot()) <= 1e-6 * abs(width))
        }
    }

    @Test func `a number may occur more often than two bytes can count`() throws {
        // 150,000 zeros, 70,000 ones and 30,000 twos: the median is 0, the third quarter 1, nine tenths 2.
        let values = [Int64](repeating: 0, count: 150_000) + [Int64](repeating: 1, count: 70_000)
            + [Int64](repeating: 2, count: 30_000)
        for (chunkRows, jobs) in [(250_000, 1), (60_000, 2), (4096, 3)] {
            for (share, expected) in [("50%", 0.0), ("75%", 1), ("87%", 1), ("89%", 2)] {
                let cell = try cells(
                    "quantile: number, at_share: \(share)", of: values, chunkRows: chunkRows, jobs: jobs)
                #expect(cell.n == 250_000)
                #expect(cell.value?.doubleValue == expected)
            }
        }
    }

    @Test(arguments: 0..<20)
    func `rows of a customer are put in order wherever they stand`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let customers = random.pick(1, 3, 400)
        let times = (0..<600).map { _ in Int64.random(in: 0...random.pick(40, 400), using: &random) * 3_600_000 }
        let ids = times.map { _ in Int.random(in: 0..<customers, using: &random) }
        let table = Table.sample(
            "calls", ["id": .texts(ids.map { "c\($0)" }), "at": .cells(.instant, times.map { .instant($0) })],
            chunkRows: random.pick(600, 100, 7))
        var bench = AggregationBench(tables: [table])
        bench.jobs = random.pick(1, 2, 3)
        let definition = "define:\n  m: { of: calls, at: at, unrepeated: id, within: 24 h }"
        let cell = try #require(try bench.results(definition).cell("m"))
        let (day, last) = (Int64(86_400_000), times.max() ?? 0)
        let counted = times.indices.filter { times[$0] <= last - day }
        let unrepeated = counted.filter { row in
            !times.indices.contains { other in
                ids[other] == ids[row] && other != row && times[other] - times[row] <= day
                    && (times[row], row) < (times[other], other)
            }
        }
        #expect(cell.n == counted.count)
        #expect(cell.numerator == .exact(ExactDecimal(unrepeated.count)))
    }
}
