// `calendar`: the hour, weekday, month or another part of a time.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Divides rows by a part of a time that comes round again: the hour of the day, the day of the week.
///
///     hour: { calendar: start, of: calls, part: hour }
///     slot: { calendar: start, of: calls, part: time_of_day, every: 30 min }
///
/// `part` is `hour`, `time_of_day` (stretches of 15, 30 or 60 minutes, called by their beginning: `09:30`), `weekday`, `day` (of the
/// month), `month` (of the year), `quarter` (of the year) or `year`. For the months of a certain year use the words `month` and
/// `quarter` in `by`.
///
/// | start (Asia/Shanghai) | hour    |
/// |-----------------------|---------|
/// | 2026-09-14 09:59:59   | 09      |
/// | 2026-09-14 00:00:00   | 00      |
/// | (missing)             | unknown |
///
/// `every: 30 min` calls 09:59:59 by its half hour, `09:30`. Where the clock is changed at night, that night's stretches are longer or
/// shorter by the clock of the wall.
///
/// - Shape: labels in the order of the calendar, weekdays from Monday; years only those that occur.
/// - Units: in the zone of the report; a quarter and a year follow the report's fiscal year: where `fiscal_year_starts` is 4,
///   `Q1` is April to June, and years are named by both calendar years they touch, as `FY2026-27`. Where `fiscal_year` has a pattern of
///   weeks, a month follows it too: `01` is its first period; a day is that of the calendar's month.
/// - Missing: `unknown`.
package struct ByCalendar: Segmenter {
    package static let declaration = OptionKey(
        "calendar", .formula, isRequired: true,
        help: Wording(
            en: "by a part of a time that comes round again: the hour of the day, the day of the week",
            zh: "按循环出现的时间部分划分，如一天中的小时、星期几"))
    package static let furtherKeys = [SegmentKeys.table, part, every]

    static let part = OptionKey(
        "part", .choice(of: Part.self), isRequired: true,
        help: Wording(
            en: "which part; day is that of the month, month and quarter those of the year",
            zh: "取哪一部分；day 为月内日，month、quarter 为年内月、季"))
    static let every = OptionKey(
        "every", .choice(of: Stretch.self),
        help: Wording(
            en: "with 'part: time_of_day', how long its stretches are; 30 min unless said",
            zh: "与 'part: time_of_day' 合用，每段的长度，默认 30 min"))

    /// A part of a time that comes round again, and the year.
    package enum Part: String, Sendable, CaseIterable {
        case hour
        case timeOfDay = "time_of_day"
        case weekday, day, month, quarter, year

        /// Whose number or name it is; nil for a part of a period, which every calendar has.
        var grain: Grain? {
            switch self {
            case .hour, .timeOfDay, .weekday, .day: nil
            case .month: .month
            case .quarter: .quarter
            case .year: .year
            }
        }

        /// Whether it is a part of a day, which only a moment has.
        var isOfDay: Bool { self == .hour || self == .timeOfDay }
    }

    /// How long the stretches of a day are.
    package enum Stretch: String, Sendable, CaseIterable {
        case quarterOfHour = "15 min"
        case halfHour = "30 min"
        case hour = "60 min"

        var minutes: Int {
            switch self {
            case .quarterOfHour: 15
            case .halfHour: 30
            case .hour: 60
            }
        }
    }

    package let identity: SegmentIdentity
    fileprivate let table: SourceText
    private let formula: Expression
    fileprivate let part: Part
    /// How long a part of a day is, in minutes.
    fileprivate let minutes: Int

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        let table = reader.text(SegmentKeys.table)
        let formula = reader.expression(Self.declaration)
        let part = reader.choice(Self.part, as: Part.self)
        let every = reader.choice(Self.every, as: Stretch.self)
        guard let table, let formula, let part else { return nil }
        if let place = reader.entry(Self.every)?.keyLocation, part != .timeOfDay {
            reader.collector.add(SegmentationDiagnostics.everyOfAnotherPart(part.rawValue, at: place))
        }
        minutes = part == .timeOfDay ? (every ?? .halfHour).minutes : 60
        self.table = table
        self.formula = formula
        self.part = part
    }

    package var mentionedColumns: [ColumnReference] { formula.columns(of: table) }
    package var labelKeys: [String]? { part == .year ? nil : labels.map(\.key) }
    /// Those of every part but years.
    fileprivate var labels: [SegmentLabel] { CalendarLabels.labels(of: part, minutes: minutes) }
    package var defaultTitle: Wording? { CalendarLabels.title(of: part) }
    package var line: Wording {
        let source = formula.source.text
        return Wording(
            en: "the \(CalendarLabels.word(of: part, minutes: minutes)) of \(source) of \(table.text)",
            zh: "\(table.text) 中 \(source) 的\(CalendarLabels.title(of: part).chinese)"
                + (part == .timeOfDay ? "（每 \(minutes) 分钟）" : ""))
    }

    package func prepared(in scope: SegmentScope) -> PreparedByCalendar? {
        guard let formula = scope.bound(formula, to: table) else { return nil }
        guard formula.type == .instant || (formula.type == .date && !part.isOfDay) else {
            let expected =
                part.isOfDay
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
        let (part, zone, fiscal) = (segmenter.part, work.stage.zone, work.periods.fiscal)
        let ready = try formula.ready(for: table, work.stage)
        let minutes = segmenter.minutes
        let parts = { @Sendable (chunk: Chunk) in
            CalendarLabels.parts(
                part, minutes: minutes, of: ready.values(chunk), zone: zone, fiscal: fiscal)
        }
        let isFiscal = part.grain.map(fiscal.hasOwn) ?? false
        let convention = isFiscal ? FiscalYearWords.convention(of: fiscal) : nil
        guard part == .year else {
            let labels = CalendarLabels.labels(of: part, minutes: minutes, fiscal: fiscal)
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
            if fiscal.isCivil {
                return SegmentLabel(
                    key: CalendarLabels.padded(Int(year), 4), title: Wording(en: "\(year)", zh: "\(year)年"))
            }
            let named = FiscalYear(beginningIn: Int(year), naming: fiscal.naming)
            return SegmentLabel(key: named.name, title: Wording(en: "FY\(named.years)", zh: "\(named.years)财年"))
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
        let fiscal = FiscalPartSQL(fiscal: scope.periods.fiscal, dialect: dialect, day: day)
        let part: String
        switch segmenter.part {
        case .hour: part = dialect.hour(ofMoment: value, zone: zone)
        case .timeOfDay:
            part = dialect.wholeQuotient(
                dialect.minuteOfDay(ofMoment: value, zone: zone), by: "\(segmenter.minutes)")
        case .weekday: part = dialect.weekday(day)
        case .day: part = "day(\(day))"
        case .month: part = fiscal.month
        case .quarter: part = fiscal.quarter
        case .year: part = fiscal.year
        }
        guard segmenter.part == .year else {
            let first = CalendarLabels.first(of: segmenter.part)
            let cases = segmenter.labels.enumerated().map { position, label in
                "WHEN \(first + position) THEN \(dialect.text(label.key))"
            }
            return .expressions([home: "CASE \(part) \(cases.joined(separator: " ")) ELSE \(scope.unknown) END"])
        }
        let name = fiscal.name(ofYear: part)
        return .expressions([home: "CASE WHEN \(part) BETWEEN 0 AND 9999 THEN \(name) ELSE \(scope.unknown) END"])
    }
}
