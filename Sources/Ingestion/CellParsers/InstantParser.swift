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
    /// What the cell leaves open of the order of day, month and year.
    var hint = DateOrderHint.fixed
}

/// The orders under which a cell is a date; none where its form tells the order itself.
///
/// `13/01/2025` is a date day first alone; `01/02/2026` day first or month first; `26-01-31` day first, in 2031, or year first, in
/// 2026: with a year of two digits nothing but a declaration, or a cell that only one order fits, tells which.
struct DateOrderHint: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let dayFirst = DateOrderHint(rawValue: 1)
    static let monthFirst = DateOrderHint(rawValue: 2)
    static let yearFirst = DateOrderHint(rawValue: 4)
    /// The year has four digits and comes first, or 年月日 or the name of the month say which is which.
    static let fixed: DateOrderHint = []
    static let all: DateOrderHint = [.dayFirst, .monthFirst, .yearFirst]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ order: DateOrder) {
        switch order {
        case .dayFirst: self = .dayFirst
        case .monthFirst: self = .monthFirst
        case .yearFirst: self = .yearFirst
        }
    }

    /// The orders of the set.
    var orders: [DateOrder] { DateOrder.allCases.filter { contains(DateOrderHint($0)) } }
}

/// Reads cells of date and instant columns.
///
/// | cell | value |
/// | --- | --- |
/// | `2026-01-31 08:06:59`, `2026/1/31 8:06:59`, `2026-01-31T08:06:59`, `2026年1月31日 8:06:59` | local time of the source's zone |
/// | `2025-10-07 09:50:26 +0200`, `…Z`, `… UTC`, `… GMT+8` | the moment itself |
/// | `13/01/2025 16:48`, `6/23/25 07:00 AM`, `26-01-31`, `27-Oct-16` | by the column's order |
/// | `2026/9/16 下午 8:30`, `8:30 PM`, `8:30 p.m.` | half past eight in the evening |
/// | `Thu, 27 Oct 2016 14:51:34`, `27-Oct-2016`, `26年1月31日` | as their names and signs say |
/// | `2026-02-30`, `25:00`, `8/13/1`, `晚上 12:30` | bad |
enum InstantParser {
    /// `text` is folded. `order` decides `d/m/y`, `m/d/y` and `yy-m-d`; without it such a cell is read in the first order that makes
    /// it a date, and says which orders do.
    ///
    /// - Parameter allowsShortYears: whether `order` was declared with years of two digits in mind; where it was only told by dates
    ///   that begin with a year of four digits, `26-01-31` is no date.
    static func parse(_ text: CellBytes, order: DateOrder?, allowsShortYears: Bool = true) -> ParsedMoment? {
        var scanner = CellScanner(text)
        guard var moment = date(&scanner, order: order, allowsShortYears) else { return nil }
        scanner.skipBlanks()
        if scanner.isAtEnd { return moment }
        if scanner.take(0x54) || scanner.take(0x74) || scanner.take(0x2C) { scanner.skipBlanks() }
        guard takeTime(&scanner, &moment) else { return nil }
        return moment
    }

    /// A cell that holds a time of day alone, `08:06:59`, `8:06 PM`, `下午 8:06`, perhaps with its zone; the day is 0.
    static func parseTime(_ text: CellBytes) -> ParsedMoment? {
        var scanner = CellScanner(text)
        var moment = ParsedMoment(day: 0)
        scanner.skipBlanks()
        return takeTime(&scanner, &moment) ? moment : nil
    }

