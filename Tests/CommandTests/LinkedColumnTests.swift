// Columns of linked tables in the formulas of a whole pipeline: five rows counted by hand, in SQL, in tests, and what is refused.

import Foundation
import TestSupport
import Testing

struct LinkedColumnTests {
    private static let sales = """
        order_id,customer,day,amount,customer.tier
        o1,c1,2026-09-05,100,x
        o2,c1,2026-09-20,50,y
        o3,c2,2026-09-10,30,x
        o4,c9,2026-09-11,70,x
        o5,,2026-09-12,20,y

        """
    private static let customers = """
        customer_id,created,level,region,discount,name
        c1,2026-01-05,gold,r1,0.10,王芳
        c2,2026-09-01,,r2,0.5,李雷
        c3,2026-08-01,tin,r9,0,赵六

        """
    private static let tables = """
        ingest:
          sales: { files: sales.csv, columns: { amount: { type: decimal } } }
          customers: { files: customers.csv, columns: { discount: { type: decimal } } }
          regions: { files: regions.csv }
          contracts: { files: contracts.csv }

        """
    private static let links = """
        link:
          sales.customer: customers.customer_id
          customers.region: regions.region
          contracts.customer: customers.customer_id

        """
    private static let measured = """
        segment:
          tenure: { bands: "days_between(customers.created, day)", of: sales, edges: [30, 90] }
          boss: { expression: regions.manager, of: sales }
        aggregate:
          metrics: [n, new, gold, age, paid, ratio, dotted, chain, nothing, levels, joined]
          by: [[tenure], [boss]]
          define:
            n: { count: rows, of: sales, at: day }
            new: { count: rows, of: sales, at: day, where: customers.created >= 2026-09-01 }
            gold: { share: customers.level = 'gold', of: sales, at: day }
            age: { mean: day - customers.created, of: sales, at: day }
            paid: { sum: amount * (1 - customers.discount), of: sales, at: day }
            ratio: { calculate: paid / new }
            dotted: { count: rows, of: sales, at: day, where: "`customer.tier` = 'x'" }
            chain: { count: rows, of: sales, at: day, where: regions.opened < customers.created }
            nothing: { count: rows, of: sales, at: day, where: customers.level is missing }
            levels: { distinct: customers.level, of: sales, at: day }
            joined: { count: rows, of: contracts, at: begin, until: end, where: customers.created >= $period_start }

        """

