// Real exports give the figures that were computed from them independently.

import Foundation
import TestSupport
import Testing

struct RealDataTests {
    /// A figure known of a data set: which cell, and its value as exact text or to a tolerance.
    struct Known: CustomStringConvertible, Sendable {
        var pipeline: String
        var metric: String
        var grain = "month"
        var period = ""
        var segment = ""
        var column = "value"
        var value: String
        /// 0 for counts and money; for figures that are only known rounded, half of their last digit.
        var tolerance = 0.0

        var description: String { "\(pipeline) \(metric) \(period) \(segment)" }
    }

    /// The folder of real data and the pipelines that have run on it.
    private static let results: [String: [[String: String]]]? = {
        guard let data = SharedData.path("README.md").map({ ($0 as NSString).deletingLastPathComponent }) else {
            return nil
        }
        var results: [String: [[String: String]]] = [:]
        for name in Set(known.map(\.pipeline)) {
            guard let folder = try? TemporaryFolder(),
                let outcome = try? BuiltProgram.run([
                    "run", "Tests/RealData/\(name).yml", "--set", "data=\(data)", "--as-of", "2026-09-15", "--out",
                    folder.path + "/report",
                ])
            else { continue }
            if outcome.status != 0 { Issue.record("\(name): \(outcome.errors)") }
            if let file = folder.bytes("report/pairs.csv") {
                pairs[name] = PlainCSV.rows(String(decoding: file, as: UTF8.self))
            }
            results[name] = PlainCSV.rows(String(decoding: folder.bytes("report/results.csv") ?? Data(), as: UTF8.self))
            balances[name] = Self.isBalanced(folder.bytes("report/run.json"))
        }
        return results
    }()

    nonisolated(unsafe) private static var pairs: [String: [[String: String]]] = [:]
    nonisolated(unsafe) private static var balances: [String: Bool] = [:]

    private static func isBalanced(_ record: Data?) -> Bool {
        guard let record, let json = try? JSONSerialization.jsonObject(with: record) as? [String: Any],
            let ledgers = json["ledger"] as? [[String: Any]], !ledgers.isEmpty
        else { return false }
        return ledgers.allSatisfy { ledger in
            let count = { (key: String) in ledger[key] as? Int ?? -1 }
            let rolledUp = ledger["rolled_up"] as? Int ?? 0
            return count("read")
                == count("kept") + count("rejected") + count("duplicates") + count("filtered") + rolledUp
        }
    }

    @Test(arguments: known)
    func `a known figure of real data comes out`(known: Known) throws {
        guard let results = Self.results else { return }
        let rows = (results[known.pipeline] ?? []).filter {
            $0["metric"] == known.metric && $0["segment"] == known.segment
                && (known.period.isEmpty
                    ? $0["grain"] == "all" || $0["grain"] == "span"
                    : $0["grain"] == known.grain && $0["period_start"] == known.period)
        }
        let value = try #require(rows.first?[known.column], "no such cell: \(known)")
        if known.tolerance == 0 {
            #expect(value == known.value)
        } else {
            let number = try #require(Double(value))
            let wanted = try #require(Double(known.value))
            #expect(abs(number - wanted) <= known.tolerance)
        }
    }

