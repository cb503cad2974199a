// Metrics counted together, against each of them counted by itself.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct JointCountTests {
    private static let counting = TwinCase.all.map(\.definition).filter { definition in
        ["count:", "share:", "first_time:", "unrepeated:"].contains { definition.hasPrefix($0) }
    }

    private func options(_ definitions: [String], by: String) -> String {
        "by: \(by)\ndefine:\n"
            + definitions.enumerated().map { "  m\($0): { of: calls, \($1) }\n" }.joined()
    }

    /// The lines of several metrics, each computed without the others.
    private func alone(_ bench: AggregationBench, _ definitions: [String], by: String) throws -> Set<String> {
        var lines: Set<String> = []
        for (number, definition) in definitions.enumerated() {
            lines.formUnion(
                try bench.results("by: \(by)\ndefine:\n  m\(number): { of: calls, \(definition) }\n").lines)
        }
        return lines
    }

    @Test(arguments: 0..<8)
    func `metrics counted together come to what each of them comes to alone`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let table = DirtyTable.random("calls", maximumRows: 300, chunkRows: random.pick(300, 64, 7), using: &random)
        var bench = AggregationBench(tables: [table], periods: TwinTests.periods)
        bench.segments = ["team": ("calls", "queue"), "name": ("calls", "name")]
        bench.jobs = random.pick(1, 2, 3)
        let by = "[[team], [day], [day, team, name]]"
        // All of them, of which the last have no place among the facts, and some.
        for count in [Self.counting.count, 4, 2] {
            let definitions = Array(Self.counting.shuffled(using: &random).prefix(count))
            let together = try bench.results(options(definitions, by: by)).lines
            #expect(Set(together) == (try alone(bench, definitions, by: by)))
        }
    }

    @Test func `metrics are counted by themselves once there are too many groups and combinations`() throws {
        var random = SplitMix64(seed: 3)
        let rows = 0..<6000
        let texts = ["n", "q"].map { letter in
            SampleColumn.texts(rows.map { _ in "\(letter)\(Int.random(in: 0..<100, using: &random))" })
        }
        // Nine conditions combine in 512 ways; 10,000 groups are numbered as they come.
        let flags = (0..<9).map { number in
            (name: "flag\(number)", column: SampleColumn.flags(rows.map { _ in Bool.random(using: &random) }))
        }
        let table = Table.sample("calls", [("name", texts[0]), ("queue", texts[1])] + flags, chunkRows: 1000)
        var bench = AggregationBench(tables: [table])
        bench.segments = ["team": ("calls", "queue"), "name": ("calls", "name")]
        bench.jobs = 2
        let definitions = (0..<9).map { "count: rows, where: flag\($0)" } + ["count: rows"]
        let by = "[[name, team]]"
        let lines = Set(try bench.results(options(definitions, by: by)).lines)
        #expect(lines == (try alone(bench, definitions, by: by)))
    }

    @Test(arguments: [0, 1, 3, 8, 9, 12])
    func `the facts of a row are found again in its number`(_ factCount: Int) {
        var random = SplitMix64(seed: UInt64(factCount))
        var facts = RowFacts(factCount: factCount)
        for rowCount in [130, 64, 1, 500] {
            let rows = (0..<factCount).map { _ in (0..<rowCount).map { _ in random.pick(true, false, false) } }
            facts.take(rowCount: rowCount) { RowMask(PrimitiveColumn(rows[$0])) }
            for row in 0..<rowCount {
                let combination = facts.combinations[Int(facts.numbers[row])]
                for fact in 0..<factCount { #expect(rows[fact][row] == (combination >> UInt16(fact) & 1 == 1)) }
            }
        }
        #expect(Set(facts.combinations).count == facts.combinations.count)
    }

    @Test func `rows are counted by group and combination while there is room`() {
        var random = SplitMix64(seed: 1)
        var counts = JointCounts()
        var expected = [Int](repeating: 0, count: 50 * 4)
        for (groupCount, combinationCount) in [(3, 1), (3, 2), (50, 3), (50, 4)] {
            let groups = (0..<700).map { _ in UInt32.random(in: 0..<UInt32(groupCount), using: &random) }
            let numbers = groups.map { _ in UInt16.random(in: 0..<UInt16(combinationCount), using: &random) }
            for (group, number) in zip(groups, numbers) { expected[Int(group) * 4 + Int(number)] += 1 }
            let isCounted = counts.count(
                groups: groups, groupCount: groupCount, numbers: numbers, combinationCount: combinationCount)
            #expect(isCounted)
        }
        let isCounted = counts.count(groups: [1], groupCount: 1 << 19, numbers: [0], combinationCount: 4)
        #expect(!isCounted)
        var states: [any Accumulator] = [CountState(hasInterval: false), ShareState(hasInterval: false)]
        // Facts: bit 0 counts, bit 1 fulfils.
        counts.pass(
            to: &states,
            members: [JointMember(position: 0, counted: nil), JointMember(position: 1, counted: 0, fulfilling: 1)],
            groupCount: 50, combinations: [0b00, 0b01, 0b10, 0b11])
        let (all, shares) = (states[0].finish(jobs: 1), states[1].finish(jobs: 1))
        for group in 0..<50 {
            let counted = expected[group * 4..<group * 4 + 4]
            #expect(all[group].n == counted.reduce(0, +))
            #expect(shares[group].n == counted[group * 4 + 1] + counted[group * 4 + 3])
            #expect(shares[group].numerator == Measurement.count(counted[group * 4 + 3]))
        }
    }
}
