// Amounts of two currencies are never added, wherever a currency is named: by a sign, a declaration, or a column beside the amount.

import Foundation
import Testing

struct TwoCurrencyTests {
    private static let export = """
        id,at,paid,fee,币种
        1,2026-09-01,100.00,1.00,CNY
        2,2026-09-02,20.00,2.00,美元
        3,2026-09-03,30.00,3.00,USD
        4,2026-09-04,50.00,4.00,人民币
        5,2026-09-05,,5.00,

        """

    private func run(
        columns: String, clean: String = "", sum: String = "paid", export: String = export
    ) throws -> (status: Int32, errors: String, results: String) {
        let folder = try TemporaryFolder()
        try folder.write(export, to: "sales.csv")
        try folder.write(
            """
            period: all
            languages: [en]
            ingest: { sales: { files: sales.csv, columns: { id: { type: text }, at: { type: date }, \(columns) } } }
            \(clean.isEmpty ? "" : "clean: { sales: [\(clean)] }")
            aggregate: { metrics: [total], define: { total: { sum: \(sum), of: sales, at: at } } }
            render: [{ report: summary, formats: [markdown], suppress_below: 0 }]
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out", "--quiet"], in: folder.path)
        let results = try? String(contentsOfFile: folder.path + "/out/results.csv", encoding: .utf8)
        return (outcome.status, outcome.errors, results ?? "")
    }

    @Test func `rows of two currencies end the run, counted, with what to paste, and what is pasted works`() throws {
        let mixed = try run(columns: "paid: { currency: { column: 币种, is: USD } }")
        #expect(mixed.status == 65)
        #expect(
            mixed.errors.contains(
                "expects amounts of one currency (USD), found by '币种': \"CNY\" in 1 row, \"USD\" in 1 row, "
                    + "\"人民币\" in 1 row, \"美元\" in 1 row"), "\(mixed.errors)")
        // Every spelling of one currency: with one of them alone the rows of the other would leave in silence.
        let paste = "keep: { when: \"币种 in ('USD', '美元')\" }"
        #expect(mixed.errors.contains("is: USD with " + paste), "\(mixed.errors)")
        #expect(mixed.errors.contains("is: CNY with keep: { when: \"币种 in ('CNY', '人民币')\" }"))
        let kept = try run(columns: "paid: { currency: { column: 币种, is: USD } }", clean: "{ \(paste) }")
        #expect(kept.status == 0, "\(kept.errors)")
        #expect(kept.results.contains("USD"))
        #expect(kept.results.contains(",50"))
        let renamed = try run(
            columns: "paid: { currency: { column: 币种, is: CNY } }",
            clean: "{ rename: { 币种: money, paid: amount } }, { keep: { when: money = 'USD' } }", sum: "amount")
        #expect(renamed.status == 65)
        #expect(
            renamed.errors.contains("column 'amount' of table 'sales' expects amounts of one currency (CNY)"),
            "\(renamed.errors)")
        let converted = try run(
            columns: "paid: { currency: { column: 币种, is: CNY } }",
            clean:
                "{ derive: { column: paid, as: \"if(币种 in ('USD', '美元'), paid * 7, paid)\", replace: true, currency: CNY } }"
        )
        #expect(converted.status == 0, "\(converted.errors)")
        #expect(converted.results.contains("500"))
    }

    /// A rule, a segment, a metric: two currencies in a formula of any of them.
    @Test(arguments: [
        ("{ fill: { column: paid, with: fee } }", "", "sum: paid"),
        ("{ fill: { column: paid, with: paid + fee } }", "", "sum: paid"),
        ("{ keep: { when: paid > fee } }", "", "sum: paid"),
        ("{ reject: { when: \"fee in (paid, 1)\" } }", "", "sum: paid"),
        ("", "{ expression: paid > fee, of: sales }", "sum: paid"),
        ("", "{ bands: paid - fee, of: sales, edges: [10] }", "sum: paid"),
        ("", "{ value: paid + fee, of: sales, customer: id, method: thresholds, cuts: { a: 500 } }", "sum: paid"),
        ("", "", "share: paid > fee"), ("", "", "distinct: paid - fee"), ("", "", "sum: paid, where: fee < paid"),
        ("", "", "share: paid > 1, among: fee > paid"),
    ])
    func `no formula adds or compares two currencies`(rule: String, segment: String, metric: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.export, to: "sales.csv")
        try folder.write(
            """
            period: all
            ingest: { sales: { files: sales.csv, columns: { id: , at: { type: date },
              paid: { type: decimal, currency: CNY }, fee: { type: decimal, currency: USD } } } }
            clean: { sales: [\(rule)] }
            segment: { \(segment.isEmpty ? "" : "g: \(segment)") }
            aggregate: { metrics: [m], by: [\(segment.isEmpty ? "" : "[g]")], define: { m: { \(metric), of: sales, at: at } } }
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(["check", "p.yml"], in: folder.path)
        #expect(outcome.status == 78, "\(outcome.errors)")
        #expect(
            ["CNY and USD", "USD and CNY"].contains {
                outcome.errors.contains("one currency") && outcome.errors.contains($0)
            }, "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "error: ").count == 2, "\(outcome.errors)")
    }

    @Test func `what is made of amounts before they are converted is not of one currency`() throws {
        let early = try run(
            columns: "paid: { currency: { column: 币种, is: CNY } }",
            clean:
                "{ derive: { early: paid } }, { derive: { column: paid, as: \"if(币种 in ('USD', '美元'), paid * 7, paid)\", "
                + "replace: true, currency: CNY } }", sum: "early")
        #expect(early.status == 65, "\(early.errors)")
        #expect(
            early.errors.contains("column 'early' of table 'sales' expects amounts of one currency (CNY)"),
            "\(early.errors)")
    }

