// Going backwards through rows in the order of time, against a look at every pair of rows.

import Tabular
import TestSupport
import Testing

@Suite struct NextTimesTests {
    /// In which unit times come, and how far from 0: steps of four bytes of one or of a thousand, numbers between them, and longer spans.
    static let units: [(unit: Int64, start: Int64, odd: Int64)] = [
        (1, 0, 0), (1, -5000, 0), (1000, 1 << 40, 0), (5_000_000, -(1 << 40), 0), (5_000_000, 0, 7), (1 << 33, 0, 0),
        (1 << 43, -(1 << 50), 1), (1 << 50, .min, 0),
    ]

    @Test(arguments: 0..<40)
    func `a row is alone when no row of its key follows soon`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let keyCount = random.pick(1, 5, 300)
        let (unit, start, odd) = Self.units[seed % Self.units.count]
        var step: Int64 = 0
        let rows = (0..<1000).map { row -> (key: UInt32, time: Int64, isTaken: Bool) in
            step += Int64.random(in: 0...random.pick(0, 3, 9), using: &random)
            let time = start + step * unit + (row > 500 ? odd : 0)
            return (UInt32.random(in: 0..<UInt32(keyCount), using: &random), time, random.pick(true, true, false))
        }
        let (first, last) = (rows[0].time, rows[999].time)
        let gap = random.pick(0, 10 * unit, 10 * unit + 1, 300 * unit - 1, .max / 2)
        let cut = random.pick(last, last - 100 * unit, first - (first == .min ? 0 : 1), .max)
        var next = NextTimes(keyCount: keyCount, span: first...last)
        var end = rows.count
        while end > 0 {
            let start = max(0, end - random.pick(1, 63, 64, 65, 300))
            let part = Array(rows[start..<end])
            var taken = [UInt64](repeating: 0, count: (part.count + 63) / 64)
            for (row, entry) in part.enumerated() where entry.isTaken { taken[row / 64] |= 1 << UInt64(row % 64) }
            let (early, alone) = next.take(taken, keys: part.map(\.key), times: part.map(\.time), cut: cut, gap: gap)
            for (row, entry) in part.enumerated() {
                let isEarly = entry.isTaken && entry.time <= cut
                let isFollowed = rows[(start + row + 1)...].contains {
                    $0.isTaken && $0.key == entry.key && $0.time - entry.time <= gap
                }
                let bit = UInt64(row % 64)
                #expect((early[row / 64] >> bit & 1 == 1) == isEarly)
                #expect((alone[row / 64] >> bit & 1 == 1) == (isEarly && !isFollowed))
            }
            end = start
        }
    }
}
