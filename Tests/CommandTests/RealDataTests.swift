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
            results[name] = PlainCSV.rows(String(decoding: folder.bytes("report/results.csv") ?? Data(), as: UTF8.self))
            balances[name] = Self.isBalanced(folder.bytes("report/run.json"))
        }
        return results
    }()

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

    static let known: [Known] =
        figures(
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