    @Test(arguments: ["币种", "币别", "结算货币", "ccy"], ["20.00", "20"])
    func `a column that names two currencies is told, whatever it is called and however the amounts are written`(
        name: String, amount: String
    ) throws {
        let export = "id,at,paid,\(name)\n1,2026-09-01,\(amount),CNY\n2,2026-09-02,\(amount),USD\n"
        let outcome = try run(columns: "x: { required: false }", export: export)
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains("column '\(name)' of table 'sales' names several currencies"), "\(outcome.errors)")
        #expect(
            outcome.errors.contains("'paid: { type: decimal, currency: { column: \(name), is: CNY } }'"),
            "\(outcome.errors)")
    }

    @Test func `an amount without its currency is not taken for one of the others`() throws {
        let export = Self.export.replacing("4,2026-09-04,50.00,4.00,人民币", with: "4,2026-09-04,50.00,4.00,")
            .replacing("USD", with: "CNY").replacing("美元", with: "CNY")
        let mixed = try run(columns: "paid: { currency: { column: 币种 } }", export: export)
        #expect(mixed.status == 65)
        #expect(mixed.errors.contains("\"CNY\" in 3 rows, none in 1 row"), "\(mixed.errors)")
        let whole = try run(
            columns: "paid: { currency: { column: 币种 } }",
            export: export.replacing("50.00,4.00,", with: "50.00,4.00,rmb"))
        #expect(whole.status == 0, "\(whole.errors)")
        #expect(whole.results.contains("CNY"))
    }

    /// Columns of two currencies in a formula, declared in whatever way; the rule or metric that adds them.
    @Test(arguments: [
        ("paid: { currency: CNY }, fee: { currency: EUR }", "{ derive: { all: paid + fee } }", "all"),
        (
            "paid: { currency: { column: 币种, is: CNY } }, fee: { currency: EUR }", "{ derive: { all: paid - fee } }",
            "all"
        ),
        ("paid: { currency: CNY }, fee: { currency: EUR }", "{ derive: { all: 'if(paid > 10, paid, fee)' } }", "all"),
        ("paid: { currency: CNY }, fee: { currency: EUR }", "", "paid + fee"),
        ("paid: { currency: CNY }, fee: { currency: EUR }", "", "'coalesce(paid, fee)'"),
    ])
    func `two currencies in a formula are refused`(columns: String, clean: String, sum: String) throws {
        let outcome = try run(columns: columns, clean: clean, sum: sum)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("CNY and EUR") || outcome.errors.contains("EUR and CNY"), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count { $0.contains("error: ") } == 1, "\(outcome.errors)")
    }
}
