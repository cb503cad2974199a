// A calendar in the record of a run, and the years that it does not know.

import Diagnostics
import Documents
import Expressions
import Stages
import Tabular

extension CalendarFacts {
    /// Hours, holidays with their years and sources, and how many days of the report's period are worked.
    func json(of period: Period) -> JSONValue {
        .object([
            ("hours", .wording(hours)),
            (
                "holidays",
                .list(
                    sources.map { source in
                        .object([
                            ("name", .text(source.name)), ("path", .optional(source.path)),
                            ("fingerprint", .optional(source.fingerprint)),
                            ("years", .list(source.file.years.keys.sorted().map { .integer($0) })),
                            (
                                "sources",
                                .list(
                                    source.file.years.sorted { $0.key < $1.key }.flatMap { year in
                                        year.value.sources.map { .text($0) }
                                    })
                            ),
                        ])
                    })
            ),
            ("known_years", calendar.knownYears.map { .list($0.sorted().map { .integer($0) }) } ?? .null),
            ("working_days", .optional(calendar.workingDays(in: period))),
        ])
    }

    /// Tells of years that the report is about and whose holidays are not told.
    func tellUnknownYears(of periods: ReportPeriods, to collector: DiagnosticCollector) {
        let shown = [periods.period] + Comparison.Base.allCases.compactMap { periods.compared[$0] }
        var (years, names): (Set<Int>, [String]) = ([], [])
        for period in shown {
            guard let start = period.start, let end = period.end, start < end else { continue }
            let unknown = calendar.unknownYears(in: start..<end)
            if unknown.isEmpty { continue }
            years.formUnion(unknown)
            names.append(period.name)
        }
        if !years.isEmpty {
            collector.add(CalendarYearDiagnostics.unknownYears(years.sorted(), ofPeriods: names, facts: self))
        }
    }

    /// Tells of years that formulas met and the calendar does not know, except those that ``tellUnknownYears(of:to:)`` has told.
    func tellYears(met context: StageContext, periods: ReportPeriods) {
        let (met, collector) = (context.overflows.calendar.take(), context.collector)
        let years = met.unknownYears.subtracting(reported(in: periods))
        if !years.isEmpty { collector.add(CalendarYearDiagnostics.unknownYears(years.sorted(), facts: self)) }
        if !met.yearsBeyond.isEmpty {
            collector.add(CalendarYearDiagnostics.yearsBeyond(met.yearsBeyond.sorted(), facts: self))
        }
    }

    private func reported(in periods: ReportPeriods) -> Set<Int> {
        let shown = [periods.period] + periods.compared.values
        return Set(
            shown.flatMap { period -> [Int] in
                guard let start = period.start, let end = period.end, start < end else { return [] }
                return calendar.unknownYears(in: start..<end)
            })
    }
}
