// The labels of the parts of a time that come round again, and how a time gets its part.

import Diagnostics
import Stages
import Tabular

/// The labels of calendar parts, and how a time gets its part.
enum CalendarLabels {
    static func title(of part: ByCalendar.Part) -> Wording {
        switch part {
        case .hour: Wording(en: "Hour", zh: "小时")
        case .timeOfDay: Wording(en: "Time of day", zh: "时段")
        case .weekday: Wording(en: "Weekday", zh: "星期")
        case .day: Wording(en: "Day of the month", zh: "日")
        case .month: Wording(en: "Month of the year", zh: "月份")
        case .quarter: Wording(en: "Quarter of the year", zh: "季度")
        case .year: Wording(en: "Year", zh: "年份")
        }
    }

    /// The part that the first label stands for.
    static func first(of part: ByCalendar.Part) -> Int { part.isOfDay ? 0 : 1 }

    /// In a plan: `hour`, `30 minutes`.
    static func word(of part: ByCalendar.Part, minutes: Int) -> String {
        part == .timeOfDay ? "time of day, every \(minutes) minutes," : part.rawValue
    }

    /// - Parameters:
    ///   - minutes: how long a stretch of a day is, where that is the part.
    ///   - fiscal: whose months are named; their keys are the same in every calendar.
    static func labels(
        of part: ByCalendar.Part, minutes: Int, fiscal: FiscalCalendar = .civil
    ) -> [SegmentLabel] {
        switch part {
        case .timeOfDay:
            stride(from: 0, to: 1440, by: minutes).map { start in
                let clock = "\(padded(start / 60, 2)):\(padded(start % 60, 2))"
                return SegmentLabel(key: clock, title: Wording(clock))
            }
        case .hour:
            (0...23).map { SegmentLabel(key: padded($0, 2), title: Wording(en: "\(padded($0, 2)):00", zh: "\($0)时")) }
        case .weekday:
            zip(CalendarNames.weekdays, CalendarNames.chineseWeekdays).map {
                SegmentLabel(key: $0.lowercased(), title: Wording(en: $0, zh: $1))
            }
        case .day: (1...31).map { SegmentLabel(key: padded($0, 2), title: Wording(en: "\($0)", zh: "\($0)日")) }
        case .month where fiscal.hasOwn(.month):
            (1...12).map {
                SegmentLabel(key: padded($0, 2), title: Wording(en: "P\(padded($0, 2))", zh: "第\($0)期"))
            }
        case .month:
            zip(CalendarNames.months, 1...12).map {
                SegmentLabel(key: padded($1, 2), title: Wording(en: $0, zh: "\($1)月"))
            }
        case .quarter:
            zip("一二三四", 1...4).map { SegmentLabel(key: "Q\($1)", title: Wording(en: "Q\($1)", zh: "第\($0)季度")) }
        case .year: []
        }
    }

    /// The part of every time; −1 where it is missing.
    static func parts(
        _ part: ByCalendar.Part, minutes: Int, of column: Column, zone: TimeZoneTable, fiscal: FiscalCalendar
    ) -> [Int32] {
        let length = Int64(minutes) * 60_000
        var parts = [Int32](repeating: -1, count: column.count)
        var lastDay: Int32?
        var lastPart: Int32 = -1
        func dayPart(_ day: Int32) -> Int32 {
            if day == lastDay { return lastPart }
            lastDay = day
            lastPart = Self.part(part, ofDay: Int(day), fiscal: fiscal)
            return lastPart
        }
        switch column {
        case .instant(let column):
            for row in column.values.indices where column.presence[row] {
                let instant = column.values[row]
                if part.isOfDay {
                    let local = instant.addingReportingOverflow(zone.offset(at: instant)).partialValue
                    let inDay = (local % 86_400_000 + 86_400_000) % 86_400_000
                    parts[row] = Int32(inDay / length)
                } else {
                    parts[row] = dayPart(zone.localDay(of: instant))
                }
            }
        case .date(let column):
            for row in column.values.indices where column.presence[row] { parts[row] = dayPart(column.values[row]) }
        default: break
        }
        return parts
    }

    private static func part(_ part: ByCalendar.Part, ofDay day: Int, fiscal: FiscalCalendar) -> Int32 {
        let date = CivilDate(dayNumber: day)
        let value =
            switch part {
            case .hour, .timeOfDay: -1
            case .weekday: date.weekday
            case .day: date.day
            case .month: fiscal.hasOwn(.month) ? fiscal.monthOfYear(of: day) + 1 : date.month
            case .quarter: fiscal.monthOfYear(of: day) / 3 + 1
            case .year: fiscal.year(of: day)
            }
        // Years that no calendar in use counts are as good as missing.
        return (0...9999).contains(value) ? Int32(value) : -1
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
