// How days, instants and periods are named in a report, in each language.

import Diagnostics
import Stages
import Tabular

/// Writes days and periods for people to read.
///
///     2026-Q3      2026年第三季度        Q3 2026
///     2026-09      2026年9月            September 2026
///     2026-09-14   2026年9月14日        14 September 2026
///     2026-W37     2026年第37周         Week 37 of 2026
///     2026-H2      2026年下半年          H2 2026
///     FY2026-27-Q1 2026/27财年第一季度  Q1 FY2026/27
///     FY2026-P03   2026财年第3期         P03 FY2026
///
/// What an edge of the report's period has cut says so: `W36, from 1 Sep`, `第36周，自9月1日起`.
struct PeriodFormat: Sendable {
    var language: Language

    private static let chineseQuarters = ["一", "二", "三", "四"]

    func date(_ day: Int) -> String {
        let date = CivilDate(dayNumber: day)
        switch language {
        case .chinese: return "\(date.year)年\(date.month)月\(date.day)日"
        case .english: return "\(date.day) \(Self.month(date.month)) \(date.year)"
        }
    }

    /// The first and last day of a period: `2026年7月1日至9月30日`, `1 July to 30 September 2026`. Empty for all time.
    func days(of period: Period) -> String {
        guard let start = period.start, let end = period.end, start < end else { return "" }
        return days(start...(end - 1))
    }

    /// A first and a last day.
    func days(_ days: ClosedRange<Int>) -> String {
        let (start, end) = (days.lowerBound, days.upperBound)
        let first = CivilDate(dayNumber: start)
        let last = CivilDate(dayNumber: end)
        if start == end { return date(start) }
        switch language {
        case .chinese:
            let lastText = first.year == last.year ? "\(last.month)月\(last.day)日" : date(end)
            return "\(date(start))至\(lastText)"
        case .english:
            let firstText = first.year == last.year ? "\(first.day) \(Self.month(first.month))" : date(start)
            return "\(firstText) to \(date(end))"
        }
    }

    /// The name of a period in full.
    func name(of period: Period) -> String {
        if period.isCut { return name(of: period.whole) + cut(period, isShort: false) }
        guard let start = period.start else { return language == .chinese ? "全部时间" : "All time" }
        let date = CivilDate(dayNumber: start)
        let isChinese = language == .chinese
        switch period.grain {
        case .day: return self.date(start)
        case .week:
            let week = period.weekOfYear?.number ?? 1
            return isChinese ? "\(year(of: period))第\(week)周" : "Week \(week) of \(year(of: period))"
        case .month where period.fiscalYear != nil: return fiscalMonth(period)
        case .month: return isChinese ? "\(date.year)年\(date.month)月" : "\(Self.month(date.month)) \(date.year)"
        case .quarter:
            let quarter = period.numberInYear ?? 1
            return isChinese
                ? "\(year(of: period))第\(Self.chineseQuarters[quarter - 1])季度" : "Q\(quarter) \(year(of: period))"
        case .halfYear: return half(period)
        case .year: return year(of: period)
        case nil: return days(of: period)
        }
    }

    /// `2026财年第3期`, `P03 FY2026`.
    private func fiscalMonth(_ period: Period) -> String {
        let number = period.numberInYear ?? 1
        return language == .chinese
            ? "\(year(of: period))第\(number)期" : "P\(Self.padded(number)) \(year(of: period))"
    }

    /// `2026年上半年`, `H1 2026`.
    private func half(_ period: Period) -> String {
        let number = period.numberInYear ?? 1
        return language == .chinese
            ? "\(year(of: period))\(number == 1 ? "上" : "下")半年" : "H\(number) \(year(of: period))"
    }

    /// The year of a period: `2026年`, `2026/27财年`; `2026`, `FY2026/27`. That of a week is the one in which it is counted.
    private func year(of period: Period) -> String {
        if let fiscal = period.fiscalYear {
            return language == .chinese ? "\(fiscal.years)财年" : "FY\(fiscal.years)"
        }
        let year = period.weekOfYear?.year ?? CivilDate(dayNumber: period.start ?? 0).year
        return language == .chinese ? "\(year)年" : "\(year)"
    }

