// RFM: ten customers worked out by hand, conventions, windows, and who is no buyer.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct RFMTests {
    /// Ten buyers c0…c9, and c10 who never bought; each with purchase days and the amount of each purchase.
    private static let purchases: [(days: [String], amount: String)] = [
        (["2026-08-31"], "100"),
        (["2026-01-01"], "5"),
        (["2025-09-01"], "1000.00"),
        (["2026-08-31", "2026-03-01"], "10"),
        (["2026-02-01", "2026-02-02"], "50"),
        (["2026-06-01", "2026-06-03", "2026-06-02"], "100"),
        (["2026-07-01", "2026-07-02", "2026-07-03"], "200"),
        (["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04"], "1"),
        (["2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04", "2026-08-05"], "400"),
        (["2025-10-01", "2025-10-02", "2025-10-03", "2025-10-04", "2025-10-05", "2025-10-06"], "90"),
    ]

    private static func sales(more: [(customer: String?, day: String?, amount: String?)] = []) -> Table {
        var rows: [(String?, String?, String?)] = purchases.enumerated().flatMap { index, customer in
            customer.days.map { ("c\(index)", $0, customer.amount) }
        }
        rows += more.map { ($0.customer, $0.day, $0.amount) }
        return .sample(
            "sales",
            ["customer": .texts(rows.map(\.0)), "day": .dates(rows.map(\.1)), "paid": .decimals(rows.map(\.2))],
            chunkRows: 7)
    }

    private static let customers = Table.sample(
        "customers", ["id": .texts((0...10).map { "c\($0)" } + [nil])], chunkRows: 4)

    private static let link = "link: { sales.customer: customers.id }\n"

    private func segment(_ options: String) -> String {
        "segment: { rfm: { rfm: sales, customer: customer, at: day, amount: paid, \(options) } }\n"
    }

    @Test func `ten customers get the scores worked out by hand`() throws {
        let run = try SegmentationSample(
            Self.link + segment("over: 12 months, labels: scores"), [Self.sales(), Self.customers])
        #expect(
            run.labels("rfm", of: "customers")
                == ["512", "211", "115", "522", "222", "333", "434", "341", "455", "154", "none", "unknown"])
        #expect(
            run.labelKeys("rfm")
                == ["522", "512", "455", "434", "341", "333", "222", "211", "154", "115", "none", "unknown"])
        #expect(run.warnings == [])
        #expect(run.brokenPromises == [])
        #expect(run.labels("rfm", of: "sales")?.prefix(4) == ["512", "211", "115", "522"])
    }

    @Test func `the eight kinds follow from the scores`() throws {
        let run = try SegmentationSample(Self.link + segment("over: 12 months"), [Self.sales(), Self.customers])
        #expect(
            run.labels("rfm", of: "customers") == [
                "new_low", "dormant", "high_value_at_risk", "new_low", "dormant", "dormant", "high_value_developing",
                "frequent_fading", "champions", "high_value_slipping", "none", "unknown",
            ])
        #expect(run.result.segment("rfm")?.labels.first?.title == Wording(en: "Champions", zh: "重要价值客户"))
        #expect(run.result.segment("rfm")?.title == Wording(en: "RFM segment", zh: "RFM 分层"))
        #expect(
            run.result.segment("rfm")?.convention?.english
                == "RFM over 2025-09-01 to 2026-08-31: R days since the last purchase day, F distinct purchase "
                + "days, M net amount; "
                + "scores 1 to 5 by fifths of the buyers, equal values share the lower rank's score, 4 or more "
                + "is high. "
                + "A purchase is a row worth more than nothing")
    }

    @Test func `above the mean and above the median are exact`() throws {
        // Means: R 136 days, F 2.8, M 466.9; medians: R 104.5, F 2.5, M 200.
        let mean = try SegmentationSample(
            Self.link + segment("over: 12 months, convention: mean"), [Self.sales(), Self.customers])
        #expect(
            mean.labels("rfm", of: "customers")?.prefix(10) == [
                "new_low", "dormant", "high_value_at_risk", "new_low", "dormant", "regular", "champions", "regular",
                "champions",
                "high_value_slipping",
            ])
        let median = try SegmentationSample(
            Self.link + segment("over: 12 months, convention: median"), [Self.sales(), Self.customers])
        #expect(
            median.labels("rfm", of: "customers")?.prefix(10) == [
                "new_low", "dormant", "high_value_at_risk", "new_low", "dormant", "champions", "champions",
                "frequent_fading",
                "champions", "high_value_slipping",
            ])
    }

    @Test func `many one-time buyers move frequency to fixed cuts, with a warning`() throws {
        let sales = Table.sample(
            "sales",
            [
                "customer": .integers([1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 9, 9, 10, 10, 10, 10, 10, 10]),
                "day": .dates((1...18).map { "2026-08-\($0 < 10 ? "0" : "")\($0)" }),
                "paid": .integers(Array(repeating: 1, count: 18)),
            ])
        let run = try SegmentationSample(segment("labels: scores, over: all"), [sales])
        let scores = try #require(run.labels("rfm", of: "sales"))
        #expect(scores[0] == "111" && scores[7] == "424" && scores[9] == "535" && scores[12] == "555")
        #expect(
            run.warnings == [
                "pipeline.yml:1:12: warning: segment 'rfm' scores frequency by fixed cuts, because 70 % of the "
                    + "customers bought on "
                    + "1 day and quintiles would collapse"
            ])
        #expect(run.result.segment("rfm")?.convention?.chinese.contains("固定分界") == true)
        #expect(run.result.segment("rfm")?.convention?.english.contains("fixed cuts") == true)
    }

    @Test func `two purchases on a day count once, refunds only for money, other days not at all`() throws {
        let more: [(customer: String?, day: String?, amount: String?)] = [
            ("c8", "2026-08-05", "0.01"),  // once more that day
            ("c1", "2026-08-31", "-5"), ("c1", "2026-08-30", "0"),  // a refund and a gift are no purchases
            ("c10", "2025-08-31", "500"), ("c10", "2026-09-01", "500"),  // the day before the window and the day after
            (nil, "2026-08-01", "7"), ("stranger", "2026-08-01", "7"), ("c3", nil, "7"), ("c3", "2026-08-01", nil),
        ]
        let run = try SegmentationSample(
            Self.link + segment("over: 12 months, labels: scores"), [Self.sales(more: more), Self.customers])
        #expect(
            run.labels("rfm", of: "customers")
                == ["512", "211", "115", "522", "222", "333", "434", "341", "455", "154", "none", "unknown"])
        #expect(
            run.warnings == [
                "pipeline.yml:2:12: warning: segment 'rfm' leaves out rows of table 'sales': 2 without a known "
                    + "customer, "
                    + "1 without a time, 1 without an amount, of 37 rows"
            ])
    }

    @Test func `where decides which rows are sales`() throws {
        let run = try SegmentationSample(
            Self.link + segment("over: 12 months, where: paid < 1000"), [Self.sales(), Self.customers])
        #expect(run.labels("rfm", of: "customers")?[2] == "none")
    }

    @Test func `days are those of the report's zone`() throws {
        let sales = Table.sample(
            "sales",
            [
                "customer": .texts(["a", "a", "b"]),
                // In Shanghai: two moments of one day, and the first moment after the period.
                "day": .instants(["2026-08-30T16:00:00Z", "2026-08-31T15:59:59Z", "2026-08-31T16:00:00Z"]),
                "paid": .integers([1, 1, 1]),
            ])
        let zone = try #require(TimeZoneTable(identifier: "+08:00"))
        let run = try SegmentationSample(segment("over: 1 month, labels: scores"), [sales], zone: zone)
        #expect(run.labels("rfm", of: "sales") == ["111", "111", "none"])
    }

    @Test(arguments: 0..<40)
    func `scores are those of the slow twin`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 77)
        let table = SalesSample.random(using: &random)
        let run = try SegmentationSample(segment("over: all, labels: scores"), [table])
        let (sales, customerOfRow, _) = SalesSample.sales(of: table)
        let scores = SegmentationTwin.rfmScores(
            SegmentationTwin.customers(sales, count: (customerOfRow.compactMap { $0 }.max() ?? -1) + 1))
        #expect(run.labels("rfm", of: "sales") == customerOfRow.map { $0.map { scores[$0] } ?? "unknown" })
        #expect(run.brokenPromises == [])
    }
}

