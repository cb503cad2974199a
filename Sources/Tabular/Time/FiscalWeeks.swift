// Years of whole weeks: 52 of them, and 53 every five or six years, so that each ends on the same weekday near the end of a month.

/// How a year of 52 or 53 weeks ends, and how it is cut into months.
///
/// - Source: IRS Publication 538, "52-53-week tax year"; the 4-5-4 calendar of the National Retail Federation.
package struct FiscalWeeks: Sendable, Hashable {
    /// How many weeks the three months of every quarter have.
    package enum Pattern: String, Sendable, CaseIterable {
        case fourFourFive = "4-4-5"
        case fourFiveFour = "4-5-4"
        case fiveFourFour = "5-4-4"

        /// After how many weeks of a quarter its second and its third month begin.
        package var starts: (second: Int, third: Int) {
            switch self {
            case .fourFourFive: (4, 8)
            case .fourFiveFour: (4, 9)
            case .fiveFourFour: (5, 9)
            }
        }
    }

    /// Which day of the weekday is the last of a year.
    package enum Ending: Sendable, CaseIterable {
        /// The last one in the month.
        case last
        /// The one nearest to the last day of the month, at most three days before or after it.
        case nearest
    }

    package let pattern: Pattern
    package let ending: Ending
    private let weekday: Int8
    private let month: Int8

    package static let ofQuarter = 13
    package static let ofYear = 52

    /// - Parameters:
    ///   - lastWeekday: on which years end, 1 for Monday to 7.
    ///   - longMonth: the month (1...12) that is a week longer in a year of 53 weeks.
    package init(_ pattern: Pattern, ending: Ending, lastWeekday: Int, longMonth: Int = 12) {
        self.pattern = pattern
        self.ending = ending
        weekday = Int8(min(max(lastWeekday, 1), 7))
        month = Int8(min(max(longMonth, 1), 12))
    }

    /// On which weeks and years end, 1 for Monday to 7.
    package var lastWeekday: Int { Int(weekday) }
    /// On which they begin.
    package var firstWeekday: Int { lastWeekday % 7 + 1 }
    /// The month (1...12) that is a week longer in a year of 53 weeks.
    package var longMonth: Int { Int(month) }

    /// How many days before the end of a week the day lies whose month tells of which year the week is.
    ///
    /// A year that ends on the last Saturday of January has the weeks whose Saturdays lie between the first of February and the end of
    /// January; one that ends on the nearest Saturday those whose Wednesdays do.
    package var daysToDecision: Int { ending == .last ? 0 : 3 }

    /// How many weeks of a year are over where a month of it (0...12) begins.
    package func weeks(before month: Int, isLong: Bool) -> Int {
        let (quarter, ofQuarter) = (month / 3, month % 3)
        let inside = ofQuarter == 0 ? 0 : ofQuarter == 1 ? pattern.starts.second : pattern.starts.third
        return quarter * Self.ofQuarter + inside + (isLong && month >= longMonth ? 1 : 0)
    }

    /// The month (0...11) of a week (0...52) of a year.
    package func month(ofWeek week: Int, isLong: Bool) -> Int {
        (0..<12).last { weeks(before: $0, isLong: isLong) <= week } ?? 0
    }
}
