// Items that are found together: pairs counted by hand, and on random rows against plain sets.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct AffinityTests {
    private let lines = Table.sample(
        "lines",
        [
            "day": .dates([
                "2026-09-01", "2026-09-01", "2026-09-01", "2026-09-02", "2026-09-02", "2026-09-03", "2026-09-03",
                "2026-09-04", "2026-08-01", "2026-08-01", "2026-09-05",
            ]),
            "basket": .texts(["b1", "b1", "b1", "b2", "b2", "b3", "b4", "b5", "b6", "b6", nil]),
            "item": .texts([
                "bread", "milk", "milk", "milk", "bread", "bread", "tea", nil, "bread", "tea", "bread",
            ]),
            "piece": .integers([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
        ], chunkRows: 3)

    private let september = ReportPeriods(
        period: .month("2026-09"), compared: [.previous: .month("2026-08")], today: 30_000)

    private static func pairs(_ results: MetricResults) throws -> ItemPairs {
        guard case .itemPairs(let pairs)? = results.tables.first?.content else {
            throw DiagnosedFailure(AggregationDiagnostics.metricLost("m"))
        }
        return pairs
    }

    private func pairs(_ definition: String, _ periods: ReportPeriods? = nil) throws -> ItemPairs {
        let bench = AggregationBench(tables: [lines], periods: periods ?? september)
        return try Self.pairs(try bench.results("define:\n  m: { of: lines, at: day, \(definition) }"))
    }

    @Test func `bread and milk are together in two of four baskets of the period`() throws {
        let found = try pairs("affinity: item, together_in: basket, min_together: 2")
        #expect(found.units == 4 && found.items == 2 && found.tested == 1 && found.found == 1)
        let pair = try #require(found.pairs.first)
        // Milk is rarer. Two of six ways to deal out two milks among four baskets miss bread: 3 ÷ 6.
        #expect(pair.first == "milk" && pair.second == "bread")
        #expect(pair.firstUnits == 2 && pair.secondUnits == 3 && pair.together == 2)
        #expect(pair.support == 0.5 && pair.forward.share == 1 && pair.forward.high == 1)
        #expect(abs(pair.forward.low - 0.3423802) < 1e-6)
        #expect(pair.backward.share == 2.0 / 3 && abs(pair.lift - 4.0 / 3) < 1e-15)
        #expect(abs(pair.p - 0.5) < 1e-14 && abs(pair.adjustedP - 0.5) < 1e-14)
    }

    @Test func `only rows of the report's period make pairs, all of them over all time`() throws {
        let once = try pairs("affinity: item, together_in: basket, min_together: 1")
        #expect(once.pairs.map { "\($0.first)+\($0.second)" } == ["milk+bread"])
        #expect(once.items == 3 && once.tested == 3)
        let all = try pairs(
            "affinity: item, together_in: basket, min_together: 1", ReportPeriods(period: .allTime, today: 30_000))
        // With tea, which b4 and b6 have; milk and tea are never together.
        #expect(all.pairs.map { "\($0.first)+\($0.second)" } == ["milk+bread", "tea+bread"])
        #expect(all.units == 5 && all.found == 2)
    }

    @Test func `by default four baskets are too few to be a pair, and five are not`() throws {
        func found(_ count: Int) throws -> ItemPairs {
            let table = Table.sample(
                "lines",
                [
                    "day": .dates([String?](repeating: "2026-09-01", count: 2 * count)),
                    "basket": .texts((0..<2 * count).map { "b\($0 / 2)" }),
                    "item": .texts((0..<2 * count).map { $0 % 2 == 0 ? "a" : "b" }),
                ])
            return try Self.pairs(
                try AggregationBench(tables: [table]).results(
                    "define:\n  m: { of: lines, at: day, affinity: item, together_in: basket }"))
        }
        #expect(try found(4).pairs == [] && found(4).found == 0)
        #expect(try found(5).pairs.map(\.together) == [5])
    }

    @Test func `an item must be a text that names nobody`() {
        func messages(_ definition: String) -> [String] {
            let collector = DiagnosticCollector()
            _ = AggregationBench(tables: [lines]).plan(
                "define:\n  m: { of: lines, at: day, \(definition) }", collector)
            return collector.diagnostics.map(\.message.english)
        }
        #expect(
            messages("affinity: piece, together_in: basket")
                == ["'affinity' of metric 'm' expects a text, found a whole number"])
        #expect(messages("affinity: item") == ["'m' needs the key 'together_in'"])
        #expect(messages("affinity: item, together_in: basket, ranked_by: luck").count == 1)
        #expect(messages("affinity: item, together_in: basket, min_together: 0").count == 1)
    }

    // MARK: Against plain sets

    /// Texts as their bytes in hex: equal and in order as these are, whatever letters Unicode takes for the same.
    private static func hex(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func key(_ first: String, _ second: String) -> String { "\(hex(first))+\(hex(second))" }

    /// What pairs come to, counted one by one.
    private func expected(_ table: Table, item: String, unit: String, least: Int) -> [String: ItemPairs.Pair] {
        var units: [Cell: Set<String>] = [:]
        for row in table.rows {
            guard case .text(let text)? = row[item], let unit = row[unit], unit != .missing else { continue }
            units[unit, default: []].insert(Self.hex(text))
        }
        let all = units.values
        let counts = Dictionary(grouping: all.flatMap { $0 }) { $0 }.mapValues(\.count).filter { $0.value >= least }
        let items = counts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var pairs: [ItemPairs.Pair] = []
        for (position, one) in items.enumerated() {
            for other in items.dropFirst(position + 1) {
                let both = all.count { $0.contains(one) && $0.contains(other) }
                let isTurned = counts[one, default: 0] > counts[other, default: 0]
                let (first, second) = isTurned ? (other, one) : (one, other)
                let (a, b) = (counts[first, default: 0], counts[second, default: 0])
                func confidence(_ n: Int) -> ItemPairs.Confidence {
                    let interval = Proportion(successes: both, trials: n)?.interval()
                    return .init(share: Double(both) / Double(n), low: interval?.low ?? 0, high: interval?.high ?? 0)
                }
                pairs.append(
                    ItemPairs.Pair(
                        first: first, second: second, firstUnits: a, secondUnits: b, together: both,
                        forward: confidence(a), backward: confidence(b), support: Double(both) / Double(all.count),
                        lift: Double(both) * Double(all.count) / Double(a * b),
                        p: both < least
                            ? 1 : FisherExactTest.atLeast(both, first: a, second: b, of: all.count) ?? -1, adjustedP: 0)
                )
            }
        }
        for index in pairs.indices {
            // The least of p × tested ÷ how many are no greater, of those that are no less.
            pairs[index].adjustedP =
                pairs.filter { $0.p >= pairs[index].p }.map { other in
                    other.p * Double(pairs.count) / Double(pairs.count { $0.p <= other.p })
                }.min().map { min(1, $0) } ?? 1
        }
        return Dictionary(pairs.filter { $0.together >= least }.map { ("\($0.first)+\($0.second)", $0) }) { $1 }
    }

    @Test(arguments: ["id", "count", "amount", "score", "day", "wait"])
    func `random pairs are those of plain sets, however the rows are cut and spread`(unit: String) throws {
        var random = SplitMix64(seed: 0xAFF)
        for round in 0..<12 {
            let table = DirtyTable.random("calls", maximumRows: 250, chunkRows: 32, using: &random)
            let (item, least) = (round % 2 == 0 ? "name" : "queue", 1 + round % 3)
            let options =
                "by: [[team], [day]]\ndefine:\n  m: { of: calls, affinity: \(item), together_in: \(unit), "
                + "min_together: \(least), most: 10000 }"
            var bench = AggregationBench(tables: [table])
            bench.segments = ["team": ("calls", "queue")]
            let withoutTime = options.replacing("by: [[team], [day]]", with: "by: [[team]]")
            let found = try Self.pairs(try bench.results(withoutTime))
            let expected = expected(table, item: item, unit: unit, least: least)
            #expect(found.found == expected.count && found.pairs.count == expected.count)
            for pair in found.pairs {
                let twin = try #require(expected[Self.key(pair.first, pair.second)])
                #expect(pair.together == twin.together && pair.firstUnits == twin.firstUnits)
                #expect(pair.secondUnits == twin.secondUnits && pair.forward == twin.forward)
                #expect(pair.backward == twin.backward && pair.support == twin.support)
                #expect(abs(pair.p - twin.p) < 1e-12)
                #expect(abs(pair.lift - twin.lift) < 1e-12 && abs(pair.adjustedP - twin.adjustedP) < 1e-12)
            }
            for (rows, jobs) in [(1, 4), (7, 3), (1000, 2)] {
                bench.tables = [table.shuffled(using: &random).rechunked(rows)]
                bench.jobs = jobs
                #expect(try Self.pairs(try bench.results(withoutTime)) == found, "chunks of \(rows), \(jobs) jobs")
            }
        }
    }

    @Test(arguments: ItemPairs.Order.allCases)
    func `pairs stand in the order asked for, whatever the number listed`(order: ItemPairs.Order) throws {
        var random = SplitMix64(seed: 0x0D)
        let table = DirtyTable.random("calls", maximumRows: 250, using: &random)
        func listed(_ most: Int) throws -> [ItemPairs.Pair] {
            try Self.pairs(
                try AggregationBench(tables: [table]).results(
                    "define:\n  m: { of: calls, affinity: name, together_in: count, min_together: 1, most: \(most), "
                        + "ranked_by: \(order.rawValue) }")
            ).pairs
        }
        let all = try listed(1000)
        #expect(all.count > 3)
        for (pair, next) in zip(all, all.dropFirst()) {
            switch order {
            case .p: #expect(pair.p <= next.p)
            case .lift: #expect(pair.lift >= next.lift)
            case .confidence: #expect(pair.forward.share >= next.forward.share)
            case .together: #expect(pair.together >= next.together)
            }
        }
        #expect(try listed(3) == Array(all.prefix(3)))
    }

    @Test func `of too many items the most frequent ones are looked at, which is said`() {
        // Item k is in baskets 0…k, so the last ones are the most frequent.
        let texts = TextPool((0..<10).map { "item \($0)" })
        let list = (0..<10).flatMap { basket in (basket..<10).map { UInt64(basket) << 32 | UInt64($0) } }
        var counting = PairCounting(least: 2, most: 100, order: .together)
        counting.mostItems = 3
        let pairs = counting.pairs(of: list[...], items: texts, jobs: 2)
        #expect(pairs.items == 3 && pairs.itemsLeftOut == 6 && pairs.tested == 3)
        #expect(
            pairs.pairs.map { "\($0.first) + \($0.second): \($0.together)" }
                == ["item 8 + item 9: 9", "item 7 + item 8: 8", "item 7 + item 9: 8"])
        let said = AggregationDiagnostics.itemsLeftOut(pairs, metric: "m")
        #expect(
            said.message.english
                == "metric 'm' looks for pairs of the 3 most frequent items; 6 further items of 2 units or more are left out"
        )
        #expect(said.message.chinese == "指标 'm' 只在出现最多的 3 个项目中找成对项目；另有 6 个出现于 2 个及以上单位的项目未予考察")
    }

    @Test(arguments: 0..<6)
    func `DuckDB finds the same pairs by the plan's own SQL`(_ round: Int) throws {
        var random = SplitMix64(seed: 0xAFF5 + UInt64(round))
        let table = DirtyTable.random("calls", maximumRows: 300, using: &random)
        if table.rowCount == 0 { return }
        var bench = AggregationBench(tables: [table])
        if round > 2 { bench.periods = ReportPeriods(period: .month("2026-09"), today: 30_000) }
        let unit = ["id", "count", "amount", "day"][round % 4]
        let definition =
            "define:\n  m: { of: calls, at: at, affinity: name, together_in: \(unit), min_together: \(1 + round % 2), "
            + "most: 10000, where: count > 0 }"
        let collector = DiagnosticCollector()
        let plan = bench.plan(definition, collector)
        // Where no row has a time there is nothing to look at.
        guard let found = try? Self.pairs(try bench.run(plan, collector)) else { return }

        var script = SQLScript(dialect: .duckDB, zone: bench.zone.identifier)
        let given = script.give(table, for: Wording(table.name))
        let context = StageContext(collector: collector, zone: bench.zone, asOf: bench.asOf, jobs: 1)
        try Aggregation.addSQL(of: plan, on: bench.segmented, as: [table.name: given], context: context, to: &script)
        #expect(script.unsaid.isEmpty)
        let place = try #require(script.statements.firstIndex { $0.text.contains("first_item") })
        // The query itself, without the name under which its rows are kept.
        let query = script.statements[place].text.split(separator: "\n", maxSplits: 1).last.map { String($0) } ?? ""
        let text = (script.statements[..<place].map(\.text) + [query]).joined(separator: ";\n")
        guard let rows = try DuckDB.rows(text, tables: [table]) else { return }
        let expected = Dictionary(found.pairs.map { (Self.key($0.first, $0.second), $0) }) { $1 }
        #expect(rows.count == expected.count)
        for row in rows {
            let pair = try #require(expected[Self.key(row[0] ?? "", row[1] ?? "")])
            let numbers = row.dropFirst(2).map { $0.flatMap { Double($0) } ?? -1 }
            let mine = [
                Double(found.units), Double(pair.firstUnits), Double(pair.secondUnits), Double(pair.together),
                pair.support,
                pair.forward.share, pair.backward.share, pair.lift,
            ]
            #expect(zip(numbers, mine).allSatisfy { abs($0 - $1) < 1e-12 * max(1, abs($1)) }, "\(row) \(mine)")
        }
    }

    @Test func `without a row there is no pair and no share`() throws {
        let none = try pairs("affinity: item, together_in: basket, where: item = 'bread' and item = 'milk'")
        #expect(none.pairs == [] && none.units == 0)
    }
}
