// `unrepeated` on rows in the order of time, cut into parts for several threads, against a look at every pair of rows.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct OrderedVisitTests {
    private struct Row {
        var id: Int?
        var hour: Int64?
        var count: Int64
    }

    @Test(arguments: 0..<24)
    func `a row's next is found across chunks and threads`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let customers = random.pick(1, 7, 60)
        var hour: Int64 = 0
        let rows = (0..<500).map { _ -> Row in
            hour += Int64.random(in: 0...random.pick(1, 5), using: &random)
            return Row(
                id: random.pick(0, 1, 2, 3, 4) == 0 ? nil : Int.random(in: 0..<customers, using: &random),
                hour: random.pick(0, 1, 2, 3, 4, 5, 6) == 0 ? nil : hour, count: Int64.random(in: 0..<4, using: &random)
            )
        }
        let isDate = seed % 4 == 3
        let unit: Int64 = isDate ? 86_400_000 : 3_600_000
        let times = rows.map { row in
            row.hour.map { isDate ? Cell.date(Int32($0)) : .instant($0 * unit) } ?? .missing
        }
        let table = Table.sample(
            "calls",
            [
                "id": .texts(rows.map { $0.id.map { "c\($0)" } }), "at": .cells(isDate ? .date : .instant, times),
                "count": .integers(rows.map(\.count)),
            ], chunkRows: random.pick(500, 100, 64, 7, 1))
        // From a gap that no thread looks beyond its own rows for, to one that covers nearly everything.
        for (gap, jobs) in [(1, 1), (30, 1), (1, 2), (30, 2), (400, 3), (1200, 2), (5000, 2), (30, 5)] as [(Int64, Int)]
        {
            var bench = AggregationBench(tables: [table])
            bench.jobs = jobs
            let span = isDate ? "\(gap) d" : "\(gap) h"
            let cell = try #require(
                try bench.results(
                    "define:\n  m: { of: calls, at: at, unrepeated: id, within: \(span), where: count > 0 }"
                ).cell("m"))
            let last = rows.compactMap(\.hour).max() ?? 0
            let visits = rows.enumerated().compactMap { number, row -> (number: Int, id: Int, hour: Int64)? in
                guard let id = row.id, let hour = row.hour, row.count > 0 else { return nil }
                return (number, id, hour)
            }
            let counted = visits.filter { $0.hour <= last - gap }
            let unrepeated = counted.filter { visit in
                !visits.contains {
                    $0.id == visit.id && $0.number > visit.number && $0.hour - visit.hour <= gap
                }
            }
            #expect(cell.n == counted.count, "\(gap) \(jobs)")
            if !counted.isEmpty { #expect(cell.numerator == .exact(ExactDecimal(unrepeated.count)), "\(gap) \(jobs)") }
        }
    }

    @Test func `what is known of a chunk's times is what a look at each says`() {
        let samples: [[Int64?]] = [
            [], [nil], [5], [1, 2, 2, 9], [2, 1], [nil, 4, nil, 7], [nil, 7, 4], [Int64.min, .max], [.max, .min],
            (0..<3000).map { $0 }, (0..<3000).map { $0 == 2047 ? 0 : $0 },
        ]
        for sample in samples {
            let present = sample.compactMap { $0 }
            let column = Column.instant(
                PrimitiveColumn(sample.map { $0 ?? 0 }, presence: Presence(count: sample.count) { sample[$0] != nil }))
            let times = ChunkTimes(of: column)
            #expect(times?.span.lowerBound == present.min() && times?.span.upperBound == present.max())
            if let times { #expect(times.isInOrder == zip(present, present.dropFirst()).allSatisfy { $0 <= $1 }) }
        }
    }
}
