// Counting different codes in every way it is done, against sets.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct DistinctTests {
    /// Few groups and codes have a bit for each pair of them; many are brought together group by group.
    static let sizes: [(groups: Int, codes: Int, rows: Int)] = [
        (1, 1, 0), (2, 1, 10), (2, 64, 500), (40, 65, 2000), (40, 1, 300), (3000, 3000, 20_000), (9, 1_000_000, 5000),
        (140_000, 3, 4000),
    ]

    @Test(arguments: sizes)
    func `different codes are counted and kept as sets would`(_ size: (groups: Int, codes: Int, rows: Int)) {
        var random = SplitMix64(seed: UInt64(size.groups))
        for jobs in [1, 2, 5] {
            var lists: [GroupedCodes] = []
            var (counts, expected) = ([Int](repeating: 0, count: size.groups), [Int: Set<UInt32>]())
            // The second list's groups are numbered the other way round.
            let numbers = (0..<size.groups).map { UInt32($0 == 0 ? 0 : size.groups - $0) }
            for isRenumbered in [false, true] {
                var list = GroupedCodes()
                for _ in 0..<4 {
                    let groups = (0..<size.rows / 4).map { _ in
                        UInt32(Int.random(in: 0..<size.groups, using: &random) * random.pick(0, 1, 1))
                    }
                    let codes = groups.map { _ in UInt32.random(in: 0..<UInt32(size.codes), using: &random) }
                    let counted = GroupSpan.with(groups) { list.append(codes, groups: $0) }
                    #expect(counted == groups.count { $0 != 0 })
                    for (group, code) in zip(groups, codes) where group != 0 {
                        let number = Int(isRenumbered ? numbers[Int(group)] : group)
                        counts[number] += 1
                        expected[number, default: []].insert(code)
                    }
                }
                lists.append(isRenumbered ? list.renumbered(numbers) : list)
            }
            let different = DifferentCodes(lists: lists, codeCount: size.codes, rowCounts: counts)
            let found = different.counts(jobs: jobs)
            let tidied = different.tidied()
            #expect(found.count == size.groups && tidied.counts.count == size.groups)
            for group in 1..<max(1, size.groups) {
                #expect(found[group] == expected[group]?.count ?? 0)
                #expect(tidied.counts[group] == found[group])
            }
            #expect(tidied.codes.count == expected.values.reduce(0) { $0 + $1.count })
            #expect(tidied.codes.allSatisfy { expected[Int($0.group)]?.contains($0.code) == true })
        }
    }

    @Test func `repetitions are dropped on the way and counted once all the same`() {
        var distinct = DistinctState(isPlainColumn: true)
        distinct.makeRoom(forGroups: 4)
        let pool = TextPool((0..<1000).map { "c\($0)" })
        // 2 M rows, each value of each group two thousand times.
        let codes = (0..<10_000).map { UInt32($0 % 1000) }
        let column = Column.text(TextColumn(codes: PrimitiveColumn(codes), pool: pool))
        let groups = (0..<10_000).map { UInt32($0 % 4) }
        for _ in 0..<200 { GroupSpan.with(groups) { distinct.update(groups: $0, columns: [column]) } }
        #expect(distinct.finish(jobs: 2).dropFirst().map(\.n) == [250, 250, 250])
        var both = DistinctState(isPlainColumn: true)
        both.makeRoom(forGroups: 3)
        both.merge(distinct, numbers: [0, 2, 1, 2])
        #expect(both.finish(jobs: 1).dropFirst().map(\.n) == [250, 500])
    }
}
