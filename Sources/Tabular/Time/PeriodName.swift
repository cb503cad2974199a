// The name of a period, fit for a folder and for `--period`, and which one of its year it is.

extension Period {
    /// A short name fit for a folder and for `--period`: `2026-09-14`, `2026-W37`, `2026-09`, `2026-Q3`, `2026-H2`, `2026`,
    /// `2026-09-01..2026-09-15` or `all`; where years do not begin in January, `FY2026-27-Q1` and `FY2026-27`; where they are of whole
    /// weeks, also `FY2026-27-W05` and `FY2026-27-P03`. What an edge has cut is named by its days.
    package var name: String {
        guard let start, let end else { return "all" }
        let span = "\(startText)..\(CivilDate(dayNumber: end - 1).isoText)"
        if isCut { return span }
        let year = fiscalYear?.name ?? String(startText.prefix(4))
        switch grain {
        case .day: return startText
        case .week:
            let week = weekOfYear ?? (CivilDate(dayNumber: start).year, 1)
            return "\(fiscalYear?.name ?? CivilDate.padded(week.year, 4))-W\(CivilDate.padded(week.number, 2))"
        case .month:
            return fiscalYear.map { "\($0.name)-P\(CivilDate.padded(numberInYear ?? 1, 2))" }
                ?? String(startText.prefix(7))
        case .quarter: return "\(year)-Q\(numberInYear ?? 1)"
        case .halfYear: return "\(year)-H\(numberInYear ?? 1)"
        case .year: return year
        case nil: return span
        }
    }

    /// Which month, quarter or half of its year it is, from 1; nil for other periods.
    package var numberInYear: Int? {
        guard let months = grain?.months, let first = whole.start else { return nil }
        return fiscal.monthOfYear(of: first) / months + 1
    }

    /// The fiscal year of a period; nil where the calendar has the same periods of its length as everybody's.
    package var fiscalYear: FiscalYear? {
        guard !fiscal.isCivil, let start else { return nil }
        return FiscalYear(ofDay: start, in: fiscal)
    }

    /// Of a week its year and its number there: those of ISO 8601, or of the fiscal year; nil for other periods.
    package var weekOfYear: (year: Int, number: Int)? {
        guard grain == .week, let first = whole.start else { return nil }
        guard fiscal.isCivil else {
            let year = fiscal.year(of: first)
            return (year, (first - fiscal.firstDay(ofYear: year)) / 7 + 1)
        }
        let thursday = CivilDate(dayNumber: first + 3)
        let firstDay = CivilDate(year: thursday.year, month: 1, day: 1)?.dayNumber ?? first
        return (thursday.year, (first + 3 - firstDay) / 7 + 1)
    }
}
