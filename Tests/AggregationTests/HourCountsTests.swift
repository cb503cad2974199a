// Rows by hour: however the times of a table are ordered and cut into chunks, each hour has the rows that fall in it.

import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct HourCountsTests {
    private enum Order: CaseIterable { case ascending, nearly, shuffled }

    /// A zone, and over how many days the rows are spread: in Berlin the clock changes between them.
    @Test(arguments: [("Asia/Shanghai", 40), ("Europe/Berlin", 400)] as [(String, Int64)])
    func `every hour has its rows, in whatever order they come`(zone: String, days: Int64) throws {
        let zone = try #require(TimeZoneTable(identifier: zone))
        let start: Int64 = 1_767_196_800_000
        var random = SplitMix64(seed: 41)
        for order in Order.allCases {
            var times = (0..<3000).map { _ in start + Int64.random(in: 0..<days * 86_400_000, using: &random) }.sorted()
            switch order {
            case .ascending: break
            case .nearly: for place in stride(from: 0, to: 2990, by: 7) { times.swapAt(place, place + 9) }
            case .shuffled: times.shuffle(using: &random)
            }
            let asOf = start + (days - 1) * 86_400_000
            var counts = HourCounts()
            var rest = times[...]
            while !rest.isEmpty {
                let cut = rest.prefix(Int.random(in: 1...400, using: &random))
                rest = rest.dropFirst(cut.count)
                let column = Column.instant(PrimitiveColumn(Array(cut)))
                counts.merge(HourCounts(of: column, times: nil, asOf: asOf, today: 30_000, zone: zone))
            }
            var expected: [Int: Int] = [:]
            for time in times where time <= asOf {
                expected[Int((time + zone.offset(at: time)) / 3_600_000), default: 0] += 1
            }
            #expect(counts.hours.map(\.hour) == expected.keys.sorted(), "\(order)")
            #expect(counts.hours.allSatisfy { expected[$0.hour] == $0.rows }, "\(order)")
            #expect(counts.futureRows == times.count { $0 > asOf }, "\(order)")
        }
    }
}