    /// Numbers of households or baskets counted by DuckDB, p by fractions of whole numbers, intervals and adjustment by their formulas.
    @Test(
        arguments: [
            (
                "by_household", 0, "1029743", "995242", [2377, 273, 280, 82],
                [
                    0.0344972654606647, 0.30036630036630035, 0.24906545109042164, 0.3572073937922605,
                    0.29285714285714287,
                    0.2426454600250529, 0.34867569340349364, 2.5498953427524853, 1.511852706954707e-18,
                    8.792564939735372e-12,
                ]
            ),
            (
                "by_household", 33, "6534178", "1082185", [2377, 378, 567, 131],
                [
                    0.05511148506520824, 0.34656084656084657, 0.3003487254782024, 0.3958602708988214,
                    0.2310405643738977,
                    0.19822626946306854, 0.26747476663528713, 1.4528661944887693, 1.3850275256057655e-07,
                    0.023691119874056938,
                ]
            ),
            (
                "by_household_lift", 0, "1070820", "862349", [2377, 94, 102, 25],
                [
                    0.01051745898190997, 0.26595744680851063, 0.18711610480785898, 0.3631767819669066,
                    0.24509803921568626,
                    0.17188155492783067, 0.3368175826370329, 6.197851481017939, 1.3097924034139144e-14,
                    4.1849831977679686e-10,
                ]
            ),
            (
                "by_basket", 0, "878996", "1082185", [47243, 112, 861, 5],
                [
                    0.00010583578519569036, 0.044642857142857144, 0.01921725792663493, 0.10026896886647468,
                    0.005807200929152149, 0.0024829643778817075, 0.01352165552039244, 2.449549941927991,
                    0.05453642662966442, 1,
                ]
            ),
        ] as [(String, Int, String, String, [Int], [Double])])
    func `pairs of products are those counted independently`(
        metric: String, rank: Int, first: String, second: String, counts: [Int], numbers: [Double]
    ) throws {
        guard Self.results != nil else { return }
        let pairs = (Self.pairs["complete-journey-affinity"] ?? []).filter { $0["metric"] == metric }
        try #require(pairs.count > rank)
        let pair = pairs[rank]
        #expect(pair["first"] == first && pair["second"] == second)
        #expect(["units", "first_units", "second_units", "together"].map { pair[$0] } == counts.map { "\($0)" })
        let columns = [
            "support", "confidence", "confidence_low", "confidence_high", "reverse_confidence", "reverse_low",
            "reverse_high", "lift", "p", "adjusted_p",
        ]
        for (column, wanted) in zip(columns, numbers) {
            let number = try #require(pair[column].flatMap { Double($0) }, "\(column)")
            #expect(abs(number / wanted - 1) < 1e-10, "\(column)")
        }
    }

