// Days of the calendar, as numbers and as dates.

import Tabular
import TestSupport
import Testing

struct `A calendar day` {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-09-14", 20_710),
        ("1900-03-01", -25_508), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ]) func `has one number and one spelling`(_ text: String, _ number: Int) throws {
        let date = try #require(CivilDate(isoText: text))
        #expect(date.dayNumber == number)
        #expect(CivilDate(dayNumber: number) == date)
        #expect(date.isoText == text)
    }

    @Test func `follows the day before, over four hundred years`() {
        var previous = CivilDate(dayNumber: -80_000)
        for number in -79_999...80_000 {
            let date = CivilDate(dayNumber: number)
            #expect(date.dayNumber == number)
            #expect(date.weekday == previous.weekday % 7 + 1)
            let isNextDay = date.month == previous.month && date.day == previous.day + 1
            let isFirstOfMonth =
                date.day == 1 && previous.day == CivilDate.daysIn(month: previous.month, ofYear: previous.year)
            #expect(previous < date && (isNextDay || isFirstOfMonth))
            previous = date
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01 ", "",
        "2026-01-0１", "+026-01-01", "2026--1-01", "0000-01-01", "1900-02-29",
    ]) func `is not made of what is none`(_ text: String) {
        #expect(CivilDate(isoText: text) == nil)
    }

    @Test func `knows its weekday`() throws {
        #expect(try #require(CivilDate(isoText: "2026-09-14")).weekday == 1)
        #expect(try #require(CivilDate(isoText: "2026-09-20")).weekday == 7)
        #expect(CivilDate(dayNumber: 0).weekday == 4)
    }

    @Test func `takes any number without a trap`() {
        for number in [Int(Int32.min), Int(Int32.max), -1, 0] {
            #expect(CivilDate(dayNumber: number).dayNumber == number)
            #expect((1...7).contains(CivilDate(dayNumber: number).weekday))
        }
    }
}
