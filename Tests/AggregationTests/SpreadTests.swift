// How rows come to the many periods in which they count: nodes of a tree, and some periods at a time.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct SpreadTests {
    @Test(arguments: 0...17)
    func `a stretch of places is nodes whose leaves are those places, each once`(_ count: Int) {
        let tree = PeriodTree(placeCount: count)
        for low in 0...count {
            for high in low...count {
                var nodes: [Int] = []
                tree.forEachNode(of: low..<high) { nodes.append(Int($0)) }
                let found = (0..<count).filter { place in
                    var holding = 0
                    var node = count + place
                    while node > 0 {
                        holding += nodes.count { $0 == node }
                        node /= 2
                    }
                    #expect(holding < 2)
                    return holding == 1
                }
                #expect(found == Array(low..<high))
                #expect(nodes.count <= 2 * (PeriodTree.depth(ofNode: tree.end) + 1))
                #expect(nodes.allSatisfy { $0 < tree.end })
            }
        }
    }

    @Test func `the first place is found by halves`() {
        #expect((3..<9).firstPlace { $0 >= 5 } == 5)
        #expect((3..<9).firstPlace { _ in true } == 3)
        #expect((3..<9).firstPlace { _ in false } == 9)
        #expect((3..<3).firstPlace { _ in true } == 3)
    }

    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    private static let quarter = ReportPeriods(
        period: Period(.quarter, containing: day("2026-08-01")),
        compared: [.previous: Period(.quarter, containing: day("2026-05-01"))], today: day("2026-12-01"))

    private static func bench(_ random: inout SplitMix64) -> AggregationBench {
        let start = Int64(day("2026-03-20")) * 86_400_000
        var columns: [[Cell]] = [[], [], [], [], []]
        for _ in 0..<160 {
            let opened = start + 3_600_000 * Int64.random(in: 0...(190 * 24), using: &random)
            columns[0].append(.instant(opened))
            columns[1].append(
                random.chance(0.2) ? .missing : .instant(opened + 7_200_000 * .random(in: -9...900, using: &random)))
            columns[2].append(random.chance(0.1) ? .missing : .integer(.random(in: 0...9, using: &random)))
            columns[3].append(.real(Double(Int.random(in: -9999...9999, using: &random)) / 7))
            columns[4].append(.text(random.pick("a", "b", "c")))
        }
        let types: [(String, ColumnType)] = [
            ("opened", .instant), ("resolved", .instant), ("amount", .integer), ("score", .real), ("team", .text),
        ]
        let table = Table.sample(
            "tickets", zip(types, columns).map { (name: $0.0, column: .cells($0.1, $1)) }, chunkRows: 40)
        var bench = AggregationBench(tables: [table], periods: quarter)
        bench.segments = ["team": ("tickets", "team")]
        bench.asOf = Int64(day("2026-12-01")) * 86_400_000
        return bench
    }

    private static let options = """
        by: [[day], [month], [team], [day, team]]
        define:
          age: { of: tickets, at: opened, until: resolved, median: $age }
          middle: { of: tickets, at: opened, until: resolved, stands: throughout, median: amount, where: amount > 2 }
          kinds: { of: tickets, at: opened, window: 20 days, distinct: amount }
          late: { of: tickets, at: opened, to_date: beginning, quantile: score, at_share: 90% }
          again: { of: tickets, at: opened, to_date: quarter, repeat_share: amount, on: team }
          scores: { of: tickets, at: none, median: score }
          open: { of: tickets, at: opened, until: resolved, count: rows }
        """

    @Test func `some periods at a time come to the same bits as all at once`() throws {
        var random = SplitMix64(seed: 0xBA7C)
        var bench = Self.bench(&random)
        let collector = DiagnosticCollector()
        var plan = bench.plan(Self.options, collector)
        #expect(collector.diagnostics.filter { $0.severity == .error }.map(\.message.english) == [])
        let reference = try bench.run(plan, collector).lines
        for (most, jobs) in [(0, 1), (150, 2), (2000, 3), (9000, 1)] {
            plan.mostRowsAtOnce = most
            bench.jobs = jobs
            #expect(try bench.run(plan, DiagnosticCollector()).lines == reference)
        }
    }

    @Test func `batches have every period once, and no more rows than they may`() throws {
        var random = SplitMix64(seed: 0xBA7D)
        let bench = Self.bench(&random)
        let collector = DiagnosticCollector()
        let plan = bench.plan(Self.options, collector)
        let context = StageContext(collector: collector, zone: .utc, asOf: bench.asOf)
        let tables = try PlanTables(of: plan, on: bench.segmented, context: context)
        let groupings = Grouping.groupings(
            ofTable: 0, in: plan, periods: plan.breakdownPeriods(dataDays: []))
        #expect(Set(groupings.map(\.spread)) == [.byNodes, .byPeriod, .byTime])
        for grouping in groupings where grouping.keepsRows {
            let batches = PeriodBatches(tables.rows[0], most: 600, context: context).batches(of: grouping)
            let positions = batches.flatMap { $0.periods.layers.flatMap(\.entries).map(\.position) }.sorted()
            #expect(positions == Array(grouping.periods.periods.indices))
            if case .standing = grouping.attribution, grouping.periods.periods.count > 100 {
                #expect(batches.count > 5)
            }
        }
    }
}
