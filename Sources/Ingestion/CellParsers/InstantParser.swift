// Reads dates and moments in the forms exports use; day and month order is the column's, never the cell's.
import Tabular

/// The order of day, month and year where a cell does not say it itself.
package enum DateOrder: String, Equatable, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
    case yearFirst = "year-first"
}

/// A date and time as written.
struct ParsedMoment: Equatable {
    var day: Int
    /// Milliseconds after midnight; nil when the cell is a bare date.
    var timeOfDay: Int64?
    /// What the cell says of its zone: milliseconds east of UTC.
    var offset: Int64?
    /// The cell ends in letters that are no known zone (`CST` is both China and the United States).
    var hasUnknownZone = false
    /// The parts of `d/m/y`: what they say about the order of day and month.
    var hint = DateOrderHint.fixed
}

/// What one cell says about the order of day and month.
enum DateOrderHint: Equatable {
    /// The form itself tells: year first, or a month by name.
    case fixed
    /// The first part is more than 12, so it is the day.
    case dayFirst
    /// The second part is more than 12, so it is the day.
    case monthFirst
    /// Both could be either.
    case open
}

/// Reads cells of date and instant columns.
///
/// | cell | value |
/// | --- | --- |
/// | `2026-01-31 08:06:59`, `2026/1/31 8:06:59`, `2026-01-31T08:06:59`, `2026年1月31日 8:06:59` | local time of the source's zone |
/// | `2025-10-07 09:50:26 +0200`, `…Z`, `… UTC`, `… GMT+8` | the moment itself |
/// | `13/01/2025 16:48`, `6/23/25 07:00 AM`, `2026/9/16 下午 8:30` | by the column's order |
/// | `Thu, 27 Oct 2016 14:51:34`, `27-Oct-2016` | month by name |
/// | `2026-02-30`, `25:00`, `8/13/13` | bad |
enum InstantParser {
    /// `text` is folded. `order` decides `d/m/y`; without it such a cell is read day first and says what it hints at.
    static func parse(_ text: CellBytes, order: DateOrder?) -> ParsedMoment? {
        var scanner = CellScanner(text)
        guard var moment = date(&scanner, order: order) else { return nil }
        scanner.skipBlanks()
        if scanner.isAtEnd { return moment }
        if scanner.take(0x54) || scanner.take(0x74) || scanner.take(0x2C) { scanner.skipBlanks() }
        guard let time = timeOfDay(&scanner) else { return nil }
        moment.timeOfDay = time
        scanner.skipBlanks()
        if scanner.isAtEnd { return moment }
        guard zone(&scanner, &moment), scanner.isAtEnd else { return nil }
        return moment
    }

    /// The commonest form, `2026-01-31 08:06:59` (or `T`, or `/`): days and milliseconds after midnight.
    @inline(__always)
    static func fast(_ start: UnsafePointer<UInt8>, _ length: Int) -> (year: Int, month: Int, day: Int, time: Int64)? {
        guard length == 19 else { return nil }
        let separator = start[4]
        guard separator == 0x2D || separator == 0x2F, start[7] == separator, start[10] == 0x20 || start[10] == 0x54,
            start[13] == 0x3A, start[16] == 0x3A
        else { return nil }
        var wrong: UInt8 = 0
        @inline(__always) func pair(_ index: Int) -> Int {
            let high = start[index] &- 0x30
            let low = start[index &+ 1] &- 0x30
            wrong |= (high > 9 ? 1 : 0) | (low > 9 ? 1 : 0)
            return Int(high) &* 10 &+ Int(low)
        }
        let year = pair(0) &* 100 &+ pair(2)
        let month = pair(5)
        let day = pair(8)
        let hour = pair(11)
        let minute = pair(14)
        let second = pair(17)
        guard wrong == 0, hour < 24, minute < 60, second < 60 else { return nil }
        return (year, month, day, Int64((hour &* 60 &+ minute) &* 60 &+ second) &* 1000)
    }

