// Columns of linked tables in formulas: whose cell a row gets, and what is said where there is no way to it.

import Diagnostics
import Expressions
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct LinkedColumnTests {
    static let sales = Table.sample(
        "sales",
        [
            "order_id": .texts(["o1", "o2", "o3", "o4", "o5"]), "customer": .texts(["c1", "c1", "c2", "c9", nil]),
            "payer": .texts(["c1", "c3", "c3", "c3", nil]),
            "day": .dates(["2026-09-05", "2026-09-20", "2026-09-10", "2026-09-11", "2026-09-12"]),
            "customers.tier": .texts(["x", "y", "x", "x", "y"]), "amount": .decimals(["1", "2", "3", "4", "5"]),
        ], chunkRows: 2)
    static let customers = Table.sample(
        "customers",
        [
            "customer_id": .texts(["c3", "c1", nil, "c2"]),
            "created": .dates(["2026-08-01", "2026-01-05", "2020-01-01", "2026-09-01"]),
            "level": .texts(["tin", "gold", "x", nil]), "region": .texts(["r9", "r1", "r1", "r2"]),
            "unit": .integers([1, 2, 3, 4]),
        ], chunkRows: 3)
    static let regions = Table.sample(
        "regions",
        ["region": .texts(["r1", "r3"]), "manager": .texts(["m1", "m3"]), "since": .dates(["2020-01-01", nil])])
    static let tables = [sales, customers, regions]
    static let links = "link: { sales.customer: customers.customer_id, customers.region: regions.region }\n"

    @Test func `a row gets the cell of its partner, over two links too; without one it has none`() throws {
        let run = try SegmentationSample(
            Self.links + """
                segment:
                  tenure: { bands: "days_between(customers.created, day)", of: sales, edges: [30, 250] }
                  boss: { expression: regions.manager, of: sales }
                  gold: { expression: customers.level = 'gold', of: sales }
                """, Self.tables, linked: [("customers", "regions.since"), ("sales", "customers.created")])
        #expect(run.labels("tenure", of: "sales") == ["30–250", "≥250", "<30", "unknown", "unknown"])
        #expect(run.labels("boss", of: "sales") == ["m1", "m1", "unknown", "unknown", "unknown"])
        #expect(run.labels("gold", of: "sales") == ["true", "true", "unknown", "unknown", "unknown"])
        let brought = try #require(run.result["sales"]?.table)
        #expect(brought.columns.suffix(3).map(\.name) == ["customers.created", "regions.manager", "customers.level"])
        #expect(brought.brokenPromises == [])
        #expect(brought.cells("customers.tier") == Self.sales.cells("customers.tier"))
        let since = try #require(run.result["customers"]?.table.cells("regions.since"))
        #expect(since.map { $0 == .missing } == [true, false, false, true])
        #expect(run.plan.unlinked(run.result).map(\.columns) == Self.tables.map(\.columns))
        #expect(run.brokenPromises == [])
    }

    @Test func `where one link finds nothing, the next one's partner counts`() throws {
        let run = try SegmentationSample(
            """
            link: { sales.customer: customers.customer_id, sales.payer: { else: customers.customer_id } }
            segment: { level: { expression: customers.level, of: sales } }
            """, Self.tables)
        #expect(run.labels("level", of: "sales") == ["gold", "gold", "unknown", "tin", "unknown"])
    }

    @Test func `a column of any type comes as it is, from any chunks to any chunks`() throws {
        for seed in 1...12 {
            var random = SplitMix64(seed: UInt64(seed))
            let calls = DirtyTable.random("calls", maximumRows: 90, using: &random)
            let dirty = DirtyTable.random("people", maximumRows: 40, using: &random)
            let names = dirty.columns.map(\.name)
            let keys = (0..<dirty.rowCount).map { $0 % 7 == 3 ? nil : "c\($0)" }
            let people = Table.sample(
                "people",
                [("key", SampleColumn.texts(keys))]
                    + dirty.columns.map { ($0.name, SampleColumn.cells($0.type, dirty.cells($0.name))) },
                chunkRows: random.pick(1, 3, 50))
            let run = try SegmentationSample(
                "link: { calls.id: people.key }", [calls, people], linked: names.map { ("calls", "people.\($0)") },
                jobs: 1 + seed % 3)
            let brought = try #require(run.result["calls"]?.table)
            #expect(brought.brokenPromises == [])
            for name in names {
                let values = people.cells(name)
                let expected = calls.cells("id").map { cell -> Cell in
                    guard case .text(let id) = cell, let row = keys.firstIndex(of: id) else { return .missing }
                    return values[row]
                }
                #expect(brought.cells("people.\(name)") == expected, "seed \(seed), \(name)")
            }
        }
    }

    @Test func `decimals of chunks with other scales keep their values, and one that does not fit is told`() throws {
        func people(_ first: Int64) -> Table {
            var table = Table.sample(
                "people", ["id": .texts(["a", "b"]), "rate": .decimals(["1", "0.125"])], chunkRows: 1)
            table.chunks[0].columns[1] = .decimal(DecimalColumn(units: PrimitiveColumn([first]), scale: 0))
            return table
        }
        let calls = Table.sample("calls", ["id": .texts(["b", "a", "z"])])
        let segment = "link: { calls.id: people.id }\nsegment: { s: { bands: people.rate, of: calls, edges: [1] } }"
        #expect(
            try SegmentationSample(segment, [calls, people(7)]).labels("s", of: "calls") == ["<1", "≥1", "unknown"])
        let error = #expect(throws: DiagnosedFailure.self) {
            try SegmentationSample(segment, [calls, people(.max)])
        }
        #expect(error?.diagnostics.map(\.message.english).joined().contains("column 'people.rate'") == true)
    }

    @Test func `tables without rows bring nothing`() throws {
        let nobody = Table.sample("customers", ["customer_id": .texts([]), "level": .texts([])])
        let run = try SegmentationSample(
            "link: { sales.customer: customers.customer_id }\nsegment: { s: { expression: customers.level, of: sales } }",
            [Self.sales, nobody])
        #expect(run.labels("s", of: "sales") == Array(repeating: "unknown", count: 5))
        let nothing = Table.sample("sales", ["customer": .texts([])])
        let other = try SegmentationSample(
            "link: { sales.customer: customers.customer_id }\nsegment: { s: { expression: customers.level, of: sales } }",
            [nothing, Self.customers])
        #expect(other.labels("s", of: "sales") == [])
    }

    @Test(arguments: [
        (
            "customers.creatd = day", "unknown column 'creatd' in table 'customers'", "表 'customers' 中没有列 'creatd'",
            "did you mean 'created'?", 10
        ),
        ("custmers.created = day", "unknown table 'custmers'", "没有表 'custmers'", "did you mean 'customers'?", 0),
        (
            "sales.day = day", "expected a column of the formula's own table, found 'sales.day'",
            "应为公式所属表中的列，实际为 'sales.day'", "write 'day'", 0
        ),
        (
            "customers.tier = 'x'", "table 'sales' has a column 'customers.tier' of its own: which one is meant?",
            "表 'sales' 自身就有列 'customers.tier'，无法确定指的是哪一列", "write `customers.tier` in back quotes", 0
        ),
        (
            "shops.name = 'x'", "no link leads from table 'sales' to table 'shops', of which 'shops.name' is a column",
            "没有从表 'sales' 通向表 'shops' 的关联，无法使用列 'shops.name'",
            "write 'link: { sales.order_id: shops.order_id }' at the top of the file", 0
        ),
        (
            "lines.price > 1",
            "a formula over table 'sales' expects one value of 'lines.price', but one row of 'sales' may have many: links lead "
                + "from 'lines' to 'sales'",
            "表 'sales' 的公式中 'lines.price' 应只有一个值，但 'sales' 的一行可对应多行：关联是从 'lines' 通向 'sales' 的",
            "'roll_up: { by: order, into: lines_of_sales, sum: price }', with 'link: { sales.order_id: lines_of_sales.order }'",
            0
        ),
        (
            "staff.name = 'x'",
            "'staff.name' is reached from table 'sales' by two ways of the same length, 'sales.customer' and 'sales.agent': which one "
                + "counts?",
            "从表 'sales' 有两条等长的路径通向 'staff.name'：'sales.customer' 与 'sales.agent'，无法确定用哪一条",
            "leave one of the links out", 0
        ),
    ])
    func `a column that cannot be had is told at its place with what to write`(
        _ formula: String, _ english: String, _ chinese: String, _ help: String, _ offset: Int
    ) {
        var sales = Self.sales
        sales.columns[2].name = "agent"
        let tables = [
            sales, Self.customers, .sample("shops", ["order_id": .texts([]), "name": .texts([])]),
            .sample("lines", ["order": .texts([]), "price": .decimals([])]),
            .sample("agents", ["id": .texts([]), "boss": .texts([])]),
            .sample("staff", ["id": .texts([]), "name": .texts([])]),
        ]
        let links =
            "link: { sales.customer: customers.customer_id, lines.order: sales.order_id, sales.agent: agents.id, "
            + "agents.boss: staff.id, customers.level: staff.id }"
        // The place is that of the table's name, of a column that of the column's.
        let options = "segment: { s: { expression: \"\(formula)\", of: sales } }\n\(links)"
        for (language, sentence) in [(Language.english, english), (.chinese, chinese)] {
            let told = SegmentationSample.mistakes(options, tables, language)
            #expect(told.count == 1)
            #expect(told.first?.contains(sentence) == true, "\(told)")
            #expect(told.first?.hasPrefix("pipeline.yml:1:\(30 + offset): ") == true, "\(told)")
        }
        #expect(SegmentationSample.mistakes(options, tables).first?.contains(help) == true)
    }

    @Test func `a name with a point that is no table's is asked for its back quotes`() {
        let calls = Table.sample("calls", ["net.wait": .seconds([1, 9])])
        #expect(
            SegmentationSample.mistakes(
                "segment: { s: { bands: net.wait, of: calls, edges: [5 s] } }", [calls])
                == [
                    """
                    pipeline.yml:1:24: error: a column whose name holds a point is written in back quotes, found 'net.wait'
                      help: write `net.wait`
                    """
                ])
        #expect(
            SegmentationSample.mistakes(
                "segment: { s: { bands: '`net.wait`', of: calls, edges: [5 s] } }", [calls]) == [])
    }

    @Test func `beside a link with a mistake nothing is said of what it would bring`() {
        let told = SegmentationSample.mistakes(
            """
            link: { sales.custmer: customers.customer_id }
            segment: { s: { expression: customers.level, of: sales } }
            """, Self.tables)
        #expect(told.count == 1)
        #expect(told.first?.contains("unknown column 'custmer'") == true)
    }
}
