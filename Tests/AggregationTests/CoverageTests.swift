// Whether the data cover a period: holes, half days, strays, closed days, tables that come once a month.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct CoverageTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    private static func days(_ first: String, _ last: String) -> [Int] { Array(day(first)...day(last)) }

    /// Rows on some days, one each hour from nine to eighteen o'clock UTC, `perHour` of them.
    private static func calls(
        _ days: [Int], perHour: Int = 2, extra: [String] = [],
        without: (_ day: Int, _ hour: Int) -> Bool = { _, _ in false }
    ) -> Table {
        var cells: [Cell] = []
        for day in days {
            for hour in 9..<18 where !without(day, hour) {
                for number in 0..<perHour {
                    cells.append(.instant(Int64(day) * 86_400_000 + Int64(hour) * 3_600_000 + Int64(number) * 60_000))
                }
            }
        }
        cells += extra.compactMap { SampleColumn.instant($0) }.map { .instant($0) }
        return Table.sample(
            "calls", ["at": .cells(.instant, cells), "who": .texts(cells.indices.map { "c\($0)" })], chunkRows: 64)
    }

    private static func dates(_ name: String, _ days: [Int]) -> Table {
        .sample(name, ["at": .cells(.date, days.map { .date(Int32($0)) })], chunkRows: 16)
    }

    private static func results(
        _ tables: [Table], period: Period = .month("2026-09"), compared: [Comparison.Base: Period] = [:],
        asOf: String = "2026-10-05", calendar: TableCalendar = TableCalendar(), by: String = "[]",
        define: String = "", collector: DiagnosticCollector = DiagnosticCollector()
    ) throws -> MetricResults {
        let name = tables[0].name
        var bench = AggregationBench(
            tables: tables,
            periods: ReportPeriods(
                period: period, compared: compared, today: day(asOf),
                calendars: Dictionary(uniqueKeysWithValues: tables.map { ($0.name, calendar) })))
        bench.asOf = Int64(day(asOf)) * 86_400_000
        let plan = bench.plan("by: \(by)\ndefine:\n  m: { count: rows, of: \(name), at: at }\n\(define)", collector)
        return try bench.run(plan, collector)
    }

    // MARK: Holes

    @Test(arguments: [
        ([], false), (["2026-09-14"], true), (["2026-09-30"], true), (["2026-09-01"], true),
        (["2026-09-07", "2026-09-21"], true),
    ])
    func `a lost day makes its month partial, wherever it is`(lost: [String], isPartial: Bool) throws {
        let missing = Set(lost.map(Self.day))
        let collector = DiagnosticCollector()
        let days = Self.days("2026-08-01", "2026-10-04").filter { !missing.contains($0) }
        let results = try Self.results(
            [Self.calls(days)], compared: [.previous: .month("2026-08")], collector: collector)
        #expect((results.cell("m")?.status == .partial) == isPartial)
        #expect((results.comparison("m", .previous)?.verdict == .notComparable) == isPartial)
        #expect(collector.diagnostics.map(\.kind.name) == (isPartial ? ["days-without-rows"] : []))
        for text in lost { #expect(collector.diagnostics.contains { $0.message.english.contains(text) }) }
    }

    @Test func `a partial period says why`() throws {
        let lost = Self.day("2026-09-14")
        func reasons(
            _ days: [Int], _ period: Period, asOf: String = "2026-10-05", calendar: TableCalendar = TableCalendar()
        ) throws -> [String] {
            let results = try Self.results([Self.calls(days)], period: period, asOf: asOf, calendar: calendar)
            return try #require(results.partialReasons[period]).map(\.english)
        }
        let all = Self.days("2026-07-01", "2026-09-30")
        #expect(
            try reasons(all.filter { $0 != lost }, .month("2026-09")) == ["table 'calls' has no row on 2026-09-14"])
        #expect(try reasons(all, .month("2026-09"), asOf: "2026-09-20") == ["it is not over"])
        var quiet = TableCalendar()
        quiet.open.empty = .zero
        #expect(
            try reasons(Self.days("2026-09-12", "2026-09-30"), .month("2026-09"), calendar: quiet)
                == ["the data of table 'calls' reach from 2026-09-12 to 2026-09-30"])
        let whole = try Self.results([Self.calls(all)])
        #expect(whole.partialReasons.isEmpty)
    }

    @Test func `a hole is seen in its own week and day only`() throws {
        let days = Self.days("2026-08-01", "2026-10-04").filter { $0 != Self.day("2026-09-16") }
        let results = try Self.results([Self.calls(days)], by: "[[week], [day]]")
        let weeks = results.cells.filter { $0.breakdown.grain == .week && !$0.period.isCut }
        #expect(
            weeks.map { "\($0.period.name) \($0.status.rawValue)" } == [
                "2026-W37 ", "2026-W38 partial", "2026-W39 ",
            ])
        let hole = try #require(results.cells.first { $0.breakdown.grain == .day && $0.period.name == "2026-09-16" })
        #expect(hole.value == nil && hole.status == .undefined)
        #expect(results.partialPeriods.contains(hole.period))
    }

    @Test func `a report on all time marks the months that the data do not fill`() throws {
        let results = try Self.results(
            [Self.calls(Self.days("2026-07-01", "2026-09-09"))], period: .allTime, asOf: "2026-12-01", by: "[[month]]")
        let months = results.cells.filter { $0.breakdown.grain == .month }
        #expect(
            months.map { "\($0.period.name) \($0.status.rawValue)" } == ["2026-07 ", "2026-08 ", "2026-09 partial"])
        #expect(results.cells.first { $0.breakdown.grain == nil }?.status == .plain)
    }

    @Test func `the row of a month that is not there yet is told of the report's own period`() throws {
        func said(_ rows: [String]) throws -> [String] {
            let collector = DiagnosticCollector()
            _ = try Self.results(
                [Self.dates("costs", rows.map(Self.day))], period: Period(.quarter, containing: Self.day("2026-08-01")),
                calendar: TableCalendar(every: .month), collector: collector)
            return collector.texts()
        }
        let lacking = try said(["2026-07-01", "2026-08-01"])
        #expect(
            lacking.first?.hasPrefix("warning: table 'costs' lacks the row of a month; 2026-Q3 is partial") == true,
            "\(lacking)")
        #expect(try said(["2026-07-01", "2026-08-01", "2026-09-01"]) == [])
    }

    /// What is lost of a table that has rows on some weekdays only, and what is proposed for the case that it was closed.
    @Test(
        arguments: [
            ([1, 2, 3, 4, 5, 6, 7], ["2026-09-12"], "open: { holidays: [2026-09-12] }"),
            ([1, 2, 3, 4, 5, 6, 7], ["2026-09-12", "2026-09-13"], "open: { holidays: [2026-09-12..2026-09-13] }"),
            (
                [1, 2, 3, 4, 5, 6, 7], ["2026-09-09", "2026-09-29", "2026-09-30"],
                "open: { holidays: [2026-09-09, 2026-09-29..2026-09-30] }"
            ),
        ] as [([Int], [String], String)])
    func `what is proposed for lost days closes those days alone`(weekdays: [Int], lost: [String], proposal: String)
        throws
    {
        let missing = Set(lost.map(Self.day))
        let days = Self.days("2026-07-01", "2026-10-04").filter {
            weekdays.contains(CivilDate(dayNumber: $0).weekday) && !missing.contains($0)
        }
        let collector = DiagnosticCollector()
        _ = try Self.results([Self.calls(days)], collector: collector)
        #expect(
            collector.diagnostics.first?.help?.english.contains("write '\(proposal)' for the table") == true,
            "\(collector.texts())")
    }

    /// Days that are open, from the first on, and how they are proposed where every day is expected to have rows.
    @Test(
        arguments: [
            ([1, 2, 3, 4, 5], [], "open: mon-fri"), ([7, 1, 2, 3, 4, 5], [], "open: sun-fri"),
            ([1, 3], [], "open: [mon, wed]"),
            ([2], [], "open: tue"),
            ([1, 2, 3, 4, 5], ["2026-09-16"], "open: { days: mon-fri, holidays: [2026-09-16] }"),
        ] as [([Int], [String], String)])
    func `a weekday is proposed as closed where no row at all is of it`(
        weekdays: [Int], lost: [String], proposal: String
    ) throws {
        let missing = Set(lost.map(Self.day))
        let days = Self.days("2026-07-01", "2026-10-04").filter {
            weekdays.contains(CivilDate(dayNumber: $0).weekday) && !missing.contains($0)
        }
        let collector = DiagnosticCollector()
        _ = try Self.results([Self.calls(days)], calendar: TableCalendar(every: .day), collector: collector)
        #expect(
            collector.diagnostics.first?.help?.english.contains("write '\(proposal)' for the table") == true,
            "\(collector.texts())")
    }

    @Test func `what is proposed keeps what is declared, and a lost working day is one no longer`() throws {
        var open = OpenDays()
        open.weekdays = [1, 2, 3, 4, 5]
        open.workdays = [Self.day("2026-09-12"), Self.day("2026-09-19")]
        let days = Self.days("2026-07-01", "2026-10-04").filter {
            open.isOpen($0) && $0 != Self.day("2026-09-19")
        }
        let collector = DiagnosticCollector()
        _ = try Self.results([Self.calls(days)], calendar: TableCalendar(open: open), collector: collector)
        let proposal = "open: { days: mon-fri, holidays: [2026-09-19], workdays: [2026-09-12] }"
        #expect(
            collector.diagnostics.first?.help?.english.contains("write '\(proposal)' for the table") == true,
            "\(collector.texts())")
        #expect(
            collector.diagnostics.first?.help?.english.contains(
                "if nothing happened, 'open: { days: mon-fri, workdays: [2026-09-12, 2026-09-19], empty: zero }'")
                == true,
            "\(collector.texts())")
        #expect(
            OpenProposal(shortening: Self.day("2026-09-14"), open: open).text
                == "open: { days: mon-fri, workdays: [2026-09-12, 2026-09-19], short: [2026-09-14] }")
    }

    @Test func `what is proposed keeps to the calendar where the days are its own`() throws {
        let node = try #require(OptionNode.text("open: { days: calendar, holidays: 2026-10-12 }")["open"])
        var open = OpenDays(node, collector: DiagnosticCollector())
        open.take(.sample(workdays: ["2026-10-10"]), collector: DiagnosticCollector())
        #expect(OpenProposal(zeroing: open).text == "open: { days: calendar, holidays: [2026-10-12], empty: zero }")
        let counts = DayCounts(HourCounts(), hasHours: false)
        #expect(
            OpenProposal(closing: [Self.day("2026-10-10")], counts: counts, open: open).text
                == "open: { days: calendar, holidays: [2026-10-10, 2026-10-12] }")
    }

    @Test func `rows on days that are declared closed are told`() throws {
        func said(_ weekdays: Set<Int>, holidays: [String] = [], lost: [String] = []) throws -> [String] {
            let collector = DiagnosticCollector()
            var open = OpenDays()
            open.weekdays = weekdays
            open.holidays = Set(holidays.map(Self.day))
            let days = Self.days("2026-07-01", "2026-10-04").filter {
                CivilDate(dayNumber: $0).weekday != 6 && !lost.map(Self.day).contains($0)
            }
            _ = try Self.results([Self.calls(days)], calendar: TableCalendar(open: open), collector: collector)
            return collector.texts()
        }
        let wrong = try said([1, 2, 3, 4, 5], lost: ["2026-09-13"])
        #expect(
            wrong == [
                """
                warning: table 'calls' has 54 rows of 2026-09 on days on which it is closed by 'open': 2026-09-06, 2026-09-20, 2026-09-27
                  help: most of its Sundays have rows: add them to the days of 'open', or a lost one will not be noticed
                """
            ])
        #expect(try said([7, 1, 2, 3, 4, 5]) == [])
        let holiday = try said([7, 1, 2, 3, 4, 5], holidays: ["2026-09-10"])
        #expect(
            holiday == [
                "note: table 'calls' has 18 rows of 2026-09 on days on which it is closed by 'open': 2026-09-10"
            ])
    }

    @Test func `days without a row are no holes in a table of few rows`() throws {
        // Three complaints a week, never on the same days.
        let days = (0..<60).map { Self.day("2026-07-02") + $0 * 2 + ($0 % 5 == 0 ? 1 : 0) }.filter {
            $0 < Self.day("2026-10-05")
        }
        let results = try Self.results([Self.dates("complaints", days)])
        #expect(results.cell("m")?.status == .plain)
    }

    @Test func `a day without complaints is not partial where such days are usual`() throws {
        let days = [0, 3, 4, 8, 11, 13, 17, 20, 22, 26, 29, 31].map { Self.day("2026-08-14") + $0 }
        let table = Self.dates("complaints", days)
        let dayAfter = try Self.results([table], period: Period(.day, containing: Self.day("2026-09-15")))
        #expect(dayAfter.partialPeriods.isEmpty && dayAfter.cell("m")?.value == nil)
        let longAfter = try Self.results([table], period: Period(.week, containing: Self.day("2026-09-24")))
        #expect(longAfter.cell("m")?.value == nil && !longAfter.partialPeriods.isEmpty)
    }

    @Test(arguments: [7, 10])
    func `a table that comes every week or ten days has no holes between`(step: Int) throws {
        let days = stride(from: Self.day("2026-05-04"), to: Self.day("2026-10-05"), by: step).map { $0 }
        for perHour in [1, 5] {
            #expect(try Self.results([Self.calls(days, perHour: perHour)]).cell("m")?.status == .plain)
        }
    }

    @Test func `a half-day rule does not take a quiet hour for a broken file`() throws {
        let table = Self.calls(Self.days("2026-08-01", "2026-10-04"), perHour: 6) { day, hour in
            day == Self.day("2026-09-14") && hour == 17
        }
        #expect(try Self.results([table]).cell("m")?.status == .plain)
    }

    // MARK: Strays

    @Test(arguments: [["2062-05-01T10:00:00Z"], ["2026-10-20T10:00:00Z"], ["2026-09-30T10:00:00Z"]])
    func `a row far away or later than the as-of moment does not complete a month`(extra: [String]) throws {
        let table = Self.calls(Self.days("2026-07-01", "2026-09-12"), perHour: 5, extra: extra)
        for period in [Period.month("2026-09"), Period(.quarter, containing: Self.day("2026-09-01"))] {
            #expect(try Self.results([table], period: period).cell("m")?.status == .partial)
        }
    }

    @Test func `a row dated 1970 is no evidence of the months before the data begin`() throws {
        let sparse = Self.dates(
            "complaints", [Self.day("1970-01-01")] + (0..<12).map { Self.day("2026-09-01") + $0 * 5 / 2 })
        for table in [sparse, Self.calls(Self.days("2026-09-01", "2026-10-04"), extra: ["1970-01-01T00:00:00Z"])] {
            let collector = DiagnosticCollector()
            let results = try Self.results(
                [table], compared: [.previous: .month("2026-08")], collector: collector)
            #expect(results.cell("m")?.status == .plain)
            #expect(results.partialPeriods == [.month("2026-08")])
            #expect(results.comparison("m", .previous)?.verdict == .notComparable)
            #expect(collector.diagnostics.map(\.kind.name) == ["rows-far-from-others"])
        }
    }

    @Test(arguments: [[], ["2062-05-01T10:00:00Z"], ["2026-09-27T10:00:00Z"]])
    func `rows near the true end stay censored beside a stray one`(extra: [String]) throws {
        // Every customer calls once; the data end on 12 September.
        let table = Self.calls(Self.days("2026-08-01", "2026-09-12"), perHour: 5, extra: extra)
        let define = """
              solved: { unrepeated: who, within: 7 d, of: calls, at: at }
              old: { count: rows, of: calls, at: at, where: at <= $data_end - 7 d }
            """
        let results = try Self.results([table], define: define)
        // 1 to 5 September are seven days before the last row; its last row at 17:04 closes the window on the fifth.
        #expect(results.cell("solved")?.denominator == .exact(ExactDecimal(225)))
        #expect(results.cell("old")?.value == .exact(ExactDecimal(225)))
    }

    // MARK: Half days

    @Test(arguments: [(9, 12, true), (13, 18, true), (9, 18, false)])
    func `a day whose rows break off is no whole day`(from: Int, to: Int, isPartial: Bool) throws {
        let half = Self.day("2026-09-14")
        let collector = DiagnosticCollector()
        let table = Self.calls(Self.days("2026-08-01", "2026-10-04"), perHour: 6) { day, hour in
            day == half && !(from..<to).contains(hour)
        }
        let results = try Self.results([table], period: Period(.day, containing: half), collector: collector)
        #expect((results.cell("m")?.status == .partial) == isPartial)
        #expect(collector.diagnostics.map(\.kind.name) == (isPartial ? ["day-cut-off"] : []))
        var calendar = TableCalendar()
        calendar.open.shortDays = [half]
        let declared = try Self.results([table], period: Period(.day, containing: half), calendar: calendar)
        #expect(declared.cell("m")?.status == .plain)
    }

    @Test func `a Saturday is compared with Saturdays`() throws {
        let table = Self.calls(Self.days("2026-08-01", "2026-10-04"), perHour: 6) { day, hour in
            CivilDate(dayNumber: day).weekday == 6 && hour >= 12
        }
        #expect(try Self.results([table]).cell("m")?.status == .plain)
    }

    // MARK: Open days

    @Test func `weeks of a centre that is closed at weekends are whole when it says so`() throws {
        let days = Self.days("2026-08-03", "2026-10-02").filter {
            CivilDate(dayNumber: $0).weekday < 6 && $0 != Self.day("2026-09-25")
        }
        let table = Self.calls(days)
        let week = Period(.week, containing: Self.day("2026-09-16"))
        #expect(try Self.results([table], period: week).cell("m")?.status == .partial)
        var calendar = TableCalendar()
        calendar.open.weekdays = [1, 2, 3, 4, 5]
        #expect(try Self.results([table], period: week, calendar: calendar).cell("m")?.status == .plain)
        // The month has a Friday without rows, until that is a holiday.
        #expect(try Self.results([table], calendar: calendar).cell("m")?.status == .partial)
        calendar.open.holidays = [Self.day("2026-09-25")]
        let month = try Self.results([table], calendar: calendar, by: "[[day]]")
        #expect(month.cell("m")?.status == .plain)
        // Closed days are gaps: no cell, and no zero.
        let shown = month.cells.filter { $0.breakdown.grain == .day }
        #expect(shown.count == 21)
        #expect(!shown.contains { CivilDate(dayNumber: $0.period.start ?? 0).weekday > 5 })
        // A closed day in a trend is a gap too, and no reason to call the week before partial.
        let sunday = try Self.results(
            [table], period: Period(.day, containing: Self.day("2026-09-20")), calendar: calendar)
        #expect(sunday.cell("m")?.value == nil)
        #expect(sunday.partialPeriods.isEmpty)
    }

    @Test func `open days without rows are zeros or holes by declaration`() throws {
        let days = Self.days("2026-08-01", "2026-10-04").filter { $0 % 3 != 0 }
        var calendar = TableCalendar()
        calendar.open.empty = .zero
        let zeros = try Self.results([Self.dates("calls", days)], calendar: calendar, by: "[[day]]")
        #expect(zeros.cell("m")?.status == .plain)
        let shown = zeros.cells.filter { $0.breakdown.grain == .day }
        #expect(shown.count == 30)
        #expect(shown.filter { ($0.period.start ?? 0) % 3 == 0 }.allSatisfy { $0.value == .exact(ExactDecimal(0)) })
        calendar.open.empty = .hole
        let holes = try Self.results([Self.dates("calls", days)], calendar: calendar, by: "[[day]]")
        #expect(holes.cell("m")?.status == .partial)
        #expect(holes.cells.filter { $0.breakdown.grain == .day && $0.value == nil }.count == 10)
    }

    // MARK: Tables that come once a month

    @Test(arguments: ["2026-09-01", "2026-09-30"])
    func `a month of costs is complete when its row is there`(date: String) throws {
        let months = date.hasSuffix("01") ? ["2026-07-01", "2026-08-01", date] : ["2026-07-31", "2026-08-31", date]
        let results = try Self.results(
            [Self.dates("costs", months.map(Self.day))], compared: [.previous: .month("2026-08")])
        #expect(results.cell("m")?.status == .plain)
        #expect(results.comparison("m", .previous)?.verdict == .unjudged)
        let without = try Self.results([Self.dates("costs", months.dropLast().map(Self.day))])
        #expect(without.partialPeriods == [.month("2026-09")])
    }

    @Test func `rows that come on any day of a quarter are declared`() throws {
        let table = Self.dates("assessments", ["2026-01-17", "2026-05-03", "2026-08-20"].map(Self.day))
        let quarter = Period(.quarter, containing: Self.day("2026-09-01"))
        #expect(try Self.results([table], period: quarter).cell("m")?.status == .partial)
        let calendar = TableCalendar(every: .quarter)
        #expect(try Self.results([table], period: quarter, calendar: calendar).cell("m")?.status == .plain)
        let year = Period(.year, containing: Self.day("2026-09-01"))
        #expect(
            try Self.results([table], period: year, asOf: "2027-01-05", calendar: calendar).cell("m")?.status
                == .partial)
    }

    @Test func `a single row of costs is a month's where the kind says so`() throws {
        let table = Self.dates("costs", [Self.day("2026-09-01")])
        #expect(
            try Self.results([table], calendar: TableCalendar(isRarelyDaily: true)).cell("m")?.status == .plain)
    }

    @Test(arguments: [
        (["2026-07-01", "2026-08-01", "2026-09-01"], nil, "day", true),
        (["2026-07-31", "2026-08-31", "2026-09-30"], nil, "week", true),
        (["2026-07-17", "2026-08-03", "2026-09-20"], Grain.month, "week", true),
        (["2026-03-03", "2026-06-05", "2026-09-20"], .quarter, "month", true),
        (["2026-07-17", "2026-08-03", "2026-09-20"], nil, "week", false),
        (["2026-07-01", "2026-08-01", "2026-09-01"], .day, "day", false),
        (["2026-07-01", "2026-08-01", "2026-09-01"], nil, "month", false),
    ])
    func `what comes once a month is no week's and no day's`(
        dates: [String], every: Grain?, grain: String, isLeftOut: Bool
    ) throws {
        let collector = DiagnosticCollector()
        let results = try Self.results(
            [Self.dates("costs", dates.flatMap { [Int](repeating: Self.day($0), count: 12) })],
            calendar: TableCalendar(every: every), by: "[[\(grain)]]",
            define: "  twice: { calculate: m * 2 }\n", collector: collector)
        let shown = results.cells.filter {
            $0.breakdown.grain != nil && $0.value != nil && $0.value != .exact(ExactDecimal(0))
        }
        #expect(shown.isEmpty == isLeftOut, "\(shown)")
        #expect(results.cells.contains { $0.breakdown == .total && $0.value != nil })
        #expect(collector.diagnostics.contains { $0.kind.name == "shorter-than-rhythm" } == isLeftOut)
    }
}
