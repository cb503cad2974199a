// Value tiers: cuts that fall exactly on a customer, ties, windows, and customers who bring nothing.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct ValueTierTests {
    private static let customers = Table.sample("customers", ["id": .texts(["a", "b", "c", "d", "e", "f", "g", nil])])

    private func sales(_ amounts: KeyValuePairs<String, String>) -> Table {
        .sample(
            "sales",
            [
                "customer": .texts(amounts.map(\.key)), "paid": .decimals(amounts.map(\.value)),
                "day": .dates(amounts.map { _ in "2026-08-01" }),
            ], chunkRows: 3)
    }

    private func tiers(_ options: String, _ sales: Table) throws -> [String]? {
        let run = try SegmentationSample(
            """
            link: { sales.customer: customers.id }
            segment: { tier: { value: paid, of: sales, customer: customer, \(options) } }
            """, [sales, Self.customers])
        #expect(run.brokenPromises == [])
        return run.labels("tier", of: "customers")
    }

    @Test func `a customer belongs to the tier that the revenue before it leaves open`() throws {
        // 800 of 1000: exactly 80 % stand before b, which is therefore no A; exactly 95 % before d.
        let exact = sales(["a": "800.00", "b": "100", "c": "50", "d": "30", "e": "20", "f": "-7"])
        #expect(try tiers("over: all", exact) == ["A", "B", "B", "C", "C", "N", "N", "unknown"])
        let justBelow = sales(["a": "799.99", "b": "100", "c": "50", "d": "30.01", "e": "20", "f": "-7"])
        #expect(try tiers("over: all", justBelow) == ["A", "A", "B", "B", "C", "N", "N", "unknown"])
    }

    @Test func `the first customer is always A, whatever it brings`() throws {
        #expect(try tiers("over: all", sales(["c": "0.01"])) == ["N", "N", "A", "N", "N", "N", "N", "unknown"])
        #expect(
            try tiers("over: all, cuts: { top: 1% }", sales(["c": "99", "b": "1"]))
                == ["N", "rest", "top", "N", "N", "N", "N", "unknown"])
    }

    @Test func `equal amounts are ordered by id`() throws {
        let equal = sales(["d": "10", "b": "10", "a": "10", "c": "10", "e": "10"])
        #expect(
            try tiers("over: all, cuts: { A: 20%, B: 60% }", equal) == ["A", "B", "B", "C", "C", "N", "N", "unknown"])
        #expect(
            try tiers("over: all, method: quantiles, cuts: { A: 40%, B: 60% }", equal)
                == ["A", "A", "B", "C", "C", "N", "N", "unknown"])
    }

    @Test func `thresholds are reached by equal amounts`() throws {
        let amounts = sales(["a": "1000.00", "b": "999.99", "c": "100.0", "d": "99.99", "e": "0"])
        #expect(
            try tiers("over: all, method: thresholds, cuts: { gold: 1000, silver: 100 }, rest: bronze", amounts)
                == ["gold", "silver", "silver", "bronze", "N", "N", "N", "unknown"])
    }

    @Test func `sales and refunds of a customer add up exactly over many rows`() throws {
        let amounts = sales([
            "a": "0.1", "a": "0.2", "b": "0.3", "a": "-0.3", "c": "90071992547409.93", "c": "-90071992547409.92",
        ])
        #expect(try tiers("over: all", amounts) == ["N", "A", "C", "N", "N", "N", "N", "unknown"])
    }

    @Test func `the window ends with the period and begins the given length before`() throws {
        let sales = Table.sample(
            "sales",
            [
                "customer": .texts(["a", "b", "c", "d"]), "paid": .integers([1, 1, 1, 1]),
                "day": .dates(["2026-08-31", "2026-09-01", "2026-06-03", "2026-06-02"]),
            ])
        #expect(
            try tiers("over: 90 days, at: day, method: thresholds, cuts: { yes: 1 }", sales)
                == ["yes", "N", "yes", "N", "N", "N", "N", "unknown"])
    }

    @Test func `without a link the sales table is the home`() throws {
        let run = try SegmentationSample(
            "segment: { tier: { value: paid - 1, of: sales, customer: customer, where: paid != 7 } }",
            [
                .sample(
                    "sales",
                    [
                        "customer": .integers([30, 4, nil, 4, 5, 6]),
                        "paid": .decimals(["500", "3", "9", "100", "1", "7"]),
                    ])
            ])
        #expect(run.labels("tier", of: "sales") == ["A", "B", "unknown", "B", "N", "N"])
        #expect(
            run.result.segment("tier")?.labels.last { $0.key == "N" }?.title
                == Wording(en: "No net revenue", zh: "无净收入"))
    }

    /// Cuts as they are written and as their values.
    private static func cuts(_ cuts: KeyValuePairs<String, String>) -> [(String, ExactDecimal)] {
        cuts.map { ($0.key, SampleColumn.decimal($0.value) ?? ExactDecimal(0)) }
    }

    @Test(arguments: 0..<40)
    func `tiers are those of the slow twin`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 991)
        let table = SalesSample.random(using: &random)
        let value = "value: paid, of: sales, customer: customer, at: day"
        let run = try SegmentationSample(
            """
            segment:
              cumulative: { \(value) }
              quantiles: { \(value), method: quantiles, cuts: { A: 20%, B: 35%, C: 0.755 } }
              thresholds: { \(value), method: thresholds, cuts: { high: 100, middle: 9.99, low: 0.5 }, rest: less }
            """, [table])
        let (sales, customerOfRow, ids) = SalesSample.sales(of: table)
        let customers = SegmentationTwin.customers(sales, count: ids.count)
        let expected = [
            "cumulative": SegmentationTwin.cumulativeTiers(
                customers, ids: ids, cuts: Self.cuts(["A": "0.8", "B": "0.95"]), rest: "C"),
            "quantiles": SegmentationTwin.quantileTiers(
                customers, ids: ids, cuts: Self.cuts(["A": "0.2", "B": "0.35", "C": "0.755"]), rest: "D"),
            "thresholds": SegmentationTwin.thresholdTiers(
                customers, cuts: Self.cuts(["high": "100", "middle": "9.99", "low": "0.5"]), rest: "less"),
        ]
        for (method, tiers) in expected {
            let labels = customerOfRow.map { $0.map { tiers[$0] } ?? "unknown" }
            #expect(run.labels(method, of: "sales") == labels, "\(method)")
        }
        #expect(run.brokenPromises == [])
    }

    @Test func `sums too large for 64 bits are exact all the same`() throws {
        // 9 × 10¹⁸ units twice for a; chunks of other scales; b's huge sums cancel out.
        let huge = "9000000000000000000"
        let amounts = sales([
            "a": huge, "a": huge, "b": huge, "b": "-9000000000000000000", "e": "1", "e": "-1", "c": "0.01", "d": "1.5",
            "b": "0.001",
        ])
        #expect(
            try tiers("over: all, method: thresholds, cuts: { top: 9000000000000000001, some: 1.5 }", amounts)
                == ["top", "rest", "rest", "some", "N", "N", "N", "unknown"])
        #expect(try tiers("over: all", amounts) == ["A", "C", "C", "C", "N", "N", "N", "unknown"])
        #expect(
            try tiers("over: all, method: quantiles, cuts: { A: 50% }", amounts)
                == ["A", "B", "B", "A", "N", "N", "N", "unknown"])
    }

    @Test(arguments: 0..<60)
    func `tiers by buckets are those of sorting everybody`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 5)
        let spread = random.pick(1, 3, 100, 1_000_000, 1 << 50)
        let count = Int.random(in: 1...300, using: &random)
        let amounts = (0..<count).map { _ in Int64.random(in: -2...Int64(spread), using: &random) }
        let cents = amounts.map { Cell.decimal(ExactDecimal(units: Int128($0), scale: 2)) }
        let table = Table.sample(
            "sales", ["customer": .texts((0..<count).map { "c\($0)" }), "paid": .cells(.decimal, cents)], chunkRows: 50)
        func labels(_ options: String) throws -> [String]? {
            try SegmentationSample(
                "segment: { tier: { value: paid, of: sales, customer: customer, \(options) } }", [table]
            ).labels("tier", of: "sales")
        }
        let customers = amounts.map { amount in
            var customer = SegmentationTwin.Customer()
            customer.net = ExactDecimal(units: Int128(amount), scale: 2)
            return customer
        }
        let ids = (0..<count).map { "c\($0)" }
        let cuts = [("A", ExactDecimal(units: 5, scale: 1)), ("B", ExactDecimal(units: 51, scale: 2))]
        #expect(
            try labels("cuts: { A: 50%, B: 51% }")
                == SegmentationTwin.cumulativeTiers(customers, ids: ids, cuts: cuts, rest: "C"))
        let order = amounts.indices.filter { amounts[$0] > 0 }.sorted {
            amounts[$0] != amounts[$1]
                ? amounts[$0] > amounts[$1] : ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8)
        }
        var expected = [String](repeating: "N", count: count)
        for (position, customer) in order.enumerated() {
            expected[customer] = position * 10 < order.count * 3 ? "A" : position * 10 < order.count * 4 ? "B" : "C"
        }
        #expect(try labels("method: quantiles, cuts: { A: 30%, B: 40% }") == expected)
        #expect(
            try labels("method: thresholds, cuts: { A: 1.005, B: 0.02 }")
                == amounts.map { $0 <= 0 ? "N" : $0 >= 101 ? "A" : $0 >= 2 ? "B" : "C" })
    }

    @Test func `there may be more tiers than a byte can tell`() throws {
        let count = 400
        let table = Table.sample(
            "sales",
            [
                "customer": .texts((0..<count).map { "c\($0 + 1000)" }),
                "paid": .integers((0..<count).map { $0 < count - 1 ? 7 : 0 }),
            ])
        let cuts = (1...300).map { "T\($0): 0.\(String("\(1000 + $0 * 3)".dropFirst()))" }.joined(separator: ", ")
        let run = try SegmentationSample(
            "segment: { tier: { value: paid, of: sales, customer: customer, method: quantiles, cuts: { \(cuts) } } }",
            [table])
        // So many thousandths of the 399 who bought stand before a customer.
        let expected = (0..<count).map { customer in
            let tier = customer * 1000 / (count - 1) / 3 + 1
            return customer == count - 1 ? "N" : tier > 300 ? "rest" : "T\(tier)"
        }
        #expect(run.labels("tier", of: "sales") == expected)
    }
}
