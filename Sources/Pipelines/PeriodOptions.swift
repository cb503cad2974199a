// The `period:` key: which period a report is about, and which it is compared with.

import Diagnostics
import Foundation
import Stages
import Tabular

/// What a pipeline file says about periods.
///
///     period: quarter
///     period: { every: quarter, compare: [previous, year-ago], trend: 8, fiscal_year_starts: 4 }
///     period: { every: day, compare: [previous, week-ago] }
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

    package var span: Span
    package var compare: [Comparison.Base]
    /// How many periods a trend shows; nil for the usual number.
    package var trend: Int?
    package var fiscalYearStart: Int
    package var location: SourceLocation

    package init(_ node: OptionNode?, file: String, collector: DiagnosticCollector) {
        span = .allTime
        compare = []
        trend = nil
        fiscalYearStart = 1
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
                    word, of: Wording("'period'"), choices: Grain.allCases.map(\.rawValue) + ["all"]))
        }
    }

    private mutating func readMapping(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(node, of: Wording("'period'"), collector: collector)
        let every = reader.text("every")
        let from = Self.day(reader.text("from"), of: "from", collector: collector)
        let to = Self.day(reader.text("to"), of: "to", collector: collector)
        let bases = reader.texts("compare") ?? []
        for item in bases {
            if let base = Comparison.Base(rawValue: item.text) {
                if !compare.contains(base) { compare.append(base) }
            } else {
                collector.add(
                    StagesDiagnostics.unknownChoice(
                        item, of: Wording("'compare'"), choices: Comparison.Base.allCases.map(\.rawValue)))
            }
        }
        trend = reader.integer("trend", in: 1...400)
        fiscalYearStart = reader.integer("fiscal_year_starts", in: 1...12) ?? 1
        defer {
            if let item = bases.first(where: { $0.text == Comparison.Base.weekAgo.rawValue }), isLongerThanWeek {
                collector.add(PipelinesDiagnostics.weekAgoOfLongPeriod(item))
                compare.removeAll { $0 == .weekAgo }
            }
            reader.finish()
        }
        if let every {
            readWord(every, collector: collector)
            if reader.has("from") || reader.has("to") {
                collector.add(PipelinesDiagnostics.everyWithDays(at: node.location))
            }
        } else if let from, let to {
            if from.day < to.day {
                span = .fixed(start: from.day, end: to.day)
            } else {
                collector.add(PipelinesDiagnostics.emptyPeriod(from: from.text, to: to.text))
            }
        } else if reader.has("from"), !reader.has("to") {
            reader.reportMissing("to")
        } else if reader.has("to"), !reader.has("from") {
            reader.reportMissing("from")
        } else if !reader.has("from") {
            reader.reportMissing("every")
        }
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
    package func periods(
        asOf today: Int, chosen: Period? = nil, calendars: [String: TableCalendar] = [:]
    ) -> ReportPeriods {
        let period: Period
        switch span {
        case .allTime: period = chosen ?? .allTime
        case .fixed(let start, let end): period = chosen ?? Period(grain: nil, start: start, end: end)
        case .every(let grain):
            period =
                chosen ?? Period(grain, containing: today, fiscalYearStart: fiscalYearStart).advanced(by: -1)
        }
        var compared: [Comparison.Base: Period] = [:]
        if period.start != nil {
            for base in compare {
                switch base {
                case .previous: compared[base] = period.advanced(by: -1)
                case .weekAgo: if period.grain == .day || period.grain == nil { compared[base] = period.weekBefore }
                case .yearAgo: compared[base] = period.yearBefore
                }
            }
        }
        var shown = [period]
        if let grain = period.grain {
            let count = trend ?? Self.usualTrend(of: grain)
            shown = (0..<count).map { period.advanced(by: $0 - count + 1) }
        }
        return ReportPeriods(
            period: period, compared: compared, trend: shown, fiscalYearStart: fiscalYearStart, today: today,
            calendars: calendars)
    }

    private static func usualTrend(of grain: Grain) -> Int {
        switch grain {
        case .day: 14
        case .week, .month: 13
        case .quarter: 8
        case .year: 5
        }
    }
}