    /// The time of day and the zone that end a cell.
    private static func takeTime(_ scanner: inout CellScanner, _ moment: inout ParsedMoment) -> Bool {
        guard let time = timeOfDay(&scanner) else { return false }
        moment.timeOfDay = time
        scanner.skipBlanks()
        return scanner.isAtEnd || (zone(&scanner, &moment) && scanner.isAtEnd)
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

    private static func date(
        _ scanner: inout CellScanner, order: DateOrder?, _ allowsShortYears: Bool
    ) -> ParsedMoment? {
        let start = scanner.position
        let hasWeekday = takeWeekday(&scanner)
        if hasWeekday {
            _ = scanner.take(0x2C)
            scanner.skipBlanks()
        }
        if let month = takeMonthName(&scanner) { return monthNameFirst(&scanner, month: month) }
        guard let first = scanner.digits() else { return nil }
        if first.count == 8, start == 0, scanner.isAtEnd || scanner.next == 0x20 || scanner.next == 0x54 {
            return moment(first.value / 10_000, first.value / 100 % 100, first.value % 100)
        }
        if scanner.take("年") {
            guard let year = fullYear(first), let month = scanner.digits(), scanner.take("月"),
                let day = scanner.digits(), scanner.take("日") || scanner.take("号")
            else { return nil }
            return moment(year, month.value, day.value)
        }
        guard let separator = scanner.next,
            separator == 0x2D || separator == 0x2F || separator == 0x2E || separator == 0x20
        else { return nil }
        scanner.position += 1
        if separator == 0x20 || separator == 0x2D, let month = takeMonthName(&scanner) {
            guard first.count <= 2, scanner.take(separator) || (scanner.take(0x2C) && scanner.take(0x20)),
                let last = scanner.digits()
            else { return nil }
            let readings = Readings(
                dayFirst: fullYear(last).flatMap { moment($0, month, first.value) },
                yearFirst: hasWeekday || first.count != 2 || last.count > 2
                    ? nil : fullYear(first).flatMap { moment($0, month, last.value) })
            return readings.ofNamedMonth(order, isShort: last.count == 2, allowsShortYears)
        }
        guard separator != 0x20, let second = scanner.digits(), second.count <= 2, scanner.take(separator),
            let third = scanner.digits()
        else { return nil }
        if first.count == 4 {
            guard third.count <= 2 else { return nil }
            return moment(first.value, second.value, third.value)
        }
        guard first.count <= 2 else { return nil }
        let lastYear = fullYear(third)
        let readings = Readings(
            dayFirst: lastYear.flatMap { moment($0, second.value, first.value) },
            monthFirst: lastYear.flatMap { moment($0, first.value, second.value) },
            yearFirst: third.count > 2 ? nil : fullYear(first).flatMap { moment($0, second.value, third.value) })
        return readings.choose(order, isShort: third.count <= 2, allowsShortYears)
    }

    /// What a date may mean: day, month and year in each order that makes it one.
    private struct Readings {
        var dayFirst: ParsedMoment?
        var monthFirst: ParsedMoment?
        var yearFirst: ParsedMoment?

        private var hint: DateOrderHint {
            var hint: DateOrderHint = []
            if dayFirst != nil { hint.insert(.dayFirst) }
            if monthFirst != nil { hint.insert(.monthFirst) }
            if yearFirst != nil { hint.insert(.yearFirst) }
            return hint
        }

        /// The reading in an order, or in the first that there is.
        func choose(_ order: DateOrder?, isShort: Bool, _ allowsShortYears: Bool) -> ParsedMoment? {
            if isShort, !allowsShortYears { return nil }
            var chosen: ParsedMoment?
            switch order {
            case .dayFirst?: chosen = dayFirst
            case .monthFirst?: chosen = monthFirst
            case .yearFirst?: chosen = yearFirst
            case nil: chosen = dayFirst ?? monthFirst ?? yearFirst
            }
            chosen?.hint = hint
            return chosen
        }

        /// The same where the month is a name, so that only a short year can be taken for a day; day first and month first then
        /// mean the same.
        func ofNamedMonth(_ order: DateOrder?, isShort: Bool, _ allowsShortYears: Bool) -> ParsedMoment? {
            guard let dayFirst, let yearFirst, dayFirst.day != yearFirst.day else { return dayFirst ?? yearFirst }
            return Readings(dayFirst: dayFirst, monthFirst: dayFirst, yearFirst: yearFirst)
                .choose(order, isShort: isShort, allowsShortYears)
        }
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
        guard let hours = half.map({ $0.hour(hour.value) }) ?? (hour.value < 24 ? hour.value : nil) else { return nil }
        return Int64((hours * 60 + minute.value) * 60 + seconds) * 1000 + Int64(milliseconds)
    }

    /// The part of the day that stands beside a clock time.
    private enum PartOfDay {
        case morning, afternoon, afterNoon, night, early, noon, evening

        /// The hour on a clock of 24, or nil where the two do not go together.
        ///
        /// 上午 12:30 is half past midnight and 下午 12:30 half past noon, as AM and PM are. 晚上 12:30 is the next day to some and the
        /// same to others, so that nothing is made of it.
        func hour(_ hour: Int) -> Int? {
            switch self {
            case .morning: hour <= 12 ? hour % 12 : nil
            // PM stands beside one to twelve alone.
            case .afterNoon: hour == 12 ? 12 : (1...11).contains(hour) ? hour + 12 : nil
            // 下午 13:05 is seen too; it means what it says.
            case .afternoon: hour < 12 ? hour + 12 : hour < 24 ? hour : nil
            case .night: hour <= 6 ? hour : hour == 12 ? 0 : nil
            case .early: (4...11).contains(hour) ? hour : nil
            case .noon: (11...14).contains(hour) ? hour : (1...2).contains(hour) ? hour + 12 : nil
            case .evening: (5...11).contains(hour) ? hour + 12 : (17...23).contains(hour) ? hour : nil
            }
        }
    }

    private static func takeHalf(_ scanner: inout CellScanner) -> PartOfDay? {
        guard scanner.isAtLetter else { return nil }
        for (word, part) in partsOfDay where scanner.take(word) { return part }
        return nil
    }

    private static let partsOfDay: [(StaticString, PartOfDay)] = [
        ("am", .morning), ("a.m.", .morning), ("a. m.", .morning), ("上午", .morning), ("pm", .afterNoon),
        ("p.m.", .afterNoon), ("p. m.", .afterNoon), ("下午", .afternoon), ("凌晨", .night), ("早上", .early),
        ("清晨", .early), ("早晨", .early), ("中午", .noon), ("晚上", .evening), ("傍晚", .evening),
    ]

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