    /// The time of the commonest form, `08:06:59` in one word: milliseconds after midnight, or nil for anything else.
    ///
    /// The digits of all three numbers are checked and put together at once: a moment takes 5 ns in place of 16 where the
    /// date is that of the row before.
    @inline(__always)
    static func fastTime(_ text: UnsafePointer<UInt8>) -> Int64? {
        // Digits become 0…9, colons 0, everything else something greater.
        let digits = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self) ^ 0x3030_3A30_303A_3030
        guard (digits | (digits &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0,
            digits & 0x0000_FF00_00FF_0000 == 0
        else { return nil }
        // Each tens digit times ten, and the next one: no byte overflows.
        let pairs = digits &* 10 &+ digits >> 8
        let (hour, minute, second) = (pairs & 0xFF, pairs >> 24 & 0xFF, pairs >> 48 & 0xFF)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return Int64(truncatingIfNeeded: (hour &* 60 &+ minute) &* 60 &+ second) &* 1000
    }

    /// The commonest date, `2026-01-31` (or `/`).
    @inline(__always)
    static func fastDate(_ start: UnsafePointer<UInt8>, _ length: Int) -> (year: Int, month: Int, day: Int)? {
        guard length == 10, start[4] == 0x2D || start[4] == 0x2F, start[7] == start[4] else { return nil }
        var wrong: UInt8 = 0
        @inline(__always) func pair(_ index: Int) -> Int {
            let high = start[index] &- 0x30
            let low = start[index &+ 1] &- 0x30
            wrong |= (high > 9 ? 1 : 0) | (low > 9 ? 1 : 0)
            return Int(high) &* 10 &+ Int(low)
        }
        let date = (year: pair(0) &* 100 &+ pair(2), month: pair(5), day: pair(8))
        return wrong == 0 ? date : nil
    }

    // MARK: The date

    private static func date(_ scanner: inout CellScanner, order: DateOrder?) -> ParsedMoment? {
        let start = scanner.position
        if takeWeekday(&scanner) {
            _ = scanner.take(0x2C)
            scanner.skipBlanks()
        }
        if let month = takeMonthName(&scanner) { return monthNameFirst(&scanner, month: month) }
        guard let first = scanner.digits() else { return nil }
        if first.count == 8, start == 0, scanner.isAtEnd || scanner.next == 0x20 || scanner.next == 0x54 {
            return moment(first.value / 10_000, first.value / 100 % 100, first.value % 100)
        }
        if scanner.take("年") {
            guard first.count == 4, let month = scanner.digits(), scanner.take("月"), let day = scanner.digits(),
                scanner.take("日") || scanner.take("号")
            else { return nil }
            return moment(first.value, month.value, day.value)
        }
        guard let separator = scanner.next,
            separator == 0x2D || separator == 0x2F || separator == 0x2E || separator == 0x20
        else { return nil }
        scanner.position += 1
        if separator == 0x20 || separator == 0x2D, let month = takeMonthName(&scanner) {
            guard first.count <= 2, scanner.take(separator) || (scanner.take(0x2C) && scanner.take(0x20)),
                let year = scanner.digits()
            else { return nil }
            return fullYear(year).flatMap { moment($0, month, first.value) }
        }
        guard separator != 0x20, let second = scanner.digits(), second.count <= 2, scanner.take(separator),
            let third = scanner.digits()
        else { return nil }
        if first.count == 4 {
            guard third.count <= 2 else { return nil }
            return moment(first.value, second.value, third.value)
        }
        guard first.count <= 2 else { return nil }
        if order == .yearFirst {
            guard third.count <= 2, let year = fullYear(first) else { return nil }
            return moment(year, second.value, third.value)
        }
        guard let year = fullYear(third) else { return nil }
        let hint: DateOrderHint =
            first.value > 12 ? .dayFirst : second.value > 12 ? .monthFirst : .open
        let isMonthFirst = order == .monthFirst || (order == nil && hint == .monthFirst)
        var parsed = isMonthFirst ? moment(year, first.value, second.value) : moment(year, second.value, first.value)
        parsed?.hint = hint
        return parsed
    }

    private static func monthNameFirst(_ scanner: inout CellScanner, month: Int) -> ParsedMoment? {
        guard scanner.take(0x20) || scanner.take(0x2D), let day = scanner.digits(), day.count <= 2 else { return nil }
        _ = scanner.take(0x2C)
        guard scanner.take(0x20) || scanner.take(0x2D), let year = scanner.digits(), year.count == 4 else { return nil }
        return moment(year.value, month, day.value)
    }

    private static func moment(_ year: Int, _ month: Int, _ day: Int) -> ParsedMoment? {
        CivilDate(year: year, month: month, day: day).map { ParsedMoment(day: $0.dayNumber) }
    }

    /// Two digits mean 1970…2069.
    private static func fullYear(_ part: (value: Int, count: Int)) -> Int? {
        if part.count == 4 { return part.value }
        guard part.count == 2 else { return nil }
        return part.value < 70 ? 2000 + part.value : 1900 + part.value
    }

    private static func takeWeekday(_ scanner: inout CellScanner) -> Bool {
        guard scanner.isAtLetter else { return false }
        let start = scanner.position
        for name in weekdays where scanner.take(name) {
            if scanner.next == 0x2C || scanner.next == 0x20 { return true }
            scanner.position = start
        }
        return false
    }

    private static func takeMonthName(_ scanner: inout CellScanner) -> Int? {
        guard scanner.isAtLetter else { return nil }
        for (index, name) in months.enumerated() where scanner.take(name) { return index % 12 + 1 }
        return nil
    }

    private static let weekdays: [StaticString] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
        "sat", "sun",
    ]
    private static let months: [StaticString] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    // MARK: The time

