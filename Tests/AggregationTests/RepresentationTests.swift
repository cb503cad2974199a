// Numbers that make the accumulators change how they keep them: tables, lists, narrow and wide sums.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

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
        let values =
            [Int64](repeating: 0, count: 150_000) + [Int64](repeating: 1, count: 70_000)
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

    /// How many of a thousand numbers are large: none, some, more than stand beside a table.
    @Test(arguments: [0, 1, 3, 10, 200])
    func `numbers that hardly ever occur are counted like all others`(share: Int) throws {
        var random = SplitMix64(seed: UInt64(share))
        let values = (0..<20_000).map { _ in
            Int.random(in: 0..<1000, using: &random) < share
                ? Int64.random(in: 64..<16_000, using: &random) : Int64.random(in: 0..<60, using: &random)
        }
        let sorted = values.sorted()
        for (chunkRows, jobs) in [(20_000, 1), (900, 3)] {
            for share in [50, 90, 99] {
                let place = Double((values.count - 1) * share) / 100
                let (low, high) = (sorted[Int(place)], sorted[min(Int(place) + 1, values.count - 1)])
                let expected = Double(low) + Double(high - low) * (place - place.rounded(.down))
                let cell = try cells(
                    "quantile: number, at_share: \(share)%", of: values, chunkRows: chunkRows, jobs: jobs)
                #expect(cell.n == values.count)
                #expect(abs((cell.value?.doubleValue ?? .nan) - expected) <= 1e-9)
            }
        }
    }

    /// Each with numbers beside its table; the second's table is wider, and one count passes two bytes only in the merging.
    @Test func `counts of two workers are the same whatever the width of their tables`() {
        func counts(_ values: [Int64], groups: [UInt32]) -> WholeCounts {
            var counts = WholeCounts()
            _ = counts.makeRoom(forGroups: 3)
            values.withUnsafeBufferPointer { values in
                GroupSpan.with(groups) { groups in
                    var row = 0
                    while row < values.count {
                        row = counts.count(values, groups: groups, unit: 1, from: row)
                        if row < values.count { _ = counts.take(values[row], group: Int(groups[row])) }
                        row += 1
                    }
                }
            }
            return counts
        }
        func list(_ counts: WholeCounts) -> [String] {
            var lines: [String] = []
            counts.forEach { value, group, count in lines.append("\(group) \(value) \(count)") }
            return lines.sorted()
        }
        let short = (0..<66_000).map { row -> Int64 in row % 2 == 0 ? 5 : Int64(70 + row % 50) }
        var long = [Int64](repeating: 5, count: 50_000)
        long.append(contentsOf: [90, 3000, 90])
        let both = short + long
        let first = counts(long, groups: (0..<50_003).map { UInt32($0 < 50_001 ? 1 : 2) })
        let second = counts(short, groups: short.map { _ in 1 })
        #expect(first.width == 64 && second.width == 128)
        for (one, other) in [(first, second), (second, first)] {
            var merged = one
            let isMerged = merged.merge(other, numbers: [0, 1, 2])
            #expect(isMerged)
            let whole = counts(both, groups: (0..<both.count).map { UInt32($0 < 116_001 ? 1 : 2) })
            #expect(list(merged) == list(whole))
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
