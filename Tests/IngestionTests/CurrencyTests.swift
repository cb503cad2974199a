// Signs of currencies and percent signs: what a column is of, and what is never added up.
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct CurrencyTests {
    private static func file(_ cells: [String]) -> TemporaryFile {
        TemporaryFile("id,paid\n" + cells.enumerated().map { "\($0.offset),\"\($0.element)\"\n" }.joined())
    }

    @Test(arguments: [
        (["€12.50", "3.00"], "EUR"), (["3.00", "12.50 EUR"], "EUR"), (["$7.50", "USD 3.00"], "USD"),
        (["￥1.00", "2.00元", "RMB 3.00"], "CNY"), (["£1.00", "2.00"], "GBP"), (["HK$1.00", "2.00"], "HKD"),
        (["1.20万元", "3.00元"], "CNY"),
    ])
    func `the currency of a column is the one that its cells name`(cells: [String], currency: String) throws {
        let file = Self.file(cells)
        for type in ["", "\ncolumns: { paid: { type: decimal } }"] {
            let (read, problems) = read("files: \(file.path)\(type)")
            #expect(problems.isEmpty)
            #expect(read?.schema.columns.first { $0.name == "paid" }?.currency == currency)
        }
    }

    @Test(arguments: [
        ["€12.50", "$7.50", "￥1.00"], ["€12.50", "7.50", "1.00元"], ["$1.00", "HK$2.00"], ["¥1.00", "JPY 2.00"],
        ["12.50元", "12.50 USD"],
    ])
    func `two currencies in a column are refused`(cells: [String]) throws {
        let file = Self.file(cells)
        for jobs in [1, 2] {
            let (read, problems) = read(
                "files: \(file.path)\ncolumns: { paid: { type: decimal } }", jobs: jobs)
            #expect(read == nil)
            #expect(problems.count == 1)
            #expect(problems.first?.contains("expects amounts of one currency") == true, "\(problems)")
        }
    }

    @Test func `a sign that the first rows do not show is refused unless the currency is declared`() throws {
        let late = (0..<3000).map { _ in "2.00" } + ["€12.50"]
        let file = Self.file(late)
        for jobs in [1, 2] {
            let (read, problems) = read(
                "files: \(file.path)\ncolumns: { paid: { type: decimal } }", jobs: jobs, blockSize: 4096)
            #expect(read == nil)
            #expect(problems.count == 1)
            #expect(
                problems.first?.contains("error: column 'paid' of table 't' has amounts in € in 1 cell") == true,
                "\(problems)")
            #expect(problems.first?.contains("currency: EUR") == true)
        }
        for options in ["currency: EUR", "columns: { paid: { currency: EUR } }"] {
            let (read, problems) = read("files: \(file.path)\n\(options)")
            #expect(problems == [])
            #expect((read?.schema.columns.last?.currency ?? read?.schema.currency) == "EUR")
            #expect(read?.texts("paid").count == 3001)
        }
        // That of a table stands for all its amounts; another sign is then a bad cell, as ever.
        #expect(read("files: \(file.path)\ncurrency: CNY\nreject_limit: 1").read?.texts("paid").count == 3000)
    }

    @Test func `a column that names the currency of each row is read, and its code is that of the first rows`() throws {
        let one = TemporaryFile("id,paid,币种\n1,2.50,人民币\n2,3,CNY\n3,,USD\n")
        func schema(_ file: TemporaryFile, _ currency: String) -> (TableSchema?, [String]) {
            let found = read("files: \(file.path)\ncolumns: { paid: { currency: \(currency) } }")
            return (found.read?.schema, found.problems)
        }
        let two = TemporaryFile("id,paid,币种\n1,2.50,CNY\n2,3,USD\n3,4,USD\n")
        let (seen, problems) = schema(two, "{ column: 币种 }")
        #expect(seen == nil)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("found in the first rows of '币种': USD (2), CNY (1)") == true, "\(problems)")
        #expect(problems.first?.contains("paid: { currency: { column: 币种, is: USD } }") == true)
        let (said, _) = schema(two, "{ column: 币种, is: USD }")
        #expect(said?.columns.first { $0.name == "paid" }?.currency == "USD")
        #expect(said?.currencyColumns.map(\.column) == ["币种"])
        #expect(schema(two, "{ column: 币 }").1.first?.contains("unknown column '币'") == true)
        #expect(schema(two, "{ is: USD }").1.first?.contains("needs the key 'column'") == true)
        #expect(schema(two, "{ column: 币种, is: dollar }").1.contains { $0.contains("the code of a currency") })
        #expect(schema(one, "{ column: id }").0?.currencyColumns.first?.code == nil)
        // Nobody spoke of it.
        let untold = read("files: \(two.path)\ncolumns: { paid: { type: decimal } }").problems
        #expect(untold.count == 1)
        #expect(
            untold.first?.contains("warning: column '币种' of table 't' names several currencies (USD (2), CNY (1)")
                == true, "\(untold)")
        #expect(read("files: \(one.path)\ncolumns: { paid: { type: decimal } }", requested: ["id"]).problems == [])
    }

    @Test(
        arguments: [
            ("CNY", "CNY"), ("人民币", "CNY"), (" rmb ", "CNY"), ("￥", "CNY"), ("美元", "USD"), ("us$", "USD"),
            ("ＵＳＤ", "USD"), ("sek", "SEK"),
            ("", nil), ("元/角", nil), ("12", nil), ("unknown", nil),
        ] as [(String, String?)])
    func `names of currencies are known in both languages`(text: String, code: String?) {
        #expect(CurrencyName.code(of: text) == code)
    }

    @Test func `a declared currency rejects the rows of another`() throws {
        let file = Self.file(["€12.50", "$7.50", "1.00", "￥1.00"])
        for place in ["columns: { paid: { currency: EUR } }", "currency: EUR"] {
            let (read, problems) = read("files: \(file.path)\nreject_limit: 100%\n\(place)")
            #expect(read?.texts("paid") == ["12.5", "1"])
            #expect(read?.schema.columns.first { $0.name == "paid" }?.currency == "EUR")
            #expect(problems.count == 2)
        }
        // Both read ¥ as theirs.
        let yen = Self.file(["￥1.00", "2.00"])
        #expect(read("files: \(yen.path)\ncurrency: JPY").read?.schema.columns.last?.currency == "JPY")
    }

    @Test(arguments: [["12%", "5"], ["5", "7", "12%"], ["0.5%", "0.5"], ["12%", "€5.00"]])
    func `percentages beside plain numbers are refused`(cells: [String]) {
        let file = Self.file(cells)
        for type in ["decimal", "real"] where type == "decimal" || !cells.contains("€5.00") {
            let (read, problems) = read("files: \(file.path)\ncolumns: { paid: { type: \(type) } }")
            #expect(read == nil)
            #expect(problems.first?.contains("either percentages or plain numbers") == true, "\(problems)")
        }
    }

    @Test func `percentages alone, and a plain zero among them, are read`() {
        let file = Self.file(["12%", "0", "", "3.5%"])
        #expect(read("files: \(file.path)").read?.texts("paid") == ["0.12", "0", nil, "0.035"])
    }

    @Test(arguments: [
        ("1.25万元", "12500"), ("0.5亿元", "50000000"), ("￥1.25万元", "12500"), ("12.3456789万元", "123456.789"),
    ])
    func `ten thousands and hundred millions of yuan are read`(text: String, value: String) {
        var text = text
        let parsed = text.withUTF8 { DecimalParser.parse($0, decimalComma: false) }
        #expect(
            parsed.map { ExactDecimal(units: Int128($0.mantissa), scale: $0.scale).description } == value)
    }

    @Test(arguments: ["3万", "$12 EUR", "12% 元", "¥12 $"])
    func `what is no amount stays none`(text: String) {
        let file = Self.file([text, text])
        let read = read("files: \(file.path)").read
        #expect(read?.schema.columns.last?.type == .text)
    }
}
