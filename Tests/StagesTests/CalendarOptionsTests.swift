// What a pipeline file and a file of holidays say of business hours, and every mistake in them.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct CalendarOptionsTests {
    private func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    private func calendar(
        _ text: String, files: [String] = []
    ) -> (calendar: BusinessCalendar, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let node = OptionNode.text("calendar: \(text)\n", file: "p.yml", collector: collector)["calendar"]
        let read = files.map {
            HolidayFile(OptionNode.text($0, file: "h.yml", collector: collector), collector: collector)
        }
        let options = CalendarOptions(
            node ?? OptionNode(.empty, at: SourceLocation(file: "p.yml")), collector: collector)
        return (options.calendar(with: read), collector.diagnostics)
    }

    @Test func `hours, holidays and days worked in their place are read`() {
        let (calendar, diagnostics) = calendar(
            """
            { hours: { mon-thu: [13:30-18:00, 09:00-12:00], 周五: 09:00-15:00, workdays: 10:00-16:00, 2026-12-24: 09:00-12:00 },
              holidays: [2026-10-01..2026-10-07], workdays: [2026-10-10, 2026-12-26] }
            """)
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        #expect(calendar.hours(on: day("2026-09-28")).map(\.text) == ["09:00–12:00", "13:30–18:00"])
        #expect(calendar.hours(on: day("2026-09-25")).map(\.text) == ["09:00–15:00"])
        #expect(calendar.hours(on: day("2026-09-26")).isEmpty)
        #expect(calendar.hours(on: day("2026-10-07")).isEmpty)
        #expect(calendar.hours(on: day("2026-10-10")).map(\.text) == ["10:00–16:00"])
        #expect(calendar.hours(on: day("2026-12-24")).map(\.text) == ["09:00–12:00"])
        #expect(calendar.knownYears == [2026])
    }

    @Test func `files follow each other, and what is written comes after them`() {
        let first = "years: { 2026: { holidays: [2026-01-01..2026-01-03], workdays: 2026-01-04 }, 2027: }"
        let second =
            "{ title: Company, years: { 2026: { holidays: 2026-01-04, workdays: 2026-01-03, source: notice } } }"
        let (calendar, diagnostics) = calendar(
            "{ hours: { mon-fri: 09:00-18:00 }, holidays: [a.yml, b.yml, 2026-01-05], workdays: 2026-01-02 }",
            files: [first, second])
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        #expect(
            (1...7).map { calendar.isWorkingDay(day("2026-01-0\($0)")) } == [
                false, true, true, false, false, true, true,
            ])
        #expect(calendar.knownYears == [2026, 2027])
    }

    @Test func `a calendar without holidays knows every year`() {
        #expect(calendar("{ hours: { mon-fri: 09:00-18:00 } }").calendar.knownYears == nil)
    }

    @Test(arguments: [
        ("{ workdays: 2026-10-10 }", "missing-key"), ("{ hours: { sat: [] }, workdays: 2026-10-10 }", "no-hours"),
        ("{ hours: 09:00-18:00 }", "wrong-kind"), ("", "missing-key"),
        ("{ holidays: [china] }", "missing-key"), ("[mon-fri]", "wrong-kind"),
        ("{ hours: { mon-fri: 09:00-18:00 }, holiday: china }", "unknown-key"),
        ("{ hours: { mon-fry: 09:00-18:00 } }", "wrong-value"), ("{ hours: { mon-fri: 9-18 } }", "wrong-value"),
        ("{ hours: { mon-fri: 09:00-18:00, fri: 09:00-15:00 } }", "hours-twice"),
        ("{ hours: { mon-fri: [09:00-12:00, 11:00-18:00] } }", "hours-overlap"), ("{ hours: {} }", "no-hours"),
        ("{ hours: { mon-fri: 09:00-18:00, 2026-02-30: 09:00-12:00 } }", "wrong-value"),
        ("{ hours: { mon-fri: 09:00-18:00, 1969-02-20: 09:00-12:00 } }", "wrong-value"),
        ("{ hours: { mon-fri: 09:00-18:00, 2026-12-24: 09:00-12:00, 2026-12-24..2026-12-26: [] } }", "hours-twice"),
        ("{ hours: { mon-fri: 09:00-18:00 }, holidays: 2026-02-30 }", "wrong-value"),
        ("{ hours: { mon-fri: 09:00-18:00 }, workdays: china }", "wrong-value"),
        ("{ hours: { mon-fri: 09:00-18:00 }, holidays: 2026-10-01, workdays: 2026-10-01 }", "holiday-and-workday"),
        ("{ hours: { mon-thu: 09:00-18:00, fri: 09:00-15:00 }, workdays: 2026-10-10 }", "workdays-without-hours"),
    ])
    func `a mistake in the calendar is told once`(text: String, kind: String) {
        let diagnostics = calendar(text).diagnostics
        #expect(diagnostics.map(\.kind.name) == [kind])
        #expect(diagnostics.allSatisfy { $0.location?.line == 1 })
    }

    @Test(arguments: [
        ("{}", "missing-key"), ("years: { 26: {} }", "wrong-value"),
        ("years: { 2026: { holidays: [2027-01-01] } }", "day-of-another-year"),
        ("years: { 2026: { holidays: [2026-12-31..2027-01-01] } }", "day-of-another-year"),
        ("years: { 2026: { holidays: [2026-1-1] } }", "wrong-value"),
        ("years: { 2026: { off: 2026-01-01 } }", "unknown-key"),
        ("years: { 2026: { holidays: 2026-01-01, workdays: 2026-01-01 } }", "holiday-and-workday"),
        ("years: [2026]", "wrong-kind"), ("{ years: { 2026: }, name: x }", "unknown-key"),
    ])
    func `a mistake in a file of holidays is told once, in its place`(text: String, kind: String) {
        let diagnostics = calendar("{ hours: { mon-fri: 09:00-18:00 }, holidays: h.yml }", files: [text]).diagnostics
        #expect(diagnostics.map(\.kind.name) == [kind], "\(diagnostics)")
        #expect(diagnostics.allSatisfy { $0.location?.file == "h.yml" })
    }

    @Test func `full-width signs in hours are told, and an unreadable file is no unknown year`() {
        let diagnostics = calendar("{ hours: { mon-fri: 09：00-18：00 } }").diagnostics
        #expect(
            diagnostics.first?.help?.english
                == "there are full-width signs; where they are not part of a text, write ： → :")
        let half = calendar(
            "{ hours: { mon-fri: 09:00-18:00 }, holidays: [a.yml, b.yml] }", files: ["years: { 2026: }"])
        #expect(half.calendar.knownYears == nil)
        let empty = calendar("{ hours: { mon-fri: 09:00-18:00 }, holidays: a.yml }", files: ["years: {}"])
        #expect(empty.calendar.knownYears == [])
        let told = CalendarYearDiagnostics.unknownYears([2026], facts: facts(empty.calendar))
        #expect(told.help?.english.hasPrefix("it knows no year; add") == true)
        #expect(told.help?.chinese.hasPrefix("已知 无；") == true)
    }

    private func facts(_ calendar: BusinessCalendar, _ sources: [CalendarFacts.Source] = []) -> CalendarFacts {
        CalendarFacts(
            calendar: calendar, sources: sources, place: SourceLocation(file: "p.yml", line: 2, column: 3),
            holidaysPlace: nil)
    }

    @Test func `a calendar is told in words of both languages`() {
        let calendar = BusinessCalendar.sample(
            ["09:00-12:00", "13:30-18:00"], saturday: ["22:00-02:00"], holidays: ["2026-10-01"],
            workdays: ["2026-10-10"],
            own: ["2026-12-24": ["09:00-12:00"]], knownYears: [2024, 2025, 2026, 2028])
        let lines = facts(calendar).lines
        #expect(
            lines.map(\.english) == [
                "business hours: Mon–Fri 09:00–12:00, 13:30–18:00; Sat 22:00–02:00; days worked in the place of others "
                    + "09:00–12:00, 13:30–18:00; 1 day with hours of their own", "holidays: 2024–2026, 2028",
            ])
        #expect(
            lines.map(\.chinese) == [
                "工作时间：周一至周五 09:00–12:00、13:30–18:00；周六 22:00–02:00；调休上班日 09:00–12:00、13:30–18:00；另有 1 天单独规定",
                "节假日：2024–2026, 2028",
            ])
        #expect(facts(.sample()).holidays == Wording(en: "none", zh: "无"))
    }

    @Test func `an unknown year is told with what is known and what to paste`() {
        let told = CalendarYearDiagnostics.unknownYears([2027], facts: facts(.sample(knownYears: [2024, 2025, 2026])))
        #expect(
            DiagnosticText(language: .english).text(of: told) == """
                p.yml:2:3: warning: business time was counted in 2027, whose holidays the calendar does not know: there, days count by \
                their weekday alone
                  help: it knows 2024–2026; add a file of your own to 'holidays', such as my-holidays.yml, that holds years: { 2027: { \
                holidays: [2027-01-01, 2027-05-01..2027-05-05], workdays: [] } }
                """)
        #expect(
            DiagnosticText(language: .chinese).text(of: told) == """
                p.yml:2:3: 警告：在 2027 年计算了工作时间，但日历中没有该年的节假日：该年仅按星期计
                  建议：已知 2024–2026；请在 'holidays' 中加入自己的文件，如 my-holidays.yml，内容为 years: { 2027: { \
                holidays: [2027-01-01, 2027-05-01..2027-05-05], workdays: [] } }
                """)
        let beyond = CalendarYearDiagnostics.yearsBeyond([1899, 9999], facts: facts(.sample()))
        #expect(
            beyond.message
                == Wording(
                    en:
                        "business time is counted from 1970 to 2099 and is missing where a moment lies beyond: found some of 1899, 9999",
                    zh: "工作时间只在 1970 至 2099 年之间计算，超出的时刻按缺失处理：数据中有 1899, 9999 年的时刻"))
    }

    @Test func `the working days of the calendar may be those on which rows are expected`() {
        for text in ["calendar", "{ days: calendar, holidays: 2026-10-12 }"] {
            let collector = DiagnosticCollector()
            let node = OptionNode.text("open: \(text)")["open"]
            var open = node.map { OpenDays($0, collector: collector) } ?? OpenDays()
            #expect(open.followsCalendar)
            open.take(.sample(holidays: ["2026-10-01..2026-10-08"], workdays: ["2026-10-10"]), collector: collector)
            #expect(collector.diagnostics.isEmpty)
            #expect(open.isOpen(day("2026-10-10")) && open.isOpen(day("2026-10-09")))
            #expect(!open.isOpen(day("2026-10-08")) && !open.isOpen(day("2026-10-11")))
            #expect(open.isOpen(day("2026-10-12")) == (text == "calendar"))
            #expect(open.weekdays == [1, 2, 3, 4, 5])
            open.take(nil, collector: collector)
            #expect(collector.diagnostics.map(\.kind.name) == ["no-calendar"])
        }
    }
}
