// A year that does not begin in January, named by both calendar years it touches, so that nobody takes one for the other.

/// A fiscal year.
///
/// Some name theirs by the year it begins in, others by the year it ends in; `FY2026-27` cannot be taken for another one.
package struct FiscalYear: Sendable, Hashable {
    /// The calendar year it begins in.
    package var firstYear: Int

    package init(beginningIn year: Int) { firstYear = year }

    /// The fiscal year of a day; `startMonth` (2...12) is the month it begins in.
    package init(ofDay day: Int, startMonth: Int) {
        let date = CivilDate(dayNumber: day)
        firstYear = date.month < startMonth ? date.year - 1 : date.year
    }

    /// Fit for a folder, a label and `--period`: `FY2026-27`.
    package var name: String { "FY\(span("-"))" }

    /// For readers: `2026/27`.
    package var years: String { span("/") }

    private func span(_ sign: String) -> String {
        let last = (firstYear + 1) % 100
        let first = String(firstYear)
        return String(repeating: "0", count: max(0, 4 - first.count)) + first + sign
            + (last < 10 ? "0\(last)" : "\(last)")
    }

    /// Reads `FY2026-27` strictly: the second year is the one after the first.
    package init?(named name: some StringProtocol) {
        let text = String(name)
        guard text.utf8.count == 9, text.hasPrefix("FY"), let year = Int(text.dropFirst(2).prefix(4)), year > 0 else {
            return nil
        }
        self.init(beginningIn: year)
        guard self.name == text else { return nil }
    }

    /// The year as a period, and with `quarter` (1...4) that quarter of it.
    package func period(startMonth: Int, quarter: Int? = nil) -> Period? {
        guard let start = CivilDate(year: firstYear, month: startMonth, day: 1) else { return nil }
        let year = Period(.year, containing: start.dayNumber, fiscalYearStart: startMonth)
        guard let quarter else { return year }
        return Period(.quarter, containing: start.dayNumber, fiscalYearStart: startMonth).advanced(by: quarter - 1)
    }
}
