// When a day of the year comes next.

import Tabular
import Testing

@testable import Lists

struct YearlyDayTests {
    private func next(_ first: String, from today: String, within days: Int = 30) -> String {
        guard let first = CivilDate(isoText: first), let today = CivilDate(isoText: today) else { return "unreadable" }
        switch YearlyDay(first.dayNumber).next(from: today.dayNumber, within: days) {
        case .on(let day): return CivilDate(dayNumber: day).isoText
        case .later: return "later"
        case .placeholder: return "placeholder"
        }
    }

    @Test func `a birthday is due on its day, so many days before, and not a day earlier`() {
        #expect(next("1990-10-01", from: "2026-10-01") == "2026-10-01")
        #expect(next("1990-10-31", from: "2026-10-01") == "2026-10-31")
        #expect(next("1990-11-01", from: "2026-10-01") == "later")
        #expect(next("1990-09-30", from: "2026-10-01") == "later")
        #expect(next("1990-01-02", from: "2026-12-30") == "2027-01-02")
    }

    @Test func `29 February comes on the 28th in common years`() {
        #expect(next("1992-02-29", from: "2026-02-10") == "2026-02-28")
        #expect(next("1992-02-29", from: "2028-02-10") == "2028-02-29")
        #expect(next("1992-02-29", from: "2028-02-29", within: 0) == "2028-02-29")
    }

    @Test func `the years 1900 and 1 are placeholders, and a first day is no anniversary`() {
        #expect(next("1900-10-02", from: "2026-10-01") == "placeholder")
        #expect(next("0001-10-02", from: "2026-10-01") == "placeholder")
        #expect(next("2026-10-05", from: "2026-10-01") == "later")
        #expect(next("2026-10-05", from: "2027-10-01") == "2027-10-05")
    }
}

struct MaskedTextTests {
    @Test(arguments: [
        ("王小明", "王**"), ("欧阳娜娜", "欧**"), ("Anna Smith", "A*** S***"), ("13912345678", "***5678"),
        ("0574-1883938", "***3938"), ("anna@example.com", "***"), ("=cmd|' /C calc'!A0", "c*** C*** c***"), ("", ""),
        ("🙂 王", "*** 王**"),
    ])
    func `names keep their first letters, and numbers their last four digits`(text: String, masked: String) {
        #expect(MaskedText.masked(text) == masked)
    }
}
