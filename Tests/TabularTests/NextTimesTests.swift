// Going backwards through rows in the order of time, against a look at every pair of rows.

import Tabular
import TestSupport
import Testing

@Suite struct NextTimesTests {
    @Test(arguments: 0..<20)
    func `a row is alone when no row of its key follows soon`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let keyCount = random.pick(1, 5, 300)
        var time: Int64 = random.pick(0, -5000)
        let rows = (0..<1000).map { _ -> (key: UInt32, time: Int64, isTaken: Bool) in
            time += Int64.random(in: 0...random.pick(0, 3, 9), using: &random)
            return (UInt32.random(in: 0..<UInt32(keyCount), using: &random), time, random.pick(true, true, false))
        }
        let gap: Int64 = random.pick(0, 10, 300, 100_000)
        let cut = random.pick(time, time - gap, time - 100, .min)
        var next = NextTimes(keyCount: keyCount)
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
