// Zones as lists of offsets.

import Foundation
import Tabular
import TestSupport
import Testing

struct `A time zone` {
    private static func local(_ text: String) throws -> Int64 { try #require(SampleColumn.instant(text)) }

    @Test(arguments: [
        ("Asia/Shanghai", "2026-01-31T18:00:00Z", 8.0, "2026-02-01"),
        ("Asia/Shanghai", "1988-07-01T00:00:00Z", 9, "1988-07-01"),
        ("Asia/Kolkata", "2026-01-31T18:29:59Z", 5.5, "2026-01-31"),
        ("Asia/Kolkata", "2026-01-31T18:30:00Z", 5.5, "2026-02-01"),
        ("America/New_York", "2026-01-01T04:59:59Z", -5, "2025-12-31"),
        ("America/New_York", "2026-07-01T04:00:00Z", -4, "2026-07-01"),
        ("UTC", "1969-12-31T23:59:59Z", 0, "1969-12-31"), ("+08:00", "2026-01-31T16:00:00Z", 8, "2026-02-01"),
        ("-03:30", "2026-02-01T03:29:59Z", -3.5, "2026-01-31"), ("+14:00", "2026-01-31T10:00:00Z", 14, "2026-02-01"),
    ]) func `tells the local day of an instant`(_ name: String, _ instant: String, _ hours: Double, _ day: String)
        throws
    {
        let zone = try #require(TimeZoneTable(identifier: name))
        let instant = try Self.local(instant)
        #expect(zone.offset(at: instant) == Int64(hours * 3_600_000))
        #expect(CivilDate(dayNumber: Int(zone.localDay(of: instant))).isoText == day)
    }

    @Test func `moves a skipped local time forward and takes the earlier of a repeated one`() throws {
        let zone = try #require(TimeZoneTable(identifier: "America/New_York"))
        // 2026-03-08 02:00 → 03:00; 2026-11-01 02:00 → 01:00.
        let cases: [(String, String, TimeZoneTable.LocalTimeKind)] = [
            ("2026-03-08T01:59:59", "2026-03-08T06:59:59Z", .ordinary),
            ("2026-03-08T02:00:00", "2026-03-08T07:00:00Z", .skipped),
            ("2026-03-08T02:30:00", "2026-03-08T07:30:00Z", .skipped),
            ("2026-03-08T03:00:00", "2026-03-08T07:00:00Z", .ordinary),
            ("2026-11-01T00:59:59", "2026-11-01T04:59:59Z", .ordinary),
            ("2026-11-01T01:00:00", "2026-11-01T05:00:00Z", .repeated),
            ("2026-11-01T01:59:59", "2026-11-01T05:59:59Z", .repeated),
            ("2026-11-01T02:00:00", "2026-11-01T07:00:00Z", .ordinary),
        ]
        for (local, instant, kind) in cases {
            let found = zone.instant(ofLocal: try Self.local(local))
            #expect(found.instant == (try Self.local(instant)), "\(local)")
            #expect(found.kind == kind, "\(local)")
        }
    }

    @Test(arguments: ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"])
    func `agrees with Foundation all year round`(_ name: String) throws {
        let table = try #require(TimeZoneTable(identifier: name))
        let zone = try #require(TimeZone(identifier: name))
        var instant = try Self.local("1985-01-01")
        let end = try Self.local("2035-01-01")
        while instant < end {
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant) / 1000))
            #expect(table.offset(at: instant) == Int64(expected) * 1000, "\(instant)")
            let back = table.instant(ofLocal: instant + table.offset(at: instant))
            #expect(back.kind == .repeated || back.instant == instant, "\(instant)")
            instant += 17 * 3_600_000 + 1
        }
    }

    @Test(arguments: [
        "", "Mars/Phobos", "Shanghai", "+15:00", "+8:60", "08:00", "+08:00:00", "CST", "++8:00", "+-8:00",
    ])
    func `is none when nobody keeps it`(_ name: String) {
        #expect(TimeZoneTable(identifier: name) == nil)
    }

    @Test(arguments: ["UTC", "Asia/Shanghai", "America/New_York", "+14:00", "-12:00"])
    func `takes any instant without a trap`(_ name: String) throws {
        let zone = try #require(TimeZoneTable(identifier: name))
        for instant in [Int64.min, .min + 1, .min + 86_399_999, -1, 0, .max - 86_400_000, .max] {
            _ = zone.localDay(of: instant)
            _ = zone.offset(at: instant)
            _ = zone.instant(ofLocal: instant)
        }
        #expect(zone.localDay(of: .min) == .min)
        #expect(zone.localDay(of: .max) == .max)
    }
}
