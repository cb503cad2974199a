// How a formula is read, seen through its canonical spelling.

import Diagnostics
import Expressions
import Tabular
import Testing

@Suite struct ParserTests {
    @Test(arguments: [
        ("a=b", "a = b"),
        ("a+b*c", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)-d", "a - (b - c) - d"),
        ("(a-b)-c", "a - b - c"),
        ("a/(b*c)", "a / (b * c)"),
        ("-a*b", "-a * b"),
        ("-(a*b)", "-(a * b)"),
        ("a - -5", "a - -5"),
        ("- - 5", "5"),
        ("+a", "a"),
        ("not a = b and c or d", "not a = b and c or d"),
        ("not (a and b)", "not (a and b)"),
        ("a and (b or c)", "a and (b or c)"),
        ("(a and b) or c", "a and b or c"),
        ("a or b or (c or d)", "a or b or (c or d)"),
        ("NOT a AND b OR c", "not a and b or c"),
        ("a <> b", "a != b"),
        ("a is not missing", "a is not missing"),
        ("not a is missing", "a is not missing"),
        ("a not in ('x', \"it's\")", "a not in ('x', 'it''s')"),
        ("a not between 1 and 2 and b", "a not between 1 and 2 and b"),
        ("a between b+1 and b+2", "a between b + 1 and b + 2"),
        ("a like 'A%'", "a like 'A%'"),
        ("not (a not like 'A_')", "not a not like 'A_'"),
        ("(a = b) = (c = d)", "(a = b) = (c = d)"),
        ("80%", "0.8"),
        ("12.50 %", "0.125"),
        ("1.50", "1.5"),
        ("2.0", "2.0"),
        ("1e3", "1000.0e0"),
        ("2.5E-1", "0.25e0"),
        ("20 s", "20 s"),
        ("20s", "20 s"),
        ("90 min", "90 min"),
        ("1.5 h", "90 min"),
        ("0 s", "0 s"),
        ("-0.5 s", "-500 ms"),
        ("7 d", "7 d"),
        ("2026-01-31", "2026-01-31"),
        ("date '2026-01-31'", "2026-01-31"),
        ("2026 - 01 - 31", "2026 - 1 - 31"),
        ("instant '2026-01-31 09:30+08:00'", "instant '2026-01-31T01:30:00Z'"),
        ("instant '2026-01-31T09:30:05.25'", "instant '2026-01-31T09:30:05.250'"),
        ("等待时长>90 s", "等待时长 > 90 s"),
        ("`net revenue` + `a``b`", "`net revenue` + `a``b`"),
        ("customers.created<`customers.created`", "customers.created < `customers.created`"),
        ("客户.`注册 日期` is missing", "客户.`注册 日期` is missing"),
        ("`my table`.`a.b` - `b`.c", "`my table`.`a.b` - b.c"),
        ("customers.in + customers.true", "customers.`in` + customers.`true`"),
        ("`and` = ａｂｃ", "`and` = ａｂｃ"),
        ("if ( a , 1 , 2 )", "if(a, 1, 2)"),
        ("date(at) >= $since", "date(at) >= $since"),
        ("date = 3 and date is missing", "date = 3 and date is missing"),
        ("coalesce(a, missing)", "coalesce(a, missing)"),
        ("a\n  and\tb", "a and b"),
        ("a\u{3000}and\u{A0}b", "a and b"),
        ("true or FALSE", "true or false"),
        ("''", "''"),
    ])
    func `a formula has one canonical spelling that reads the same again`(_ text: String, _ canonical: String) {
        let (expression, diagnostics) = Formula.read(text)
        #expect(expression?.description == canonical, "\(diagnostics)")
        #expect(Formula.read(canonical).expression?.description == canonical)
    }

    @Test func `columns and parameters are listed with their places`() throws {
        let text = "if(等待时长 > $target, `net revenue`, 等待时长 * 2)"
        let expression = try #require(Formula.read(text).expression)
        #expect(expression.columnNames.map(\.text) == ["等待时长", "net revenue", "等待时长"])
        #expect(expression.columnNames.map(\.start.column) == [4, 20, 35])
        #expect(expression.parameterNames.map(\.text) == ["target"])
        #expect(expression.parameterNames.map(\.start.column) == [11])
        #expect(Formula.read(" `net revenue`").expression?.singleColumn?.text == "net revenue")
    }

    @Test(arguments: [
        ("'x'", Constant.text("x")), ("12", .integer(12)), ("-12", .integer(-12)),
        ("1.50", .decimal(units: 15, scale: 1)), ("-80%", .decimal(units: -8, scale: 1)), ("1e3", .real(1000)),
        ("true", .flag(true)), ("1970-01-02", .date(1)), ("instant '1970-01-01T00:00:01Z'", .instant(1000)),
        ("20 s", .duration(20_000)), ("-2 min", .duration(-120_000)), ("(5)", .integer(5)),
    ])
    func `a literal gives its constant`(_ text: String, _ constant: Constant) {
        #expect(Formula.read(text).expression?.constant == constant)
        #expect(Formula.read(constant.description).expression?.constant == constant)
    }

    @Test(arguments: ["a", "1 + 2", "missing", "$p"])
    func `what is no literal has no constant`(_ text: String) {
        #expect(Formula.read(text).expression?.constant == nil)
    }
}