    @Test func `pairs of four baskets of real data are not shown, whatever is asked for`() {
        guard Self.results != nil else { return }
        let pairs = Self.pairs["complete-journey-affinity"] ?? []
        #expect(
            pairs.count { $0["metric"] == "by_basket" } == 5 && pairs.count { $0["metric"] == "by_household" } == 50)
        #expect(pairs.count { $0["metric"] == "by_basket_rare" } == 5)
        #expect(!pairs.contains { ($0["together"].flatMap { Int($0) } ?? 0) < 5 })
    }

    @Test func `not one row of real data is unaccounted for`() {
        guard let results = Self.results else { return }
        for name in results.keys { #expect(Self.balances[name] == true, "\(name)") }
    }

    /// Of customers who bought in one period, those who bought in the next, with their revenue; those of 90 days; all until then. Counted
    /// by pandas, by month and by quarter.
    private static let customers: [Known] = {
        func known(_ metric: String, _ period: String, _ value: Double, grain: String = "month") -> Known {
            Known(
                pipeline: "online-retail-customers", metric: metric, grain: grain, period: period, value: "\(value)",
                tolerance: 1e-12)
        }
        return [
            known("repurchase", "2010-12-01", 212 / 885), known("repurchase", "2011-03-01", 151 / 974),
            known("repurchase", "2011-11-01", 443 / 1664),
            known("repurchase", "2011-01-01", 597 / 1776, grain: "quarter"),
            known("repurchase", "2011-07-01", 826 / 2161, grain: "quarter"),
            known("bought_again", "2011-01-01", 324 / 885), known("bought_again", "2011-02-01", 262 / 741),
            known("bought_again", "2011-11-01", 622 / 1364), known("lost", "2011-11-01", 742 / 1364),
            known("bought_again", "2011-07-01", 1211 / 1991, grain: "quarter"),
            known("lost", "2011-07-01", 780 / 1991, grain: "quarter"),
            known("net_retention", "2011-01-01", 0.48233104665926646),
            known("gross_retention", "2011-01-01", 0.307376864912426),
            known("net_retention", "2011-07-01", 0.9186867165222135, grain: "quarter"),
            known("gross_retention", "2011-07-01", 0.6365289883078395, grain: "quarter"),
            known("still_active", "2011-10-01", 1877 / 2151), known("still_active", "2011-06-01", 1613 / 1959),
            known("customers_to_date", "2011-06-01", 2960), known("customers_to_date", "2011-09-01", 3616),
        ]
    }()

    /// Each channel's share of all complaints and of those of a product, with Wilson's interval; counted by pandas.
    private static let channelShares: [(metric: String, segment: String, value: Double, low: Double?, high: Double?)] =
        [
            ("channel_share", "channel=Web", 0.6608, 0.6542082852595068, 0.66732995594485),
            ("channel_share", "channel=Email", 0.00075, 0.00045458019085395195, 0.0012371678111665165),
            ("channel_share", "product=Mortgage; channel=Web", 3934 / 6848, 0.5627255512106059, 0.5861395394559196),
            (
                "channel_share", "product=Mortgage; channel=Email", 6 / 6848, 0.00040161567182652933,
                0.0019103845278137323
            ),
            (
                "channel_share", "product=Debt collection; channel=Phone", 325 / 4173, 0.07013348945612874,
                0.08640619855139794
            ),
            ("product_share", "channel=Phone; product=Mortgage", 401 / 1366, nil, nil),
            ("product_share", "channel=Web; product=Mortgage", 3934 / 13216, nil, nil),
            ("product_share", "product=Mortgage", 6848 / 20000, nil, nil),
            ("channel_share", "product=Mortgage", 1, nil, nil),
            ("all_share", "channel=Web; product=Mortgage", 3934 / 20000, nil, nil),
        ]

    private static let channels: [Known] = channelShares.flatMap { share in
        let numbers: [(String, Double?)] = [("value", share.value), ("low", share.low), ("high", share.high)]
        return numbers.compactMap { column, number in
            number.map {
                Known(
                    pipeline: "cfpb-channels", metric: share.metric, segment: share.segment, column: column,
                    value: "\($0)", tolerance: 1e-11)
            }
        }
    }

    /// A log of coupons as cases of a household and campaign, and groceries that households and baskets have together.
    private static let groceries: [Known] =
        figures(
            "complete-journey-coupons",
            [
                ("cases", "", "792"), ("events", "", "2102"), ("coupons", "", "2075"), ("most_events", "", "17"),
                ("came_again", "", "252"), ("days_median", "", "0"), ("days_p90", "", "27"), ("days_longest", "", "59"),
                ("cases", "type=Type A", "604"), ("events", "type=Type B", "323"), ("cases", "type=Type C", "34"),
            ])
        + [
            Known(
                pipeline: "complete-journey-coupons", metric: "days_mean", value: "6.292929292929293", tolerance: 1e-12),
            Known(pipeline: "complete-journey-coupons", metric: "cases", period: "2017-11-01", value: "198"),
            Known(pipeline: "complete-journey-coupons", metric: "cases", period: "2017-04-01", value: "14"),
        ]
        + [("by_household", 2294, 2377), ("by_basket", 16484, 47243)].flatMap { metric, several, all in
            [
                Known(
                    pipeline: "complete-journey-affinity", metric: metric,
                    value: "\(Double(several) / Double(all))", tolerance: 1e-12),
                Known(pipeline: "complete-journey-affinity", metric: metric, column: "n", value: "\(all)"),
            ]
        }

    static let known: [Known] =
        channels + groceries
        + figures(
            "online-retail",
            [
                ("value", "", "9747747.934"), ("lines_without_customer", "", "135080"), ("cancelled_lines", "", "9288"),
                ("cancelled_invoices", "", "3836"), ("negative_quantities", "", "10624"),
                ("prices_not_positive", "", "2517"), ("exact_duplicates", "", "5268"), ("sold_lines", "", "397884"),
                ("invoices", "", "18532"), ("customers", "", "4338"), ("sales", "", "8911407.904"),
                ("distinct_sold_lines", "", "392692"), ("distinct_sales", "", "8887208.894"),
                ("sales", "country=United Kingdom", "7308391.554"), ("sales", "country=Netherlands", "285446.34"),
                ("sales", "country=EIRE", "265545.9"), ("sales", "country=Germany", "228867.14"),
            ])
        + [
            Known(pipeline: "online-retail", metric: "sales", period: "2010-12-01", value: "572713.89"),
            Known(pipeline: "online-retail", metric: "sales", period: "2011-11-01", value: "1161817.38"),
            Known(pipeline: "online-retail", metric: "returning_customers", value: "0.65583", tolerance: 5e-6),
            Known(pipeline: "online-retail", metric: "days_between", value: "28"),
            Known(pipeline: "online-retail", metric: "days_between", column: "n", value: "12425"),
            Known(pipeline: "online-retail", metric: "days_between_p90", value: "110"),
        ]
        + customers
        + [("repurchase_30", "778", "4086", "508", "3201"), ("repurchase_90", "1533", "3370", "1021", "2485")].flatMap {
            [
                Known(pipeline: "online-retail", metric: $0.0, column: "numerator", value: $0.1),
                Known(pipeline: "online-retail", metric: $0.0, column: "denominator", value: $0.2),
                Known(
                    pipeline: "online-retail", metric: $0.0, grain: "year", period: "2011-01-01", column: "numerator",
                    value: $0.3),
                Known(
                    pipeline: "online-retail", metric: $0.0, grain: "year", period: "2011-01-01",
                    column: "denominator", value: $0.4),
            ]
        }
        + figures(
            "online-orders",
            [
                ("lines_read", "", "541909"), ("net_revenue", "", "8911407.904"), ("orders_paid", "", "18532"),
                ("lines_of_orders", "", "397917"), ("largest_order", "", "541"), ("orders_over_minutes", "", "30"),
                ("other_country", "", "0"), ("lines_without_price", "", "33"), ("articles", "", "387868"),
                ("pieces", "", "5168563"), ("buyers", "", "4372"), ("returning_buyers", "", "3059"),
                ("most_orders", "", "248"), ("bought_by_buyers", "", "8300065.814"), ("days_of_buyers", "", "584637"),
                ("net_revenue", "country=Germany", "228867.14"), ("net_revenue", "country=Netherlands", "285446.34"),
                ("orders_paid", "country=United Kingdom", "16646"), ("orders_paid", "country=EIRE", "260"),
            ])
        + [Known(pipeline: "online-orders", metric: "aov", value: "480.8659563997409", tolerance: 1e-9)]
        + figures(
            "sfo-survey",
            [("interviews", "", "2831"), ("promoters", "", "1436"), ("passives", "", "968"), ("detractors", "", "342")])
        + [
            Known(pipeline: "sfo-survey", metric: "recommendation", value: "39.84", tolerance: 5e-3),
            Known(pipeline: "sfo-survey", metric: "recommendation", value: "39.83976693372178", tolerance: 1e-9),
            Known(pipeline: "sfo-survey", metric: "overall_mean", value: "4.06436", tolerance: 5e-6),
            Known(pipeline: "sfo-survey", metric: "weighted_mean", value: "4.071203", tolerance: 5e-7),
            Known(pipeline: "sfo-survey", metric: "weighted_mean", column: "low", value: "4.041949", tolerance: 2e-6),
            Known(pipeline: "sfo-survey", metric: "weighted_mean", column: "high", value: "4.100457", tolerance: 2e-6),
            Known(pipeline: "sfo-survey", metric: "weighted_top_two", value: "0.8227931", tolerance: 5e-8),
            Known(pipeline: "sfo-survey", metric: "overall_top_two", value: "0.82068", tolerance: 5e-6),
            Known(pipeline: "telco-churn", metric: "churned", value: "1869"),
            Known(pipeline: "telco-churn", metric: "churn", value: "0.2653698707936959", tolerance: 1e-9),
            Known(
                pipeline: "telco-churn", metric: "churn", segment: "contract=Month-to-month", value: "0.42710",
                tolerance: 5e-6),
            Known(
                pipeline: "telco-churn", metric: "churn", segment: "contract=One year", value: "0.11270",
                tolerance: 5e-6),
            Known(
                pipeline: "telco-churn", metric: "churn", segment: "contract=Two year", value: "0.02832",
                tolerance: 5e-6),
            Known(pipeline: "telco-churn", metric: "median_tenure", value: "29"),
        ]
        // Wilson's interval for p(1 − p) ÷ SE² rows, SE being that of R's survey package.
        + [
            ("very_masculine", "0.3719469", "0.3322301", "0.4134718"),
            ("pressured", "0.6025573", "0.5602139", "0.6434188"),
            ("weight_on_mind", "0.5386766", "0.4957288", "0.5810578"),
        ].flatMap { metric, value, low, high in
            [("value", value), ("low", low), ("high", high)].map {
                Known(pipeline: "masculinity-survey", metric: metric, column: $0.0, value: $0.1, tolerance: 2e-7)
            }
        }
        + [
            Known(pipeline: "masculinity-survey", metric: "men", value: "1615", tolerance: 1e-6),
            Known(pipeline: "masculinity-survey", metric: "employed", value: "932.873237", tolerance: 1e-6),
            Known(pipeline: "masculinity-survey", metric: "much_news", value: "0.4150869", tolerance: 1e-7),
            Known(pipeline: "masculinity-survey", metric: "much_news", column: "n", value: "880"),
            Known(
                pipeline: "masculinity-survey", metric: "asked_for_consent", segment: "age=18 - 34",
                value: "0.2270874", tolerance: 1e-7),
        ]
        + figures(
            "cfpb-complaints",
            [
                ("timely_complaints", "", "19436"), ("timely", "", "0.9718"), ("disputed_complaints", "", "3938"),
                ("complaints", "product=Mortgage", "6848"), ("complaints", "product=Debt collection", "4173"),
                ("complaints", "product=Credit reporting", "3956"),
            ])
        + [Known(pipeline: "cfpb-complaints", metric: "disputed", value: "0.2043060959792477", tolerance: 1e-9)]
        + figures(
            "nyc311",
            [
                ("closed_requests", "", "4692"), ("in_progress", "", "277"), ("requests", "borough=BROOKLYN", "1654"),
                ("requests", "borough=QUEENS", "1193"),
            ])
        + [
            Known(pipeline: "nyc311", metric: "mean_hours", value: "26.2452", tolerance: 5e-5),
            Known(pipeline: "nyc311", metric: "median_hours", value: "4.4833", tolerance: 5e-5),
            Known(pipeline: "nyc311", metric: "upper_quartile_hours", value: "28.1375", tolerance: 5e-5),
            Known(pipeline: "nyc311", metric: "largest_hours", value: "684.4", tolerance: 1e-9),
        ]
        // Counted in pandas, interval by interval, on the clock of New York with its change of 9 March.
        + figures(
            "nyc311-business",
            [
                ("frt_business", "", "78"), ("frt_business", "borough=BROOKLYN", "83"), ("business_p90", "", "17"),
                ("longest_business", "", "146.85"), ("answered_at_once", "", "1711"), ("long_ones", "", "1698"),
                ("opened_on_working_days", "", "4270"),
            ])
        + [
            Known(
                pipeline: "nyc311-business", metric: "mean_business", value: "5.898490338164251", tolerance: 1e-12)
        ]
        + figures(
            "complete-journey",
            [("lines", "", "75000"), ("baskets", "", "47243"), ("households", "", "2377"), ("sales", "", "233935.24")])

    private static func figures(_ pipeline: String, _ list: [(String, String, String)]) -> [Known] {
        list.map { Known(pipeline: pipeline, metric: $0.0, segment: $0.1, value: $0.2) }
    }
}
