// What every function gives, also of missing cells.

import Expressions
import Tabular
import TestSupport
import Testing

@Suite struct FunctionTests {
    @Test(arguments: [
        ("lower('AbC 客服')", Cell.text("abc 客服")), ("upper('abÉé')", .text("ABÉÉ")), ("upper('ß')", .text("ß")),
        ("trim('\u{3000} a b\t ')", .text("a b")), ("trim('\u{A0}')", .text("")), ("length('客服')", .integer(2)),
        ("length('')", .integer(0)), ("contains('abc', 'bc')", .flag(true)), ("contains('abc', '')", .flag(true)),
        ("contains('abc', 'abcd')", .flag(false)), ("starts_with('客服一组', '客服')", .flag(true)),
        ("ends_with('abc', 'b')", .flag(false)), ("ends_with('abc', 'bc')", .flag(true)),
        ("replace('a-b-c', '-', '')", .text("abc")), ("replace('aaa', 'aa', 'b')", .text("ba")),
        ("replace('abc', '', 'x')", .text("abc")), ("substring('客户服务', 2, 2)", .text("户服")),
        ("substring('abc', 2)", .text("bc")), ("substring('abc', 9)", .text("")), ("substring('abc', 0)", .missing),
        ("substring('abc', 1, -1)", .missing), ("substring('abc', 2, 9223372036854775807)", .text("bc")),
        ("concat('a', 'b', 'c')", .text("abc")), ("concat('a', missing)", .missing),
        ("'客服一组' like '客_一%'", .flag(true)), ("'abc' like '%b%'", .flag(true)), ("'abc' like 'ab'", .flag(false)),
        ("'' like '%'", .flag(true)), ("'a%b' like 'a%b'", .flag(true)), ("'中' like '%__'", .flag(false)),
        ("'aXbXc' like '%X_'", .flag(true)), ("'abc' not like 'a_c'", .flag(false)),

        ("abs(-5)", .integer(5)), ("abs(-1.5)", .decimal(ExactDecimal(units: 15, scale: 1))),
        ("abs(-2 s)", .duration(2000)), ("round(2.5)", .integer(3)), ("round(-2.5)", .integer(-3)),
        ("round(2.4999)", .integer(2)), ("round(0.5e0)", .integer(1)), ("round(7)", .integer(7)),
        ("round(2.345, 2)", .decimal(ExactDecimal(units: 235, scale: 2))),
        ("round(-2.345, 2)", .decimal(ExactDecimal(units: -235, scale: 2))),
        ("round(2.3, 5)", .decimal(ExactDecimal(units: 23, scale: 1))), ("round(2.5, 0)", .decimal(ExactDecimal(3))),
        ("round(2.25e0, 1)", .real(2.3)), ("floor(-1.5)", .integer(-2)), ("ceil(-1.5)", .integer(-1)),
        ("floor(1.5)", .integer(1)), ("ceil(1.2)", .integer(2)), ("ceil(2.0)", .integer(2)),
        ("floor(-0.5e0)", .integer(-1)),

        ("if(true, 1, 2)", .integer(1)), ("if(false, 1, 2.5)", .decimal(ExactDecimal(units: 25, scale: 1))),
        ("if(true, 1, 2e0)", .real(1)), ("if(true, missing, 1)", .missing), ("if(true, 1)", .integer(1)),
        ("if(false, 1)", .missing), ("if(missing, 'x')", .missing), ("if(true, missing)", .missing),
        ("coalesce(missing, 2, 3)", .integer(2)), ("coalesce(missing, missing)", .missing),
        ("least(3, missing, 2)", .integer(2)), ("greatest('a', 'b')", .text("b")),
        ("least(1, 0.5)", .decimal(ExactDecimal(units: 5, scale: 1))),
        ("greatest(missing, missing)", .missing),

        ("year(2026-01-31)", .integer(2026)), ("quarter(2026-04-01)", .integer(2)), ("month(2026-12-31)", .integer(12)),
        ("day(2026-01-31)", .integer(31)), ("weekday(2026-01-31)", .integer(6)), ("weekday(2026-02-01)", .integer(7)),
        ("hour(instant '2026-01-31T23:59:59Z')", .integer(23)),
        ("minute(instant '1969-12-31T23:59:59Z')", .integer(59)),
        ("hour(instant '1969-12-31T22:59:59Z')", .integer(22)), ("days_between(2026-01-31, 2026-02-02)", .integer(2)),
        ("days_between(2026-02-02, instant '2026-01-31T23:00:00Z')", .integer(-2)),
        ("date(' 2026-01-31 ')", .date(20484)), ("date('2026-02-30')", .missing), ("date('31.1.2026')", .missing),

        ("seconds(1500 ms)", .decimal(ExactDecimal(units: 15, scale: 1))), ("minutes(90 s)", .real(1.5)),
        ("hours(90 min)", .real(1.5)), ("days(36 h)", .real(1.5)),

        ("number(' 12.50 ')", .decimal(ExactDecimal(units: 125, scale: 1))),
        ("number('-.5')", .decimal(ExactDecimal(units: -5, scale: 1))),
        ("number('+7.')", .decimal(ExactDecimal(7))), ("number('')", .missing), ("number('-')", .missing),
        ("number('.')", .missing), ("number('1,5')", .missing), ("number('1e3')", .missing),
        ("number('1.2.3')", .missing),
        ("number('0.0000001')", .missing), ("number('0.1000000')", .decimal(ExactDecimal(units: 1, scale: 1))),
        ("number('999999999999.999999')", .decimal(ExactDecimal(units: 999_999_999_999_999_999, scale: 6))),
        ("number('1000000000000')", .missing), ("number('00000000000000001')", .decimal(ExactDecimal(1))),
        ("number('12345678901234567890123456789')", .missing), ("number('１')", .missing),
        ("text(12)", .text("12")), ("text(-1.50)", .text("-1.5")), ("text(2.0)", .text("2")),
        ("text(true)", .text("true")),
        ("text(2026-01-31)", .text("2026-01-31")), ("text('x')", .text("x")),
    ])
    func `a function gives`(_ text: String, _ expected: Cell) {
        #expect(Formula.value(text) == expected)
    }