    /// Where an edge has cut a period: `, from 1 Sep`, `，自9月1日起`; nothing for a whole one.
    private func cut(_ period: Period, isShort: Bool) -> String {
        guard let start = period.start, let end = period.end else { return "" }
        let whole = period.whole
        func day(_ number: Int) -> String {
            let date = CivilDate(dayNumber: number)
            return language == .chinese
                ? "\(date.month)月\(date.day)日"
                : "\(date.day) \(isShort ? Self.shortMonth(date.month) : Self.month(date.month))"
        }
        let begins = start != whole.start
        let ends = end != whole.end
        switch (language, begins, ends) {
        case (.chinese, true, true): return "，\(day(start))至\(day(end - 1))"
        case (.chinese, true, false): return "，自\(day(start))起"
        case (.chinese, false, true): return "，至\(day(end - 1))止"
        case (.english, true, true): return ", \(day(start)) to \(day(end - 1))"
        case (.english, true, false): return ", from \(day(start))"
        case (.english, false, true): return ", until \(day(end - 1))"
        case (_, false, false): return ""
        }
    }

    /// The name of a period for a column head or an axis: `2026年9月`, `Sep 2026`, `2026Q3`, `Q3 2026`; of a part of a period
    /// with where it is cut: `W36, from 1 Sep`.
    func shortName(of period: Period) -> String {
        guard let start = period.start, let end = period.end else { return name(of: period) }
        let isChinese = language == .chinese
        if period.isCut {
            // The year stands beside it, in the heads of the whole weeks.
            if let week = period.weekOfYear?.number {
                return (isChinese ? "第\(week)周" : "W\(week)") + cut(period, isShort: true)
            }
            return shortName(of: period.whole) + cut(period, isShort: true)
        }
        let date = CivilDate(dayNumber: start)
        switch period.grain {
        case .day: return isChinese ? "\(date.month)月\(date.day)日" : "\(date.day) \(Self.shortMonth(date.month))"
        case .week:
            let week = period.weekOfYear?.number ?? 1
            return isChinese ? "\(year(of: period))第\(week)周" : "W\(week) \(year(of: period))"
        case .month where period.fiscalYear != nil: return fiscalMonth(period)
        case .month: return isChinese ? "\(date.year)年\(date.month)月" : "\(Self.shortMonth(date.month)) \(date.year)"
        case .quarter:
            let quarter = period.numberInYear ?? 1
            return isChinese
                ? "\(year(of: period))\(Self.chineseQuarters[quarter - 1])季度" : "Q\(quarter) \(year(of: period))"
        case .halfYear, .year: return name(of: period)
        case nil:
            let last = CivilDate(dayNumber: end - 1)
            return "\(Self.compact(date))–\(Self.compact(last))"
        }
    }

    /// The local date and time of an instant with the zone's offset: `2026年10月1日 02:00（UTC+08:00）`.
    func instant(_ instant: Int64, in zone: TimeZoneTable) -> String {
        let offset = zone.offset(at: instant)
        let local = instant.addingReportingOverflow(offset).partialValue
        let day = Int(zone.localDay(of: instant))
        let minutes = Int(((local % 86_400_000) + 86_400_000) % 86_400_000) / 60_000
        let offsetMinutes = Int(abs(offset) / 60_000)
        let sign = offset < 0 ? ValueFormat.minus : "+"
        let time = "\(Self.padded(minutes / 60)):\(Self.padded(minutes % 60))"
        let zoneText = "UTC\(sign)\(Self.padded(offsetMinutes / 60)):\(Self.padded(offsetMinutes % 60))"
        switch language {
        case .chinese: return "\(date(day)) \(time)（\(zoneText)）"
        case .english: return "\(date(day)), \(time) (\(zoneText))"
        }
    }

    /// The name of a period length: `月`, `month`.
    func grain(_ grain: Grain) -> String {
        let words: (String, String) =
            switch grain {
            case .day: ("日", "day")
            case .week: ("周", "week")
            case .month: ("月", "month")
            case .quarter: ("季度", "quarter")
            case .halfYear: ("半年", "half-year")
            case .year: ("年", "year")
            }
        return language == .chinese ? words.0 : words.1
    }

    private static func month(_ month: Int) -> String {
        CalendarNames.months.indices.contains(month - 1) ? CalendarNames.months[month - 1] : String(month)
    }

    private static func shortMonth(_ month: Int) -> String { String(Self.month(month).prefix(3)) }

    private static func compact(_ date: CivilDate) -> String { date.isoText }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
