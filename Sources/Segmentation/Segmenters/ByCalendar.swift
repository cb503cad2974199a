// `calendar`: the hour, weekday, month or another part of a time.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Divides rows by a part of a time that comes round again: the hour of the day, the day of the week.
///
///     hour: { calendar: start, of: calls, part: hour }
///
/// `part` is `hour`, `weekday`, `day` (of the month), `month` (of the year), `quarter` (of the year) or `year`. For
/// the months of a certain year use the words `month` and `quarter` in `by`.
///
/// | start (Asia/Shanghai) | hour    |
/// |-----------------------|---------|
/// | 2026-09-14 09:59:59   | 09      |
/// | 2026-09-14 00:00:00   | 00      |
/// | (missing)             | unknown |
///
/// - Shape: labels in the order of the calendar, weekdays from Monday; years only those that occur.
/// - Units: in the zone of the report; a quarter and a year follow the report's fiscal year: where `fiscal_year_starts` is 4,
///   `Q1` is April to June, and years are named by both calendar years they touch, as `FY2026-27`.
/// - Missing: `unknown`.
package struct ByCalendar: Segmenter {
    package static let declaration = OptionKey(
        "calendar", .formula, isRequired: true,
        help: Wording(
            en: "by a part of a time that comes round again: the hour of the day, the day of the week",
            zh: "按循环出现的时间部分划分，如一天中的小时、星期几"))
    package static let furtherKeys = [SegmentKeys.table, part]

    static let part = OptionKey(
        "part", .choice(of: Part.self), isRequired: true,
        help: Wording(
            en: "which part; day is that of the month, month and quarter those of the year",
            zh: "取哪一部分；day 为月内日，month、quarter 为年内月、季"))

    /// A part of a time that comes round again, and the year.
    package enum Part: String, Sendable, CaseIterable {
        case hour, weekday, day, month, quarter, year
    }

    package let identity: SegmentIdentity
    fileprivate let table: SourceText
    private let formula: Expression
    fileprivate let part: Part

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        let table = reader.text(SegmentKeys.table)
        let formula = reader.expression(Self.declaration)
        let part = reader.choice(Self.part, as: Part.self)
        guard let table, let formula, let part else { return nil }
        self.table = table
        self.formula = formula
        self.part = part
    }

    package var mentionedColumns: [ColumnReference] { formula.columns(of: table) }
    package var labelKeys: [String]? { part == .year ? nil : CalendarLabels.labels(of: part).map(\.key) }
    package var defaultTitle: Wording? { CalendarLabels.title(of: part) }
    package var line: Wording {
        let source = formula.source.text
        return Wording(
            en: "the \(part.rawValue) of \(source) of \(table.text)",
            zh: "\(table.text) 中 \(source) 的\(CalendarLabels.title(of: part).chinese)")
    }

    package func prepared(in scope: SegmentScope) -> PreparedByCalendar? {
        guard let formula = scope.bound(formula, to: table) else { return nil }
        guard formula.type == .instant || (formula.type == .date && part != .hour) else {
            let expected =
                part == .hour
                ? Wording(en: "a moment with its hour", zh: "带时刻的时间")
                : Wording(en: "a moment or a day", zh: "时间或日期")
            scope.collector.add(
                SegmentationDiagnostics.wrongType(
                    of: Wording("'calendar'"), expected: expected, found: formula.type,
                    at: formula.expression.source.start))
            return nil
        }
        return PreparedByCalendar(segmenter: self, formula: formula)
    }
}

