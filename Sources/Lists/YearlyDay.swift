// A day that comes again each year, such as a birthday: when it comes next.

import Tabular

/// A day of a year, and its return in later ones.
///
/// 29 February comes on 28 February in common years. The years 1900 and 1 stand for a day that nobody knew.
struct YearlyDay {
    enum Next: Equatable {
        case on(Int)
        /// Not within the days asked for.
        case later
        case placeholder
    }

    private let first: CivilDate
    private let number: Int

    /// - Parameter day: days since 1970-01-01.
    init(_ day: Int) {
        first = CivilDate(dayNumber: day)
        number = day
    }

    /// - Bounds: from `today` to so many days after it, both counted; never the first day itself.
    func next(from today: Int, within days: Int) -> Next {
        if first.year <= 1 || first.year == 1900 { return .placeholder }
        let thisYear = CivilDate(dayNumber: today).year
        for year in thisYear...(thisYear + 1) {
            guard
                let day = CivilDate(year: year, month: first.month, day: first.day)
                    ?? CivilDate(year: year, month: 2, day: 28)
            else { continue }
            if day.dayNumber < today || day.dayNumber <= number { continue }
            return day.dayNumber - today <= days ? .on(day.dayNumber) : .later
        }
        return .later
    }
}
