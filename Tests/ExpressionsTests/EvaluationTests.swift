// What formulas give: logic, exactness, missing cells, overflow.

import Expressions
import Tabular
import TestSupport
import Testing

@Suite struct EvaluationTests {
    private static let truth: [Bool?] = [true, false, nil]

    @Test func `and, or and not follow three-valued logic`() {
        let left = Self.truth.flatMap { [$0, $0, $0] }
        let right = Self.truth + Self.truth + Self.truth
        let table = Table.sample("t", ["a": .flags(left), "b": .flags(right)])
        func flags(_ values: [Bool?]) -> [Cell] { values.map { $0.map { .flag($0) } ?? .missing } }
        #expect(Formula.cells("a and b", on: table) == flags([true, false, nil, false, false, false, nil, false, nil]))
        #expect(Formula.cells("a or b", on: table) == flags([true, true, true, true, false, nil, true, nil, nil]))
        #expect(Formula.cells("not a", on: table) == flags([false, false, false, true, true, true, nil, nil, nil]))
        #expect(Formula.cells("a = b", on: table) == flags([true, false, nil, false, true, nil, nil, nil, nil]))
        #expect(Formula.cells("a != b", on: table) == flags([false, true, nil, true, false, nil, nil, nil, nil]))
        #expect(
            Formula.cells("a is missing", on: table)
                == flags([false, false, false, false, false, false, true, true, true]))
        #expect(
            Formula.cells("(a and missing) is missing", on: table)
                == flags([true, true, true, false, false, false, true, true, true]))
    }

    @Test func `a missing value is neither equal nor unequal to anything, and a condition counts it as false`() throws {
        let table = Table.sample("t", ["a": .integers([1, nil, 3]), "q": .texts(["x", nil, "y"])])
        #expect(Formula.cells("a = 1", on: table) == [.flag(true), .missing, .flag(false)])
        #expect(Formula.cells("a in (1, missing)", on: table) == [.flag(true), .missing, .missing])
        #expect(Formula.cells("q not in ('x', 'z')", on: table) == [.flag(false), .missing, .flag(true)])
        #expect(Formula.cells("a between 1 and 2", on: table) == [.flag(true), .missing, .flag(false)])
        #expect(Formula.cells("a between 3 and missing", on: table) == [.flag(false), .missing, .missing])
        let typed = try #require(Formula.checked("q != 'x'", in: table.columns).typed)
        #expect(typed.isTrue(chunk: table.chunks[0], context: EvaluationContext(zone: .utc)) == [false, false, true])
    }

    @Test(arguments: [
        ("9223372036854775807 + 1", Cell.missing), ("-9223372036854775807 - 1", .integer(.min)),
        ("-9223372036854775807 - 2", .missing), ("-(-9223372036854775807 - 1)", .missing),
        ("abs(-9223372036854775807 - 1)", .missing), ("4294967296 * 4294967296", .missing),
        ("1 / 0", .missing), ("0 / 0", .missing), ("1.5 / 0", .missing), ("1e0 / 0", .missing),
        ("1e300 * 1e300", .missing), ("1e308 + 1e308", .missing), ("7 / 2", .real(3.5)), ("0.3 / 0.1", .real(3)),
        ("0.1 + 0.2 = 0.3", .flag(true)), ("1e-1 + 2e-1 = 3e-1", .flag(false)),
        ("999999999999.999999 * 999999999999.999999", .missing),
        ("0.000000001 * 0.000000001", .decimal(ExactDecimal(units: 1, scale: 18))),
        ("0.000000001 * 0.0000000001", .missing),
        ("0.5000000000 * 0.2000000000", .decimal(ExactDecimal(units: 1, scale: 1))),
        ("922337203685477580.7 + 0.01", .missing),
        ("9000000000000000.5 - 0.25", .decimal(ExactDecimal(units: 900_000_000_000_000_025, scale: 2))),
        ("2 * 1.5", .decimal(ExactDecimal(units: 3, scale: 0))), ("1.50 = 1.5", .flag(true)),
        ("1.5 > 1", .flag(true)), ("922337203685477580.7 > 0.000000000000000001", .flag(true)),
        ("9007199254740993 = 9007199254740992", .flag(false)),
        ("round(9.3e18)", .missing), ("floor(-9.3e18)", .missing), ("round(1e300, 10)", .real(1e300)),
        ("10 s * 9223372036854775807", .missing), ("10 s / 0", .missing), ("10 s / 3", .duration(3333)),
        ("5 ms / 2", .duration(3)), ("-5 ms / 2", .duration(-3)), ("1 s * 1.0005", .duration(1001)),
        ("1 s * 1.5e0", .duration(1500)), ("10 s / 4 s", .real(2.5)), ("10 s / 0 s", .missing),
        ("2026-01-31 + 1", .date(20485)), ("2026-01-31 + 7 d", .date(20491)), ("1 + 2026-01-31", .date(20485)),
        ("2026-01-31 + 9223372036854775807", .missing), ("2026-03-01 - 2026-02-01", .integer(28)),
        ("instant '1970-01-01T00:00:10Z' - 1970-01-01", .duration(10_000)),
        ("instant '1970-01-01T00:00:10Z' + 5 s", .instant(15_000)), ("'a' < 'b'", .flag(true)),
        ("'客' > 'z'", .flag(true)), ("'a' < 'ab'", .flag(true)), ("'é' = 'e\u{301}'", .flag(false)),
        ("missing", .missing), ("missing + 1", .missing), ("if(missing, 1, 2)", .integer(2)),
        ("2 in (1, 2)", .flag(true)), ("missing is missing", .flag(true)), ("not missing", .missing),
    ])
    func `a formula without columns gives`(_ text: String, _ expected: Cell) {
        #expect(Formula.value(text) == expected)
    }

    @Test func `arithmetic keeps chunks of different scale exact`() throws {
        let coarse = Column.decimal(DecimalColumn(units: PrimitiveColumn([125, -3]), scale: 1))
        let fine = Column.decimal(DecimalColumn(units: PrimitiveColumn([12_500, 1]), scale: 3))
        let chunk = Chunk(rowCount: 2, columns: [coarse, fine], origin: RowOrigin(file: 0))
        let scope = [ColumnDescription(name: "a", type: .decimal), ColumnDescription(name: "b", type: .decimal)]
        let context = EvaluationContext(zone: .utc)
        func cells(_ text: String) throws -> [Cell] {
            let typed = try #require(Formula.checked(text, in: scope).typed)
            let column = typed.evaluate(chunk: chunk, context: context)
            return [column.cell(0), column.cell(1)]
        }
        #expect(try cells("a = b") == [.flag(true), .flag(false)])
        #expect(try cells("a < b") == [.flag(false), .flag(true)])
        #expect(
            try cells("a - b") == [
                .decimal(ExactDecimal(0)), .decimal(ExactDecimal(units: -301, scale: 3)),
            ])
        #expect(try cells("a > 12.4999") == [.flag(true), .flag(false)])
        #expect(try cells("a / b") == [.real(1), .real(-300)])
    }

    @Test func `instants are compared with days at the local midnight`() throws {
        let shanghai = try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
        let table = Table.sample("t", ["at": .instants(["2026-01-30T15:59:59Z", "2026-01-30T16:00:00Z", nil])])
        #expect(
            Formula.cells("at >= 2026-01-31", on: table, zone: shanghai) == [.flag(false), .flag(true), .missing])
        #expect(Formula.cells("at >= 2026-01-31", on: table) == [.flag(false), .flag(false), .missing])
        #expect(
            Formula.cells("date(at)", on: table, zone: shanghai) == [.date(20483), .date(20484), .missing])
        #expect(Formula.cells("hour(at)", on: table, zone: shanghai) == [.integer(23), .integer(0), .missing])
        #expect(
            Formula.cells("at < instant '2026-01-31 00:00'", on: table, zone: shanghai)
                == [.flag(true), .flag(false), .missing])
    }

    @Test func `texts of different pools are equal by their bytes`() {
        let table = Table.sample(
            "t", ["a": .texts(["x", "y", nil, "é"]), "b": .texts(["y", "y", "x", "e\u{301}"])])
        #expect(Formula.cells("a = b", on: table) == [.flag(false), .flag(true), .missing, .flag(false)])
        #expect(Formula.cells("a < b", on: table) == [.flag(true), .flag(false), .missing, .flag(false)])
        #expect(Formula.cells("concat(a, b)", on: table) == [.text("xy"), .text("yy"), .missing, .text("ée\u{301}")])
        #expect(
            Formula.cells("coalesce(a, b, 'z')", on: table) == [.text("x"), .text("y"), .text("x"), .text("é")])
        #expect(
            Formula.cells("if(a = b, a, 'none')", on: table)
                == [.text("none"), .text("y"), .text("none"), .text("none")])
    }

    @Test func `a parameter stands for its value`() throws {
        let table = Table.sample("t", ["wait": .seconds([10, 30])])
        let cells = Formula.cells("wait <= $target", on: table, parameters: ["target": .duration(20_000)])
        #expect(cells == [.flag(true), .flag(false)])
        let typed = try #require(
            Formula.checked("wait <= $target", in: table.columns, parameters: ["target": .duration(20_000)]).typed)
        #expect(typed.description == "wait <= 20 s")
    }

    @Test func `two spellings of a formula are the same data`() throws {
        let first = try #require(Formula.checked("( wait>60 s )", in: Formula.columns).typed)
        let second = try #require(Formula.checked("wait > 1 min", in: Formula.columns).typed)
        #expect(first == second)
        #expect(first.columnIndices == [7])
    }

    @Test func `rows without values keep zeros, as every column has them`() {
        let table = Table.sample("t", ["a": .integers([1, nil]), "b": .decimals(["1.5", nil])])
        guard let typed = Formula.checked("a + 5", in: table.columns).typed,
            case .integer(let sum) = typed.evaluate(chunk: table.chunks[0], context: EvaluationContext(zone: .utc))
        else {
            Issue.record("no integer column")
            return
        }
        #expect(sum.values == [6, 0])
    }

    @Test func `a formula runs on a chunk without rows`() {
        let table = Table(
            name: "t", columns: Formula.columns,
            chunks: [
                Chunk(
                    rowCount: 0, columns: Formula.columns.map { Column.missing($0.type, count: 0) },
                    origin: RowOrigin(file: 0))
            ])
        for text in [
            "count + 1", "lower(queue)", "queue = 'a' and amount > 1", "if(resolved, at, at)", "1", "'x' = 'x'",
        ] {
            #expect(Formula.cells(text, on: table) == [])
        }
    }
}