    private static func timeOfDay(_ scanner: inout CellScanner) -> Int64? {
        var half = takeHalf(&scanner)
        scanner.skipBlanks()
        guard let hour = scanner.digits(), hour.count <= 2, scanner.take(0x3A), let minute = scanner.digits(),
            minute.count == 2, minute.value < 60
        else { return nil }
        var seconds = 0
        var milliseconds = 0
        if scanner.take(0x3A) {
            guard let second = scanner.digits(), second.count == 2, second.value < 60 else { return nil }
            seconds = second.value
            if scanner.next == 0x2E || scanner.next == 0x2C {
                scanner.position += 1
                guard let fraction = scanner.digits() else { return nil }
                milliseconds = DurationParser.thousandths(fraction)
            }
        }
        if half == nil {
            let before = scanner.position
            scanner.skipBlanks()
            half = takeHalf(&scanner)
            if half == nil { scanner.position = before }
        }
        var hours = hour.value
        switch half {
        case .morning:
            guard hours <= 12 else { return nil }
            if hours == 12 { hours = 0 }
        case .afternoon:
            // 下午 13:05 is seen too; it means what it says.
            guard hours < 24 else { return nil }
            if hours < 12 { hours += 12 }
        case nil: guard hours < 24 else { return nil }
        }
        return Int64((hours * 60 + minute.value) * 60 + seconds) * 1000 + Int64(milliseconds)
    }

    private enum HalfOfDay { case morning, afternoon }

    private static func takeHalf(_ scanner: inout CellScanner) -> HalfOfDay? {
        guard scanner.isAtLetter else { return nil }
        if scanner.take("am") || scanner.take("a.m.") || scanner.take("上午") || scanner.take("凌晨")
            || scanner.take("早上")
        {
            return .morning
        }
        if scanner.take("pm") || scanner.take("p.m.") || scanner.take("下午") || scanner.take("晚上")
            || scanner.take("中午")
        {
            return .afternoon
        }
        return nil
    }

    // MARK: The zone

    private static func zone(_ scanner: inout CellScanner, _ moment: inout ParsedMoment) -> Bool {
        var named = scanner
        if named.take("utc") || named.take("gmt") {
            scanner = named
            if scanner.isAtEnd {
                moment.offset = 0
                return true
            }
        } else if scanner.take(0x5A) || scanner.take(0x7A), scanner.isAtEnd {
            moment.offset = 0
            return true
        }
        if let sign = scanner.next, sign == 0x2B || sign == 0x2D {
            scanner.position += 1
            guard let first = scanner.digits(), first.count <= 4 else { return false }
            var hours = first.value
            var minutes = 0
            if first.count > 2 { (hours, minutes) = (first.value / 100, first.value % 100) }
            if first.count <= 2, scanner.take(0x3A) {
                guard let second = scanner.digits(), second.count == 2 else { return false }
                minutes = second.value
            }
            guard hours <= 14, minutes < 60 else { return false }
            let offset = Int64(hours * 60 + minutes) * 60_000
            moment.offset = sign == 0x2D ? -offset : offset
            return true
        }
        let rest = scanner.text[scanner.position...]
        guard (2...5).contains(rest.count), rest.allSatisfy({ scanner.lower($0) >= 0x61 && scanner.lower($0) <= 0x7A })
        else { return false }
        scanner.position = scanner.text.count
        moment.hasUnknownZone = true
        return true
    }
}
