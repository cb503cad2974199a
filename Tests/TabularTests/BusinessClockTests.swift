// Business time between two instants: counted by hand, by a twin that watches the wall clock, and through changes of the clock.

import Tabular
import TestSupport
import Testing

struct BusinessClockTests {
    private static let shanghai = TimeZoneTable(identifier: "Asia/Shanghai") ?? .utc

    /// The instant of `2024-09-13 17:30` on the clock of a zone.
    private static func instant(_ text: String, in zone: TimeZoneTable = shanghai) -> Int64 {
        let parts = text.split(separator: " ")
        let clock = parts.last?.split(separator: ":").compactMap { Int64($0) } ?? []
        let day = Int64(parts.first.flatMap { CivilDate(isoText: $0) }?.dayNumber ?? 0)
        let seconds = zip(clock, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        return zone.instant(ofLocal: day * 86_400_000 + seconds * 1000).instant
    }

    private static func minutes(
        _ calendar: BusinessCalendar, _ start: String, _ end: String, in zone: TimeZoneTable = shanghai
    ) -> Int? {
        BusinessClock(calendar, zone: zone).businessTime(from: instant(start, in: zone), to: instant(end, in: zone))
            .map { Int($0 / 60_000) }
    }

    @Test func `business time from Friday evening to Monday morning is what is left of both days`() {
        #expect(Self.minutes(.sample(), "2024-09-06 17:30", "2024-09-09 09:20") == 50)
    }

    @Test func `a worked Saturday counts and holidays do not`() {
        let china = BusinessCalendar.sample(holidays: ["2024-09-15..2024-09-17"], workdays: ["2024-09-14"])
        #expect(Self.minutes(china, "2024-09-13 17:30", "2024-09-18 09:20") == 9 * 60 + 50)
        #expect(Self.minutes(.sample(), "2024-09-13 17:30", "2024-09-18 09:20") == 18 * 60 + 50)
    }

    @Test(arguments: [
        // The lunch break does not count, nor does what lies outside hours.
        ("2024-09-05 11:00", "2024-09-05 14:00", 90), ("2024-09-05 12:10", "2024-09-05 13:20", 0),
        ("2024-09-05 20:00", "2024-09-05 21:00", 0), ("2024-09-07 10:00", "2024-09-08 23:00", 0),
        ("2024-09-05 08:00", "2024-09-05 09:00", 0), ("2024-09-05 08:00", "2024-09-05 09:01", 1),
        ("2024-09-05 17:59", "2024-09-06 09:00", 1), ("2024-09-05 09:00", "2024-09-05 18:00", 450),
        ("2024-09-05 09:00", "2024-09-12 09:00", 5 * 450), ("2024-09-05 10:00", "2024-09-05 10:00", 0),
        // Backwards it is negative.
        ("2024-09-05 14:00", "2024-09-05 11:00", -90), ("2024-09-09 09:20", "2024-09-06 17:30", -50),
    ])
    func `the clock runs while business is open`(start: String, end: String, minutes: Int) {
        #expect(Self.minutes(.sample(["09:00-12:00", "13:30-18:00"]), start, end) == minutes)
    }

    @Test func `hours of their own come before all else, and may be none`() {
        let calendar = BusinessCalendar.sample(
            holidays: ["2024-12-24"], workdays: ["2024-12-21"],
            own: ["2024-12-24": ["09:00-12:00"], "2024-12-21": [], "2024-12-22": ["10:00-11:00"]])
        #expect(Self.minutes(calendar, "2024-12-24 00:00", "2024-12-25 00:00") == 180)
        #expect(Self.minutes(calendar, "2024-12-21 00:00", "2024-12-22 00:00") == 0)
        #expect(Self.minutes(calendar, "2024-12-22 00:00", "2024-12-23 00:00") == 60)
        #expect(calendar.workingDays(in: Period(.week, containing: 20_079)) == 6)
    }

    @Test func `hours that go on past midnight end the next morning, also of a holiday`() {
        let night = BusinessCalendar.sample(["22:00-06:00"], holidays: ["2024-09-05"])
        #expect(Self.minutes(night, "2024-09-04 23:00", "2024-09-05 12:00") == 7 * 60)
        #expect(Self.minutes(night, "2024-09-05 12:00", "2024-09-06 12:00") == 0)
        // Friday's night ends on Saturday.
        #expect(Self.minutes(night, "2024-09-06 00:00", "2024-09-09 12:00") == 8 * 60)
        let round = BusinessCalendar.sample(["00:00-24:00"])
        #expect(Self.minutes(round, "2024-09-06 00:00", "2024-09-09 12:00") == 36 * 60)
    }

    @Test func `a day on which the clock goes forward or back counts the hours that passed`() throws {
        let newYork = try #require(TimeZoneTable(identifier: "America/New_York"))
        let always = BusinessCalendar(
            weekHours: (1...7).map { _ in [OpenHours(text: "00:00-24:00")].compactMap(\.self) })
        #expect(Self.minutes(always, "2025-03-09 00:00", "2025-03-10 00:00", in: newYork) == 23 * 60)
        #expect(Self.minutes(always, "2025-11-02 00:00", "2025-11-03 00:00", in: newYork) == 25 * 60)
        let early = BusinessCalendar(
            weekHours: (1...7).map { _ in [OpenHours(text: "01:00-05:00")].compactMap(\.self) })
        #expect(Self.minutes(early, "2025-03-09 00:00", "2025-03-10 00:00", in: newYork) == 3 * 60)
        #expect(Self.minutes(early, "2025-11-02 00:00", "2025-11-03 00:00", in: newYork) == 5 * 60)
        // An opening that the clock skips is moved on by as much.
        let skipped = BusinessCalendar(
            weekHours: (1...7).map { _ in [OpenHours(text: "02:30-05:00")].compactMap(\.self) })
        #expect(Self.minutes(skipped, "2025-03-09 00:00", "2025-03-10 00:00", in: newYork) == 90)
    }

    @Test func `the twin that watches the clock on the wall counts the same`() throws {
        var random = SplitMix64(seed: 20)
        let calendars: [BusinessCalendar] = [
            .sample(["09:00-12:00", "13:30-18:00"], saturday: ["09:00-12:00"]),
            .sample(
                ["08:30-17:15"], holidays: ["2025-01-01", "2025-03-10..2025-03-12"],
                workdays: ["2025-03-09", "2025-11-02"], own: ["2025-03-14": ["10:00-11:01", "23:00-24:00"]]),
            .sample(["20:00-08:00"], saturday: ["12:00-12:01"], holidays: ["2025-11-03"]),
            BusinessCalendar(weekHours: (1...7).map { _ in [OpenHours(text: "00:00-24:00")].compactMap(\.self) }),
        ]
        for name in ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "+05:45"] {
            let zone = try #require(TimeZoneTable(identifier: name))
            for calendar in calendars {
                let (clock, twin) = (BusinessClock(calendar, zone: zone), BusinessTimeTwin(calendar, zone: zone))
                for _ in 0..<12 {
                    let middle = Self.instant(random.pick("2025-03-09 05:00", "2025-11-02 05:00", "2025-06-30 12:00"))
                    let start = middle + Int64.random(in: -400_000_000...400_000_000, using: &random)
                    let end = start + Int64.random(in: -500_000_000...900_000_000, using: &random)
                    #expect(
                        clock.businessTime(from: start, to: end) == twin.businessTime(from: start, to: end),
                        "\(name) \(start) \(end) \(calendar.weekHours[0])")
                }
            }
        }
    }

    @Test func `business time is a sum: what lies between is added, whatever the parts`() {
        let clock = BusinessClock(.sample(["09:00-12:00", "13:30-18:00"]), zone: Self.shanghai)
        var random = SplitMix64(seed: 3)
        for _ in 0..<500 {
            let moments = (0..<3).map { _ in Int64.random(in: 0...4_100_000_000_000, using: &random) }
            let whole = clock.businessTime(from: moments[0], to: moments[2])
            let parts = [(0, 1), (1, 2)].compactMap { clock.businessTime(from: moments[$0.0], to: moments[$0.1]) }
            #expect(whole == parts.reduce(0, +))
        }
    }

    @Test func `moments beyond the known days have no business time`() {
        let clock = BusinessClock(.sample(), zone: .utc)
        for moment in [Int64.min, -1, 4_102_444_800_000, Int64.max] {
            #expect(clock.businessTime(from: moment, to: 0) == nil)
            #expect(clock.businessTime(from: 0, to: moment) == nil)
        }
        #expect(clock.businessTime(from: 0, to: 4_102_444_799_999) != nil)
    }

    @Test func `years without told holidays are found, and those between two moments as well`() {
        let calendar = BusinessCalendar.sample(knownYears: [2024, 2026])
        let clock = BusinessClock(calendar, zone: .utc)
        func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }
        #expect(!clock.touchesUnknownYear(day("2024-01-01"), day("2024-12-31")))
        #expect(clock.touchesUnknownYear(day("2024-12-31"), day("2025-01-01")))
        #expect(clock.touchesUnknownYear(day("2026-01-01"), day("2024-12-31")))
        #expect(calendar.unknownYears(in: day("2023-12-31")..<day("2027-01-02")) == [2023, 2025, 2027])
        #expect(BusinessCalendar.sample().unknownYears(in: 0..<47_000).isEmpty)
    }

    @Test(arguments: [
        ("09:00-12:00", 540, 720), ("9:05-10:00", 545, 600), ("22:00-06:00", 1320, 1800), ("00:00-24:00", 0, 1440),
        (" 09:00 - 12:30 ", 540, 750), ("23:59-00:00", 1439, 1440),
    ])
    func `hours are read as times of the day`(text: String, start: Int, end: Int) throws {
        #expect(OpenHours(text: text) == OpenHours(start: start, end: end))
        #expect(text.wholeMatch(of: try Regex(OpenHours.pattern)) != nil)
    }

    @Test(arguments: [
        "", "9-12", "09:00", "09:00-", "09:00-09:00", "24:00-25:00", "09:60-10:00", "9:5-10:00", "09:00-12:00-13:00",
        "a:00-12:00", "-09:00-12:00", "24:00-06:00",
    ])
    func `what is no stretch of a day is refused`(text: String) { #expect(OpenHours(text: text) == nil) }

    @Test func `the new year's days are known from 2023 to 2028`() {
        let days = LunarNewYear.years.compactMap { LunarNewYear.day(inYear: $0) }.map {
            CivilDate(dayNumber: $0).isoText
        }
        #expect(days == ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26"])
        #expect((2024...2028).map { LunarNewYear.days(fromYearBefore: $0) } == [384, 354, 384, 354, 354])
        #expect(LunarNewYear.days(fromYearBefore: 2023) == nil && LunarNewYear.days(fromYearBefore: 2029) == nil)
    }
}