    private func folder(_ pipeline: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.sales, to: "sales.csv")
        try folder.write(Self.customers, to: "customers.csv")
        try folder.write("region,manager,opened\nr1,m1,2020-01-01\nr3,m3,2021-01-01\n", to: "regions.csv")
        try folder.write(
            "id,customer,begin,end\nk1,c1,2026-01-05,2027-01-01\nk2,c2,2026-09-02,2027-09-01\nk3,c2,2026-09-01,2026-09-08\n",
            to: "contracts.csv")
        try folder.write("period: month\nlanguages: [en, zh-Hans]\n" + pipeline, to: "p.yml")
        return folder
    }

    private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(arguments, in: folder.path)
    }

    /// Of the report's own month, by metric and segment: value and n.
    private static let counted: [String: [String]] = [
        "n": ["5", "5"], "n tenure=<30": ["1", "1"], "n tenure=≥90": ["2", "2"], "n tenure=unknown": ["2", "2"],
        "n boss=m1": ["2", "2"], "n boss=unknown": ["3", "3"], "new": ["1", "1"], "gold": ["1", "2"],
        "age": ["170", "3"],
        "age tenure=≥90": ["250.5", "2"], "paid": ["150", "3"], "paid boss=m1": ["135", "2"], "ratio": ["150", "1"],
        "dotted": ["3", "3"], "chain": ["2", "2"], "nothing": ["3", "3"], "levels": ["1", "1"], "joined": ["1", "1"],
    ]

    @Test func `five rows come to what is counted by hand, here and in SQL`() throws {
        let folder = try folder(
            Self.tables + Self.links + Self.measured + "render:\n  - { report: summary, formats: [markdown] }\n")
        let options = ["p.yml", "--as-of", "2026-10-02"]
        let made = try run(["run"] + options + ["--out", "out", "--quiet"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        for beginning in ["cleaned", "ingested"] {
            let asked = try run(["sql"] + options + ["--from", beginning, "--tables", "tables"], in: folder)
            #expect(asked.status == 0, "\(asked.errors)")
            #expect(!asked.output.contains("-- Not said in SQL"))
            guard let rows = try DuckDB.rows(asked.output) else { return }
            var found: [String: [String?]] = [:]
            for row in rows where row[2] == "2026-09-01" && row[1] == "month" {
                let segment = row[4] ?? ""
                found["\(row[0] ?? "")\(segment.isEmpty ? "" : " ")\(segment)"] = [row[5], row[8]]
            }
            for (place, expected) in Self.counted {
                let numbers = found[place]?.map { $0.flatMap(Double.init) }
                #expect(numbers == expected.map(Double.init), "\(place): \(String(describing: found[place]))")
            }
        }
        let spark = try run(["sql"] + options + ["--dialect", "spark"], in: folder)
        #expect(
            spark.output.contains("LEFT JOIN `customers with linked columns` l1 ON l1.`customer_id` = t.`customer`"))
        let plan = try run(["plan"] + options, in: folder)
        #expect(plan.output.contains("table sales takes customers.created over link sales.customer"))
        #expect(plan.output.contains("table customers takes regions.manager over link customers.region"))
    }

    @Test func `the report has what is counted by hand`() throws {
        let folder = try folder(Self.tables + Self.links + Self.measured)
        let made = try run(["run", "p.yml", "--as-of", "2026-10-02", "--out", "out", "--quiet"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let results = try String(contentsOfFile: folder.path + "/out/results.csv", encoding: .utf8)
        var compared = 0
        for row in PlainCSV.cells(results).dropFirst() where row[2] == "2026-09-01" && row.last != "hidden" {
            guard let expected = Self.counted[row[4].isEmpty ? row[0] : "\(row[0]) \(row[4])"] else { continue }
            #expect(Double(row[5]) == Double(expected[0]), "\(row)")
            compared += 1
        }
        #expect(compared > 0)
        let record = try String(contentsOfFile: folder.path + "/out/run.json", encoding: .utf8)
        #expect(record.contains("sales.customer"))
    }

    @Test func `a test of a pipeline gives the rows of both tables, or of one`() throws {
        let folder = try folder(
            Self.tables + Self.links + Self.measured + """
                tests:
                  both:
                    period: 2026-09
                    tables:
                      sales: |
                        customer,day,amount
                        a,2026-09-03,10
                        b,2026-09-04,20
                      customers: |
                        customer_id,created,discount,region
                        a,2026-09-02,0.5,r1
                        b,2025-01-01,0,r2
                      regions: |
                        region,manager,opened
                        r1,m,2026-01-01
                    expect: { new: 1, paid: 25.0, age: 306.0, chain: 1 }
                    expect_by: { metric: n, segment: { boss: m }, value: 1 }
                  alone:
                    period: 2026-09
                    tables:
                      sales: |
                        customer,day,amount
                        a,2026-09-03,10
                      customers: |
                        customer_id,created,discount,level
                        b,2026-09-02,0.5,gold
                    expect: { new: 0, nothing: 1, paid: missing }

                """)
        let outcome = try run(["test", "p.yml"], in: folder)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test(arguments: [
        (
            "clean: { sales: [ { keep: { when: customers.created < day } } ] }\n",
            "n: { count: rows, of: sales, at: day }",
            "a rule of cleaning expects columns of its own table, 'sales', found 'customers.created'",
            "清洗规则只能使用本表 'sales' 的列，实际为 'customers.created'"
        ),
        (
            "clean: { sales: [ { derive: { age: day - customers.created } } ] }\n",
            "n: { count: rows, of: sales, at: day }",
            "links are followed after cleaning", "关联在清洗之后才生效"
        ),
        (
            "", "n: { count: rows, of: sales, at: customers.created }",
            "when a row of table 'sales' counts is said by a column of that table, found 'customers.created'",
            "表 'sales' 的行何时计入，应由该表自身的列说明，实际为 'customers.created'"
        ),
        (
            "", "n: { count: rows, of: sales, at: day, until: customers.created, where: customers.created > day }",
            "when a row of table 'sales' counts is said by a column of that table", "表 'sales' 的行何时计入"
        ),
        (
            "segment: { who: { expression: customers.name, of: sales } }\n", "n: { count: rows, of: sales, at: day }",
            "segment 'who' expects values that name nobody, found 'customers.name'",
            "分组 'who' 的取值不应指向个人，实际为 'customers.name'"
        ),
        (
            "", "n: { count: rows, of: customers, at: created, where: sales.amount > 5 }",
            "expects one value of 'sales.amount', but one row of 'customers' may have many", "'customers' 的一行可对应多行"
        ),
        (
            "", "n: { sum: customers.level, of: sales, at: day }", "'sum' of metric 'n' expects", "指标 'n' 的 'sum' 应为"
        ),
        ("", "n: { count: rows, of: sales, at: day, where: sales.amount > 5 }", "write 'amount'", "请写作 'amount'"),
    ])
    func `what cannot be measured is refused, in both languages`(
        _ before: String, _ metric: String, _ english: String, _ chinese: String
    ) throws {
        let folder = try folder(
            Self.tables + Self.links + before + "aggregate: { metrics: [n], define: { \(metric) } }\n")
        for (language, sentence) in [("en", english), ("zh", chinese)] {
            let outcome = try run(
                ["check", "p.yml", "--as-of", "2026-10-02", "--language", language], in: folder)
            #expect(outcome.status == 78, "\(outcome.errors)")
            let said = outcome.output + outcome.errors
            #expect(said.contains(sentence), "\(said)")
            #expect(said.contains(language == "en" ? "1 error, 0 warnings" : "1 个错误，0 条警告"), "\(said)")
        }
    }
}
