// A fiscal year by its name: after both calendar years it touches, so that nobody takes one for the other, or as a company names its own.

/// A fiscal year.
///
/// Some name theirs by the year it begins in, others by the year it ends in; `FY2026-27` cannot be taken for another one.
package struct FiscalYear: Sendable, Hashable {
    /// The calendar year it begins in.
    package var firstYear: Int
    package var naming: FiscalCalendar.Naming

    package init(beginningIn year: Int, naming: FiscalCalendar.Naming = .both) {
        firstYear = year
        self.naming = naming
    }

    /// The fiscal year of a day.
    package init(ofDay day: Int, in fiscal: FiscalCalendar) {
        self.init(beginningIn: fiscal.year(of: day), naming: fiscal.naming)
    }

    /// Fit for a folder, a label and `--period`: `FY2026-27`, `FY2026`.
    package var name: String { "FY\(text("-"))" }

    /// For readers: `2026/27`, `2026`.
    package var years: String { text("/") }

    private func text(_ sign: String) -> String {
        switch naming {
        case .first: return CivilDate.padded(firstYear, 4)
        case .last: return CivilDate.padded(firstYear + 1, 4)
        case .both: return CivilDate.padded(firstYear, 4) + sign + CivilDate.padded((firstYear + 1) % 100, 2)
        }
    }

    /// How many signs of a name tell the year.
    package static func nameLength(_ naming: FiscalCalendar.Naming) -> Int { naming == .both ? 9 : 6 }

    /// Reads `FY2026-27` strictly, the second year being the one after the first; or `FY2026` where years are so named.
    package init?(named name: some StringProtocol, in fiscal: FiscalCalendar) {
        let text = String(name)
        guard text.utf8.count == Self.nameLength(fiscal.naming), text.hasPrefix("FY"),
            let year = Int(text.dropFirst(2).prefix(4)), year > 0
        else { return nil }
        self.init(beginningIn: fiscal.naming == .last ? year - 1 : year, naming: fiscal.naming)
        guard self.name == text else { return nil }
    }

    /// The year as a period, or the period of a length that has a number in it, from 1; nil where it has none of that number, or where
    /// periods of that length are everybody's.
    package func period(_ grain: Grain = .year, number: Int = 1, in fiscal: FiscalCalendar) -> Period? {
        guard (1...9998).contains(firstYear), (1...53).contains(number), fiscal.hasOwn(grain) else { return nil }
        let first = Period(grain, containing: fiscal.firstDay(ofYear: firstYear), fiscal: fiscal)
        let period = first.advanced(by: number - 1)
        return period.start.map(fiscal.year(of:)) == firstYear ? period : nil
    }
}