    /// Columns of two rows: the second row is missing throughout.
    private static let table = Table.sample(
        "t",
        [
            "queue": .texts(["A b", nil]), "count": .integers([2, nil]), "amount": .decimals(["2.50", nil]),
            "score": .reals([1.5, nil]), "resolved": .flags([true, nil]), "day": .dates(["2026-01-31", nil]),
            "at": .instants(["2026-01-31T10:30:00Z", nil]), "wait": .seconds([90, nil]),
            "digits": .texts(["1.25", nil]),
        ])

    @Test(arguments: [
        ("lower(queue)", Cell.text("a b")), ("upper(queue)", .text("A B")), ("trim(queue)", .text("A b")),
        ("length(queue)", .integer(3)), ("contains(queue, 'b')", .flag(true)),
        ("contains('xA bx', queue)", .flag(true)),
        ("starts_with(queue, 'A')", .flag(true)), ("ends_with(queue, queue)", .flag(true)),
        ("replace(queue, ' ', queue)", .text("AA bb")), ("replace(queue, ' ', '_')", .text("A_b")),
        ("substring(queue, count)", .text(" b")), ("substring(queue, 1, count)", .text("A ")),
        ("concat(queue, '!')", .text("A b!")), ("concat('<', queue, '>')", .text("<A b>")),
        ("queue like 'A%'", .flag(true)),
        ("abs(-count)", .integer(2)), ("round(amount)", .integer(3)),
        ("round(amount, 1)", .decimal(ExactDecimal(units: 25, scale: 1))),
        ("round(score)", .integer(2)), ("floor(amount)", .integer(2)), ("ceil(score)", .integer(2)),
        ("if(resolved, count, missing)", .integer(2)), ("least(count, amount)", .decimal(ExactDecimal(2))),
        ("greatest(day, day - 1)", .date(20484)), ("coalesce(count, missing)", .integer(2)),
        ("date(at)", .date(20484)), ("year(at)", .integer(2026)), ("quarter(day)", .integer(1)),
        ("month(day)", .integer(1)),
        ("day(at)", .integer(31)), ("weekday(at)", .integer(6)), ("hour(at)", .integer(10)),
        ("minute(at)", .integer(30)),
        ("days_between(day, at)", .integer(0)), ("seconds(wait)", .decimal(ExactDecimal(90))),
        ("minutes(wait)", .real(1.5)),
        ("hours(wait)", .real(0.025)), ("days(wait)", .real(90.0 / 86_400)),
        ("number(digits)", .decimal(ExactDecimal(units: 125, scale: 2))),
        ("text(count)", .text("2")), ("text(amount)", .text("2.5")), ("text(day)", .text("2026-01-31")),
        ("text(resolved)", .text("true")),
        ("day + count", .date(20486)), ("at - wait", .instant(1_769_855_310_000)),
        ("wait * amount", .duration(225_000)),
        ("wait / wait", .real(1)), ("count * amount", .decimal(ExactDecimal(5))),
        ("-amount", .decimal(ExactDecimal(units: -25, scale: 1))),
        ("score * 2", .real(3)), ("amount / count", .real(1.25)), ("at > day", .flag(true)),
        ("queue = 'A b'", .flag(true)),
    ])
    func `a function of a missing cell is missing`(_ text: String, _ expected: Cell) {
        #expect(Formula.cells(text, on: Self.table) == [expected, .missing])
    }

    @Test func `a large pool gives the same as a small one`() {
        let texts = (0..<400).map { "Text \($0 % 97)" }
        let table = Table.sample("t", ["q": .texts(texts.enumerated().map { $0.offset % 7 == 3 ? nil : $0.element })])
        let cut = table.rechunked(5)
        for text in [
            "lower(q)", "length(q)", "q = 'Text 3'", "q in ('Text 3', 'Text 40')", "q like '%9'", "q < 'Text 5'",
            "substring(q, 6)", "number(substring(q, 6))", "coalesce(q, 'x')",
        ] {
            #expect(Formula.cells(text, on: table) == Formula.cells(text, on: cut))
        }
    }

    @Test func `the same texts are not kept twice in a result`() {
        let table = Table.sample("t", ["q": .texts(["A", "a", "A", nil])])
        guard let typed = Formula.checked("lower(q)", in: table.columns).typed,
            case .text(let lowered) = typed.evaluate(chunk: table.chunks[0], context: EvaluationContext(zone: .utc))
        else {
            Issue.record("no text column")
            return
        }
        #expect(lowered.pool.texts == ["a"])
        #expect(lowered.codes.values == [0, 0, 0, 0])
    }
}