/// Random sales of a few customers, for the twins and the outside engine.
enum SalesSample {
    static func random(rows maximum: Int = 80, using random: inout SplitMix64) -> Table {
        let rows = Int.random(in: 0...maximum, using: &random)
        let customers = Int.random(in: 1...max(1, rows / 2), using: &random)
        let spread = random.pick(3, 30, 400)
        let missing = random.pick(0, 0.05)
        var ids: [String?] = []
        var days: [Cell] = []
        var amounts: [Cell] = []
        for _ in 0..<rows {
            ids.append(random.chance(missing) ? nil : "客\(Int.random(in: 0..<customers, using: &random))")
            let day = 20_697 - Int32.random(in: 0..<Int32(spread), using: &random)
            days.append(random.chance(missing) ? .missing : .date(day))
            let cents = Int128(Int.random(in: -300...1000, using: &random) * random.pick(1, 1, 100))
            amounts.append(random.chance(missing) ? .missing : .decimal(ExactDecimal(units: cents, scale: 2)))
        }
        return .sample(
            "sales", ["customer": .texts(ids), "day": .cells(.date, days), "paid": .cells(.decimal, amounts)],
            chunkRows: random.pick(1, 7, 1000))
    }

    /// The sales that count, the customer of every row in order of first appearance, and the customers' ids.
    static func sales(of table: Table) -> (sales: [SegmentationTwin.Sale], customerOfRow: [Int?], ids: [String]) {
        var ids: [String] = []
        var sales: [SegmentationTwin.Sale] = []
        var customerOfRow: [Int?] = []
        for row in TwinTable(table).rows {
            guard case .text(let id) = row["customer"] else {
                customerOfRow.append(nil)
                continue
            }
            let customer = ids.firstIndex(of: id) ?? ids.count
            if customer == ids.count { ids.append(id) }
            customerOfRow.append(customer)
            if case .date(let day) = row["day"], case .decimal(let amount) = row["paid"] {
                sales.append(SegmentationTwin.Sale(customer: customer, day: Int(day), amount: amount))
            }
        }
        return (sales, customerOfRow, ids)
    }
}
