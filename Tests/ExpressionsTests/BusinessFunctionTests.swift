// What the functions of business hours give, what they tell of, and what they need.

import Diagnostics
import Expressions
import Tabular
import TestSupport
import Testing

struct BusinessFunctionTests {
    private static let zone = TimeZoneTable(identifier: "Asia/Shanghai") ?? .utc
    private static let clock = BusinessClock(
        .sample(holidays: ["2024-09-15..2024-09-17"], workdays: ["2024-09-14"], knownYears: [2024]), zone: zone)

    @Test(arguments: [
        ("business_time(instant '2024-09-06 17:30', instant '2024-09-09 09:20')", Cell.duration(50 * 60_000)),
        ("business_time(instant '2024-09-13 17:30', instant '2024-09-18 09:20')", .duration(590 * 60_000)),
        ("business_time(instant '2024-09-07 10:00', instant '2024-09-08 10:00')", .duration(0)),
        ("business_time(instant '2024-09-09 09:20', instant '2024-09-06 17:30')", .duration(-50 * 60_000)),
        ("business_time(missing, instant '2024-09-09 09:20')", .missing),
        ("business_time(instant '2024-09-09 09:20', missing)", .missing),
        ("business_time(instant '1969-12-31 09:20', instant '2024-09-09 09:20')", .missing),
        ("is_working_day(2024-09-14)", .flag(true)), ("is_working_day(2024-09-16)", .flag(false)),
        ("is_working_day(2024-09-07)", .flag(false)), ("is_working_day(instant '2024-09-18 23:59')", .flag(true)),
        ("is_working_day(2100-01-01)", .missing), ("is_working_day(missing)", .missing),
        ("minutes(business_time(instant '2024-09-06 17:30', instant '2024-09-09 09:20'))", .real(50)),
        ("if(is_working_day(2024-09-14), 'on', 'off')", .text("on")),
    ])
    func `a function of business hours gives`(_ text: String, _ expected: Cell) {
        #expect(Formula.value(text, zone: Self.zone, clock: Self.clock) == expected)
    }

    @Test func `years that the calendar does not know are told, with those between and those beyond`() {
        let table = Table.sample(
            "t",
            [
                "a": .instants(["2024-05-01T08:00:00Z", "2024-05-01T08:00:00Z", nil, "1960-01-01T00:00:00Z"]),
                "b": .instants(["2024-06-01T08:00:00Z", "2026-06-01T08:00:00Z", "2031-01-01T00:00:00Z", nil]),
            ])
        let tally = OverflowTally()
        let cells = Formula.cells(
            "business_time(a, b)", on: table, zone: Self.zone, clock: Self.clock, overflows: tally)
        #expect(cells.map { $0 == .missing } == [false, false, true, true])
        #expect(tally.calendar.take() == CalendarTally.Met(unknownYears: [2025, 2026], yearsBeyond: []))
        #expect(tally.count == 0)
        _ = Formula.cells("is_working_day(a)", on: table, zone: Self.zone, clock: Self.clock, overflows: tally)
        #expect(tally.calendar.take() == CalendarTally.Met(unknownYears: [], yearsBeyond: [1960]))
        _ = Formula.cells("business_time(b, a + 100000 d)", on: table, clock: Self.clock, overflows: tally)
        #expect(tally.calendar.take().yearsBeyond == [2298])
    }

    @Test(arguments: [
        ("business_time(at, at)", "business_time"), ("1 s + business_time(at, at)", "business_time"),
        ("is_working_day(day)", "is_working_day"),
    ])
    func `without a calendar a function of business hours is a mistake with its remedy`(text: String, name: String) {
        let (typed, diagnostics) = Formula.checked(text, in: Formula.columns)
        #expect(typed == nil)
        #expect(diagnostics.map(\.kind.name) == ["no-calendar"])
        #expect(
            diagnostics.first?.message
                == Wording(
                    en: "'\(name)' needs the key 'calendar' of the pipeline file, which says when business is open",
                    zh: "'\(name)' 需要流程文件中的键 'calendar'，由它说明工作时间"))
        #expect(diagnostics.first?.help?.english.contains("holidays: china") == true)
    }

    @Test(arguments: ["business_time(day, at)", "business_time(at)", "is_working_day(wait)", "is_working_day('x')"])
    func `arguments of another type are told`(text: String) {
        let (typed, diagnostics) = Formula.checked(text, in: Formula.columns, clock: Self.clock)
        #expect(typed == nil)
        #expect(["wrong-type", "wrong-argument-count"].contains(diagnostics.first?.kind.name))
    }

    @Test func `a chunk whose moments are all in known years tells nothing, whatever stands in missing cells`() {
        let table = Table.sample(
            "t", ["a": .instants(["2024-05-01T08:00:00Z", nil]), "b": .instants(["2024-06-01T08:00:00Z", nil])])
        let tally = OverflowTally()
        let cells = Formula.cells(
            "business_time(a, b)", on: table, zone: Self.zone, clock: Self.clock, overflows: tally)
        #expect(cells.last == .missing)
        #expect(tally.calendar.take() == CalendarTally.Met())
    }

    @Test func `two formulas by the same calendar are one, by another they are not`() {
        let same = BusinessClock(Self.clock.calendar, zone: Self.zone)
        let other = BusinessClock(.sample(), zone: Self.zone)
        func typed(_ clock: BusinessClock) -> TypedExpression? {
            Formula.checked("business_time(at, at)", in: Formula.columns, clock: clock).typed
        }
        #expect(typed(Self.clock) == typed(same))
        #expect(typed(Self.clock) != typed(other))
    }

    @Test func `Spark is asked by the same lists`() {
        let sql = Formula.checked("is_working_day(day)", in: Formula.columns, clock: Self.clock).typed?.sql(
            zone: "Asia/Shanghai", dialect: .spark)
        #expect(
            sql
                == "get((SELECT `is_working` FROM `business_clock`), CAST(CAST(datediff(`day`, DATE '1970-01-01') AS BIGINT) AS INTEGER))"
        )
    }
}