/// The segmenter with its formula bound to the table.
package struct PreparedByCalendar: PreparedSegmenter {
    package let segmenter: ByCalendar
    fileprivate let formula: BoundFormula

    package var homes: [String] { [segmenter.table.text] }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        let table = try work.table(segmenter.table.text)
        work.tellNeverSeen(formula, in: table, by: segmenter.identity)
        let (part, zone, fiscalYearStart) = (segmenter.part, work.stage.zone, work.periods.fiscalYearStart)
        let ready = try formula.ready(for: table, work.stage)
        let parts = { @Sendable (chunk: Chunk) in
            CalendarLabels.parts(part, of: ready.values(chunk), zone: zone, fiscalYearStart: fiscalYearStart)
        }
        var convention: Wording?
        if fiscalYearStart != 1, part == .quarter || part == .year {
            convention = Wording(
                en: "fiscal years begin in month \(fiscalYearStart) and are named by both years they touch; "
                    + "Q1 is their first quarter",
                zh: "财年从 \(fiscalYearStart) 月开始，以其跨越的两个年份命名；Q1 为财年第一季度")
        }
        guard part == .year else {
            let labels = CalendarLabels.labels(of: part)
            let first = CalendarLabels.first(of: part)
            let unknown = UInt32(labels.count)
            let chunks = parallelMap(table.chunks, jobs: work.stage.jobs) { chunk in
                SmallNumbers(parts(chunk).map { $0 < 0 ? unknown : min(UInt32($0) &- UInt32(first), unknown) })
            }
            return Division(
                labels: labels + [.unknown], numbers: [table.name: SegmentNumbers(chunks: chunks)],
                convention: convention)
        }
        let yearsOfRows = parallelMap(table.chunks, jobs: work.stage.jobs) { parts($0) }
        let years = Set(yearsOfRows.joined()).filter { $0 >= 0 }.sorted()
        let labels = years.map { year in
            if fiscalYearStart == 1 {
                return SegmentLabel(
                    key: CalendarLabels.padded(Int(year), 4), title: Wording(en: "\(year)", zh: "\(year)年"))
            }
            let fiscal = FiscalYear(beginningIn: Int(year))
            return SegmentLabel(key: fiscal.name, title: Wording(en: "FY\(fiscal.years)", zh: "\(fiscal.years)财年"))
        }
        var positionOfYear = [UInt32](repeating: UInt32(years.count), count: Int(years.last ?? 0) + 1)
        for (position, year) in years.enumerated() { positionOfYear[Int(year)] = UInt32(position) }
        let (positions, unknown) = (positionOfYear, UInt32(years.count))
        let chunks = parallelMap(yearsOfRows, jobs: work.stage.jobs) { rows in
            SmallNumbers(rows.map { $0 < 0 ? unknown : positions[Int($0)] })
        }
        return Division(
            labels: labels + [.unknown], numbers: [table.name: SegmentNumbers(chunks: chunks)], convention: convention)
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        let (home, dialect, zone) = (segmenter.table.text, scope.dialect, scope.script.zone)
        let value = try scope.sql(formula, of: home)
        let day = dialect.day(of: value, type: formula.type, zone: zone)
        let start = scope.periods.fiscalYearStart
        let part: String
        switch segmenter.part {
        case .hour: part = dialect.hour(ofMoment: value, zone: zone)
        case .weekday: part = dialect.weekday(day)
        case .day: part = "day(\(day))"
        case .month: part = "month(\(day))"
        case .quarter: part = "(\(dialect.wholeQuotient("((month(\(day)) + \(12 - start)) % 12)", by: "3")) + 1)"
        case .year: part = "(year(\(day)) - CASE WHEN month(\(day)) < \(start) THEN 1 ELSE 0 END)"
        }
        guard segmenter.part == .year else {
            let first = CalendarLabels.first(of: segmenter.part)
            let cases = CalendarLabels.labels(of: segmenter.part).enumerated().map { position, label in
                "WHEN \(first + position) THEN \(dialect.text(label.key))"
            }
            return .expressions([home: "CASE \(part) \(cases.joined(separator: " ")) ELSE \(scope.unknown) END"])
        }
        func padded(_ number: String, _ width: Int) -> String {
            "lpad(CAST(\(number) AS \(dialect.type(.text))), \(width), '0')"
        }
        let name =
            start == 1
            ? padded(part, 4) : "'FY' || \(padded(part, 4)) || '-' || \(padded("((\(part) + 1) % 100)", 2))"
        return .expressions([home: "CASE WHEN \(part) BETWEEN 0 AND 9999 THEN \(name) ELSE \(scope.unknown) END"])
    }
}

/// The labels of calendar parts, and how a time gets its part.
enum CalendarLabels {
    static func title(of part: ByCalendar.Part) -> Wording {
        switch part {
        case .hour: Wording(en: "Hour", zh: "小时")
        case .weekday: Wording(en: "Weekday", zh: "星期")
        case .day: Wording(en: "Day of the month", zh: "日")
        case .month: Wording(en: "Month of the year", zh: "月份")
        case .quarter: Wording(en: "Quarter of the year", zh: "季度")
        case .year: Wording(en: "Year", zh: "年份")
        }
    }

    /// The part that the first label stands for.
    static func first(of part: ByCalendar.Part) -> Int { part == .hour ? 0 : 1 }

    static func labels(of part: ByCalendar.Part) -> [SegmentLabel] {
        switch part {
        case .hour:
            (0...23).map { SegmentLabel(key: padded($0, 2), title: Wording(en: "\(padded($0, 2)):00", zh: "\($0)时")) }
        case .weekday:
            zip(weekdays, "一二三四五六日").map { SegmentLabel(key: $0.lowercased(), title: Wording(en: $0, zh: "周\($1)")) }
        case .day: (1...31).map { SegmentLabel(key: padded($0, 2), title: Wording(en: "\($0)", zh: "\($0)日")) }
        case .month:
            zip(months, 1...12).map { SegmentLabel(key: padded($1, 2), title: Wording(en: $0, zh: "\($1)月")) }
        case .quarter:
            zip("一二三四", 1...4).map { SegmentLabel(key: "Q\($1)", title: Wording(en: "Q\($1)", zh: "第\($0)季度")) }
        case .year: []
        }
    }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The part of every time; −1 where it is missing.
    static func parts(
        _ part: ByCalendar.Part, of column: Column, zone: TimeZoneTable, fiscalYearStart: Int
    ) -> [Int32] {
        var parts = [Int32](repeating: -1, count: column.count)
        var lastDay: Int32?
        var lastPart: Int32 = -1
        func dayPart(_ day: Int32) -> Int32 {
            if day == lastDay { return lastPart }
            lastDay = day
            lastPart = Self.part(part, ofDay: Int(day), fiscalYearStart: fiscalYearStart)
            return lastPart
        }
        switch column {
        case .instant(let column):
            for row in column.values.indices where column.presence[row] {
                let instant = column.values[row]
                if part == .hour {
                    let local = instant.addingReportingOverflow(zone.offset(at: instant)).partialValue
                    let inDay = (local % 86_400_000 + 86_400_000) % 86_400_000
                    parts[row] = Int32(inDay / 3_600_000)
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

    private static func part(_ part: ByCalendar.Part, ofDay day: Int, fiscalYearStart: Int) -> Int32 {
        let date = CivilDate(dayNumber: day)
        let monthOfYear = (date.month - fiscalYearStart + 12) % 12
        let value =
            switch part {
            case .hour: -1
            case .weekday: date.weekday
            case .day: date.day
            case .month: date.month
            case .quarter: monthOfYear / 3 + 1
            case .year: date.month < fiscalYearStart ? date.year - 1 : date.year
            }
        // Years that no calendar in use counts are as good as missing.
        return (0...9999).contains(value) ? Int32(value) : -1
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