extension Period {
    /// Reads the name of a period as `--period` takes it: `2026-09-14`, `2026-W37`, `2026-09`, `2026-Q3`, `2026`,
    /// `2026-09-01..2026-09-14` (both days included) or `all`. Where years do not begin in January, quarters and years are named
    /// `FY2026-27-Q1` and `FY2026-27`, and `2026-Q3` and `2026` name none: they could be either's.
    package init?(named name: String, fiscalYearStart: Int) {
        if name == "all" {
            self = .allTime
            return
        }
        if let dots = name.range(of: "..") {
            guard let first = CivilDate(isoText: name[..<dots.lowerBound]),
                let last = CivilDate(isoText: name[dots.upperBound...]), first <= last
            else { return nil }
            self.init(grain: nil, start: first.dayNumber, end: last.dayNumber + 1)
            return
        }
        if let date = CivilDate(isoText: name) {
            self.init(.day, containing: date.dayNumber)
            return
        }
        if name.hasPrefix("FY") {
            guard fiscalYearStart != 1, let year = FiscalYear(named: name.prefix(9)) else { return nil }
            var quarter: Int?
            if name.utf8.count > 9 {
                guard name.utf8.count == 12, name.dropFirst(9).hasPrefix("-Q"), let number = Int(name.suffix(1)),
                    (1...4).contains(number)
                else { return nil }
                quarter = number
            }
            guard let period = year.period(startMonth: fiscalYearStart, quarter: quarter) else { return nil }
            self = period
            return
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(first), let newYear = CivilDate(year: year, month: 1, day: 1)
        else { return nil }
        if parts.count == 1 {
            guard fiscalYearStart == 1 else { return nil }
            self.init(.year, containing: newYear.dayNumber)
        } else if parts.count == 2, let mark = parts[1].first, let number = Int(parts[1].drop { !$0.isNumber }) {
            switch mark {
            case "Q" where (1...4).contains(number) && parts[1].count == 2 && fiscalYearStart == 1:
                let first = CivilDate(year: year, month: number * 3 - 2, day: 1) ?? newYear
                self.init(.quarter, containing: first.dayNumber)
            case "W" where (1...53).contains(number) && parts[1].count == 3:
                let fourth = newYear.dayNumber + 3
                let week = Period(.week, containing: fourth).advanced(by: number - 1)
                guard CivilDate(dayNumber: (week.start ?? 0) + 3).year == year else { return nil }
                self = week
            case _ where mark.isNumber && parts[1].utf8.count == 2:
                guard let month = CivilDate(year: year, month: number, day: 1) else { return nil }
                self.init(.month, containing: month.dayNumber)
            default: return nil
            }
        } else {
            return nil
        }
    }

    /// What a calendar's or an incomplete name of a quarter or year may have meant, where years do not begin in January.
    package static func fiscalNames(for name: String, fiscalYearStart: Int) -> [Period] {
        let digits = name.hasPrefix("FY") ? name.dropFirst(2) : name[...]
        guard fiscalYearStart != 1, let year = Int(digits.prefix(4)) else { return [] }
        let rest = digits.dropFirst(4)
        if rest.isEmpty {
            return [year, year - 1].compactMap {
                FiscalYear(beginningIn: $0).period(startMonth: fiscalYearStart)
            }
        }
        guard rest.count == 3, rest.hasPrefix("-Q"), let quarter = Int(rest.suffix(1)), (1...4).contains(quarter) else {
            return []
        }
        let fiscal = [year, year - 1].compactMap {
            FiscalYear(beginningIn: $0).period(startMonth: fiscalYearStart, quarter: quarter)
        }
        guard !name.hasPrefix("FY"), let first = CivilDate(year: year, month: quarter * 3 - 2, day: 1) else {
            return fiscal
        }
        // The quarter of the calendar, where it is one of the fiscal year too.
        let same = Period(.quarter, containing: first.dayNumber, fiscalYearStart: fiscalYearStart)
        return same.start == first.dayNumber && !fiscal.contains(same) ? fiscal + [same] : fiscal
    }
}
