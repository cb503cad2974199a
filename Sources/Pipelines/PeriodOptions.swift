// The `period:` key: which period a report is about, and which it is compared with.

import Diagnostics
import Foundation
import Stages
import Tabular

/// What a pipeline file says about periods.
///
///     period: quarter
///     period: { every: quarter, compare: [previous, year-ago], trend: 8, fiscal_year_starts: 4 }
///     period: { every: month, fiscal_year: { pattern: 4-4-5, ends: last saturday of january } }
///     period: { every: day, compare: [previous, week-ago] }
///     period: { every: month, compare: [year-ago, spring-festival] }
///     period: { from: 2017-01-01, to: 2018-01-01 }
///     period: all
package struct PeriodOptions: Sendable {
    /// Which days a report is about.
    package enum Span: Sendable, Equatable {
        /// The last full period of this length before the as-of instant.
        case every(Grain)
        /// Fixed days; the end is exclusive.
        case fixed(start: Int, end: Int)
        case allTime
    }

    /// What may stand behind `period`: a length, all of the time, or a mapping.
    package static let form = OptionValue.either([.choice(words), .mapping(keys)])

    private static let words = Grain.allCases.map(\.rawValue) + ["all"]
    private static let keys = [everyKey, fromKey, toKey, compareKey, trendKey, fiscalStartKey, fiscalYearKey]

    private static let everyKey = OptionKey(
        "every", .choice(words),
        help: Wording(
            en:
                "the length of the period, the last full one before the as-of moment; this or 'from' and 'to' are needed",
            zh: "周期长度，取截止时刻之前最近的完整周期；与 'from'、'to' 二者必写其一"))
    private static let fromKey = OptionKey("from", .date, help: Wording(en: "its first day", zh: "第一天"))
    private static let toKey = OptionKey(
        "to", .date, help: Wording(en: "the first day that no longer belongs to it", zh: "结束日，不含当天"))
    private static let compareKey = OptionKey(
        "compare", .oneOrMore(.choice(of: Comparison.Base.self)),
        help: Wording(en: "the periods it is compared with", zh: "与哪些周期比较"))
    private static let trendKey = OptionKey(
        "trend", .integer(1...400), help: Wording(en: "how many periods trends show", zh: "趋势展示的周期数"))
    private static let fiscalStartKey = OptionKey(
        "fiscal_year_starts", .integer(1...12),
        help: Wording(
            en: "the month from which years and quarters are counted; 1 unless said", zh: "财年开始的月份，年与季度由此起算，默认 1"))

    private static let fiscalYearKey = OptionKey(
        "fiscal_year", FiscalYearOptions.form,
        help: Wording(
            en:
                "years of 52 or 53 weeks (4-4-5, 4-5-4 or 5-4-4), by which years, quarters, months and weeks are counted",
            zh: "按周计的财年（52 或 53 周，4-4-5、4-5-4 或 5-4-4），年、季、月、周均由此起算"))

    package var span: Span
    package var compare: [Comparison.Base]
    /// How many periods a trend shows; nil for the usual number.
    package var trend: Int?
    package var fiscal: FiscalCalendar
    package var location: SourceLocation
    /// Where comparisons are asked for.
    private var places: [Comparison.Base: SourceText] = [:]

    package init(_ node: OptionNode?, file: String, collector: DiagnosticCollector) {
        span = .allTime
        compare = []
        trend = nil
        fiscal = .civil
        location = node?.location ?? SourceLocation(file: file, line: 1, column: 1)
        guard let node else { return }
        if let word = node.sourceText {
            readWord(word, collector: collector)
        } else {
            readMapping(node, collector: collector)
        }
    }

    private mutating func readWord(_ word: SourceText, collector: DiagnosticCollector) {
        if word.text == "all" { return }
        if let grain = Grain(rawValue: word.text) {
            span = .every(grain)
        } else {
            collector.add(
                StagesDiagnostics.unknownChoice(
                    word, of: Wording("'period'"), choices: Self.words))
        }
    }

    private mutating func readMapping(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(node, of: Wording("'period'"), keys: Self.keys, collector: collector)
        let every = reader.text(Self.everyKey)
        let from = Self.day(reader.text(Self.fromKey), of: "from", collector: collector)
        let to = Self.day(reader.text(Self.toKey), of: "to", collector: collector)
        let bases = reader.texts(Self.compareKey) ?? []
        for item in bases {
            if let base = Comparison.Base(rawValue: item.text) {
                if !compare.contains(base) { compare.append(base) }
                places[base] = item
            } else {
                collector.add(
                    StagesDiagnostics.unknownChoice(
                        item, of: Wording("'compare'"), choices: Comparison.Base.allCases.map(\.rawValue)))
            }
        }
        trend = reader.integer(Self.trendKey)
        readFiscalYear(reader)
        defer {
            if let item = bases.first(where: { $0.text == Comparison.Base.weekAgo.rawValue }), isLongerThanWeek {
                collector.add(PipelinesDiagnostics.weekAgoOfLongPeriod(item))
                compare.removeAll { $0 == .weekAgo }
            }
            reader.finish()
        }
        if let every {
            readWord(every, collector: collector)
            if reader.has(Self.fromKey) || reader.has(Self.toKey) {
                collector.add(PipelinesDiagnostics.everyWithDays(at: node.location))
            }
        } else if let from, let to {
            if from.day < to.day {
                span = .fixed(start: from.day, end: to.day)
            } else {
                collector.add(PipelinesDiagnostics.emptyPeriod(from: from.text, to: to.text))
            }
        } else if reader.has(Self.fromKey), !reader.has(Self.toKey) {
            reader.reportMissing(Self.toKey)
        } else if reader.has(Self.toKey), !reader.has(Self.fromKey) {
            reader.reportMissing(Self.fromKey)
        } else if !reader.has(Self.fromKey) {
            reader.reportMissing(Self.everyKey)
        }
    }

    private mutating func readFiscalYear(_ reader: OptionReader) {
        let startMonth = reader.integer(Self.fiscalStartKey)
        fiscal = startMonth.map { FiscalCalendar(startMonth: $0) } ?? .civil
        guard let entry = reader.entry(Self.fiscalYearKey) else { return }
        if reader.has(Self.fiscalStartKey) {
            reader.collector.add(FiscalYearDiagnostics.saidTwice(at: entry.keyLocation))
        }
        fiscal = FiscalYearOptions.calendar(entry.value, collector: reader.collector) ?? fiscal
    }

    /// Whether the same days of the week before would be a part of the period itself, or the period before.
    private var isLongerThanWeek: Bool {
        switch span {
        case .every(let grain): grain != .day
        case .fixed(let start, let end): end - start > 7
        case .allTime: false
        }
    }

    private static func day(
        _ text: SourceText?, of key: String, collector: DiagnosticCollector
    ) -> (day: Int, text: SourceText)? {
        guard let text else { return nil }
        if let date = CivilDate(isoText: text.text) { return (date.dayNumber, text) }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording("'\(key)'"), expected: Wording(en: "a day such as 2026-01-31", zh: "日期，如 2026-01-31"),
                found: text))
        return nil
    }

    /// The periods of a run.
    ///
    /// - Parameters:
    ///   - chosen: what `--period` asks for, in the place of the last full period.
    ///   - calendars: when the rows of each table can be expected.
    ///   - business: when business is open.
    package func periods(
        asOf today: Int, chosen: Period? = nil, calendars: [String: TableCalendar] = [:],
        business: BusinessCalendar? = nil
    ) -> ReportPeriods {
        let period: Period
        switch span {
        case .allTime: period = chosen ?? .allTime
        case .fixed(let start, let end): period = chosen ?? Period(grain: nil, start: start, end: end)
        case .every(let grain):
            period =
                chosen ?? Period(grain, containing: today, fiscal: fiscal).advanced(by: -1)
        }
        var compared: [Comparison.Base: Period] = [:]
        if period.start != nil {
            for base in compare {
                switch base {
                case .previous: compared[base] = period.advanced(by: -1)
                case .weekAgo: if period.grain == .day || period.grain == nil { compared[base] = period.weekBefore }
                case .yearAgo: compared[base] = period.yearBefore
                case .springFestival: compared[base] = period.alignedToSpringFestival
                }
            }
        }
        var shown = [period]
        if let grain = period.grain {
            let count = trend ?? Self.usualTrend(of: grain)
            shown = (0..<count).map { period.advanced(by: $0 - count + 1) }
        }
        return ReportPeriods(
            period: period, compared: compared, trend: shown, fiscal: fiscal, today: today,
            calendars: calendars, business: business)
    }

    /// Tells that the festival of a period, or the one before, is not known, where a comparison is aligned to it.
    func tellUnknownFestival(of period: Period, to collector: DiagnosticCollector) {
        guard let springFestival = places[.springFestival], period.start != nil, period.alignedToSpringFestival == nil
        else { return }
        collector.add(PipelinesDiagnostics.unknownFestival(springFestival, period: period.name))
    }

    /// Tells of comparisons of periods of other lengths, and across a year of 53 weeks, where years are of whole weeks.
    package func tellOtherWeeks(in periods: ReportPeriods, to collector: DiagnosticCollector) {
        let period = periods.period
        guard fiscal.weeks != nil, period.grain?.months != nil, let start = period.start, let end = period.end else {
            return
        }
        for base in [Comparison.Base.previous, .yearAgo] {
            guard let item = places[base], let compared = periods.compared[base], let otherStart = compared.start,
                let otherEnd = compared.end
            else { continue }
            if end - start != otherEnd - otherStart {
                collector.add(FiscalYearDiagnostics.otherLength(item, period, compared))
            } else if base == .yearAgo, start - otherStart != FiscalWeeks.ofYear * 7 {
                collector.add(FiscalYearDiagnostics.otherWeeks(item, period, compared))
            }
        }
    }

    private static func usualTrend(of grain: Grain) -> Int {
        switch grain {
        case .day: 14
        case .week, .month: 13
        case .quarter, .halfYear: 8
        case .year: 5
        }
    }
}
