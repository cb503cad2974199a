// From which day to which the places of a breakdown reach, where some reach over all time.

/// The days at which periods begin and end, so that those of all time begin and end with the whole.
struct PlaceDays {
    private let first: Int?
    private let last: Int?

    /// - Parameter isOfAllTime: whether the report is: then the first period of each breakdown begins before all rows, and its last
    ///   ends behind them.
    init(_ days: [(start: Int, end: Int)], isOfAllTime: Bool) {
        first = isOfAllTime ? days.map(\.start).min() : nil
        last = isOfAllTime ? days.map(\.end).max() : nil
    }

    func start(_ day: Int) -> Int { day == first ? Int.min : day }

    func end(_ day: Int) -> Int { day == last ? Int.max : day }
}
